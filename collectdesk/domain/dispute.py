"""Disputes: what is wrong, by when to answer, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar

ANSWER_BUSINESS_DAYS: Final = 2
DAYS_TO_PAY_AFTER_SOLVING: Final = 7


class DisputeReason(StrEnum):
    """What the customer finds wrong with goods, service or price."""

    DEFECTIVE = "defective"
    DAMAGED = "damaged"
    SHORT_SHIPPED = "short_shipped"
    WRONG_ITEM = "wrong_item"
    PRICE = "price"
    TAX = "tax"
    TERMS = "terms"
    DUPLICATE = "duplicate"
    NOT_DELIVERED = "not_delivered"
    SERVICE_INCOMPLETE = "service_incomplete"

    @property
    def label(self) -> str:
        """As people say it."""
        return _REASON_LABELS[self]


_REASON_LABELS: Final = {
    DisputeReason.DEFECTIVE: "Defective goods",
    DisputeReason.DAMAGED: "Damaged goods",
    DisputeReason.SHORT_SHIPPED: "Something is missing",
    DisputeReason.WRONG_ITEM: "Wrong item",
    DisputeReason.PRICE: "Price is wrong",
    DisputeReason.TAX: "Tax is wrong",
    DisputeReason.TERMS: "Terms are not as agreed",
    DisputeReason.DUPLICATE: "Billed twice",
    DisputeReason.NOT_DELIVERED: "Not delivered",
    DisputeReason.SERVICE_INCOMPLETE: "Service not finished",
}


class DisputeState(StrEnum):
    """How far a dispute has come."""

    OPEN = "open"
    INVESTIGATING = "investigating"
    OFFERED = "offered"
    RESOLVED = "resolved"


class Resolution(StrEnum):
    """How a dispute ended."""

    REPLACEMENT_SHIPPED = "replacement_shipped"
    REPAIRED = "repaired"
    CREDIT_ISSUED = "credit_issued"
    PRICE_CORRECTED = "price_corrected"
    POD_SUPPLIED = "POD_supplied"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As people say it."""
        return _RESOLUTION_LABELS[self]


_RESOLUTION_LABELS: Final = {
    Resolution.REPLACEMENT_SHIPPED: "Replacement shipped",
    Resolution.REPAIRED: "Repaired",
    Resolution.CREDIT_ISSUED: "Credit note issued",
    Resolution.PRICE_CORRECTED: "Price corrected",
    Resolution.POD_SUPPLIED: "Proof of delivery supplied",
    Resolution.REJECTED: "Rejected",
    Resolution.WITHDRAWN: "Withdrawn by the customer",
}


class Remedy(StrEnum):
    """What the customer was offered to put it right."""

    REPLACEMENT = "replacement"
    REPAIR = "repair"
    CREDIT = "credit"
    PRICE = "price"
    PROOF = "proof"
    EXPLANATION = "explanation"

    @property
    def label(self) -> str:
        """As people say it."""
        return _REMEDIES[self][0]

    @property
    def task(self) -> str:
        """What there is to do until it is done."""
        return _REMEDIES[self][1]

    @property
    def resolution(self) -> Resolution:
        """How the dispute ended once it is done; then the chase resumes."""
        return _REMEDIES[self][2]


_REMEDIES: Final = {
    Remedy.REPLACEMENT: ("Replacement", "Ship the replacement", Resolution.REPLACEMENT_SHIPPED),
    Remedy.REPAIR: ("Repair", "See to the repair", Resolution.REPAIRED),
    Remedy.CREDIT: ("Credit note", "Issue the credit note", Resolution.CREDIT_ISSUED),
    Remedy.PRICE: ("Corrected price", "Correct the price", Resolution.PRICE_CORRECTED),
    Remedy.PROOF: ("Proof of delivery", "Send the proof of delivery", Resolution.POD_SUPPLIED),
    Remedy.EXPLANATION: ("Explanation", "Explain, and ask to agree", Resolution.REJECTED),
}

_NEXT_STATES: Final = {
    DisputeState.OPEN: frozenset(
        {DisputeState.INVESTIGATING, DisputeState.OFFERED, DisputeState.RESOLVED}
    ),
    DisputeState.INVESTIGATING: frozenset({DisputeState.OFFERED, DisputeState.RESOLVED}),
    DisputeState.OFFERED: frozenset({DisputeState.INVESTIGATING, DisputeState.RESOLVED}),
    DisputeState.RESOLVED: frozenset[DisputeState](),
}


def may_become(state: DisputeState, following: DisputeState) -> bool:
    """Whether a dispute may go from one state to the other; a resolved one is over."""
    return following in _NEXT_STATES[state]


def answer_by(opened: date, calendar: BusinessCalendar) -> date:
    """The day by which the customer gets an answer: two business days after opening."""
    return calendar.add_business_days(opened, ANSWER_BUSINESS_DAYS)


def due_after_resolution(resolved: date, due: date) -> date:
    """The new due date of the disputed part: seven days after it was solved, and never before the
    invoice itself is ``due``."""
    return max(due, resolved + timedelta(days=DAYS_TO_PAY_AFTER_SOLVING))


@dataclass(frozen=True, slots=True)
class DisputedSum:
    """How much of an invoice was disputed, in minor units, when that was opened and settled, and
    until when what was left of it, less what was ``credited``, could be paid then.

    Of a day on which one was opened and another settled, the steps tell which came first.
    """

    invoice_id: int
    amount: int
    opened_on: date
    resolved_on: date | None
    resumes_on: date | None
    credited: int = 0
    opening_step: int = 0
    settling_step: int = 0


def disputed_again(
    sums: Sequence[DisputedSum], held_until: Sequence[date | None]
) -> list[list[tuple[date, int]]]:
    """Of each sum, on which days how much of it was disputed again after it was settled.

    ``sums`` are in the order of opening, and ``held_until`` is the last day on which each, once it
    is settled, is held back. What is opened until then takes from what was disputed first, and
    nothing twice.
    """
    not_taken = [one.amount for one in sums]
    found: list[list[tuple[date, int]]] = []
    for at, (settled, until) in enumerate(zip(sums, held_until, strict=True)):
        left, again = settled.amount - settled.credited, []
        for later in range(at + 1, len(sums)):
            if _is_again(sums[later], settled, until):
                taken = min(left, not_taken[later])
                left -= taken
                not_taken[later] -= taken
                again.append((sums[later].opened_on, taken))
        found.append(again)
    return found


def _is_again(later: DisputedSum, settled: DisputedSum, until: date | None) -> bool:
    if settled.resolved_on is None or until is None:
        return False
    ended, begun = settled.resolved_on, later.opened_on
    return (
        later.invoice_id == settled.invoice_id
        and (ended, settled.settling_step) <= (begun, later.opening_step)
        and begun <= until
    )
