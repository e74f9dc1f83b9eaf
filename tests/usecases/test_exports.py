"""What the owner sees leaves as a file whose numbers add up and whose texts are never formulas."""

from __future__ import annotations

import csv
import io
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain.errors import Cancelled, FolderNotWritable, InvalidInput
from collectdesk.domain.habits import PaidSums
from collectdesk.domain.sheet import ShownList
from collectdesk.store.habits import paid_in_all
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.customers import (
    ContactForm,
    CustomerForm,
    SaveContact,
    SaveCustomer,
    customer_id_by_number,
    save_contact,
    save_customer,
)
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.exports import LISTS, ExportRows, export_rows
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.imports import ImportFile, import_ledger
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import (
    IssueInvoice,
    VoidInvoice,
    issue_invoice,
    void_invoice,
)
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import (
    IssueCreditNote,
    RecordPayment,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    record_payment,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop, opened_shop

FORMULA = '=HYPERLINK("http://x","Pay")'


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A book with two customers, one with a hostile name, and an invoice of each."""
    for name, price, days in ((FORMULA, "1,234.50", 60), ("Łódź & Söhne", "10.07", 10)):
        customer = desk.do(save_customer, SaveCustomer(CustomerForm(name=name))).result
        person = ContactForm(customer_id=customer, name="Maria", phone="+1 415 555 0134")
        desk.do(save_contact, SaveContact(person))
        form = InvoiceForm(
            customer_id=customer,
            issue_date=desk.today - timedelta(days),
            terms="Net 30",
            lines=(LineForm("Gloves", price=price),),
        )
        desk.do(issue_invoice, IssueInvoice(form))
        desk.do(log_call, LogCall(customer, "voicemail", "Maria", note="-1+2"))
    return desk


def exported(desk: Desk, path: Path, **shown: Any) -> list[list[Any]]:
    done = export_rows(desk, ExportRows(ShownList(**shown), path), no_progress)
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        rows: list[list[Any]] = list(csv.reader(io.StringIO(text, newline="")))
    else:
        rows = load_workbook(path).get_sheet_by_index(0).to_python()
    assert len(rows) == done.rows + 1
    return rows


@pytest.mark.parametrize("what", list(LISTS))
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_every_list_is_written_and_nothing_in_it_runs(
    filled: Desk, tmp_path: Path, what: str, suffix: str
) -> None:
    rows = exported(
        filled, tmp_path / f"list{suffix}", what=what, show="all" if what == "invoices" else "",
        day=filled.today,
    )  # fmt: skip
    assert len(rows) > 2
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    names = {text for text in texts if FORMULA in text}
    if suffix == ".csv":
        assert names == {"'" + FORMULA}
        assert all(text[:1] not in tuple("=+@") for text in texts)
    else:
        assert names == {FORMULA}
        assert b"<f>" not in (tmp_path / "list.xlsx").read_bytes()


def test_numbers_are_numbers_and_days_are_days(filled: Desk, tmp_path: Path) -> None:
    heading, *rows = exported(filled, tmp_path / "a.xlsx", what="invoices", search="lodz")
    row = dict(zip(heading, rows[0], strict=True))
    assert (row["Amount"], row["Open"], row["Disputed"]) == (10.07, 10.07, 0)
    assert row["Invoice date"] == filled.today - timedelta(10)
    assert row["Due date"] == filled.today + timedelta(20)
    heading, *rows = exported(filled, tmp_path / "a.csv", what="invoices", search="lodz")
    row = dict(zip(heading, rows[0], strict=True))
    assert [row[name] for name in ("Amount", "Open", "Disputed")] == ["10.07", "10.07", "0.00"]


def test_the_aging_adds_up_and_a_search_narrows_it(filled: Desk, tmp_path: Path) -> None:
    _, *rows = exported(filled, tmp_path / "a.xlsx", what="aging")
    assert [row[-1] for row in rows] == [1234.5, 10.07, 1244.57]
    _, *rows = exported(filled, tmp_path / "a.xlsx", what="aging", search="łódź")
    assert [row[-1] for row in rows] == [10.07]
    early = filled.today - timedelta(30)
    _, *rows = exported(filled, tmp_path / "a.xlsx", what="aging", day=early)
    assert rows[-1][-1] == 1234.5


def test_an_export_of_invoices_comes_in_again_as_what_it_was(filled: Desk, tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.csv"):
        exported(filled, tmp_path / name, what="invoices")
    preview = import_ledger(filled, ImportFile(tmp_path / "a.xlsx", dry_run=True), no_progress)
    assert preview.problems == ()
    assert (preview.new_invoices, preview.already_here) == (0, 2)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_export_of_invoices_makes_a_new_book_of_the_same_aging(
    shop: Shop, tmp_path: Path, suffix: str
) -> None:
    customer, other = shop.customer("Ltd, One"), shop.customer("-Two")
    first, second = (
        shop.invoice(customer, "1,000.00", day) for day in ("2026-01-02", "2026-02-03")
    )
    shop.pay(customer, 40_000, first, dated="2026-02-20")
    shop.do(issue_credit_note, IssueCreditNote(second, 100, "damaged"))
    returned = shop.pay(other, 10_000, shop.invoice(other, "100.00", "2026-03-01"))
    shop.do(reverse_payment, ReversePayment(returned, shop.clock.today()))
    path = tmp_path / f"open{suffix}"
    exported(shop.desk, path, what="invoices")
    again = tmp_path / "again"
    again.mkdir()
    new = opened_shop(again, shop.clock.today())
    with closing(new.desk):
        import_ledger(new.desk, ImportFile(path), no_progress)
        for by in ("due", "invoice"):
            aged = [one.desk.ask(aging_report, one.clock.today(), by) for one in (shop, new)]
            assert aged[0].totals == aged[1].totals
            owed = [[(row.name, row.amounts) for row in one.rows] for one in aged]
            assert owed[0] == owed[1]


def test_what_was_written_off_stays_so_in_a_book_made_from_an_export(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer()
    lost = shop.invoice(customer, number="L-1")
    shop.pay(customer, 40_000, lost)
    shop.do(write_off, WriteOff(lost, "moved away", anyway=True))
    exported(shop.desk, tmp_path / "all.csv", what="invoices", show="all")
    again = tmp_path / "again"
    again.mkdir()
    new = opened_shop(again, shop.clock.today())
    with closing(new.desk):
        import_ledger(new.desk, ImportFile(tmp_path / "all.csv"), no_progress)
        assert new.desk.ask(check_book).is_sound
        theirs = new.desk.ask(customer_id_by_number, shop.page(customer).head.number)
        with pytest.raises(InvalidInput, match="L-1 was written off"):
            new.pay(theirs, 100, new.numbered("L-1"))


def test_an_export_of_all_that_is_owed_brings_nothing_new_to_its_own_book(
    shop: Shop, tmp_path: Path
) -> None:
    customer = shop.customer()
    kept, wrong = shop.invoice(customer), shop.invoice(customer)
    shop.do(void_invoice, VoidInvoice(wrong, "billed twice"))
    cheque = shop.pay(customer, 40_000, kept)
    shop.do(reverse_payment, ReversePayment(cheque, shop.clock.today(), fee=2_500))
    exported(shop.desk, tmp_path / "all.csv", what="invoices", show="all")
    before = shop.whole_book()
    told = import_ledger(shop.desk, ImportFile(tmp_path / "all.csv"), no_progress)
    assert (told.rows_read, told.already_here, told.problems) == (3, 2, ())
    assert shop.whole_book() == before


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_lists_of_a_book_make_a_new_book_that_tells_the_same_on_any_day(
    filled: Desk, tmp_path: Path, clock: FixedClock, suffix: str
) -> None:
    day = filled.today
    customer = filled.ask(customer_id_by_number, "C-0001")
    (invoice,) = filled.ask(customer_page, customer).invoices
    for amount, ago in ((50_000, 40), (20_000, 12), (30_000, 8)):
        paid = RecordPayment(customer, amount, day - timedelta(ago), named=(invoice.invoice_id,))
        returned = filled.do(record_payment, paid).result
    filled.do(reverse_payment, ReversePayment(returned, day - timedelta(3)))
    filled.do(issue_credit_note, IssueCreditNote(invoice.invoice_id, 3_450, "Two boxes short"))
    lists = ("customers", "invoices")
    for what in lists:
        exported(filled, tmp_path / f"{what}{suffix}", what=what, show="all")
    bootstrap.new_book(tmp_path / "New.collectdesk", clock=clock)
    with closing(bootstrap.open_desk(tmp_path / "New.collectdesk", clock)) as new:
        for what in lists:
            import_ledger(new, ImportFile(tmp_path / f"{what}{suffix}"), no_progress)
        for ago in (0, 1, 3, 5, 8, 10, 12, 20, 40, 50, 60):
            then = day - timedelta(ago)
            reports = [desk.ask(aging_report, then, "due") for desk in (filled, new)]
            assert reports[0].totals == reports[1].totals, ago
        desks = (filled, new)
        pages = [desk.ask(customer_page, desk.ask(customer_id_by_number, "C-0001"))
                 for desk in desks]  # fmt: skip
        assert pages[1].head.name == FORMULA
        assert [(one.name, one.phone) for one in pages[1].head.contacts] == [
            ("Maria", "+1 415 555 0134")
        ]
        assert new.ask(how_they_paid) == filled.ask(how_they_paid)


def how_they_paid(work: Work) -> PaidSums:
    return paid_in_all(work.db, work.today - timedelta(90), work.today)


def test_an_old_file_stays_whole_when_the_new_one_cannot_be_written(
    filled: Desk, tmp_path: Path
) -> None:
    old = tmp_path / "a.csv"
    old.write_text("old")

    def cancel(done: int, total: int, what: str) -> None:
        raise Cancelled

    command = ExportRows(ShownList("aging"), old)
    with pytest.raises(Cancelled):
        export_rows(filled, command, cancel)
    assert old.read_text() == "old"
    with pytest.raises(FolderNotWritable):
        export_rows(filled, ExportRows(ShownList("aging"), tmp_path / "no" / "a.csv"), no_progress)
    with pytest.raises(InvalidInput, match=r"ends in \.csv or \.xlsx"):
        export_rows(filled, ExportRows(ShownList("aging"), tmp_path / "a.pdf"), no_progress)


def test_a_credit_note_on_a_statement_is_not_called_a_payment(filled: Desk) -> None:
    sheet = filled.ask(LISTS["statements"], ShownList("statements"))
    assert [column.title for column in sheet.columns][2:] == [
        "Opening", "Charges", "Paid, credited", "Closing", "Past due",
    ]  # fmt: skip
