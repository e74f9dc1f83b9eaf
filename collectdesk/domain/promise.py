"""Promises to pay: until when they may be kept, whether they were, and how often."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.english import spelled

KEPT_TOLERANCE: Final = 100
"""A promise short by no more than this (1.00 in currencies with two decimals) counts as kept."""

_BELIEF_KEPT = 3
_BELIEF_PROMISES = 4


class PromiseMethod(StrEnum):
    """How the customer said the money would come."""

    CHEQUE = "cheque"
    TRANSFER = "transfer"
    CARD = "card"
    CASH = "cash"
    OTHER = "other"

    @property
    def grace_business_days(self) -> int:
        """Business days that the money may travel after the promised date."""
        return _GRACE[self]

    def words(self, currency: str) -> str:
        """ "by check", as people say it in the country of a book's money; "" for other ways."""
        return spelled(_WORDS[self], currency)


_WORDS: Final = {
    PromiseMethod.CHEQUE: "by cheque",
    PromiseMethod.TRANSFER: "by bank transfer",
    PromiseMethod.CARD: "by card",
    PromiseMethod.CASH: "in cash",
    PromiseMethod.OTHER: "",
}

_GRACE: Final = {
    PromiseMethod.CHEQUE: 3,
    PromiseMethod.TRANSFER: 1,
    PromiseMethod.CARD: 0,
    PromiseMethod.CASH: 0,
    PromiseMethod.OTHER: 1,
}


class PromiseState(StrEnum):
    """What became of a promise. Broken stays broken, even when the money comes later."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"
    CANCELLED = "cancelled"

    def words(self, currency: str) -> str:
        """As people say it in the country of a book's money."""
        said = "changed" if self is PromiseState.RENEGOTIATED else self.value.replace("_", " ")
        return spelled(said, currency)


def deadline(promised: date, method: PromiseMethod, calendar: BusinessCalendar) -> date:
    """The last day on which the money is in time: the promised date plus the method's grace."""
    return calendar.add_business_days(promised, method.grace_business_days)


def judge(
    amount: int,
    received_in_time: int,
    deadline: date,
    today: date,
    tolerance: int = KEPT_TOLERANCE,
) -> PromiseState:
    """The state of a promise of ``amount`` for which ``received_in_time`` came by the deadline.

    It is kept as soon as enough came, and otherwise open through the deadline day. Nothing received
    never keeps a promise, however small.
    """
    if received_in_time > 0 and received_in_time >= amount - tolerance:
        return PromiseState.KEPT
    if today <= deadline:
        return PromiseState.OPEN
    return PromiseState.PARTLY_KEPT if received_in_time > 0 else PromiseState.BROKEN


def first_kept(
    amount: int, came: Iterable[tuple[date, int]], tolerance: int = KEPT_TOLERANCE
) -> tuple[date, int] | None:
    """The first day by whose end enough had come for a promise of ``amount``, and how much had; of
    the days on which money came in time, with what had come by the end of each."""
    enough = max(1, amount - tolerance)
    return next(((day, received) for day, received in came if received >= enough), None)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a promise can be for: an open invoice or charge, or an instalment of a running plan.

    ``amount``, in minor units, may be asked for once ``due`` has passed. ``invoices`` are the ids
    by which it is named: its own, or those of the plan with the id ``plan``.
    """

    due: date
    amount: int
    invoices: tuple[int, ...]
    plan: int | None = None


def shares(
    owed: Sequence[Owed], promised: Iterable[tuple[int, Collection[int]]]
) -> tuple[tuple[int, ...], ...]:
    """What each promise (a sum, and the ids of the invoices that it names) brings to each of what
    is owed, in minor units: to what it names, else to all, the oldest due first.

    What one brings is neither asked for nor brought a second time.
    """
    oldest_first = sorted(range(len(owed)), key=lambda at: owed[at].due)
    left = [one.amount for one in owed]
    found = []
    for amount, named in promised:
        brought = [0] * len(owed)
        for at in oldest_first:
            if not named or not set(named).isdisjoint(owed[at].invoices):
                brought[at] = min(amount, max(0, left[at]))
                left[at] -= brought[at]
                amount -= brought[at]
        found.append(tuple(brought))
    return tuple(found)


def kept_rate(kept: int, resolved: int) -> Fraction | None:
    """Share of promises kept among those kept, partly kept or broken; None without any."""
    return Fraction(kept, resolved) if resolved else None


def kept_value_rate(received_in_time: int, promised: int) -> Fraction | None:
    """Share of the promised money that came in time; None when nothing was promised."""
    return Fraction(received_in_time, promised) if promised else None


def forecast_rate(kept: int, partly: int, resolved: int) -> Fraction:
    """How far a new promise is believed: starts at 75 %, weighing as much as four promises."""
    halves = 2 * (kept + _BELIEF_KEPT) + partly
    return Fraction(halves, 2 * (resolved + _BELIEF_PROMISES))


@dataclass(frozen=True, slots=True)
class PromiseRecord:
    """How a customer's promises ended so far. Money in minor units."""

    kept: int = 0
    partly: int = 0
    broken: int = 0
    promised: int = 0
    received_in_time: int = 0

    @property
    def resolved(self) -> int:
        """Promises whose end is known."""
        return self.kept + self.partly + self.broken

    @property
    def rate_by_count(self) -> Fraction | None:
        """See kept_rate."""
        return kept_rate(self.kept, self.resolved)

    @property
    def rate_by_value(self) -> Fraction | None:
        """See kept_value_rate."""
        return kept_value_rate(self.received_in_time, self.promised)

    @property
    def rate_for_forecast(self) -> Fraction:
        """See forecast_rate."""
        return forecast_rate(self.kept, self.partly, self.resolved)
