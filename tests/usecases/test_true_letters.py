"""No letter says what is not so: counts, earlier letters, promises, days, and the words of the
customer's country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.documents.batch import render
from collectdesk.usecases import (
    conditions,
    disputes,
    payments,
    plans,
    promises,
    recoveries,
    settings,
)
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import ContactForm, SaveContact, save_contact
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.papers import jobs
from collectdesk.usecases.ports import no_progress
from tests.documents.reading import whole_text
from tests.usecases.conftest import MovableClock, Shop
from tests.usecases.drafting import paper_of


def _told(paper: Any) -> str:
    clauses = [f"{one.heading} {one.text}" for one in getattr(paper, "clauses", ())]
    return " ".join((paper.heading, *paper.paragraphs, *clauses, *paper.closing))


@pytest.mark.parametrize("stage", ["reminder", "past_due", "second", "final"])
def test_a_letter_about_one_invoice_does_not_speak_of_several(shop: Shop, stage: str) -> None:
    customer = shop.customer(agency_intended=True)
    shop.invoice(customer, issued="2026-01-30")
    assert "invoices" not in _told(paper_of(shop, "notice", customer, stage=stage))
    assert "invoices" not in _told(paper_of(shop, "demand", customer))


def test_a_receipt_for_one_invoice_does_not_speak_of_several(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 100_000, shop.invoice(customer))
    told = _told(paper_of(shop, "receipt", payment))
    assert "in full" in told
    assert "invoices" not in told


def test_a_letter_goes_on_with_a_capital_after_its_greeting(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 10_000, shop.invoice(customer, issued="2026-01-05"))
    papers = (paper_of(shop, "receipt", payment), paper_of(shop, "notice", customer))
    for paper in papers:
        assert paper.salutation.endswith(",")
    assert not any(paper.paragraphs[0][0].islower() for paper in papers)
    shipped = letter_texts.shipped("en-US").values()
    openings = [passage.text for letter in shipped for passage in letter.opening]
    assert not [text for text in openings if text[0].islower()]


def test_an_invoice_writes_all_its_dates_in_one_way(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    told = whole_text(render(paper_of(shop, "invoice", shop.invoice(customer))))
    assert "by 10 Apr 2026, or $1,000.00 by 30 Apr 2026" in told
    assert "31 Mar 2026" in told
    assert "April" not in told


def test_an_invoice_that_was_written_off_neither_says_paid_nor_how_to_pay(shop: Shop) -> None:
    _set(shop, bank_lines="Bank of the Bay")
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", issued="2025-11-30")
    shop.pay(customer, 6_433, invoice)
    shop.do(payments.write_off, payments.WriteOff(invoice, "gone", anyway=True))
    paper = paper_of(shop, "invoice", invoice)
    assert (paper.paid, paper.adjusted, paper.amount_due) == (6_433, 43_567, 0)
    told = whole_text(render(paper))
    assert "Paid and credited −64.33 Adjustment −435.67 Amount due $0.00" in told
    assert "How to pay" not in told
    assert "written off" not in told.casefold()
    came = recoveries.RecordRecovery(invoice, 10_000, shop.desk.today)
    shop.do(recoveries.record_recovery, came)
    paper = paper_of(shop, "invoice", invoice)
    assert (paper.paid, paper.adjusted) == (16_433, 33_567)


def test_earlier_letters_and_calls_are_recalled_only_where_there_were_some(shop: Shop) -> None:
    customer = shop.customer(agency_intended=True)
    shop.invoice(customer, issued="2026-01-30")
    assert "earlier" not in _told(paper_of(shop, "notice", customer, stage="final"))
    assert "earlier" not in _told(paper_of(shop, "demand", customer))
    shop.call(customer, "not_sent", spoke_to="Maria", next_on=shop.desk.today)
    assert "Our earlier calls have" in _told(paper_of(shop, "demand", customer))
    jobs.print_notices(
        shop.desk, jobs.PrintNotices((customer,), stages=((customer, "second"),)), no_progress
    )
    assert "earlier letters" in _told(paper_of(shop, "notice", customer, stage="final"))
    assert "Our earlier letters and calls have" in _told(paper_of(shop, "demand", customer))


def test_a_broken_promise_is_not_held_against_who_paid_after_all(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "400.00", issued="2026-01-30")
    shop.invoice(customer, "900.00", issued="2026-02-01")
    promise = promises.NewPromise(40_000, date(2026, 4, 1), "transfer", (first,))
    shop.do(promises.make_promise, promises.MakePromise(customer, promise))
    shop.on("2026-04-10")
    told = _told(paper_of(shop, "notice", customer, stage="past_due"))
    assert "$400.00 would be sent by 1 Apr 2026. It has not reached us." in told
    shop.pay(customer, 15_000, first)
    told = _told(paper_of(shop, "notice", customer, stage="past_due"))
    assert "Only $150.00 has reached us since then." in told
    shop.pay(customer, 25_000, first)
    assert "agreed" not in _told(paper_of(shop, "notice", customer, stage="past_due"))


def test_an_acknowledgement_printed_late_promises_no_day_that_is_over(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer)
    opened = disputes.OpenDispute(customer, disputes.NewDispute(invoice, 25_000, "damaged"))
    dispute = shop.do(disputes.open_dispute, opened)
    assert "from us by 2 Apr 2026" in _told(paper_of(shop, "dispute_acknowledgement", dispute))
    shop.on("2026-04-10")
    assert "from us by 13 Apr 2026" in _told(paper_of(shop, "dispute_acknowledgement", dispute))


def test_a_missed_instalment_tells_how_to_pay_and_when_the_plan_has_ended(shop: Shop) -> None:
    _set(shop, bank_lines="ACH: First Wharf Bank\nCard: call us")
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-30")
    plan = plans.MakePlan(customer, (invoice,), 4, date(2026, 4, 1))
    plan_id = shop.do(plans.make_plan, plan)
    shop.on("2026-04-03")
    paper = paper_of(shop, "plan_default", plan_id)
    assert paper.facts[-1].value == "ACH: First Wharf Bank · Card: call us"
    shop.on("2026-04-20")
    told = _told(paper_of(shop, "plan_default", plan_id))
    assert "the plan has ended, and the whole rest of $1,000.00 fell due on 9 Apr 2026" in told


def test_the_stamp_of_thanks_speaks_of_a_word_only_where_one_was_given(shop: Shop) -> None:
    customer = shop.customer()
    shop.pay(customer, 100_000, shop.invoice(customer))
    assert paper_of(shop, "thank_you", customer).stamp.texts == ("Thank you", "For your payment")


def _set(shop: Shop, **changes: Any) -> None:
    now = shop.desk.ask(book_settings)
    shop.do(settings.save_settings, settings.SaveSettings(replace(now, **changes)))


def _shop_in(folder: Path, currency: str) -> Shop:
    clock = MovableClock(date(2026, 3, 31))
    book = folder / f"{currency}.collectdesk"
    bootstrap.new_book(book, firm="Harbour", currency=currency, paper="a4", clock=clock)
    return Shop(bootstrap.open_desk(book, clock), clock)


@pytest.mark.parametrize(
    ("currency", "english", "lawyer", "tax"),
    [("GBP", "en-GB", "a solicitor", "VAT no. 77-1"), ("AUD", "en-001", "a lawyer", "Tax ID 77-1")],
)
def test_papers_are_written_in_the_english_of_the_books_money(
    tmp_path: Path, currency: str, english: str, lawyer: str, tax: str
) -> None:
    shop = _shop_in(tmp_path, currency)
    customer = shop.customer(agency_intended=True, tax_id="77-1")
    shop.invoice(customer, issued="2026-01-30")
    payment = shop.pay(customer, 1_000)
    demand = paper_of(shop, "demand", customer)
    assert demand.language == english
    assert lawyer in _told(demand)
    assert "By cheque" in _told(demand)
    assert tax in demand.debtor
    assert lawyer in _told(paper_of(shop, "notice", customer, stage="final"))
    asked = _told(paper_of(shop, "notice", customer, stage="past_due"))
    assert "one invoice is overdue" in asked
    assert "past due" not in asked.casefold()
    assert paper_of(shop, "receipt", payment).method == "cheque"
    copied = paper_of(shop, "statement", customer, copies=True)
    assert f'"{english}"' in copied.copies[0].paper
    assert "a cheque" in conditions.shipped_terms(currency)
    shown = {row.letter: row.text for row in shop.desk.ask(letter_texts.letter_texts)}
    assert "By cheque" in str(shown["demand"])
    shop.desk.close()


def test_american_papers_speak_of_checks(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 1_000)
    paper = paper_of(shop, "receipt", payment)
    assert paper.method == "check"
    assert paper.language == "en-US"


def test_an_invoice_with_several_rates_of_tax_tells_the_rate_of_each_line(tmp_path: Path) -> None:
    shop = _shop_in(tmp_path, "GBP")
    _set(shop, tax_name="VAT", tax_rate_milli=20_000)
    customer = shop.customer(tax_id="GB 9")
    shop.do(
        save_contact, SaveContact(ContactForm(customer_id=customer, name="Maria", role="AP Clerk"))
    )
    lines = (LineForm("Gloves", price="100", tax="20"), LineForm("Books", price="10", tax="0"))
    form = InvoiceForm(customer_id=customer, issue_date=shop.clock.today(), lines=lines)
    paper = paper_of(shop, "invoice", shop.do(issue_invoice, IssueInvoice(form)))
    assert [line.tax_name for line in paper.lines] == ["20 %", "0 %"]
    assert [(tax.rate, tax.net, tax.tax) for tax in paper.taxes] == [
        (20, 10_000, 2_000),
        (0, 1_000, 0),
    ]
    printed = whole_text(render(paper, "a4"))
    assert "VAT 0 % on 10.00" in printed
    assert "Your VAT no. GB 9" in printed
    assert "Maria, AP clerk" in printed
    shop.desk.close()
