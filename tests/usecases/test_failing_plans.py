"""Between a plan's default and the day after its rest fell due, what was missed is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.store.worklist import WorkRow
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.papers.agreement_papers import plan_default_paper
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.placing import placed_as_of, placed_now
from collectdesk.usecases.plans import MakePlan, make_plan, plan_rows
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

APRIL = date(2026, 4, 1)
GAP = ("2026-04-17", "2026-04-18", "2026-04-19", "2026-04-20")
"""Default on Friday, and on Monday the rest falls due: on Tuesday it is overdue."""
NOT_DUE = ("2026-03-31", "net 60")
LATE = ("2025-12-15", "")


def _failing(shop: Shop, issued: tuple[str, str]) -> tuple[int, int]:
    """300.00 in two instalments from Friday 10 April, of which none comes."""
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, "300.00", *issued)
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 10)))
    return customer, invoice


def _row(work: Work, customer: int) -> WorkRow:
    (row,) = placed_now(work, [customer])
    assert row in placed_as_of(work, work.today)
    return row


def _told(shop: Shop, customer: int) -> str:
    return " ".join(shop.desk.ask(statement_paper, customer, APRIL).not_asked)


@pytest.mark.parametrize("issued", [NOT_DUE, LATE])
def test_what_was_missed_stays_overdue_until_all_the_rest_is(
    shop: Shop, issued: tuple[str, str]
) -> None:
    customer, _ = _failing(shop, issued)
    overdue = {}
    for day in ("2026-04-16", *GAP, "2026-04-21"):
        row = shop.on(day).desk.ask(_row, customer)
        overdue[day[-2:]] = (row.overdue, row.place)
        assert shop.page(customer).console.is_late
    missed, rest = (15_000, "today"), (30_000, "today")
    assert overdue == {
        "16": missed, "17": missed, "18": missed, "19": missed, "20": missed, "21": rest
    }  # fmt: skip


@pytest.mark.parametrize("day", GAP)
def test_list_page_call_and_statement_agree_on_what_was_missed(shop: Shop, day: str) -> None:
    customer, _ = _failing(shop, NOT_DUE)
    row = shop.on(day).desk.ask(_row, customer)
    assert "days late" in row.reason_long
    is_due = day == GAP[-1]
    page = shop.page(customer)
    assert page.console.suggested_amount == (30_000 if is_due else 15_000)
    (pill,) = (pill for pill in page.head.pills if pill.text == "Plan failed")
    assert pill.hint == f"All of it is due {'since' if is_due else 'on'} 20 Apr"
    assert _told(shop, customer) == (
        "$300.00 of the balance is in your payment plan, of which $150.00 is past due; the rest of"
        " $150.00 is due 20 Apr 2026."
    )
    assert shop.desk.ask(notices_due) == ()
    shop.call(customer, "nothing_now", spoke_to="Ann")
    assert "collection" in shop.whole_book()["call"][0]
    assert shop.whole_book()["follow_up"]
    assert "installment of $150 was for Fri 10 Apr" in shop.page(customer).console.opening


def test_days_that_are_over_are_listed_as_they_were(shop: Shop) -> None:
    customer, _ = _failing(shop, NOT_DUE)
    as_seen = {day: shop.on(day).desk.ask(_row, customer).overdue for day in GAP}
    shop.on("2026-04-24")
    again = {}
    for day in GAP:
        (row,) = shop.desk.ask(placed_as_of, date.fromisoformat(day))
        again[day] = row.overdue
    assert again == as_seen == dict.fromkeys(GAP, 15_000)


def test_a_promise_made_in_these_days_brings_what_was_missed(shop: Shop) -> None:
    customer, invoice = _failing(shop, NOT_DUE)
    promise = NewPromise(15_000, date(2026, 4, 22), "transfer", (invoice,))
    shop.on("2026-04-20").do(make_promise, MakePromise(customer, promise))
    assert shop.place(customer) == (
        "resting", "Promise of $150 for Wed 22 Apr: wait until Thu 23 Apr"
    )  # fmt: skip
    assert shop.on("2026-04-21").place(customer)[0] == "today", "the other half is overdue now"


def test_a_failed_plan_of_which_the_missed_instalment_came_too_late_is_not_up_to_date(
    shop: Shop,
) -> None:
    customer, invoice = _failing(shop, NOT_DUE)
    shop.on("2026-04-18").pay(customer, 15_000, invoice)
    assert shop.place(customer)[1] == "Plan of $300 failed: an installment came too late"
    shop.call(customer, "nothing_now", spoke_to="Ann")
    assert "up to date" not in shop.place(customer)[1]
    assert "$150, is for Mon 20 Apr" in shop.page(customer).console.opening
    assert shop.on("2026-04-21").desk.ask(_row, customer).overdue == 15_000


@pytest.mark.parametrize("day", ["2026-04-18", "2026-04-20", "2026-04-22"])
def test_a_dispute_after_the_default_saves_no_plan_but_nothing_disputed_is_asked_for(
    shop: Shop, day: str
) -> None:
    customer, invoice = _failing(shop, LATE)
    dispute = NewDispute(invoice, 30_000, "price", next_on=date(2026, 7, 1))
    shop.on(day).do(open_dispute, OpenDispute(customer, dispute))
    for seen in (day, "2026-04-23"):
        assert shop.on(seen).place(customer) == ("resting", "All of it is in dispute: $300")
        assert "You told us what is wrong" in shop.page(customer).console.opening
        assert "Plan failed" in [pill.text for pill in shop.page(customer).head.pills]
        with pytest.raises(InvalidInput, match="nothing to ask for"):
            shop.desk.ask(plan_default_paper, 1)
    assert shop.desk.ask(plan_rows, customer)[0].accelerated_on == date(2026, 4, 20)


def test_half_of_a_plan_that_is_disputed_twice_still_lets_it_fail_by_the_other_half(
    shop: Shop,
) -> None:
    customer, invoice = _failing(shop, LATE)
    half = OpenDispute(customer, NewDispute(invoice, 15_000, "price", next_on=date(2026, 7, 1)))
    first = shop.on("2026-04-13").do(open_dispute, half)
    shop.do(resolve_dispute, ResolveDispute(first, "rejected"))
    shop.on("2026-04-14").do(open_dispute, half)
    assert shop.on("2026-04-16").desk.ask(plan_rows, customer)[0].state == "active"
    assert shop.on("2026-04-17").desk.ask(plan_rows, customer)[0].state == "defaulted"


def test_one_dispute_takes_its_sum_once_from_several_of_a_plan_that_were_settled(
    shop: Shop,
) -> None:
    """Of 200 and 100 that have their days to pay, 200 are disputed again: 100 of them are left.

    So nothing of the plan can be missed until these days, and the days of grace, are over.
    """
    customer, invoice = _failing(shop, LATE)
    shop.on("2026-04-13")
    parts = [
        shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, amount, "price")))
        for amount in (20_000, 10_000)
    ]
    for dispute, day in zip(parts, ("2026-04-14", "2026-04-15"), strict=True):
        shop.on(day).do(resolve_dispute, ResolveDispute(dispute, "rejected"))
    again = NewDispute(invoice, 20_000, "price", next_on=date(2026, 7, 1))
    shop.on("2026-04-16").do(open_dispute, OpenDispute(customer, again))
    for day, state in {"2026-04-28": "active", "2026-04-29": "defaulted"}.items():
        assert shop.on(day).desk.ask(plan_rows, customer)[0].state == state, day


def test_a_dispute_that_was_open_when_another_of_that_day_was_settled_is_about_another_sum(
    shop: Shop,
) -> None:
    """200 were settled and have their days to pay, 100 are disputed: nothing of the 300 is missed.

    Disputed only after that, the 100 are of the 200.
    """
    customer, invoice = _failing(shop, LATE)
    other, again = _failing(shop, LATE)
    shop.on("2026-04-13")

    def disputed(who: int, of: int, amount: int) -> int:
        new = NewDispute(of, amount, "price", next_on=date(2026, 7, 1))
        return int(shop.do(open_dispute, OpenDispute(who, new)))

    first = disputed(customer, invoice, 20_000)
    disputed(customer, invoice, 10_000)
    shop.do(resolve_dispute, ResolveDispute(first, "rejected"))
    first = disputed(other, again, 20_000)
    shop.do(resolve_dispute, ResolveDispute(first, "rejected"))
    disputed(other, again, 10_000)
    shop.on("2026-04-20")
    states = [shop.desk.ask(plan_rows, who)[0].state for who in (customer, other)]
    assert states == ["active", "accelerated"]


def test_what_was_credited_of_a_dispute_is_taken_off_a_plan_once(shop: Shop) -> None:
    """Of 200 disputed, 100 are credited and 100 have their days to pay: 100 are missed."""
    customer, invoice = _failing(shop, LATE)
    dispute = NewDispute(invoice, 20_000, "price")
    dispute_id = shop.on("2026-04-13").do(open_dispute, OpenDispute(customer, dispute))
    shop.do(resolve_dispute, ResolveDispute(dispute_id, "credit_issued", credit=10_000))
    assert shop.on("2026-04-16").desk.ask(plan_rows, customer)[0].state == "active"
    assert shop.on("2026-04-17").desk.ask(plan_rows, customer)[0].state == "defaulted"


def test_after_the_dispute_of_a_failed_plan_is_settled_nobody_calls_before_the_day_to_pay(
    shop: Shop,
) -> None:
    customer, invoice = _failing(shop, LATE)
    dispute = NewDispute(invoice, 30_000, "price", next_on=date(2026, 7, 1))
    dispute_id = shop.on("2026-04-18").do(open_dispute, OpenDispute(customer, dispute))
    shop.on("2026-04-23").do(resolve_dispute, ResolveDispute(dispute_id, "rejected"))
    for day in ("2026-04-23", "2026-04-29"):
        told = ("resting", "Dispute settled: to be paid by Thu 30 Apr")
        assert shop.on(day).place(customer) == told
    assert "dispute settled" in shop.on("2026-04-30").place(customer)[1]
    assert "Plan of $300 failed" in shop.on("2026-05-01").place(customer)[1]


def test_a_dispute_on_the_day_of_the_default_saves_a_plan_of_which_it_leaves_nothing_missing(
    shop: Shop,
) -> None:
    customer, invoice = _failing(shop, LATE)
    dispute = NewDispute(invoice, 30_000, "price", next_on=date(2026, 7, 1))
    shop.on("2026-04-17").do(open_dispute, OpenDispute(customer, dispute))
    assert shop.desk.ask(plan_rows, customer)[0].state == "active"
    with pytest.raises(InvalidInput, match="nothing to ask for"):
        shop.desk.ask(plan_default_paper, 1)


def test_the_letter_of_a_failed_plan_leaves_out_what_is_disputed_and_tells_when_the_rest_is_due(
    shop: Shop,
) -> None:
    customer, invoice = _failing(shop, LATE)
    dispute = NewDispute(invoice, 20_000, "price", next_on=date(2026, 7, 1))
    shop.on("2026-04-18").do(open_dispute, OpenDispute(customer, dispute))
    rest, words = {}, {"2026-04-18": "falls", "2026-04-21": "fell"}
    for day in ("2026-04-18", "2026-04-21"):
        paper = shop.on(day).desk.ask(plan_default_paper, 1)
        (missed, due), (opening, *_) = paper.facts[:2], paper.paragraphs
        assert opening.endswith(f"rest of $100.00 {words[day]} due on 20 Apr 2026.")
        assert missed.value == "$100.00, due 10 Apr 2026"
        rest[day] = (due.label, due.value)
    assert rest == {
        "2026-04-18": ("The whole rest", "$100.00, due 20 Apr 2026"),
        "2026-04-21": ("Due now, the whole rest", "$100.00, due since 20 Apr 2026"),
    }
