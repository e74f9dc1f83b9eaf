"""Business days: which days count, and counting them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.errors import InvalidInput

SATURDAY: Final = 5
SUNDAY: Final = 6

FOLLOW_UP_FROM_DAYS: Final = 30
FOLLOW_UP_TO_DAYS: Final = 35


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """A customer's business days: every day that is neither weekend (0 = Monday) nor holiday."""

    holidays: frozenset[date] = frozenset()
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    _days_lost: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.weekend.issuperset(range(7)):
            raise InvalidInput("A calendar needs at least one business day in the week.", "weekend")
        lost = sorted(day for day in self.holidays if day.weekday() not in self.weekend)
        object.__setattr__(self, "_days_lost", tuple(lost))

    def is_business_day(self, day: date) -> bool:
        """Whether people are at work that day."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def add_business_days(self, start: date, count: int) -> date:
        """The ``count``-th business day after ``start``, which is not counted; negative goes back.

        Zero gives ``start`` itself, whatever day it is.
        """
        step = timedelta(days=1 if count > 0 else -1)
        day = start
        for _ in range(abs(count)):
            day = self._roll(day + step, step)
        return day

    def next_business_day(self, day: date) -> date:
        """``day`` itself if it is a business day, else the first one after it."""
        return self._roll(day, timedelta(days=1))

    def previous_business_day(self, day: date) -> date:
        """``day`` itself if it is a business day, else the last one before it."""
        return self._roll(day, timedelta(days=-1))

    def business_days_between(self, start: date, end: date) -> int:
        """Business days after ``start`` up to and with ``end``; negative when ``end`` is earlier.

        The inverse of add_business_days for business days in either direction.
        """
        if end < start:
            return -self._count(end, start)
        return self._count(start + timedelta(days=1), end + timedelta(days=1))

    def _count(self, first: date, stop: date) -> int:
        weeks, rest = divmod((stop - first).days, 7)
        loose = sum((first.weekday() + shift) % 7 not in self.weekend for shift in range(rest))
        off = bisect_left(self._days_lost, stop) - bisect_left(self._days_lost, first)
        return weeks * (7 - len(self.weekend)) + loose - off

    def _roll(self, day: date, step: timedelta) -> date:
        while not self.is_business_day(day):
            day += step
        return day


def follow_up_day(
    sent: date, calendar: BusinessCalendar, from_days: int = FOLLOW_UP_FROM_DAYS
) -> date:
    """The day of the first follow-up: the first business day from day 30 to day 35 after sending.

    Should none of those days be one, it is the last business day before them. The owner may set
    another first day; the last one is five days on.
    """
    latest = sent + timedelta(days=from_days + FOLLOW_UP_TO_DAYS - FOLLOW_UP_FROM_DAYS)
    day = calendar.next_business_day(sent + timedelta(days=from_days))
    return day if day <= latest else calendar.previous_business_day(latest)
