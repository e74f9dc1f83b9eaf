"""Cash forecast: which money to expect in which week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain.aging import bucket_by_due
from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.money import round_half_up
from collectdesk.domain.pay_run import PayRun, run_on_or_after

LIKELIHOOD_BP: Final[dict[str, int]] = {
    "current": 9_500,
    "1-30": 9_000,
    "31-60": 8_000,
    "61-90": 7_000,
    "90+": 5_000,
}
"""How likely a balance comes in, by aging bucket, in hundredths of a percent."""

WHOLE_BP: Final = 10_000

_LATE_EXPECTATION: Final = 5
"""Business days from today for money that should already be here."""


@dataclass(frozen=True, slots=True)
class ExpectedCash:
    """Money that may come in, in minor units and parts of one, and the day it is expected.

    Whoever adds such sums up rounds once, at the end.
    """

    day: date
    amount: Fraction


def week_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def expect_promise(amount: int, deadline: date, rate: Fraction) -> ExpectedCash:
    """A promised sum in its deadline's week, as far as the customer's promises are believed."""
    return ExpectedCash(deadline, amount * rate)


def usual_day(
    due: date, median_days_late: Fraction | int, calendar: BusinessCalendar, run: PayRun | None
) -> date:
    """The due date plus the customer's median days late, moved on to a business day or to the
    customer's next pay run."""
    return pay_day_from(due + usual_delay(median_days_late), calendar, run)


def usual_delay(median_days_late: Fraction | int) -> timedelta:
    """The customer's median days late as whole days."""
    if isinstance(median_days_late, int):
        return timedelta(days=median_days_late)
    return timedelta(days=round_half_up(median_days_late))


def pay_day_from(day: date, calendar: BusinessCalendar, run: PayRun | None) -> date:
    """The customer's first pay run on ``day`` or after it; without pay runs, any business day."""
    return run_on_or_after(day, run, calendar) if run else calendar.next_business_day(day)


def expected_if_late(today: date, calendar: BusinessCalendar) -> date:
    """When to expect what should be here already: five business days from today."""
    return calendar.add_business_days(today, _LATE_EXPECTATION)


def expect_invoice(
    balance: int,
    disputed: int,
    due: date,
    median_days_late: Fraction | int,
    today: date,
    calendar: BusinessCalendar,
    run: PayRun | None = None,
) -> ExpectedCash:
    """What to expect of an open invoice: its undisputed balance times its bucket's likelihood.

    It is expected on the due date plus the customer's median days late, moved on to a business day
    or to the customer's next pay run; when that day has passed, five business days from today. Take
    promised sums off ``balance`` first.
    """
    expected = usual_day(due, median_days_late, calendar, run)
    if expected < today:
        expected = expected_if_late(today, calendar)
    free = max(0, balance - disputed)
    return ExpectedCash(expected, Fraction(free * likelihood_bp(due, today), WHOLE_BP))


def likelihood_bp(due: date, today: date) -> int:
    """How likely what is open comes in, by its bucket, in hundredths of a percent."""
    return LIKELIHOOD_BP[bucket_by_due(today, due)]
