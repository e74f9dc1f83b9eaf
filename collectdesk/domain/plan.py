"""Payment plans: equal instalments on fixed days, and what happens when one is missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import add_months_clamped
from collectdesk.domain.errors import InvalidInput

CURE_BUSINESS_DAYS: Final = 5
MOST_INSTALMENTS: Final = 120


class PlanState(StrEnum):
    """Where a plan is between the offer and its end."""

    PROPOSED = "proposed"
    SIGNED = "signed"
    ACTIVE = "active"
    COMPLETED = "completed"
    DEFAULTED = "defaulted"
    ACCELERATED = "accelerated"
    CANCELLED = "cancelled"


FAILED: Final = (PlanState.DEFAULTED, PlanState.ACCELERATED)
"""The states of a plan that was not kept."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a plan, in minor units."""

    number: int
    due: date
    amount: int


def instalments(rest: int, count: int) -> tuple[int, ...]:
    """``rest`` in ``count`` parts, each rounded down to the minor unit; the last takes the rest.

    Raises InvalidInput unless every instalment is at least one minor unit.
    """
    if not 1 <= count <= MOST_INSTALMENTS:
        raise InvalidInput(f"A plan has from 1 to {MOST_INSTALMENTS} payments.", "count")
    if rest < count:
        raise InvalidInput("The sum is too small for so many payments.", "count")
    each = rest // count
    return (*(each for _ in range(count - 1)), rest - each * (count - 1))


def instalment_dates(first: date, count: int) -> tuple[date, ...]:
    """Monthly dates, always from the first date's day, clamped per month."""
    return tuple(add_months_clamped(first, number) for number in range(count))


def plan_schedule(total: int, down_payment: int, count: int, first: date) -> tuple[Instalment, ...]:
    """The instalments of what is left of ``total`` after the down payment."""
    if down_payment < 0:
        raise InvalidInput("The down payment must be zero or more.", "down_payment")
    if down_payment >= total:
        raise InvalidInput("The down payment must be less than the whole sum.", "down_payment")
    amounts = instalments(total - down_payment, count)
    dated = zip(instalment_dates(first, count), amounts, strict=True)
    return tuple(Instalment(number, due, part) for number, (due, part) in enumerate(dated, 1))


def instalments_for(rest: int, affordable: int) -> int:
    """How many instalments it takes to pay ``rest`` with at most ``affordable`` a month."""
    if affordable <= 0:
        raise InvalidInput("Enter what the customer can pay a month.", "affordable")
    return -(-rest // affordable)


def default_day(due: date, calendar: BusinessCalendar) -> date:
    """The day on which an unpaid instalment puts the plan in default: 5 business days after due."""
    return calendar.add_business_days(due, CURE_BUSINESS_DAYS)


def accelerated_due(due: date, calendar: BusinessCalendar) -> date:
    """When the whole rest falls due after that default: the next business day."""
    return calendar.add_business_days(default_day(due, calendar), 1)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How a running plan stands on a day.

    ``missed`` are instalments past their day and not fully covered, ``next`` the first one still to
    come or due today; the amount of each is what is still to come of it.
    """

    state: PlanState
    paid: int
    missed: tuple[Instalment, ...]
    next: Instalment | None
    rest: int


def plan_standing(
    schedule: Sequence[Instalment], paid: int, today: date, calendar: BusinessCalendar
) -> PlanStanding:
    """Judges a running plan; ``paid`` covers the instalments in their order."""
    rest = sum(part.amount for part in schedule) - paid
    open_parts = uncovered(schedule, paid)
    missed = tuple(part for part in open_parts if part.due < today)
    coming = next((part for part in open_parts if part.due >= today), None)
    if rest <= 0:
        return PlanStanding(PlanState.COMPLETED, paid, (), None, 0)
    return PlanStanding(_running_state(missed, today, calendar), paid, missed, coming, rest)


def _running_state(
    missed: Sequence[Instalment], today: date, calendar: BusinessCalendar
) -> PlanState:
    if not missed or today < default_day(missed[0].due, calendar):
        return PlanState.ACTIVE
    accelerated = today >= accelerated_due(missed[0].due, calendar)
    return PlanState.ACCELERATED if accelerated else PlanState.DEFAULTED


def uncovered(schedule: Iterable[Instalment], paid: int) -> list[Instalment]:
    """The instalments that ``paid`` does not cover in their order, each with what is still to come
    of it, in minor units."""
    left = paid
    open_parts = []
    for part in schedule:
        left -= part.amount
        if left < 0 < part.amount:
            open_parts.append(replace(part, amount=min(part.amount, -left)))
    return open_parts
