"""The firmer letters tell what went before, what follows and what is charged, if it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from collectdesk.domain.papers import NoticePaper
from collectdesk.usecases import pages, plans, settings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charges import ApplyCharges, apply_charges
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.papers import drawing, jobs, notices, printing, statements
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.ports import no_progress
from tests.documents.reading import page_texts
from tests.usecases.conftest import Shop


def _notice(shop: Shop, customer: int, stage: str) -> NoticePaper:
    request = PaperRequest("notice", customer, stage=stage)
    paper: Any = shop.desk.ask(printing.paper_for, request)
    assert isinstance(paper, NoticePaper)
    return paper


def test_a_second_notice_recalls_letters_and_talks_and_names_the_day_of_the_hold(
    shop: Shop,
) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    jobs.print_notices(
        shop.desk, jobs.PrintNotices((customer,), stages=((customer, "reminder"),)), no_progress
    )
    shop.call(customer, "not_sent", spoke_to="Maria", next_on=shop.desk.today)
    paper = _notice(shop, customer, "second")
    assert [contact.what for contact in paper.contacts] == [
        "we sent our reminder", "we spoke with Maria",
    ]  # fmt: skip
    assert any("stop new orders on account from" in text for text in paper.paragraphs)
    assert not _notice(shop, customer, "past_due").contacts


def test_a_notice_counts_what_its_table_has_and_the_list_of_notices_counts_the_same(
    shop: Shop,
) -> None:
    customer = shop.customer()
    for day in ("2026-01-05", "2026-01-30", "2026-03-20"):
        invoice = shop.invoice(customer, issued=day)
    back = ReversePayment(shop.pay(customer, 1_000, invoice), shop.desk.today, 2_500)
    shop.do(reverse_payment, back)
    shop.on("2026-04-02")
    paper = _notice(shop, customer, "past_due")
    assert paper.heading == "Please pay: two invoices and one charge are past due"
    assert (len(paper.rows), len(paper.charges)) == (2, 1)
    assert "open" not in " ".join(paper.paragraphs)
    (row,) = shop.desk.ask(notices.notices_due, None, [customer])
    assert row.reason.startswith("2 invoices and 1 charge, oldest ")


def test_a_notice_about_a_charge_alone_does_not_call_it_an_invoice(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 100_000, shop.invoice(customer, issued="2026-03-20"))
    shop.do(reverse_payment, ReversePayment(payment, shop.desk.today, 2_500))
    shop.on("2026-04-02")
    assert _notice(shop, customer, "reminder").heading == "A reminder: one charge is past due"


def test_who_came_in_without_a_number_is_not_told_the_name_as_one(shop: Shop) -> None:
    for number, told in (("harbor diner", ""), ("C-77", "C-77")):
        customer = shop.customer("Harbor Diner", number=number)
        shop.invoice(customer, issued="2026-01-30")
        paper = _notice(shop, customer, "past_due")
        assert paper.customer.number == told
        drawn = drawing.preview(shop.desk, (PaperRequest("notice", customer),), no_progress)
        assert ("Customer no." in page_texts(drawn.content)[0]) is bool(told)


def test_a_hold_that_began_already_is_not_announced(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    shop.do(set_hold, SetHold(customer, "no_credit", None, "late"))
    told = " ".join(_notice(shop, customer, "second").paragraphs)
    assert "stop new orders" not in told
    assert "New orders on account are on hold until it is paid." in told
    shop.do(set_hold, SetHold(customer, "no_credit", date(2026, 5, 10), "late"))
    told = " ".join(_notice(shop, customer, "second").paragraphs)
    assert "New orders on account are on hold until 10 May 2026." in told


def test_a_final_notice_names_the_next_step_only_where_it_is_meant(shop: Shop) -> None:
    meant, not_meant = shop.customer(agency_intended=True), shop.customer(name="Smith")
    for customer in (meant, not_meant):
        shop.invoice(customer, issued="2026-01-30")
    assert "outside agency" in " ".join(_notice(shop, meant, "final").paragraphs)
    assert "agency" not in " ".join(_notice(shop, not_meant, "final").paragraphs)


def test_charges_are_itemised_apart_from_the_invoices(shop: Shop) -> None:
    now = shop.desk.ask(book_settings)
    rule = replace(now, interest_mode="fixed_fee", late_fee=2_500)
    shop.do(settings.save_settings, settings.SaveSettings(rule))
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    shop.do(apply_charges, ApplyCharges())
    shop.on("2026-04-20")
    paper = _notice(shop, customer, "final")
    assert len(paper.rows) == 1
    assert [charge.amount for charge in paper.charges] == [2_500]
    assert paper.charges[0].label.startswith("Late fee ")
    assert paper.total == paper.rows[0].balance + 2_500
    assert "invoice is" not in paper.heading


def test_a_missed_instalment_is_asked_for_with_its_amount_and_day(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-30")
    first = date(2026, 4, 1)
    plan = shop.do(plans.make_plan, plans.MakePlan(customer, (invoice,), 4, first))
    shop.on("2026-04-03")
    paper: Any = shop.desk.ask(printing.paper_for, PaperRequest("plan_default", plan))
    assert [fact.value for fact in paper.facts] == ["$250.00, due 1 Apr 2026", "8 Apr 2026"]
    shop.on("2026-04-20")
    paper = shop.desk.ask(printing.paper_for, PaperRequest("plan_default", plan))
    assert paper.facts[1].value == "$1,000.00, due since 9 Apr 2026"


def test_what_is_on_account_already_is_not_asked_for_again(shop: Shop) -> None:
    """Neither by letter, nor on the statement, nor on the phone; and it is shown where it is."""
    customer = shop.customer()
    shop.pay(customer, 40_000, dated="2026-01-20")
    shop.invoice(customer, price="500.00", issued="2026-01-30")
    paper = _notice(shop, customer, "past_due")
    (credit,) = paper.charges
    assert (paper.total, credit.amount, credit.label) == (
        10_000, -40_000, "Payments and credits not yet applied",
    )  # fmt: skip
    assert paper.slip is not None
    assert paper.slip.amount_due == 10_000
    assert "$100.00" in " ".join(paper.paragraphs)
    assert "$500.00" not in " ".join(paper.paragraphs)
    (row,) = shop.desk.ask(notices.notices_due, None, [customer])
    assert row.amount == 10_000
    statement = shop.desk.ask(statements.statement_paper, customer, date(2026, 3, 1))
    assert (statement.closing, statement.past_due) == (10_000, 10_000)
    page = shop.desk.ask(pages.customer_page, customer)
    assert page.console.suggested_amount == 10_000
    assert "$400.00 is on account: put it on their invoices first" in page.console.facts
    assert page.head.past_due == 50_000  # a bucket of aging is never netted
