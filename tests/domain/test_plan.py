"""Instalments add up to the debt, fall on agreed days, and a miss has a fair cure."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.plan import (
    PlanState,
    accelerated_due,
    default_day,
    instalment_dates,
    instalments,
    instalments_for,
    plan_schedule,
    plan_standing,
)

CALENDAR = BusinessCalendar()
SCHEDULE = plan_schedule(100_000, 0, 3, date(2025, 1, 31))


def test_a_thousand_in_three_from_31_january() -> None:
    assert [(part.amount, part.due) for part in SCHEDULE] == [
        (33_333, date(2025, 1, 31)),
        (33_333, date(2025, 2, 28)),
        (33_334, date(2025, 3, 31)),
    ]


def test_a_down_payment_comes_off_first() -> None:
    schedule = plan_schedule(100_000, 25_000, 2, date(2025, 1, 15))
    assert [part.amount for part in schedule] == [37_500, 37_500]


@pytest.mark.parametrize(
    ("total", "down", "count"),
    [(100, 100, 2), (100, -1, 2), (100, 0, 0), (100, 0, 121), (2, 0, 3)],
)
def test_plans_that_make_no_sense_are_refused(total: int, down: int, count: int) -> None:
    with pytest.raises(InvalidInput):
        plan_schedule(total, down, count, date(2025, 1, 1))


def test_what_a_customer_can_afford_gives_the_number_of_instalments() -> None:
    assert instalments_for(100_000, 30_000) == 4
    assert instalments_for(90_000, 30_000) == 3
    with pytest.raises(InvalidInput):
        instalments_for(100, 0)


def test_five_business_days_unpaid_are_a_default_and_the_rest_falls_due() -> None:
    due = date(2025, 1, 31)
    assert default_day(due, CALENDAR) == date(2025, 2, 7)
    assert accelerated_due(due, CALENDAR) == date(2025, 2, 10)


@pytest.mark.parametrize(
    ("today", "paid", "state", "missed"),
    [
        (date(2025, 1, 31), 0, PlanState.ACTIVE, []),
        (date(2025, 2, 1), 0, PlanState.ACTIVE, [1]),
        (date(2025, 2, 6), 0, PlanState.ACTIVE, [1]),
        (date(2025, 2, 7), 0, PlanState.DEFAULTED, [1]),
        (date(2025, 2, 7), 33_333, PlanState.ACTIVE, []),
        (date(2025, 2, 10), 33_332, PlanState.ACCELERATED, [1]),
        (date(2025, 3, 1), 33_333, PlanState.ACTIVE, [2]),
        (date(2025, 2, 1), 100_000, PlanState.COMPLETED, []),
        (date(2025, 2, 1), 120_000, PlanState.COMPLETED, []),
    ],
)
def test_a_plan_is_judged_by_its_oldest_missed_instalment(
    today: date, paid: int, state: PlanState, missed: list[int]
) -> None:
    standing = plan_standing(SCHEDULE, paid, today, CALENDAR)
    assert standing.state is state
    assert [part.number for part in standing.missed] == missed


def test_the_next_instalment_is_the_first_still_to_come() -> None:
    standing = plan_standing(SCHEDULE, 33_333, date(2025, 2, 28), CALENDAR)
    assert standing.next == SCHEDULE[1]
    assert standing.rest == 66_667


@given(st.integers(1, 10**9), st.integers(1, 120))
def test_instalments_always_add_up(rest: int, count: int) -> None:
    if rest < count:
        return
    parts = instalments(rest, count)
    assert sum(parts) == rest
    assert len(parts) == count
    assert len(set(parts[:-1])) <= 1
    assert 0 <= parts[-1] - parts[0] < count


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_every_date_keeps_the_first_dates_day_where_the_month_has_it(
    first: date, count: int
) -> None:
    days = instalment_dates(first, count)
    assert days[0] == first
    assert all(earlier < later for earlier, later in pairwise(days))
    assert all(day.day == first.day or day.day < first.day for day in days)
    assert all(day.day == first.day for day in days if day.month in (1, 3, 5, 7, 8, 10, 12))


def test_a_plan_may_run_ten_years_and_down_payments_may_be_nothing() -> None:
    assert len(instalments(12_000, 120)) == 120
    assert plan_schedule(100, 0, 1, date(2025, 1, 1))[0].amount == 100
