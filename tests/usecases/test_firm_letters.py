"""Firm letters name what follows, if it is meant; recall what was promised; and thank nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.papers import NoticePaper
from collectdesk.domain.texts import Passage
from collectdesk.usecases import settings
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.letters import letter_texts
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.papers import jobs, printing
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.printing import PaperRequest
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop


def _notice(shop: Shop, customer: int, stage: str) -> NoticePaper:
    request = PaperRequest("notice", customer, stage=stage)
    paper: Any = shop.desk.ask(printing.paper_for, request)
    assert isinstance(paper, NoticePaper)
    return paper


@pytest.mark.parametrize(
    ("told", "changes"),
    [
        ("new orders on account stop from 13 Apr 2026. We", {}),
        (
            "stop from 13 Apr 2026 and we will place this account with an outside agency",
            {"agency_intended": True},
        ),
    ],
)
def test_a_final_notice_names_the_next_step(shop: Shop, told: str, changes: dict[str, Any]) -> None:
    customer = shop.customer(**changes)
    shop.invoice(customer, issued="2026-01-30")
    paper = _notice(shop, customer, "final")
    assert told in " ".join(paper.paragraphs)
    assert paper.hold_on == date(2026, 4, 13)


def test_a_final_notice_announces_nothing_that_stands_already_or_was_decided_against(
    shop: Shop,
) -> None:
    held, decided = shop.customer(), shop.customer(name="Smith")
    for customer in (held, decided):
        shop.invoice(customer, issued="2026-01-30")
    second = jobs.PrintNotices((decided,), stages=((decided, "second"),))
    jobs.print_notices(shop.desk, second, no_progress)
    shop.on("2026-04-14").do(set_hold, SetHold(decided, "none"))
    shop.do(set_hold, SetHold(held, "no_credit", None, "late"))
    paper = _notice(shop, held, "final")
    assert "paid by then, new orders on account stay on hold." in " ".join(paper.paragraphs)
    assert paper.hold_on is None
    paper = _notice(shop, decided, "final")
    assert "we will call you on 27 Apr 2026 to settle how it is paid" in " ".join(paper.paragraphs)
    assert paper.hold_on is None


def test_a_final_notice_tells_of_interest_only_where_it_was_agreed_before(shop: Shop) -> None:
    agreed, not_agreed = shop.customer(), shop.customer(name="Smith")
    for customer, on in ((agreed, date(2026, 1, 5)), (not_agreed, None)):
        shop.invoice(customer, issued="2026-01-30")
        shop.do(set_interest_rule, SetInterestRule(customer, "simple", 1_000, agreed_on=on))
    told = "interest goes on being added, as agreed"
    assert told in " ".join(_notice(shop, agreed, "final").paragraphs)
    assert "interest" not in " ".join(_notice(shop, not_agreed, "final").paragraphs)


@pytest.mark.parametrize("stage", ["second", "final"])
def test_a_firm_letter_recalls_a_promise_that_was_broken(shop: Shop, stage: str) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-30")
    promise = NewPromise(40_000, date(2026, 4, 1), "transfer", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    told = " ".join(_notice(shop.on("2026-04-06"), customer, stage).paragraphs)
    assert "agreed that $400.00 would be sent by 1 Apr 2026. It has not reached us." in told


def test_nobody_is_thanked_for_buying_under_a_firm_letter(shop: Shop) -> None:
    now = shop.desk.ask(book_settings)
    footer = "Registered in Ohio 4711 · Thank you for buying from us. Open until 6 pm."
    shop.do(settings.save_settings, settings.SaveSettings(replace(now, firm_footer=footer)))
    customer = shop.customer(agency_intended=True)
    shop.invoice(customer, issued="2026-01-30")
    firm_papers: list[Any] = [_notice(shop, customer, stage) for stage in ("second", "final")]
    firm_papers.append(shop.desk.ask(printing.paper_for, PaperRequest("demand", customer)))
    for paper in firm_papers:
        assert paper.firm.footer == "Registered in Ohio 4711 · Open until 6 pm."
    assert _notice(shop, customer, "reminder").firm.footer == footer


def test_a_letter_of_the_owners_own_words_announces_a_hold_only_if_they_say_so(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    assert _notice(shop, customer, "second").hold_on == date(2026, 4, 13)
    own = OwnText(
        "Second notice", "Hello,", (Passage("Please pay by {pay_by}, before 13 Apr 2026."),), ()
    )
    shop.do(letter_texts.save_letter_text, letter_texts.SaveLetterText("second", own))
    assert _notice(shop, customer, "second").hold_on is None


def test_a_letter_of_today_did_not_go_out_days_ago(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-30")
    jobs.print_notices(shop.desk, jobs.PrintNotices((customer,)), no_progress)
    (row,) = shop.desk.ask(notices_due, None, (customer,))
    assert row.warning.endswith(" went out today.")


def test_a_notice_of_today_turns_nobody_red_until_it_could_be_answered(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-20")
    assert [row.amount_tone for row in shop.today()] == ["late"]
    jobs.print_notices(shop.desk, jobs.PrintNotices((customer,)), no_progress)
    (row,) = shop.today()
    assert row.reason == "Past-due notice sent today: follow up from Tue 7 Apr"
    assert row.amount_tone == "plain"
    (row,) = shop.on("2026-04-07").today()
    assert (row.reason, row.amount_tone) == ("Past-due notice sent 7 days ago, no answer", "late")
