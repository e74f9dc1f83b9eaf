"""Payment habits: how long a customer takes to pay, and whether it is getting later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

RECENT: Final = 3
BASELINE: Final = 6
SHORTEST_BASELINE: Final = 4
WATCH_DAYS: Final = 5
ALERT_DAYS: Final = 15
_RECENT_ABOVE: Final = 2


@dataclass(frozen=True, slots=True)
class PaidSums:
    """What payments settled, in minor units, and the same times days: from the invoice's date,
    from its due date (early ones negative), and from its due date with early ones as on time.

    Averages are weighted by amount: Σ (days × amount) ÷ Σ amount; None without any amount.
    """

    invoices: int = 0
    amount: int = 0
    times_days_to_pay: int = 0
    times_days_late: int = 0
    times_days_late_only: int = 0

    @property
    def days_to_pay(self) -> Fraction | None:
        """Average days from the invoice's date."""
        return self._average(self.times_days_to_pay)

    @property
    def days_beyond_terms(self) -> Fraction | None:
        """Average days from the due date; early payments offset late ones."""
        return self._average(self.times_days_late)

    @property
    def days_beyond_terms_late_only(self) -> Fraction | None:
        """Average days from the due date; early payments count as on time and offset nothing."""
        return self._average(self.times_days_late_only)

    def _average(self, times_days: int) -> Fraction | None:
        return Fraction(times_days, self.amount) if self.amount else None


class LaterLevel(StrEnum):
    """How worrying it is that a customer pays later than before."""

    NONE = "none"
    WATCH = "watch"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class LaterVerdict:
    """Whether a customer is getting later.

    ``evidence`` holds the recent invoices' days late, oldest first, ``before`` those that they were
    compared with; empty without enough history.
    """

    level: LaterLevel
    before: tuple[int, ...]
    evidence: tuple[int, ...]

    @property
    def is_getting_later(self) -> bool:
        """Whether the owner should look."""
        return self.level is not LaterLevel.NONE

    @property
    def baseline(self) -> Fraction | None:
        """The median of the days late before; None without enough history."""
        return median_days(self.before)

    @property
    def recent(self) -> Fraction | None:
        """The median of the recent days late; None without enough history to compare with."""
        return median_days(self.evidence) if self.before else None


def getting_later(days_late_in_closing_order: Sequence[int]) -> LaterVerdict:
    """Compares the last three invoices with up to six before, by their medians.

    The days late of closed invoices stand in closing order; those that are open and overdue count
    at the end, each with its days so far. At least four earlier invoices are compared with.
    """
    last = tuple(days_late_in_closing_order[-(RECENT + BASELINE) :])
    before, recent = last[:-RECENT], last[-RECENT:]
    if len(before) < SHORTEST_BASELINE:
        return LaterVerdict(LaterLevel.NONE, (), recent)
    usual, now = twice_median(before), twice_median(recent)
    above = sum(2 * days > usual for days in recent)
    later = now > 0 and above >= _RECENT_ABOVE
    return LaterVerdict(_level(now - usual) if later else LaterLevel.NONE, before, recent)


def _level(twice_rise: int) -> LaterLevel:
    if twice_rise >= 2 * ALERT_DAYS:
        return LaterLevel.ALERT
    return LaterLevel.WATCH if twice_rise >= 2 * WATCH_DAYS else LaterLevel.NONE


def median_days(days: Sequence[int]) -> Fraction | None:
    """The middle value, or the mean of the two middle ones; None of an empty sequence."""
    return Fraction(twice_median(days), 2) if days else None


def twice_median(days: Sequence[int]) -> int:
    """Twice the median of some days: whole, where a median may end in a half, so that it is fast
    to compare."""
    ordered = sorted(days)
    middle, is_odd = divmod(len(ordered), 2)
    return 2 * ordered[middle] if is_odd else ordered[middle - 1] + ordered[middle]
