"""Reports for people and for programs: exact money, ISO dates, nothing beside the JSON."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


def test_aging_by_due_date_is_told_in_the_promised_shape(cli: Cli, book: Path) -> None:
    ran = cli("aging", book, "--json")
    assert ran.code == 0
    assert ran.err == ""
    nothing = {"current": "0.00", "1-30": "0.00", "31-60": "0.00", "61-90": "0.00", "90+": "0.00",
               "unapplied": "0.00"}  # fmt: skip
    assert ran.json == {
        "as_of": "2026-03-31",
        "by": "due",
        "currency": "USD",
        "customers": [
            {"number": "C-1", "name": "Acme & Søn", **nothing, "current": "300.00",
             "1-30": "1000.00", "total": "1300.00"},
            {"number": "C-2", "name": "株式会社", **nothing, "1-30": "200.00", "total": "200.00"},
            {"number": "C-3", "name": "<b>Zoë</b>", **nothing, "90+": "80.50", "total": "80.50"},
        ],
        "totals": {**nothing, "current": "300.00", "1-30": "1200.00", "90+": "80.50",
                   "total": "1580.50"},
        "open_invoices": 4,
    }  # fmt: skip


def test_aging_by_invoice_date_has_its_own_buckets(cli: Cli, book: Path) -> None:
    told = cli("aging", book, "--by", "invoice", "--json").json
    assert told["by"] == "invoice"
    assert told["totals"] == {
        "0-30": "300.00", "31-60": "1200.00", "61-90": "0.00", "90+": "80.50",
        "unapplied": "0.00", "total": "1580.50",
    }  # fmt: skip


def test_aging_as_of_a_past_day_counts_only_what_was_known_then(cli: Cli, book: Path) -> None:
    before = cli("aging", book, "--as-of", "2026-02-19", "--json").json
    after = cli("aging", book, "--as-of", "2026-02-20", "--json").json
    first = cli("aging", book, "--as-of", "2025-11-04", "--json").json
    paid = Decimal(before["totals"]["total"]) - Decimal(after["totals"]["total"])
    assert paid == Decimal("55.94")
    assert (before["open_invoices"], after["open_invoices"]) == (4, 3)
    assert (first["customers"], first["open_invoices"]) == ([], 0)


def test_unapplied_cash_is_shown_apart(cli: Cli, book: Path) -> None:
    paid = ["--amount", "2,000.00", "--date", "2026-03-30", "--method", "transfer"]
    assert cli("payment", book, "--customer", "C-1", *paid).code == 0
    told = cli("aging", book, "--json").json
    (customer,) = [row for row in told["customers"] if row["number"] == "C-1"]
    assert (customer["current"], customer["unapplied"], customer["total"]) == (
        "0.00", "700.00", "-700.00",
    )  # fmt: skip


def test_a_book_in_another_currency_has_that_currency_s_decimals(cli: Cli, tmp_path: Path) -> None:
    book, ledger = tmp_path / "Yen.collectdesk", tmp_path / "yen.csv"
    ledger.write_text("Customer,Invoice,Date,Amount\nC-1,1,2026-01-02,1500\n")
    assert cli("new", book, "--currency", "jpy").code == 0
    assert cli("import", book, ledger).code == 0
    assert cli("aging", book, "--json").json["totals"]["total"] == "1500"


def test_people_read_aligned_columns(cli: Cli, book: Path) -> None:
    ran = cli("aging", book)
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Aging by due date as of 31 Mar 2026, in USD"
    heading = next(line for line in lines if line.startswith("No."))
    acme = next(line for line in lines if line.startswith("C-1"))
    assert acme.split() == [
        "C-1", "Acme", "&", "Søn", "300.00", "1,000.00", "–", "–", "–", "–", "1,300.00",
    ]  # fmt: skip
    assert len(acme) == len(heading)
    assert lines[-1] == "4 open invoices, 3 customers"


def test_today_names_customer_score_and_reason(cli: Cli, book: Path) -> None:
    told = cli("today", book, "--json").json
    assert told["as_of"] == "2026-03-31"
    assert {"C-1", "C-3"} == {row["number"] for row in told["customers"]}
    for row in told["customers"]:
        assert set(row) >= {"number", "name", "score", "reason", "pinned"}
        assert isinstance(row["score"], int)
        assert isinstance(row["pinned"], bool)
        assert row["reason"]
    scores = [row["score"] for row in told["customers"]]
    assert scores == sorted(scores, reverse=True)


def test_today_for_people_shows_the_same_customers(cli: Cli, book: Path) -> None:
    ran = cli("today", book)
    assert ran.code == 0
    assert "To call on 31 Mar 2026: 2 customers" in ran.out
    assert "Acme & Søn" in ran.out


def test_looking_at_another_day_changes_nothing(cli: Cli, book: Path) -> None:
    before = cli("today", book, "--json").json
    assert "Nobody to call on 4 Nov 2025" in cli("today", book, "--as-of", "2025-11-04").out
    later = cli("today", book, "--as-of", "2026-04-30", "--json").json
    scores = {row["number"]: row["score"] for row in later["customers"]}
    assert scores["C-1"] > before["customers"][1]["score"]
    assert cli("today", book, "--json").json == before
    assert cli("today", book, "--as-of", "2026-03-31", "--json").json == before


def test_figures_are_told_for_people_and_for_programs(cli: Cli, book: Path) -> None:
    out = cli("figures", book).out
    assert "Days sales outstanding (DSO)" in out
    assert re.search(r"2026-03-30 .* still to come .* so far", out)
    assert re.search(r"receivables [\d,.]+ ÷ credit sales [\d,.]+ × 90 days", out)
    told = cli("figures", book, "--from", "2026-01-01", "--to", "2026-02-28", "--json").json
    assert told["as_of"] == "2026-02-28"
    assert [(month["month"], month["collected"]) for month in told["months"]] == [
        ("2026-01", "0.00"),
        ("2026-02", "55.94"),
    ]
    figures = {figure["key"]: figure for figure in told["figures"]}
    assert (figures["days_to_pay"]["number"], figures["days_to_pay"]["unit"]) == ("49.00", "days")
    assert figures["collected"]["number"] == "55.94"
    assert figures["bad_debt"]["number"] == "0.00"
    wrong = cli("figures", book, "--from", "2026-03-01", "--to", "2026-02-28")
    assert wrong.code == 1
    assert "the first day comes first" in wrong.err


def test_a_sound_book_passes_its_check(cli: Cli, book: Path) -> None:
    ran = cli("check", book)
    assert ran.code == 0
    assert ran.out.count("ok ") >= 5
    assert ran.out.endswith("All is well.\n")


def test_a_book_whose_sums_disagree_fails_its_check(cli: Cli, book: Path) -> None:
    sqlite = pytest.importorskip("sqlcipher3.dbapi2")
    db = sqlite.connect(str(book))
    db.execute("UPDATE invoice SET balance = balance - 1 WHERE number = '0008'")
    db.commit()
    db.close()
    ran = cli("check", book)
    assert ran.code == 1
    assert "BAD" in ran.out
    assert "has something wrong" in ran.err


def test_a_list_goes_into_a_file_for_the_accountant(cli: Cli, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "open.csv"
    ran = cli("export", book, "invoices", "--out", out, "--show", "all")
    assert (ran.code, ran.out) == (0, f"5 rows in {out}\n")
    text = out.read_text(encoding="utf-8-sig")
    assert "0011,C-3,<b>Zoë</b>,,2025-11-05,2025-12-05," in text
    assert cli("export", book, "aging", "--out", tmp_path / "aging.xlsx").code == 0
    refused = cli("export", book, "aging", "--out", tmp_path / "aging.txt")
    assert refused.code == 1
    assert "ends in .csv or .xlsx" in refused.err
