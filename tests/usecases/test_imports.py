"""A ledger from a file comes in whole and exact, once, or leaves the book as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import Cancelled
from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.ledger_columns import ColumnsMissing
from collectdesk.domain.rows import AgingReport
from collectdesk.domain.table import NotATable
from collectdesk.domain.table_cells import DateOrderUnknown
from collectdesk.usecases.customers import customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.disputes import ResolveDispute, dispute_rows, resolve_dispute
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.imports import ImportFile, import_ledger, look_into
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.pages import customer_listing, customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.ports import no_progress

PUBLIC_LEDGER = Path(__file__).parent.parent / "data" / "receivables_2012_2013.csv"
HEADING = "Customer No,Customer,Invoice,Invoice Date,Due Date,Amount,Paid on,Disputed"
ROWS = (
    "C-1,Acme & Søn,0007,1/2/2026,2/1/2026,55.94,2/20/2026,no",
    'C-1,Acme & Søn,0008,1/31/2026,3/2/2026,"1,000.00",,no',
    "C-2,株式会社,0009,2/1/2026,3/3/2026,200,,yes",
)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    book = tmp_path / "Book.collectdesk"
    bootstrap.new_book(book, firm="Harbor Supplies", clock=clock)
    opened = bootstrap.open_desk(book, clock)
    yield opened
    opened.close()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return written(tmp_path, *ROWS)


def written(folder: Path, *rows: str, heading: str = HEADING) -> Path:
    path = folder / "ledger.csv"
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    return path


def brought(desk: Desk, path: Path, dry_run: bool = False) -> ImportPreview:
    return import_ledger(desk, ImportFile(path, dry_run=dry_run), no_progress)


def counts(preview: ImportPreview) -> tuple[int, int, int, int, int]:
    return (
        preview.new_customers,
        preview.new_invoices,
        preview.new_payments,
        preview.new_disputes,
        preview.already_here,
    )


def report(desk: Desk, day: date, by: str = "due") -> AgingReport:
    return desk.ask(aging_report, day, by)


def owed(desk: Desk, number: str) -> int:
    customer = desk.ask(customer_id_by_number, number)
    return desk.ask(customer_page, customer).head.owes


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


SHARES = "Customer,Invoice,Date,Due,Amount,Paid to date,Balance,Paid on,Terms"


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


def test_terms_that_are_not_understood_cannot_tell_a_due_date(desk: Desk, tmp_path: Path) -> None:
    path = written(tmp_path, "C-1,1,2026-01-05,,100.00,,,,as agreed", heading=SHARES)
    with pytest.raises(RowsRefused, match="“as agreed” were not understood"):
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
