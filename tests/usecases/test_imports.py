"""A ledger from a file comes in whole and exact, once, or leaves the book as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collectdesk.domain.dates import DateOrder
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.ledger_columns import ColumnsMissing
from collectdesk.domain.table import NotATable
from collectdesk.domain.table_cells import DateOrderUnknown
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.imports import ImportFile, import_ledger, look_into
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.ports import no_progress
from tests.usecases.importing import ROWS, SHARES, brought, counts, owed, report, written


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path, *ROWS)


def test_rows_become_customers_invoices_payments_and_disputes(desk: Desk, ledger: Path) -> None:
    preview = brought(desk, ledger)
    assert preview.imported
    assert counts(preview) == (2, 3, 1, 1, 0)
    assert preview.total == 5594 + 100_000 + 20_000
    page = desk.ask(customer_page, desk.ask(customer_id_by_number, "C-1"))
    assert page.head.name == "Acme & Søn"
    shown = {row.number: (row.issued, row.due, row.total, row.balance) for row in page.invoices}
    assert shown == {
        "0007": (date(2026, 1, 2), date(2026, 2, 1), 5594, 0),
        "0008": (date(2026, 1, 31), date(2026, 3, 2), 100_000, 100_000),
    }
    (disputed,) = desk.ask(customer_page, desk.ask(customer_id_by_number, "C-2")).invoices
    assert (disputed.balance, disputed.disputed) == (20_000, 20_000)


def test_a_list_of_our_own_comes_in_with_what_is_disputed_of_each_invoice(
    desk: Desk, tmp_path: Path
) -> None:
    heading = (
        "Invoice,Customer number,Customer,PO number,Invoice date,Due date,Days late,Amount,Open,"
        "Disputed,Status"
    )
    rows = (
        "INV-1,C-1,Acme,,2026-01-02,2026-02-01,58,120.00,120.00,0.00,Past due",
        "INV-2,C-1,Acme,,2026-01-31,2026-03-02,29,100.00,100.00,35.50,Disputed",
    )
    assert brought(desk, written(tmp_path, *rows, heading=heading)).imported
    page = desk.ask(customer_page, desk.ask(customer_id_by_number, "C-1"))
    assert {row.number: (row.balance, row.disputed) for row in page.invoices} == {
        "INV-1": (12_000, 0),
        "INV-2": (10_000, 3_550),
    }


def test_an_imported_customer_is_in_the_lists_and_is_found(desk: Desk, ledger: Path) -> None:
    brought(desk, ledger)
    today = desk.ask(customer_listing, "today")
    assert "C-1" in {row.number for row in today.rows}
    found = desk.ask(customer_listing, "all", "søn")
    assert [row.number for row in found.rows] == ["C-1"]


def test_a_payment_counts_from_its_own_day(desk: Desk, ledger: Path) -> None:
    brought(desk, ledger)
    assert report(desk, date(2026, 2, 19)).totals.total == 5594 + 100_000 + 20_000
    assert report(desk, date(2026, 2, 20)).totals.total == 100_000 + 20_000
    assert report(desk, date(2026, 1, 1)).open_invoices == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: Desk, ledger: Path) -> None:
    preview = brought(desk, ledger, dry_run=True)
    assert not preview.imported
    assert counts(preview) == (2, 3, 1, 1, 0)
    assert preview.mapping["amount"] == "Amount"
    assert preview.date_order == "MDY"
    assert preview.sample[0][2] == "0007"
    assert desk.ask(customer_listing, "all").all_count == 0
    assert desk.undo_label is None


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk, ledger: Path) -> None:
    brought(desk, ledger)
    before = report(desk, desk.today)
    again = brought(desk, ledger)
    assert counts(again) == (0, 0, 0, 0, 3)
    assert "already in the book" in describe_import(again)
    assert report(desk, desk.today) == before


def test_a_file_with_rows_added_brings_only_those(desk: Desk, tmp_path: Path) -> None:
    brought(desk, written(tmp_path, *ROWS))
    added = "C-3,Third,0010,3/1/2026,3/31/2026,9.99,,no"
    assert counts(brought(desk, written(tmp_path, added, *ROWS))) == (1, 1, 0, 0, 3)
    assert owed(desk, "C-3") == 999


def test_an_open_invoice_that_is_paid_by_now_gets_its_payment(desk: Desk, tmp_path: Path) -> None:
    brought(desk, written(tmp_path, *ROWS))
    paid = ROWS[2].replace(",,yes", ",3/20/2026,yes")
    assert counts(brought(desk, written(tmp_path, *ROWS[:2], paid))) == (0, 0, 1, 0, 2)
    assert owed(desk, "C-2") == 0
    assert report(desk, date(2026, 3, 19)).totals.total == 120_000
    assert counts(brought(desk, written(tmp_path, *ROWS[:2], paid))) == (0, 0, 0, 0, 3)


def test_a_payment_brings_only_what_the_desk_has_not_received(desk: Desk, tmp_path: Path) -> None:
    brought(desk, written(tmp_path, *ROWS))
    customer = desk.ask(customer_id_by_number, "C-1")
    desk.do(record_payment, RecordPayment(customer, 40_000, date(2026, 3, 10)))
    paid = ROWS[1].replace(",,no", ",3/20/2026,no")
    brought(desk, written(tmp_path, paid))
    head = desk.ask(customer_page, customer).head
    assert (head.owes, head.unapplied) == (0, 0)


def test_the_terms_of_a_file_give_due_date_and_discount(desk: Desk, tmp_path: Path) -> None:
    rows = (
        "C-1,1,2026-03-25,,100.00,,,,2/10 net 30",
        "C-2,2,2026-03-25,2026-04-30,100.00,,,,2/10 net 30",
        "C-3,3,2026-03-25,2026-04-30,100.00,,,,as agreed",
    )
    brought(desk, written(tmp_path, *rows, heading=SHARES))
    found = []
    for number in ("C-1", "C-2", "C-3"):
        customer = desk.ask(customer_id_by_number, number)
        desk.do(record_payment, RecordPayment(customer, 9_800, date(2026, 3, 31)))
        (row,) = desk.ask(customer_page, customer).invoices
        found.append((row.due, row.balance))
    april_30 = date(2026, 4, 30)
    assert found == [(date(2026, 4, 24), 0), (april_30, 0), (april_30, 200)]


def test_terms_that_are_not_understood_cannot_tell_a_due_date(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "C-1,1,2026-01-05,,100.00,,,,as agreed", heading=SHARES)
    with pytest.raises(RowsRefused, match="“as agreed” were not understood"):
        brought(desk, path)


def test_an_import_is_undone_in_one_step(desk: Desk, ledger: Path) -> None:
    brought(desk, ledger)
    assert desk.undo_label == "Import of ledger.csv"
    desk.undo()
    assert desk.ask(customer_listing, "all").all_count == 0
    assert counts(brought(desk, ledger)) == (2, 3, 1, 1, 0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("C-9,New,0099,2/30/2026,3/30/2026,1.00,,no", "“2/30/2026” is not a date"),
        ("C-9,New,0099,2/3/2026,1/30/2026,1.00,,no", "before the day of the invoice"),
        ("C-9,New,0099,2/3/2026,3/3/2026,0.00,,no", "more than zero"),
        ("C-9,New,0099,4/3/2026,,-1.00,,no", "still to come"),
        ("C-9,New,0099,2/3/2026,3/3/2026,99999999999999,,no", "too large"),
        ("C-9,New,0099,2/3/2026,3/3/2026,NaN,,no", "is not an amount"),
        ("C-9,New,0008,2/3/2026,3/3/2026,1.00,,no", "already on line 3"),
        ("C-9,New,,2/3/2026,3/3/2026,1.00,,no", "invoice number is missing"),
        ("C-9,New,0099,2/3/2026,3/3/2026,1.00,4/1/2026,no", "still to come"),
    ],
)
def test_one_bad_row_keeps_the_whole_file_out(
    desk: Desk, tmp_path: Path, row: str, reason: str
) -> None:
    path = written(tmp_path, *ROWS, row)
    preview = brought(desk, path, dry_run=True)
    assert [problem.line for problem in preview.problems] == [5]
    with pytest.raises(RowsRefused, match="nothing was imported") as refused:
        brought(desk, path)
    (problem,) = refused.value.preview.problems
    assert problem.line == 5
    assert reason in problem.reason
    assert desk.ask(customer_listing, "all").all_count == 0


def test_a_row_that_contradicts_an_issued_invoice_keeps_the_file_out(
    desk: Desk, tmp_path: Path
) -> None:
    brought(desk, written(tmp_path, *ROWS))
    other = ROWS[1].replace("1,000.00", "1,000.01")
    added = "C-3,Third,0010,3/1/2026,3/31/2026,9.99,,no"
    with pytest.raises(RowsRefused, match="with another amount"):
        brought(desk, written(tmp_path, added, other))
    assert desk.ask(customer_listing, "all").all_count == 2


def test_an_order_of_dates_that_cannot_be_known_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "C-1,Acme,0007,1/2/2026,2/3/2026,55.94,,no")
    with pytest.raises(DateOrderUnknown):
        brought(desk, path)
    import_ledger(desk, ImportFile(path, date_order=DateOrder.DMY), no_progress)
    (row,) = desk.ask(customer_page, desk.ask(customer_id_by_number, "C-1")).invoices
    assert row.issued == date(2026, 2, 1)


def test_columns_with_other_names_come_in_when_the_owner_points_at_them(
    desk: Desk, tmp_path: Path
) -> None:
    path = written(tmp_path, "C-1,x7,2026-01-02,12.00", heading="Who,Doc,When,How much")
    with pytest.raises(ColumnsMissing):
        brought(desk, path)
    mapping = {
        "customer_number": "Who",
        "invoice_number": "Doc",
        "invoice_date": "When",
        "amount": "How much",
    }
    assert look_into(path).columns == ("Who", "Doc", "When", "How much")
    import_ledger(desk, ImportFile(path, mapping=mapping), no_progress)
    assert owed(desk, "C-1") == 1200


def test_without_due_dates_the_terms_of_the_book_decide(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "C-1,7,2026-01-02,12.00", heading="Customer,Invoice,Date,Amount")
    brought(desk, path)
    (row,) = desk.ask(customer_page, desk.ask(customer_id_by_number, "C-1")).invoices
    assert row.due == date(2026, 2, 1)


def test_what_is_no_table_leaves_the_book_as_it_was(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(NotATable):
        brought(desk, path)
    assert desk.undo_label is None


def test_hostile_names_come_in_as_plain_text(desk: Desk, tmp_path: Path) -> None:
    names = ["<b>Bold</b> & Co", "=cmd|'/c calc'!A1", "'; DROP TABLE x;--", "שלום", "🙂" * 500]
    rows = [
        f'C-{place},"{name}",N-{place},2026-01-02,2026-02-01,1.00,,no'
        for place, name in enumerate(names)
    ]
    brought(desk, written(tmp_path, *rows, f"C-L,{'x' * 10_000},L,2026-01-02,2026-02-01,1.00,,no"))
    kept = {row.number: row.name for row in desk.ask(customer_listing, "all").rows}
    assert kept == {**{f"C-{i}": name for i, name in enumerate(names)}, "C-L": "x" * 10_000}
