"""A promise has a deadline; in time it is kept, late it stays broken."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.money import to_basis_points
from collectdesk.domain.promise import (
    Owed,
    PromiseMethod,
    PromiseRecord,
    PromiseState,
    deadline,
    forecast_rate,
    judge,
    shares,
)

CALENDAR = BusinessCalendar(frozenset({date(2026, 11, 26)}))
FRIDAY = date(2026, 11, 20)
DEADLINE = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("method", "promised", "last_day"),
    [
        (PromiseMethod.CHEQUE, FRIDAY, date(2026, 11, 25)),
        (PromiseMethod.TRANSFER, FRIDAY, date(2026, 11, 23)),
        (PromiseMethod.CARD, FRIDAY, FRIDAY),
        (PromiseMethod.CASH, FRIDAY, FRIDAY),
        (PromiseMethod.TRANSFER, date(2026, 11, 25), date(2026, 11, 27)),
    ],
)
def test_the_mail_has_its_time(method: PromiseMethod, promised: date, last_day: date) -> None:
    assert deadline(promised, method, CALENDAR) == last_day


@pytest.mark.parametrize(
    ("received", "today", "state"),
    [
        (0, DEADLINE, PromiseState.OPEN),
        (150_000, DEADLINE, PromiseState.OPEN),
        (239_900, DEADLINE, PromiseState.KEPT),
        (240_000, date(2026, 11, 21), PromiseState.KEPT),
        (239_899, date(2026, 11, 26), PromiseState.PARTLY_KEPT),
        (239_900, date(2026, 11, 26), PromiseState.KEPT),
        (1, date(2026, 11, 26), PromiseState.PARTLY_KEPT),
        (0, date(2026, 11, 26), PromiseState.BROKEN),
    ],
)
def test_a_promise_is_open_through_its_deadline_day_and_kept_within_one_unit(
    received: int, today: date, state: PromiseState
) -> None:
    assert judge(240_000, received, DEADLINE, today) is state


def test_nothing_received_never_keeps_a_tiny_promise() -> None:
    assert judge(50, 0, DEADLINE, date(2026, 11, 26)) is PromiseState.BROKEN


def test_kept_rates_by_count_by_value_and_for_the_forecast() -> None:
    record = PromiseRecord(kept=6, partly=2, broken=2, promised=1_200_000, received_in_time=890_000)
    assert record.rate_by_count is not None
    assert record.rate_by_value is not None
    assert to_basis_points(record.rate_by_count) == 6_000
    assert to_basis_points(record.rate_by_value) == 7_417
    assert to_basis_points(record.rate_for_forecast) == 7_143


def test_a_customer_without_promises_is_believed_at_75_percent() -> None:
    assert PromiseRecord().rate_by_count is None
    assert PromiseRecord().rate_by_value is None
    assert forecast_rate(0, 0, 0) == Fraction(3, 4)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_belief_is_never_certain(kept: int, partly: int, broken: int) -> None:
    assert 0 < forecast_rate(kept, partly, kept + partly + broken) < 1


@given(
    st.integers(1, 10**7),
    st.integers(0, 10**7),
    st.integers(0, 10**6),
    st.dates(date(2026, 11, 20), date(2026, 12, 1)),
)
def test_more_money_never_worsens_a_promise(
    amount: int, received: int, more: int, today: date
) -> None:
    order = [
        PromiseState.BROKEN, PromiseState.PARTLY_KEPT, PromiseState.OPEN, PromiseState.KEPT,
    ]  # fmt: skip
    before = judge(amount, received, DEADLINE, today)
    after = judge(amount, received + more, DEADLINE, today)
    assert order.index(before) <= order.index(after)


def test_money_by_other_ways_has_one_business_day() -> None:
    assert deadline(FRIDAY, PromiseMethod.OTHER, CALENDAR) == date(2026, 11, 23)


JANUARY, APRIL, MAY = date(2026, 1, 5), date(2026, 4, 1), date(2026, 5, 1)
OWED = (
    Owed(MAY, 25_000, (1, 2), plan=7),
    Owed(JANUARY, 10_000, (3,)),
    Owed(APRIL, 25_000, (1, 2), plan=7),
)


@pytest.mark.parametrize(
    ("amount", "named", "brought"),
    [
        (30_000, {2}, (5_000, 0, 25_000)),  # it names an invoice of the plan
        (30_000, {3}, (0, 10_000, 0)),
        (30_000, {2, 3}, (0, 10_000, 20_000)),
        (30_000, set(), (0, 10_000, 20_000)),  # the oldest due first
        (30_000, {9}, (0, 0, 0)),  # it is paid already
        (70_000, set(), (25_000, 10_000, 25_000)),
    ],
)
def test_a_promise_brings_its_sum_to_what_it_names_else_to_the_oldest_due(
    amount: int, named: set[int], brought: tuple[int, ...]
) -> None:
    assert shares(OWED, [(amount, named)]) == (brought,)


@given(st.lists(st.tuples(st.integers(0, 70_000), st.sets(st.integers(1, 4)))))
def test_nothing_is_promised_twice_and_no_promise_brings_more_than_its_sum(
    promised: list[tuple[int, set[int]]],
) -> None:
    found = shares(OWED, promised)
    assert all(sum(each) <= amount for each, (amount, _) in zip(found, promised, strict=True))
    for one, *each in zip(OWED, *found, strict=True):
        assert 0 <= sum(each) <= one.amount
