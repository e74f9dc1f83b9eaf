"""The firmer letters tell what went before, what follows and what is charged, if it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from collectdesk.domain.papers import NoticePaper
from collectdesk.usecases import plans, settings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charges import ApplyCharges, apply_charges
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.papers import jobs, printing
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.ports import no_progress
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


def test_a_hold_that_began_already_is_not_announced(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    shop.do(set_hold, SetHold(customer, "no_credit", None, "late"))
    told = " ".join(_notice(shop, customer, "second").paragraphs)
    assert "stop new orders" not in told


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
