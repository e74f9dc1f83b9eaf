"""What a list says is paid, open or disputed of an invoice comes in as such, or is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.disputes import ResolveDispute, dispute_rows, resolve_dispute
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.ports import no_progress
from tests.usecases.importing import SHARES, brought, counts, owed, report, written


def test_what_is_paid_of_an_invoice_comes_in_as_such_and_the_rest_stays_open(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (
        "C-1,1,2026-01-05,2026-02-04,100.00,40.00,60.00,2026-02-10,net 30",
        "C-1,2,2026-01-05,2026-02-04,50.00,,0.00,2026-02-20,net 30",
        "C-1,3,2026-01-05,2026-02-04,25.00,0,25.00,,net 30",
    )
    first = brought(desk, written(tmp_path, *rows, heading=SHARES))
    assert counts(first) == (1, 3, 2, 0, 0)
    assert report(desk, date(2026, 2, 9)).totals.total == 17_500
    assert report(desk, date(2026, 2, 10)).totals.total == 13_500
    assert owed(desk, "C-1") == 8_500
    assert counts(brought(desk, written(tmp_path, *rows, heading=SHARES))) == (0, 0, 0, 0, 3)
    later = "C-1,1,2026-01-05,2026-02-04,100.00,90.00,10.00,2026-03-20,net 30"
    assert counts(brought(desk, written(tmp_path, later, heading=SHARES))) == (0, 0, 1, 0, 0)
    assert owed(desk, "C-1") == 3_500
    assert report(desk, date(2026, 3, 19)).totals.total == 8_500


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("100.00,40.00,,,", "paid, and no day is told"),
        ("100.00,,0.00,,", "paid, and no day is told"),
        ("100.00,40.00,50.00,2026-02-10,", "do not make up the amount"),
        ("100.00,,100.00,2026-02-10,", "all of it is still open"),
        ("100.00,,100.01,,", "Still open: “100.01” is below zero or above the amount"),
        ("100.00,-1,,2026-02-10,", "Paid so far: “-1” is below zero"),
    ],
)
def test_what_a_file_says_of_paid_and_open_must_agree(
    desk: Desk, tmp_path: Path, cells: str, reason: str
) -> None:
    path = written(tmp_path, f"C-1,1,2026-01-05,2026-02-04,{cells}", heading=SHARES)
    with pytest.raises(RowsRefused, match=reason):
        brought(desk, path)


OPEN = "Customer No,Customer,Invoice,Date,Amount,Open,Disputed"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("40.00", "$40.00 is disputed, the book says $0.00; not changed."),
        ("yes", "$100.00 is disputed, the book says $0.00; not changed."),
        ("no", ""),
        ("0.00", ""),
        ("", ""),
    ],
)
def test_another_disputed_sum_than_the_book_has_is_told_and_changes_nothing(
    desk: Desk, tmp_path: Path, cell: str, told: str
) -> None:
    row = "C-1,Acme,7,2026-01-02,100.00,100.00,{}"
    brought(desk, written(tmp_path, row.format("25.00"), heading=OPEN))
    customer = desk.ask(customer_id_by_number, "C-1")
    (dispute,) = desk.ask(dispute_rows, customer)
    desk.do(resolve_dispute, ResolveDispute(dispute.dispute_id, "withdrawn"))
    again = written(tmp_path, row.format(cell), heading=OPEN)
    for dry_run in (True, False):
        preview = brought(desk, again, dry_run=dry_run)
        assert (preview.new_disputes, preview.already_here) == (0, 1)
        assert [remark.text.partition("the list says ")[2] for remark in preview.remarks] == (
            [told] if told else []
        )
        assert told in describe_import(preview)
    (invoice,) = desk.ask(customer_page, customer).invoices
    assert invoice.disputed == 0


def test_several_invoices_with_other_sums_are_told_together(desk: Desk, tmp_path: Path) -> None:
    rows = [f"C-1,Acme,{number},2026-01-02,100.00,100.00,25.00" for number in (7, 8)]
    brought(desk, written(tmp_path, *rows, heading=OPEN))
    other = [row.replace("25.00", "40.00") for row in rows]
    preview = brought(desk, written(tmp_path, *other, heading=OPEN), dry_run=True)
    assert describe_import(preview) == (
        "ledger.csv brings nothing new. Nothing was changed. 2 invoices: the list says $40.00 is"
        " disputed, the book says $25.00; not changed."
    )


def test_an_open_sum_that_the_book_knows_otherwise_is_told(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "C-1,Acme,7,2026-01-02,100.00,100.00,no", heading=OPEN)
    brought(desk, path)
    customer = desk.ask(customer_id_by_number, "C-1")
    desk.do(record_payment, RecordPayment(customer, 4_000, date(2026, 3, 10)))
    (remark,) = brought(desk, path).remarks
    assert "the list says $100.00 is open, the book says $60.00; not changed" in remark.text
    assert owed(desk, "C-1") == 6_000


@pytest.mark.parametrize(
    ("cells", "disputed"),
    [
        (("1", "0", "yes"), [10_000, 0, 10_000]),
        (("1", "0", "40.00"), [100, 0, 4_000]),
        (("1.00", "", "$40"), [100, 0, 4_000]),
        (("x", "", "12,50"), [10_000, 0, 1_250]),
    ],
)
def test_a_one_means_yes_unless_its_column_tells_sums(
    desk: Desk, tmp_path: Path, cells: tuple[str, ...], disputed: list[int]
) -> None:
    rows = [
        f'C-{at},Acme {at},{at},2026-01-02,100.00,100.00,"{cell}"' for at, cell in enumerate(cells)
    ]
    brought(desk, written(tmp_path, *rows, heading=OPEN))
    pages = [
        desk.ask(customer_page, desk.ask(customer_id_by_number, f"C-{at}"))
        for at in range(len(cells))
    ]
    assert [page.invoices[0].disputed for page in pages] == disputed


def test_payments_without_a_day_count_from_the_day_that_the_owner_gives(
    desk: Desk, tmp_path: Path
) -> None:
    rows = (
        "C-1,Acme,7,2026-01-02,100.00,60.00,no",
        "C-1,Acme,8,2026-03-10,50.00,0.00,no",
        "C-1,Acme,9,2026-01-02,25.00,25.00,no",
    )
    path = written(tmp_path, *rows, heading=OPEN)
    with pytest.raises(RowsRefused, match="Give one day for all"):
        brought(desk, path)
    import_ledger(desk, ImportFile(path, paid_on=date(2026, 3, 1)), no_progress)
    totals = [report(desk, day).totals.total for day in (date(2026, 2, 28), date(2026, 3, 1))]
    assert totals == [12_500, 8_500]
    assert report(desk, date(2026, 3, 10)).totals.total == 8_500
    assert owed(desk, "C-1") == 8_500
