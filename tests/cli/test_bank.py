"""A bank's file from the terminal: told first, recorded when asked to, once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli
from tests.exchange.bank_files import entry, sgml


def test_sure_entries_are_recorded_when_asked_and_others_by_their_line(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "march.qfx"
    path.write_text(
        sgml(
            entry(amount="1000.00", name="ACME & SON", memo="inv. 0008", bank_id="1"),
            entry(amount="80.50", name="A STRANGER", bank_id="2"),
            entry(amount="-5.00", name="FEE", bank_id="3"),
            entry(amount="NaN", name="BROKEN", bank_id="4"),
        )
    )
    told = cli("bank", book, path)
    assert told.code == 0
    assert "march.qfx: 2 new entries (1 that went out left aside)" in told.out
    assert "Names 0008, the amount fits" in told.out
    assert "Only the amount, which is open on 0011" in told.out
    assert "line 40: “NaN” is not an amount." in told.out
    assert told.out.endswith("Nothing was recorded.\n")

    recorded = cli("bank", book, path, "--record", "--take", "24=C-3")
    assert "Recorded 2 payments from march.qfx." in recorded.out
    assert cli("aging", book, "--json").json["totals"]["total"] == "500.00"
    again = cli("bank", book, path, "--record")
    assert "0 new entries (2 entries recorded earlier, 1 that went out left aside)" in again.out
    assert "Nothing was recorded." in again.out


def test_a_line_that_is_not_there_is_refused(cli: Cli, book: Path, tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text("Date,Amount,Details\n2026-03-12,5,Acme\n")
    for typed in ("9=C-3", "x", "2=", "2=C-99"):
        ran = cli("bank", book, path, "--take", typed)
        assert ran.code == 1
        assert ran.err.count("\n") == 1


def test_an_entry_that_no_customer_paid_is_set_aside_by_its_line(
    cli: Cli, book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "march.qfx"
    path.write_text(
        sgml(
            entry(amount="12.00", name="INTEREST", bank_id="1"),
            entry(amount="1000.00", name="ACME & SON", memo="inv. 0008", bank_id="2"),
        )
    )
    shown = cli("bank", book, path).out
    line = next(row.split()[0] for row in shown.splitlines() if "INTEREST" in row)
    refused = cli("bank", book, path, "--aside", "999")
    assert (refused.code, "“999” is no line of such an entry" in refused.err) == (1, True)
    twice = ("--aside", line, "--aside", line)
    for wrong in (f"{line}=C-3", "999=C-3"):
        ran = cli("bank", book, path, *twice, "--record", "--take", wrong)
        assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "2 new entries\n" in cli("bank", book, path).out  # nothing was done by halves
    assert "Set aside 1 entry as no customer's payment." in cli("bank", book, path, *twice).out
    again = cli("bank", book, path).out
    assert "1 new entry (1 that no customer paid left aside)" in again
    assert "INTEREST" not in again
    assert "INTEREST" in cli("bank", book, path, "--show-aside").out
    assert "1 entry is offered again." in cli("bank", book, path, "--offer", line).out
    assert "2 new entries\n" in cli("bank", book, path).out
