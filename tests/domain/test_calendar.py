"""Business days skip weekends and holidays; the start is never counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar, follow_up_day
from collectdesk.domain.errors import InvalidInput

PLAIN = BusinessCalendar()
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
HOLIDAYS = st.frozensets(st.dates(date(2025, 1, 1), date(2025, 12, 31)), max_size=20)
FRIDAY = date(2025, 4, 4)


def test_weekends_and_holidays_are_skipped() -> None:
    easter = BusinessCalendar(frozenset({date(2025, 4, 18), date(2025, 4, 21)}))
    assert PLAIN.add_business_days(FRIDAY, 1) == date(2025, 4, 7)
    assert PLAIN.add_business_days(FRIDAY, -5) == date(2025, 3, 28)
    assert PLAIN.add_business_days(date(2025, 4, 5), 1) == date(2025, 4, 7)
    assert easter.add_business_days(date(2025, 4, 17), 1) == date(2025, 4, 22)
    assert PLAIN.add_business_days(date(2025, 4, 5), 0) == date(2025, 4, 5)


def test_rolling_stays_on_a_business_day() -> None:
    assert PLAIN.next_business_day(FRIDAY) == FRIDAY
    assert PLAIN.next_business_day(date(2025, 4, 5)) == date(2025, 4, 7)
    assert PLAIN.previous_business_day(date(2025, 4, 6)) == FRIDAY


def test_a_calendar_without_business_days_is_refused() -> None:
    with pytest.raises(InvalidInput):
        BusinessCalendar(weekend=frozenset(range(7)))


def test_a_friday_weekend_counts_sundays() -> None:
    gulf = BusinessCalendar(weekend=frozenset({4, 5}))
    assert gulf.add_business_days(date(2025, 4, 3), 1) == date(2025, 4, 6)


@given(DAYS, st.integers(-60, 60), HOLIDAYS)
def test_counting_is_the_inverse_of_adding(
    day: date, count: int, holidays: frozenset[date]
) -> None:
    calendar = BusinessCalendar(holidays)
    start = calendar.next_business_day(day)
    assert calendar.business_days_between(start, calendar.add_business_days(start, count)) == count


@given(DAYS, st.integers(0, 100), HOLIDAYS)
def test_business_days_are_counted_one_by_one(
    start: date, span: int, holidays: frozenset[date]
) -> None:
    calendar = BusinessCalendar(holidays)
    walked = [start + timedelta(days=shift) for shift in range(1, span + 1)]
    expected = sum(calendar.is_business_day(day) for day in walked)
    assert calendar.business_days_between(start, start + timedelta(days=span)) == expected


def test_the_first_follow_up_is_the_first_business_day_from_day_30() -> None:
    assert follow_up_day(date(2025, 3, 5), PLAIN) == date(2025, 4, 4)
    assert follow_up_day(date(2025, 3, 6), PLAIN) == date(2025, 4, 7)


def test_a_week_off_moves_the_follow_up_before_day_35() -> None:
    sent = date(2025, 3, 5)
    week_off = frozenset(sent + timedelta(days=shift) for shift in range(30, 36))
    assert follow_up_day(sent, BusinessCalendar(week_off)) == date(2025, 4, 3)


@given(DAYS)
def test_the_follow_up_is_30_to_35_days_after_sending(sent: date) -> None:
    assert 30 <= (follow_up_day(sent, PLAIN) - sent).days <= 35
