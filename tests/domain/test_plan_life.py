"""A plan lives and ends by the dated money that came in for it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.plan import (
    Instalment,
    PlanState,
    default_day,
    plan_schedule,
    plan_standing,
)
from collectdesk.domain.plan_life import HeldBack, arrears, judge_plan

CALENDAR = BusinessCalendar()
# 1,000 in three instalments from Friday 30 January 2026; the first may be cured up to 6 February.
SCHEDULE = plan_schedule(100_000, 0, 3, date(2026, 1, 30))
FIRST = (date(2026, 1, 30), 33_333)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 1, 30), PlanState.ACTIVE),
        (date(2026, 2, 5), PlanState.ACTIVE),
        (date(2026, 2, 6), PlanState.DEFAULTED),
        (date(2026, 2, 8), PlanState.DEFAULTED),
        (date(2026, 2, 9), PlanState.ACCELERATED),
        (date(2026, 6, 1), PlanState.ACCELERATED),
    ],
)
def test_a_missed_instalment_defaults_after_five_business_days(
    today: date, state: PlanState
) -> None:
    assert judge_plan(SCHEDULE, [], today, CALENDAR).state is state


def test_the_whole_rest_falls_due_on_the_business_day_after_default() -> None:
    verdict = judge_plan(SCHEDULE, [], date(2026, 3, 1), CALENDAR)
    assert (verdict.ended_on, verdict.accelerated_on) == (date(2026, 2, 6), date(2026, 2, 9))


def test_money_on_the_last_day_of_the_cure_saves_the_plan_and_later_money_does_not() -> None:
    in_time = [(date(2026, 2, 6), 33_333)]
    late = [(date(2026, 2, 7), 100_000)]
    assert judge_plan(SCHEDULE, in_time, date(2026, 2, 20), CALENDAR).state is PlanState.ACTIVE
    assert judge_plan(SCHEDULE, late, date(2026, 2, 20), CALENDAR).state is PlanState.ACCELERATED


def test_other_cure_days_are_kept() -> None:
    verdict = judge_plan(SCHEDULE, [], date(2026, 2, 6), CALENDAR, cure_business_days=10)
    assert verdict.state is PlanState.ACTIVE


def test_a_plan_waits_for_its_down_payment_as_signed() -> None:
    schedule = (Instalment(0, date(2026, 1, 5), 10_000), *plan_schedule(90_000, 0, 2, FIRST[0]))
    signed = judge_plan(schedule, [], date(2026, 1, 6), CALENDAR)
    active = judge_plan(schedule, [(date(2026, 1, 6), 10_000)], date(2026, 1, 6), CALENDAR)
    assert (signed.state, active.state) == (PlanState.SIGNED, PlanState.ACTIVE)


def test_it_is_completed_on_the_day_on_which_all_had_come() -> None:
    money = [FIRST, (date(2026, 2, 20), 66_667)]
    verdict = judge_plan(SCHEDULE, money, date(2026, 3, 1), CALENDAR)
    assert (verdict.state, verdict.ended_on) == (PlanState.COMPLETED, date(2026, 2, 20))


def test_a_returned_payment_takes_its_money_out_of_the_plan() -> None:
    money = [FIRST, (date(2026, 2, 4), -33_333)]
    assert judge_plan(SCHEDULE, money, date(2026, 2, 9), CALENDAR).state is PlanState.ACCELERATED


def test_money_that_goes_back_after_the_cure_puts_the_plan_in_default_that_day() -> None:
    """The first instalment came in time; on Monday 16 February its cheque went back."""
    went_back = (date(2026, 2, 16), -33_333)
    verdict = judge_plan(SCHEDULE, [FIRST, went_back], date(2026, 2, 17), CALENDAR)
    assert (verdict.state, verdict.ended_on) == (PlanState.ACCELERATED, date(2026, 2, 16))
    replaced = (date(2026, 2, 16), 33_333)
    verdict = judge_plan(SCHEDULE, [FIRST, went_back, replaced], date(2026, 2, 17), CALENDAR)
    assert verdict.state is PlanState.ACTIVE


def test_a_plan_that_was_paid_to_its_end_fails_when_the_last_payment_goes_back() -> None:
    money = [FIRST, (date(2026, 2, 20), 66_667), (date(2026, 5, 4), -66_667)]
    before = judge_plan(SCHEDULE, money, date(2026, 5, 3), CALENDAR)
    assert (before.state, before.ended_on) == (PlanState.COMPLETED, date(2026, 2, 20))
    after = judge_plan(SCHEDULE, money, date(2026, 5, 5), CALENDAR)
    assert (after.state, after.ended_on) == (PlanState.ACCELERATED, date(2026, 5, 4))


def test_a_plan_without_a_down_payment_waits_for_none_when_earlier_money_goes_back() -> None:
    verdict = judge_plan(SCHEDULE, [(date(2026, 1, 20), -5_000)], date(2026, 1, 30), CALENDAR)
    assert verdict.state is PlanState.ACTIVE


def test_arrears_are_what_is_missing_of_the_instalments_past() -> None:
    assert arrears(SCHEDULE, 0, date(2026, 1, 30)) == 0
    assert arrears(SCHEDULE, 10_000, date(2026, 1, 31)) == 23_333
    assert arrears(SCHEDULE, 100_000, date(2026, 6, 1)) == 0


money = st.lists(
    st.tuples(st.dates(date(2026, 1, 1), date(2026, 5, 1)), st.integers(-20_000, 40_000)),
    max_size=6,
)
"""What came, and what went back: of another day, so more than came may have gone back."""


@given(money=money, late=st.integers(0, 120), seed=st.integers(0, 9))
def test_the_order_of_entry_makes_no_difference(
    money: list[tuple[date, int]], late: int, seed: int
) -> None:
    today = date(2026, 1, 30) + timedelta(days=late)
    shuffled = Random(seed).sample(money, len(money))
    assert judge_plan(SCHEDULE, money, today, CALENDAR) == judge_plan(
        SCHEDULE, shuffled, today, CALENDAR
    )


@given(money=money, late=st.integers(-10, 120))
def test_default_is_for_good_and_otherwise_the_standing_agrees(
    money: list[tuple[date, int]], late: int
) -> None:
    today = date(2026, 1, 30) + timedelta(days=late)
    verdict = judge_plan(SCHEDULE, money, today, CALENDAR)
    before = judge_plan(SCHEDULE, money, today - timedelta(days=1), CALENDAR)
    if before.state in (PlanState.DEFAULTED, PlanState.ACCELERATED):
        assert verdict.state in (PlanState.DEFAULTED, PlanState.ACCELERATED)
    else:
        paid = sum(amount for day, amount in money if day <= today)
        assert verdict.state is plan_standing(SCHEDULE, paid, today, CALENDAR).state


disputes = st.lists(
    st.builds(
        HeldBack,
        amount=st.integers(1, 100_000),
        since=st.dates(date(2026, 1, 1), date(2026, 4, 1)),
        until=st.none() | st.dates(date(2026, 4, 1), date(2026, 5, 1)),
    ),
    max_size=2,
)


let_go = st.lists(
    st.tuples(st.dates(date(2026, 1, 6), date(2026, 4, 1)), st.integers(1, 50_000)), max_size=2
)


@given(money=money, disputes=disputes, let_go=let_go, late=st.integers(0, 130))
def test_who_looks_at_the_end_of_each_day_comes_to_the_same(
    money: list[tuple[date, int]],
    disputes: list[HeldBack],
    let_go: list[tuple[date, int]],
    late: int,
) -> None:
    day, today = date(2026, 1, 30), date(2026, 1, 30) + timedelta(days=late)
    cures = [(default_day(part.due, CALENDAR), part.amount) for part in SCHEDULE]
    failed, paid_on = None, None
    while day <= today and failed is None:
        here = sum(amount for on, amount in money if on <= day)
        given = sum(amount for on, amount in let_go if on <= day)
        asked = 100_000 - given - sum(one.amount for one in disputes if one.holds_on(day))
        wanted = sum(amount for cure, amount in cures if cure <= day)
        failed = day if wanted and here < min(wanted, asked) else None
        paid_on = (paid_on or day) if here + given >= 100_000 else None
        day += timedelta(days=1)
    verdict = judge_plan(SCHEDULE, money, today, CALENDAR, disputes=disputes, let_go=let_go)
    if failed:
        assert verdict.ended_on == failed
        to_monday = 7 - failed.weekday()
        rest_due = failed + timedelta(days=to_monday if to_monday <= 3 else 1)
        is_due = today >= rest_due
        assert verdict.state is (PlanState.ACCELERATED if is_due else PlanState.DEFAULTED)
        assert verdict.accelerated_on == (rest_due if is_due else None)
    else:
        expected = PlanState.COMPLETED if paid_on else PlanState.ACTIVE
        assert verdict.state is expected
