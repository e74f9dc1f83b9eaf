"""Bringing a ledger in from the terminal: told before, whole or nothing, the same only once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.conftest import LEDGER, Cli
from tests.exchange.workbook_files import made


@pytest.fixture
def empty_book(tmp_path: Path, cli: Cli) -> Path:
    path = tmp_path / "Empty.collectdesk"
    assert cli("new", path).code == 0
    return path


def customers(cli: Cli, book: Path) -> int:
    return len(cli("aging", book, "--json").json["customers"])


def test_a_dry_run_tells_columns_and_counts_and_changes_nothing(
    cli: Cli, empty_book: Path, ledger: Path
) -> None:
    ran = cli("import", empty_book, ledger, "--dry-run")
    assert ran.code == 0
    assert "5 rows; dates read as month, day, year" in ran.out
    assert "Invoice number   from column Invoice\n" in ran.out
    assert (
        "would bring 3 new customers, 5 invoices, 1 payment and 1 dispute. Nothing was changed."
    ) in ran.out
    assert "$1,636.44" in ran.out
    assert customers(cli, empty_book) == 0


def test_columns_that_are_not_used_are_named(cli: Cli, empty_book: Path, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("Customer,Invoice,Date,Amount,Colour\nC-1,1,2026-01-05,9.00,red\n")
    assert "  Not used         “Colour”\n" in cli("import", empty_book, path, "--dry-run").out


def test_an_import_says_what_came_in_and_a_second_one_that_all_is_here(
    cli: Cli, empty_book: Path, ledger: Path
) -> None:
    first = cli("import", empty_book, ledger)
    assert first.code == 0
    assert "Imported from ledger.csv: 3 new customers, 5 invoices" in first.out
    assert first.err == ""
    second = cli("import", empty_book, ledger)
    assert second.code == 0
    assert "Everything in ledger.csv is already in the book. Nothing was changed." in second.out


def test_bad_rows_are_listed_with_line_and_reason_and_nothing_comes_in(
    cli: Cli, empty_book: Path, ledger: Path
) -> None:
    ledger.write_text(
        LEDGER + "C-4,Four,0012,2/30/2026,3/1/2026,10,,no\nC-4,Four,0008,2/3/2026,,0,,no\n",
        encoding="utf-8",
    )
    for words in ([], ["--dry-run"]):
        ran = cli("import", empty_book, ledger, *words)
        assert ran.code == 1
        assert "line 7: Invoice date: “2/30/2026” is not a date." in ran.out
        assert "line 8: An invoice is for more than zero, but here it is “0”." in ran.out
        assert ran.err.count("\n") == 1
        assert ran.err.startswith("2 rows of ledger.csv cannot come in, so nothing was imported.")
    assert customers(cli, empty_book) == 0


def test_credits_are_counted_and_summed_apart(cli: Cli, empty_book: Path, tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text(
        "Customer,Type,Num,Date,Open balance\nC-1,Invoice,1,2026-01-05,100\n"
        "C-1,Credit Memo,2,2026-01-06,-30\nC-1,Payment,,2026-01-07,-5\nC-1,,4,2026-01-08,-1\n"
    )
    for words in (["--dry-run"], []):
        told = cli("import", empty_book, path, *words).out
        assert "2 credit notes on account ($31.00) and 1 payment on account ($5.00)" in told
        assert "Open invoices less credits: $64.00." in told
        assert "Line 5: Credit note “4”: “-1” is below zero, and comes in as a credit note" in told
        assert "3 credits on account, $36.00 together.\n" in told
    totals = cli("aging", empty_book, "--json").json["totals"]
    assert (totals["unapplied"], totals["total"]) == ("36.00", "64.00")


def test_the_order_of_dates_is_asked_for_by_the_name_of_the_option(
    cli: Cli, empty_book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("Customer,Invoice,Date,Amount\nC-1,1,1/2/2026,5\n")
    ran = cli("import", empty_book, path)
    assert ran.code == 1
    assert "--date-order" in ran.err
    assert cli("import", empty_book, path, "--date-order", "dmy").code == 0
    assert cli("aging", empty_book, "--as-of", "2026-01-31", "--json").json["open_invoices"] == 0
    assert cli("aging", empty_book, "--as-of", "2026-02-01", "--json").json["open_invoices"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a table"),
        (b"Dear Sir,\nplease pay.\n", "has no column that is known as customer number"),
        (b"Customer,Invoice,Date,Amount\n", "no rows below"),
        (b'Customer,Invoice,Date,Amount\nC-1,"1,2026-01-02,5\n', "line 2 is not closed"),
        (b"Customer,Invoice,Date,Amount,amount\nC-1,1,2026-01-02,5,6\n", "more than once"),
    ],
)
def test_a_file_that_is_no_ledger_gets_one_sentence(
    cli: Cli, empty_book: Path, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    ran = cli("import", empty_book, path)
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert words in ran.err


def test_a_sheet_of_a_workbook_comes_in_like_any_ledger(
    cli: Cli, empty_book: Path, tmp_path: Path
) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write("A1", "Open invoices")
        sheet.write_row(2, 0, ["Customer No", "Invoice", "Invoice Date", "Amount", "Paid on"])
        sheet.write_row(3, 0, ["C-1", 7, 46000, 12.5])

    def spoilt(book: Any, sheet: Any) -> None:
        fill(book, sheet)
        sheet.write_formula("E4", "=NA()", None, "#N/A")

    path = made(tmp_path / "ledger.xlsx", Good=fill, Bad=spoilt)
    asked = cli("import", empty_book, path)
    assert asked.code == 1
    assert "“Good” and “Bad”. Say which one to read (on the command line with --sheet)" in asked.err
    refused = cli("import", empty_book, path, "--sheet", "Bad")
    assert "line 4: Paid on: the cell shows the error #N/A." in refused.out
    assert customers(cli, empty_book) == 0
    assert cli("import", empty_book, path, "--sheet", "Good").code == 0
    report = cli("aging", empty_book, "--as-of", "2025-12-09", "--json").json
    assert (report["open_invoices"], report["customers"][0]["total"]) == (1, "12.50")
    assert cli("aging", empty_book, "--as-of", "2025-12-08", "--json").json["open_invoices"] == 0


def test_a_missing_file_gets_one_sentence(cli: Cli, empty_book: Path, tmp_path: Path) -> None:
    ran = cli("import", empty_book, tmp_path / "absent.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "there is no such file" in ran.err


def test_a_disk_without_room_is_told_before_a_row_is_written(
    cli: Cli, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = tmp_path / "more.csv"
    more.write_text("Customer,Invoice,Invoice Date,Due Date,Amount\nX,9,1/22/2026,2/21/2026,5\n")
    before = customers(cli, book)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=1))
    ran = cli("import", book, more)
    assert ran.code == 1
    assert "is full" in ran.err
    assert customers(cli, book) == before


def test_columns_and_the_day_of_payments_can_be_given(
    cli: Cli, empty_book: Path, tmp_path: Path
) -> None:
    path = tmp_path / "offen.csv"
    path.write_text(
        "Kunde;Beleg;Datum;Betrag;Offen\nMüller;7;2026-01-02;1.234,50;234,50\n", encoding="cp1252"
    )
    columns = [
        word
        for typed in ("customer name=Kunde", "Invoice number=Beleg", "Invoice date=Datum",
                      "Amount=Betrag", "Still open=Offen")
        for word in ("--column", typed)
    ]  # fmt: skip
    refused = cli("import", empty_book, path).err
    assert "no column that is known as" in refused
    assert '--column "Customer number=…"' in refused
    assert "names no column" in cli("import", empty_book, path, "--column", "Sum=Betrag").err
    assert "Give one day" in cli("import", empty_book, path, *columns).err
    ran = cli("import", empty_book, path, *columns, "--paid-on", "2026-01-10")
    assert "1 new customer, 1 invoice and 1 payment" in ran.out
    assert cli("aging", empty_book, "--json").json["totals"]["total"] == "234.50"
