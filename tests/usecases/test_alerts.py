"""Nobody is called for the first time after three months, and no delivery waits for its invoice."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.usecases.alerts import delivered_not_invoiced, neglected_invoices
from collectdesk.usecases.announced_holds import announced_holds
from collectdesk.usecases.customers import PlaceAccount, SetHold, place_account, set_hold
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, SaveDraft, issue_invoice, save_draft
from collectdesk.usecases.papers.printing import IssueDocuments, PaperRequest, issue_documents
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.watch_list import alerts
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


def second_notice(shop: Shop) -> tuple[int, int]:
    """A customer with a second notice of 31 March: pay by Fri 10 April, hold on Mon 13 April."""
    customer = shop.customer("Telegraph Vinyl")
    invoice = shop.invoice(customer, "300.00", "2026-01-05", "net 30")
    notice = PaperRequest("notice", customer, stage="second")
    shop.do(issue_documents, IssueDocuments((notice,)))
    return customer, invoice


def test_a_hold_that_a_second_notice_announced_waits_for_the_owner_from_its_day(
    shop: Shop,
) -> None:
    customer, _ = second_notice(shop)
    assert shop.on("2026-04-12").desk.ask(announced_holds) == ()
    (found,) = shop.on("2026-04-13").desk.ask(announced_holds)
    assert (found.customer_name, found.hold_on, found.amount) == (
        "Telegraph Vinyl",
        date(2026, 4, 13),
        30_000,
    )
    assert shop.desk.ask(alerts).holds == 1
    shop.do(set_hold, SetHold(customer, "no_credit", None, found.reason))
    assert shop.desk.ask(announced_holds) == ()
    shop.do(set_hold, SetHold(customer, "none"))  # lifted again: the owner has decided
    assert shop.desk.ask(announced_holds) == ()


def test_a_hold_that_was_put_before_its_day_and_is_lifted_after_it_is_decided(shop: Shop) -> None:
    customer, _ = second_notice(shop)
    shop.on("2026-04-06").do(set_hold, SetHold(customer, "no_credit"))
    assert shop.on("2026-04-20").desk.ask(announced_holds) == ()
    shop.do(set_hold, SetHold(customer, "none"))
    assert shop.desk.ask(announced_holds) == ()


def test_letting_credit_go_on_is_an_answer_too_and_is_kept(shop: Shop) -> None:
    customer, _ = second_notice(shop)
    shop.on("2026-04-14").do(set_hold, SetHold(customer, "none"))
    assert shop.desk.ask(announced_holds) == ()
    told = [row.detail for row in shop.page(customer).history if row.kind == "note"]
    assert told == ["Credit goes on. Announced for 13 Apr 2026 in the second notice D-00001."]
    shop.desk.undo()
    assert len(shop.desk.ask(announced_holds)) == 1


@pytest.mark.parametrize("answer", ["paid", "on account", "promised", "disputed", "plan", "placed"])
def test_a_letter_that_was_answered_leads_to_no_hold(shop: Shop, answer: str) -> None:
    customer, invoice = second_notice(shop)
    day = shop.on("2026-04-10").clock.today()
    match answer:
        case "paid":
            shop.pay(customer, 30_000, invoice)
        case "on account":
            shop.do(record_payment, RecordPayment(customer, 30_000, day, parts=()))
        case "promised":
            promise = NewPromise(30_000, date(2026, 4, 20), "card")
            shop.do(make_promise, MakePromise(customer, promise))
        case "disputed":
            dispute = NewDispute(invoice, 30_000, "price")
            shop.do(open_dispute, OpenDispute(customer, dispute))
        case "plan":
            shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 30)))
        case "placed":
            shop.do(place_account, PlaceAccount(customer, "agency"))
    assert shop.on("2026-04-15").desk.ask(announced_holds) == ()


def test_a_letter_whose_words_name_no_day_announces_no_hold(shop: Shop) -> None:
    held = shop.customer("Held")
    shop.invoice(held, "300.00", "2026-01-05", "net 30")
    shop.do(set_hold, SetHold(held, "no_credit"))
    notice = PaperRequest("notice", held, stage="second")
    shop.do(issue_documents, IssueDocuments((notice,)))
    shop.do(set_hold, SetHold(held, "none"))
    assert shop.on("2026-04-15").desk.ask(announced_holds) == ()
