"""An invoice counts as sent once the customer has it the way it is wanted there."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.billing import (
    NoteOrderNumber,
    SaveBillingStandard,
    billing_standard,
    note_order_number,
    save_billing_standard,
    sending_checklist,
)
from collectdesk.usecases.invoices import MarkSent, VoidInvoice, mark_sent, void_invoice
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from tests.usecases.conftest import Shop

TODAY = date(2026, 3, 31)


def demanding(shop: Shop) -> tuple[int, int]:
    customer = shop.customer("Oakmont Senior Living")
    invoice = shop.invoice(customer, sent=False)
    standard = SaveBillingStandard(
        customer, po_number=True, portal="Ariba", copies=2, delivery_note=True
    )
    shop.do(save_billing_standard, standard)
    return customer, invoice


def is_sent(shop: Shop, customer: int, invoice: int) -> bool:
    texts = [pill.text for pill in shop.shown(customer, invoice).pills]
    return "Not sent yet" not in texts


def test_a_customer_without_a_standard_asks_for_nothing(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, sent=False)
    assert shop.desk.ask(billing_standard, customer).items == ()
    assert shop.desk.ask(sending_checklist, invoice) == ()
    shop.do(mark_sent, MarkSent(invoice, TODAY))
    assert is_sent(shop, customer, invoice)


def test_what_is_missing_is_named_before_an_invoice_counts_as_sent(shop: Shop) -> None:
    customer, invoice = demanding(shop)
    assert [line.label for line in shop.desk.ask(sending_checklist, invoice)] == [
        "Their order number is on the invoice",
        "Uploaded to Ariba",
        "2 copies enclosed",
        "Delivery note enclosed",
    ]
    with pytest.raises(InvalidInput) as refused:
        shop.do(mark_sent, MarkSent(invoice, TODAY, ("portal", "copies")))
    assert str(refused.value) == (
        "INV-0001 counts as sent once this is done: their order number is on the invoice and"
        " delivery note enclosed."
    )
    shop.do(note_order_number, NoteOrderNumber(invoice, "PO 4711"))
    shop.do(mark_sent, MarkSent(invoice, TODAY, ("portal", "copies", "delivery_note")))
    assert is_sent(shop, customer, invoice)
    assert all(line.done for line in shop.desk.ask(sending_checklist, invoice))


def test_a_portal_with_an_endless_name_is_named_briefly(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, sent=False)
    shop.do(save_billing_standard, SaveBillingStandard(customer, portal="a" * 10_000))
    with pytest.raises(InvalidInput, match="uploaded to aaa") as refused:
        shop.do(mark_sent, MarkSent(invoice, TODAY))
    assert len(str(refused.value)) < 200


def test_printing_alone_is_not_sending_where_more_is_asked_for(shop: Shop) -> None:
    customer, invoice = demanding(shop)
    shop.do(issue_documents, IssueDocuments((PaperRequest("invoice", invoice),)))
    assert not is_sent(shop, customer, invoice)


def test_printing_is_sending_where_the_order_number_is_all_that_is_asked_for(shop: Shop) -> None:
    customer = shop.customer(po_required=True)
    invoice = shop.invoice(customer, sent=False, po_number="PO 4711")
    shop.do(issue_documents, IssueDocuments((PaperRequest("invoice", invoice),)))
    assert is_sent(shop, customer, invoice)


def test_an_order_number_can_come_later_but_not_for_a_void_invoice(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    with pytest.raises(InvalidInput, match="order number"):
        shop.do(note_order_number, NoteOrderNumber(invoice, " "))
    shop.do(note_order_number, NoteOrderNumber(invoice, "PO\x00 4711"))
    assert shop.shown(customer, invoice).po_number == "PO 4711"
    shop.do(void_invoice, VoidInvoice(invoice, "twice"))
    with pytest.raises(InvalidInput, match="void"):
        shop.do(note_order_number, NoteOrderNumber(invoice, "PO 1"))


def test_what_makes_no_sense_is_refused(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, sent=False)
    with pytest.raises(InvalidInput) as refused:
        shop.do(save_billing_standard, SaveBillingStandard(customer, copies=10))
    assert refused.value.field == "copies"
    with pytest.raises(InvalidInput) as refused:
        shop.do(mark_sent, MarkSent(invoice, TODAY, ("by pigeon",)))
    assert refused.value.field == "ticked"


def test_an_invoice_is_not_sent_before_the_day_it_is_dated(shop: Shop) -> None:
    invoice = shop.invoice(shop.customer(), issued="2026-03-20", sent=False)
    with pytest.raises(InvalidInput, match="dated 20 Mar") as refused:
        shop.do(mark_sent, MarkSent(invoice, date(2026, 3, 19)))
    assert refused.value.field == "on"
    shop.do(mark_sent, MarkSent(invoice, date(2026, 3, 20)))
