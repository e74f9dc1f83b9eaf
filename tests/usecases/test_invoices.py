"""An issued invoice never changes: it is paid, credited or voided, and its number stays taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput, NotFound, StepStays
from collectdesk.domain.papers import InvoicePaper
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.invoice_forms import (
    InvoiceForm,
    LineForm,
    copied_form,
    invoice_form,
    invoice_preview,
)
from collectdesk.usecases.invoices import (
    DeleteDraft,
    IssueInvoice,
    MarkDelivered,
    SaveDraft,
    SetSatisfaction,
    VoidInvoice,
    delete_draft,
    invoice_id_by_number,
    issue_invoice,
    mark_delivered,
    save_draft,
    set_satisfaction,
    void_invoice,
)
from collectdesk.usecases.papers import printing
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.pay_runs import planned_runs
from tests.usecases.conftest import Shop

LINES = (
    LineForm("Nitrile gloves", "3", "case", "19.99", "", "10.75"),
    LineForm("Assembly", "1.5", "hour", "68.00", "5", ""),
)


def form(customer: int, **facts: Any) -> InvoiceForm:
    return replace(InvoiceForm(customer_id=customer, lines=LINES), **facts)


def test_lines_tax_and_due_day_are_as_previewed(shop: Shop) -> None:
    customer = shop.customer(terms="net 30")
    # 3 × 19.99 = 59.97; 1.5 × 68 less 5 % = 96.90; 10.75 % of 59.97 = 6.4468 → 6.45
    preview = shop.desk.ask(invoice_preview, form(customer))
    assert (preview.net, preview.tax, preview.total) == (15_687, 645, 16_332)
    invoice = shop.do(issue_invoice, IssueInvoice(form(customer)))
    row = shop.shown(customer, invoice)
    assert (row.total, row.balance, row.due) == (16_332, 16_332, date(2026, 4, 30))


def test_a_tax_rate_of_three_decimals_is_kept_and_added_up_exactly(shop: Shop) -> None:
    customer = shop.customer()
    taxed = (LineForm("Chair", "1", "", "1,234.56", "", "8.875"),)
    draft = shop.do(save_draft, SaveDraft(form(customer, lines=taxed)))
    kept = shop.desk.ask(invoice_form, invoice_id=draft)
    assert kept.lines[0].tax == "8.875"
    assert shop.desk.ask(invoice_preview, kept).tax == 10_957  # 109.5672


def test_a_price_finer_than_a_cent_is_kept_added_up_copied_and_printed(shop: Shop) -> None:
    customer = shop.customer()
    fuel = (LineForm("Diesel", "1,234.5", "gal", "3.459", "", ""),)
    draft = shop.do(save_draft, SaveDraft(form(customer, lines=fuel)))
    kept = shop.desk.ask(invoice_form, invoice_id=draft)
    assert kept.lines[0].price == "3.459"
    invoice = shop.do(issue_invoice, IssueInvoice(kept))
    assert shop.shown(customer, invoice).total == 427_014  # 4,270.1355
    assert shop.desk.ask(copied_form, invoice).lines[0].price == "3.459"
    paper = shop.desk.ask(printing.paper_for, PaperRequest("invoice", invoice))
    assert isinstance(paper, InvoicePaper)
    assert paper.lines[0].unit_price == Decimal("3.459")
    report = shop.desk.ask(check_book)
    assert [check.problems for check in report.checks if check.problems] == []


def test_numbers_run_on_and_a_typed_one_is_taken_once(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(issue_invoice, IssueInvoice(form(customer, number="INV-0002")))
    issued = [shop.do(issue_invoice, IssueInvoice(form(customer))) for _ in range(2)]
    assert [shop.shown(customer, one).number for one in issued] == ["INV-0001", "INV-0003"]
    with pytest.raises(InvalidInput, match="is taken") as refused:
        shop.do(issue_invoice, IssueInvoice(form(customer, number="INV-0002")))
    assert refused.value.field == "number"
    assert shop.desk.ask(invoice_id_by_number, "INV-0001") == issued[0]
    with pytest.raises(NotFound):
        shop.desk.ask(invoice_id_by_number, "INV-9999")


def test_a_draft_owes_nothing_can_be_changed_and_then_issued(shop: Shop) -> None:
    customer = shop.customer()
    draft = shop.do(save_draft, SaveDraft(form(customer)))
    assert shop.page(customer).head.owes == 0
    shown = shop.desk.ask(invoice_form, None, draft)
    assert shown.lines == LINES
    changed = replace(shown, lines=(LineForm("Gloves", "1", "", "10"),))
    shop.do(save_draft, SaveDraft(changed))
    assert shop.do(issue_invoice, IssueInvoice(changed)) == draft
    assert shop.page(customer).head.owes == 1_000
    with pytest.raises(InvalidInput, match="never changes"):
        shop.do(save_draft, SaveDraft(changed))
    with pytest.raises(InvalidInput, match="never changes"):
        shop.do(delete_draft, DeleteDraft(draft))


def test_undo_says_that_an_issued_invoice_stays_before_it_reaches_behind_it(shop: Shop) -> None:
    customer = shop.customer()
    shop.do(add_note, AddNote(customer, "Before"))
    shop.do(issue_invoice, IssueInvoice(form(customer)))
    issued = shop.whole_book()
    assert shop.desk.undo_label is None
    shop.do(add_note, AddNote(customer, "After"))
    shop.desk.undo()
    with pytest.raises(StepStays, match=r"INV-\d+ was issued.* Void it, or credit it\.") as told:
        shop.desk.undo()
    assert "Undo once more takes back what was done before: “Note" in str(told.value)
    assert shop.whole_book() == issued
    shop.desk.undo()
    assert [row.strong for row in shop.page(customer).history] == ["Invoiced"]


def test_a_void_invoice_owes_nothing_and_keeps_its_number(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    number = shop.shown(customer, invoice).number
    with pytest.raises(InvalidInput, match="why"):
        shop.do(void_invoice, VoidInvoice(invoice, " "))
    shop.do(void_invoice, VoidInvoice(invoice, "billed twice"))
    row = shop.shown(customer, invoice)
    assert ([pill.text for pill in row.pills], row.balance) == (["Void"], 0)
    assert shop.page(customer).head.owes == 0
    assert shop.shown(customer, shop.invoice(customer)).number != number
    with pytest.raises(InvalidInput):
        shop.do(void_invoice, VoidInvoice(invoice, "again"))


def test_what_was_paid_in_part_cannot_be_void(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    shop.pay(customer, 1, invoice)
    with pytest.raises(InvalidInput, match="credit note"):
        shop.do(void_invoice, VoidInvoice(invoice, "billed twice"))


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"lines": ()}, "lines"),
        ({"lines": (LineForm("Gloves", "1", "", "0"),)}, "lines"),
        ({"lines": (LineForm("Gloves", "one", "", "1"),)}, "lines"),
        ({"lines": (LineForm("Gloves", "1", "", "1.00005"),)}, "lines"),
        ({"lines": (LineForm("Gloves", "1", "", "1", "101"),)}, "lines"),
        ({"lines": (LineForm("", "1", "", "1"),)}, "lines"),
        ({"terms": "whenever"}, "terms"),
        ({"issue_date": date(2026, 4, 1)}, "issue_date"),
        ({"delivered_on": date(2026, 4, 1)}, "delivered_on"),
        ({"number": "9" * 61}, "number"),
    ],
)
def test_an_invoice_that_cannot_be_is_refused_and_changes_nothing(
    shop: Shop, facts: dict[str, object], field: str
) -> None:
    customer = shop.customer()
    before = shop.whole_book()
    with pytest.raises(InvalidInput) as refused:
        shop.do(issue_invoice, IssueInvoice(form(customer, **facts)))
    assert refused.value.field == field
    assert shop.whole_book() == before


def test_a_customer_that_wants_its_order_number_gets_it(shop: Shop) -> None:
    customer = shop.customer(po_required=True)
    with pytest.raises(InvalidInput) as refused:
        shop.do(issue_invoice, IssueInvoice(form(customer)))
    assert refused.value.field == "po_number"
    assert shop.do(issue_invoice, IssueInvoice(form(customer, po_number="M9-44817")))


def test_a_void_invoice_is_not_delivered_and_the_owner_is_told_what_to_choose(shop: Shop) -> None:
    invoice = shop.invoice(shop.customer(), sent=False)
    shop.do(void_invoice, VoidInvoice(invoice, "wrong price"))
    with pytest.raises(InvalidInput, match=r"is void; .* Choose one that is open"):
        shop.do(mark_delivered, MarkDelivered(invoice, date(2026, 3, 31)))


def test_a_delivery_asks_for_its_verification_letter_until_it_is_confirmed(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    shop.do(mark_delivered, MarkDelivered(invoice, date(2026, 3, 31)))
    assert shop.on("2026-04-01").place(customer) == (
        "today",
        "Delivered yesterday: verification letter to send",
    )
    shop.do(set_satisfaction, SetSatisfaction(invoice, "confirmed"))
    assert shop.place(customer) == ("", "")
    assert [pill.text for pill in shop.shown(customer, invoice).pills] == ["Delivery verified"]


def test_an_invoice_not_sent_yet_is_sent_in_time_for_the_pay_run(shop: Shop) -> None:
    # Thursdays, three business days before: what is due on 30 April goes with the run of that day.
    customer = shop.customer(terms="net 30", pay_run="every Thu, cut-off 3")
    shop.invoice(customer, sent=False)
    assert shop.place(customer) == ("", "")
    told = {day: shop.on(f"2026-04-{day}").place(customer)[1] for day in (20, 21, 22, 23, 27, 28)}
    assert told == {
        20: "",
        21: "Send invoice by Wed 22 Apr for the 30 Apr run",  # three days in the post
        22: "Send invoice by Wed 22 Apr for the 30 Apr run",
        23: "E-mail invoice by Mon 27 Apr for the 30 Apr run",
        27: "E-mail invoice by Mon 27 Apr for the 30 Apr run",
        28: "",
    }
    (planned,) = shop.on("2026-04-22").desk.ask(planned_runs)
    assert (planned.send_by, planned.receive_by) == (date(2026, 4, 22), date(2026, 4, 27))


def test_after_the_proposed_number_the_next_one_is_proposed(shop: Shop) -> None:
    customer = shop.customer()
    for number in ("INV-0001", "INV-0002"):
        proposed = shop.desk.ask(invoice_form, customer)
        assert proposed.number == number
        shop.do(issue_invoice, IssueInvoice(form(customer, number=proposed.number)))
    draft = shop.do(save_draft, SaveDraft(form(customer, number="INV-0003")))
    kept = shop.desk.ask(invoice_form, invoice_id=draft)
    shop.do(issue_invoice, IssueInvoice(replace(kept, lines=LINES)))
    assert shop.desk.ask(invoice_form, customer).number == "INV-0004"
