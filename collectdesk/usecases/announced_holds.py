"""A notice told when new orders on account would stop: what it said waits for the owner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.document import document_label
from collectdesk.store import alerts as stored
from collectdesk.store import facts, rows
from collectdesk.usecases import awaited, chase, checks
from collectdesk.usecases.work import Work

_ANSWER: Final = "hold"
_DECIDED: Final = {
    "none": "Credit goes on",
    "no_credit": "New credit is on hold",
    "no_contact": "Contact rests, credit goes on",
}


@dataclass(frozen=True, slots=True)
class AnnouncedHold:
    """A hold whose day has come. ``amount`` is what is still to be asked for of the letter, which
    is the ``notice`` of that number; ``label`` tells of which kind."""

    customer_id: int
    customer_name: str
    notice: str
    label: str
    told_on: date
    hold_on: date
    amount: int

    @property
    def reason(self) -> str:
        """Why credit is held, in words for the customer's file."""
        return f"Announced for {long_date(self.hold_on)} in the {self.label} {self.notice}"


@dataclass(frozen=True, slots=True)
class HoldForm:
    """A customer's hold as it is in force, or the one that was ``announced`` and is to decide."""

    customer_id: int
    customer_name: str
    hold: str
    until: date | None
    reason: str
    announced: AnnouncedHold | None = None


def hold_form(work: Work, customer_id: int) -> HoldForm:
    """What the owner starts from to set or lift a hold. Raises NotFound."""
    row = checks.customer(work, customer_id)
    for one in announced_holds(work, [customer_id]):
        return HoldForm(customer_id, row["name"], "no_credit", None, one.reason, one)
    until = row["hold_until"]
    if hold_in_force(row["hold"], until, work.today) == "none":
        return HoldForm(customer_id, row["name"], "none", None, "")
    return HoldForm(customer_id, row["name"], row["hold"], until, row["hold_reason"])


def announced_holds(work: Work, only: Iterable[int] | None = None) -> tuple[AnnouncedHold, ...]:
    """Holds that were announced and not put, the longest waiting first.

    Left out is what was paid, disputed, promised or put in a plan since: the letter was answered.
    """
    told = stored.holds_told(work.db, work.today, _ANSWER, only)
    if not told:
        return ()
    customers = [one.customer_id for one in told]
    debits = chase.debits_now(work, customers)
    promises = awaited.open_promises(work, work.today, customers)
    asked = awaited.not_promised(work, work.today, debits, promises)
    held = facts.unapplied_now(work.db, customers)
    found = []
    for one in told:
        amount = sum(
            asked.get(debit.invoice_id, debit.chased)
            for debit in debits.get(one.customer_id, [])
            if debit.invoice_id in one.invoices
        )
        if amount > held.get(one.customer_id, 0):
            found.append(
                AnnouncedHold(
                    customer_id=one.customer_id,
                    customer_name=one.customer_name,
                    notice=one.notice,
                    label=document_label(one.kind, work.currency).lower(),
                    told_on=one.told_on,
                    hold_on=one.hold_on,
                    amount=amount,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.hold_on, one.customer_name)))


def note_answer(work: Work, announced: Iterable[AnnouncedHold], hold: str) -> None:
    """Keep what the owner decided on an announced hold, so that it waits no more."""
    for one in announced:
        rows.NOTES.add(
            work.db,
            customer_id=one.customer_id,
            at=work.stamp,
            kind=_ANSWER,
            text=f"{_DECIDED[hold]}. {one.reason}.",
            made_by=work.who,
        )


def is_decided(work: Work, customer_id: int, since: date) -> bool:
    """Whether the owner answered an announced hold since that day."""
    answers = rows.NOTES.find(work.db, customer_id=customer_id, kind=_ANSWER)
    return any(answer["at"][:10] >= since.isoformat() for answer in answers)
