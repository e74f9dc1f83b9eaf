"""The one source of "today" and "now": local time, handed in, never read from the air elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

TODAY_VARIABLE = "COLLECTDESK_TODAY"
FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of a clock that can be right; books hold no other days."""


class Clock(Protocol):
    """Tells the business's own local date and time (no time zone attached)."""

    def today(self) -> date:
        """The local calendar day."""
        ...

    def now(self) -> datetime:
        """The local wall-clock time, without a time zone."""
        ...


class SystemClock:
    """The clock of this machine, in its own time zone."""

    def today(self) -> date:
        return self.now().date()

    def now(self) -> datetime:
        return datetime.now()


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still at ``moment``."""

    moment: datetime

    def today(self) -> date:
        return self.moment.date()

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class DayClock:
    """A clock that stays on ``day`` while the time of day runs on."""

    day: date

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime.combine(self.day, datetime.now().time())


def clock_from_environment(environ: Mapping[str, str]) -> Clock:
    """This machine's clock, or the day that ``COLLECTDESK_TODAY`` (YYYY-MM-DD) names.

    Raises ``ValueError`` with a plain sentence where the variable holds no such date, and where the
    day is one of a clock that was never set.
    """
    text = environ.get(TODAY_VARIABLE, "").strip()
    if not text:
        return _set_right(SystemClock(), "This computer's clock")
    try:
        return _set_right(DayClock(date.fromisoformat(text)), TODAY_VARIABLE)
    except ValueError:
        raise ValueError(
            f"{TODAY_VARIABLE} must be a date like 2026-03-31, from {FIRST_YEAR} to {LAST_YEAR},"
            f" but it is {text[:40]!r}."
        ) from None


def _set_right(clock: Clock, what: str) -> Clock:
    year = clock.today().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{what} says that this is the year {year}. Set it right and start again.")
    return clock
