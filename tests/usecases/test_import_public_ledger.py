"""The public ledger comes in exact to the cent on any day, in any form, and once or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain.errors import Cancelled
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.pages import customer_listing
from tests.usecases.importing import brought, counts, report

PUBLIC_LEDGER = Path(__file__).parent.parent / "data" / "receivables_2012_2013.csv"


def test_progress_is_told_and_cancelling_leaves_nothing(desk: Desk) -> None:
    told: list[tuple[int, int]] = []

    def cancel_half_way(done: int, total: int, text: str) -> None:
        told.append((done, total))
        if total and done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_ledger(desk, ImportFile(PUBLIC_LEDGER), cancel_half_way)
    assert told == sorted(told)
    assert len(told) > 4
    assert desk.ask(customer_listing, "all").all_count == 0
    assert report(desk, date(2013, 6, 30)).open_invoices == 0


@pytest.fixture(scope="module")
def public_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A book that holds the public ledger and nothing else."""
    clock = FixedClock(datetime(2026, 3, 31, 9, 30))
    book = tmp_path_factory.mktemp("public") / "Public.collectdesk"
    bootstrap.new_book(book, clock=clock)
    opened = bootstrap.open_desk(book, clock)
    started = perf_counter()
    preview = brought(opened, PUBLIC_LEDGER)
    assert perf_counter() - started < 5
    assert counts(preview) == (100, 2466, 2466, 561, 0)
    yield opened
    opened.close()


def us_date(text: str) -> date:
    month, day, year = map(int, text.split("/"))
    return date(year, month, day)


def cents(text: str) -> int:
    whole, _, fraction = text.partition(".")
    return int(whole) * 100 + int(fraction.ljust(2, "0") if fraction else "0")


def aged_by_hand(as_of: date, by: str) -> dict[str, list[int]]:
    """The aging of each customer, computed from the file with nothing of the program."""
    found: dict[str, list[int]] = {}
    with PUBLIC_LEDGER.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            issued, settled = us_date(row["InvoiceDate"]), us_date(row["SettledDate"])
            if not issued <= as_of < settled:
                continue
            start = us_date(row["DueDate"]) if by == "due" else issued
            days = (as_of - start).days
            edges = (0, 30, 60, 90) if by == "due" else (30, 60, 90)
            buckets = found.setdefault(row["customerID"], [0] * (len(edges) + 1))
            buckets[sum(days > edge for edge in edges)] += cents(row["InvoiceAmount"])
    return found


@pytest.mark.parametrize("by", ["due", "invoice"])
@pytest.mark.parametrize(
    "as_of",
    [
        date(2012, 1, 2), date(2012, 1, 3), date(2012, 2, 29), date(2012, 7, 4), date(2012, 12, 31),
        date(2013, 1, 1), date(2013, 5, 28), date(2013, 6, 30), date(2013, 11, 30),
        date(2013, 12, 31), date(2014, 1, 8), date(2014, 1, 9), date(2026, 3, 31),
    ],
)  # fmt: skip
def test_aging_of_the_public_ledger_is_exact_on_any_day(
    public_desk: Desk, as_of: date, by: str
) -> None:
    shown = report(public_desk, as_of, by)
    by_hand = aged_by_hand(as_of, by)
    assert {row.number: list(row.amounts) for row in shown.rows} == by_hand
    assert [row.number for row in shown.rows] == sorted(by_hand)
    assert shown.totals.total == sum(map(sum, by_hand.values()))
    assert shown.totals.unapplied == 0


def test_the_public_ledger_brought_again_brings_nothing(public_desk: Desk) -> None:
    before = report(public_desk, date(2013, 6, 30))
    assert counts(brought(public_desk, PUBLIC_LEDGER)) == (0, 0, 0, 0, 2466)
    assert report(public_desk, date(2013, 6, 30)) == before


def test_invoice_numbers_keep_their_leading_zeros(public_desk: Desk) -> None:
    assert public_desk.ask(invoice_id_by_number, "0000611365") > 0


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";")]
)
def test_the_ledger_as_another_program_saves_it_is_the_same_ledger(
    public_desk: Desk, tmp_path: Path, encoding: str, separator: str
) -> None:
    text = PUBLIC_LEDGER.read_text(encoding="utf-8").replace(",", separator)
    saved = tmp_path / "saved.csv"
    saved.write_text(text, encoding=encoding, newline="\r\n")
    assert counts(brought(public_desk, saved)) == (0, 0, 0, 0, 2466)
