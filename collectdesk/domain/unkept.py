"""What was agreed and not kept: until when it is the reason for a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BrokenPromise:
    """A promise of ``amount`` for a day, of which ``received`` came in time, in minor units.

    It was broken after ``last_day``.
    """

    amount: int
    received: int
    promised_for: date
    last_day: date


@dataclass(frozen=True, slots=True)
class FailedPlan:
    """A plan that ended before it was paid. Money in minor units.

    ``missing`` is what is still to come of the instalment of ``due``, the first that did not come;
    nothing where it came too late. Since ``all_due_on``, once that is known, all of it is due.
    """

    amount: int
    missing: int
    due: date | None
    failed_on: date
    all_due_on: date | None = None


def is_unanswered(broken_on: date, contacts: Iterable[date | None]) -> bool:
    """Whether a promise, plan or payment that failed on a day is still what to call about.

    ``contacts`` are the last days of what answers it: a talk with a person, a promise that was made
    and a plan that was signed. One on the day of the failure or later ends it as the reason.
    """
    return all(day is None or day < broken_on for day in contacts)


def is_made_good(missing: int, paid_since: int, tolerance: int) -> bool:
    """Whether what was missing of a promise has come since, up to a tolerance, in minor units."""
    return paid_since > 0 and paid_since >= missing - tolerance
