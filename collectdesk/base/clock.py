"""The one source of "today" and "now": local time, handed in, never read from the air elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

TODAY_VARIABLE = "COLLECTDESK_TODAY"


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

    Raises ``ValueError`` with a plain sentence where the variable holds no such date.
    """
    text = environ.get(TODAY_VARIABLE, "").strip()
    if not text:
        return SystemClock()
    try:
        return DayClock(date.fromisoformat(text))
    except ValueError:
        raise ValueError(
            f"{TODAY_VARIABLE} must be a date like 2026-03-31, but it is {text!r}."
        ) from None
