"""The life of a signed payment plan, judged from the dated money alone.

The order in which payments are entered makes no difference: the same dates and amounts always give
the same verdict. Money in minor units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.plan import CURE_BUSINESS_DAYS, Instalment, PlanState

_DAY: Final = timedelta(days=1)
DOWN_PAYMENT: Final = 0
"""The number of the down payment among a plan's instalments."""


@dataclass(frozen=True, slots=True)
class PlanVerdict:
    """Where a signed plan stands. ``ended_on`` is the day of its completion or default."""

    state: PlanState
    ended_on: date | None = None
    accelerated_on: date | None = None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is in no instalment of a plan from a day on, until the end of another or for good."""

    amount: int
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is held back on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def judge_plan(
    schedule: Sequence[Instalment],
    money: Iterable[tuple[date, int]],
    today: date,
    calendar: BusinessCalendar,
    cure_business_days: int = CURE_BUSINESS_DAYS,
    disputes: Sequence[HeldBack] = (),
    let_go: Sequence[tuple[date, int]] = (),
) -> PlanVerdict:
    """Judges a signed plan by what came in for its invoices (days and amounts; returns negative).

    An instalment not covered at the end of the cure days after its date puts the plan in default
    for good, and the whole rest falls due the next business day. So does one whose money went back
    after them, on the day of the return: the day of the instalment stays. What is held back of
    the last instalments by ``disputes`` is missed by nobody, nor what was ``let_go``: credited or
    written off. A plan is signed until its down
    payment came, then active, and completed once everything came.
    """
    came = tuple(money)
    received = _Received(came)
    held_back = (*disputes, *(HeldBack(amount, on) for on, amount in let_go))
    total = sum(part.amount for part in schedule)
    missing = [
        _missing_since(
            received, wanted, calendar.add_business_days(due, cure_business_days), total, held_back
        )
        for due, wanted in _running_total(schedule)
    ]
    default = min((day for day in missing if day is not None), default=None)
    if default is not None and today >= default:
        return _in_default(default, today, calendar)
    completed = _Received((*came, *let_go)).day_of(total, today)
    if completed is not None:
        return PlanVerdict(PlanState.COMPLETED, completed)
    down = sum(part.amount for part in schedule if part.number == DOWN_PAYMENT)
    waits = 0 < down > received.by(today)
    return PlanVerdict(PlanState.SIGNED if waits else PlanState.ACTIVE)


def _missing_since(
    received: _Received, wanted: int, start: date, total: int, held_back: Sequence[HeldBack]
) -> date | None:
    """The first day, ``start`` or later, at whose end less had come than was wanted by then."""
    if not held_back:
        return received.first_below(wanted, start)
    ends = (one.until + _DAY for one in held_back if one.until)
    changes = (*received.days, *(one.since for one in held_back), *ends)
    for day in sorted({start, *(day for day in changes if day > start)}):
        asked = total - sum(one.amount for one in held_back if one.holds_on(day))
        if received.by(day) < min(wanted, asked):
            return day
    return None


def arrears(schedule: Iterable[Instalment], paid: int, today: date) -> int:
    """What is missing of the instalments whose day has passed; what was paid covers the oldest."""
    return max(0, sum(part.amount for part in schedule if part.due < today) - paid)


def _in_default(default: date, today: date, calendar: BusinessCalendar) -> PlanVerdict:
    accelerated = calendar.add_business_days(default, 1)
    if today < accelerated:
        return PlanVerdict(PlanState.DEFAULTED, default)
    return PlanVerdict(PlanState.ACCELERATED, default, accelerated)


def _running_total(schedule: Sequence[Instalment]) -> list[tuple[date, int]]:
    wanted = 0
    totals = []
    for part in sorted(schedule, key=lambda part: (part.due, part.number)):
        wanted += part.amount
        totals.append((part.due, wanted))
    return totals


class _Received:
    """What had come in by the end of each day."""

    def __init__(self, money: Iterable[tuple[date, int]]) -> None:
        sums: dict[date, int] = {}
        for day, amount in money:
            sums[day] = sums.get(day, 0) + amount
        self._days = sorted(sums.items())

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which anything came or went back."""
        return tuple(day for day, _ in self._days)

    def by(self, day: date) -> int:
        """The sum up to the end of the day."""
        return sum(amount for on, amount in self._days if on <= day)

    def first_below(self, wanted: int, start: date) -> date | None:
        """The first day, ``start`` or later, at whose end less than so much was there."""
        total = self.by(start)
        if total < wanted:
            return start
        for on, amount in self._days:
            if on > start:
                total += amount
                if total < wanted:
                    return on
        return None

    def day_of(self, wanted: int, last: date) -> date | None:
        """The day since which at least so much was there, as seen at the end of ``last``."""
        since: date | None = None
        total = 0
        for on, amount in self._days:
            if on > last:
                break
            total += amount
            if total < wanted:
                since = None
            elif since is None:
                since = on
        return since
