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


def average_days(times_days: int, amount: int) -> Fraction | None:
    """Average days weighted by amount: Σ (days × amount) ÷ Σ amount; None without any amount.

    With days from the invoice date these are the days to pay. With days from the due date they are
    the days beyond terms, in which early payments offset late ones, or of late ones alone, where
    early payments count as on time and offset nothing.
    """
    return Fraction(times_days, amount) if amount else None


class LaterLevel(StrEnum):
    """How worrying it is that a customer pays later than before."""

    NONE = "none"
    WATCH = "watch"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class LaterVerdict:
    """Whether a customer is getting later. Medians in days late; None without enough history.

    ``evidence`` holds the recent invoices' days late, oldest first.
    """

    level: LaterLevel
    baseline: Fraction | None
    recent: Fraction | None
    evidence: tuple[int, ...]

    @property
    def is_getting_later(self) -> bool:
        """Whether the owner should look."""
        return self.level is not LaterLevel.NONE


def getting_later(days_late_in_closing_order: Sequence[int]) -> LaterVerdict:
    """Compares the last three invoices with up to six before, by their medians.

    The days late of closed invoices stand in closing order; those that are open and overdue count
    at the end, each with its days so far. At least four earlier invoices are compared with.
    """
    last = tuple(days_late_in_closing_order[-(RECENT + BASELINE) :])
    before, recent = last[:-RECENT], last[-RECENT:]
    if len(before) < SHORTEST_BASELINE:
        return LaterVerdict(LaterLevel.NONE, None, None, recent)
    usual, now = _median(before), _median(recent)
    above = sum(days > usual for days in recent)
    later = now > 0 and above >= _RECENT_ABOVE
    return LaterVerdict(_level(now - usual) if later else LaterLevel.NONE, usual, now, recent)


def _level(rise: Fraction) -> LaterLevel:
    if rise >= ALERT_DAYS:
        return LaterLevel.ALERT
    return LaterLevel.WATCH if rise >= WATCH_DAYS else LaterLevel.NONE


def median_days(days: Sequence[int]) -> Fraction | None:
    """The middle value, or the mean of the two middle ones; None of an empty sequence."""
    return _median(days) if days else None


def _median(days: Sequence[int]) -> Fraction:
    ordered = sorted(days)
    middle, is_odd = divmod(len(ordered), 2)
    if is_odd:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)
