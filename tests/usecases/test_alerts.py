"""Nobody is called for the first time after three months, and no delivery waits for its invoice."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.alerts import delivered_not_invoiced, neglected_invoices
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, SaveDraft, issue_invoice, save_draft
from collectdesk.usecases.printing import IssueDocuments, PaperRequest, issue_documents
from tests.usecases.conftest import Shop


def test_an_invoice_two_months_late_with_one_contact_is_shown(shop: Shop) -> None:
    customer = shop.customer("Telegraph Vinyl")
    shop.invoice(customer, "300.00", "2025-12-31")
    shop.invoice(customer, "80.00", "2026-01-05")
    (found,) = shop.desk.ask(neglected_invoices)
    assert (found.number, found.days_late, found.contacts, found.balance) == (
        "INV-0001",
        60,
        0,
        30_000,
    )
    shop.call(customer, "voicemail")
    shop.call(customer, "not_sent", spoke_to="Ada", next_on=date(2026, 4, 9))
    (found,) = shop.desk.ask(neglected_invoices)
    assert (found.contacts, found.last_contact) == (1, date(2026, 3, 31))
    shop.do(issue_documents, IssueDocuments((PaperRequest("notice", customer),)))
    assert shop.desk.ask(neglected_invoices) == ()


def test_what_others_collect_is_not_shown(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "300.00", "2025-11-01")
    shop.do(place_account, PlaceAccount(customer, "agency"))
    assert shop.desk.ask(neglected_invoices) == ()


def test_a_delivery_without_an_invoice_counts_its_days(shop: Shop) -> None:
    customer = shop.customer()
    form = InvoiceForm(
        customer_id=customer,
        lines=(LineForm("Mats", price="90.00"),),
        delivered_on=date(2026, 3, 20),
    )
    draft = shop.do(save_draft, SaveDraft(form))
    (found,) = shop.desk.ask(delivered_not_invoiced)
    assert (found.delivered_on, found.days_lost, found.total) == (date(2026, 3, 20), 11, 9_000)
    issued = InvoiceForm(
        invoice_id=draft,
        customer_id=customer,
        lines=form.lines,
        delivered_on=form.delivered_on,
    )
    shop.do(issue_invoice, IssueInvoice(issued))
    assert shop.desk.ask(delivered_not_invoiced) == ()
