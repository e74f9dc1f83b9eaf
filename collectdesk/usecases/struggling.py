"""Customers who struggle to pay: flagged, so that a plan is offered before pressure is put on."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.domain.words import shortened
from collectdesk.store import rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class MarkStruggling:
    """Flag a customer who struggles to pay, or take the flag away.

    ``means`` are other means to pay that the customer named; they are kept as an internal note.
    """

    customer_id: int
    struggling: bool
    means: str = ""


def mark_struggling(work: Work, command: MarkStruggling) -> None:
    """Set or take the flag; the head of the customer shows it."""
    customer = checks.customer(work, command.customer_id)
    what = "May be struggling" if command.struggling else "No longer struggling"
    work.label = f"{what}: {shortened(customer['name'])}"
    flag(work, command.customer_id, struggling=command.struggling)
    note_means(work, command.customer_id, 0, command.means)


def flag(work: Work, customer_id: int, *, struggling: bool) -> None:
    """Set or take the flag as a part of another step."""
    rows.CUSTOMERS.change(work.db, customer_id, struggling=int(struggling))


def note_means(work: Work, customer_id: int, monthly: int, means: str) -> None:
    """Keep for ourselves what the customer can afford a month, and other means named."""
    said = []
    if monthly > 0:
        said.append(f"Can afford {checks.written(work, monthly)} a month.")
    if named := checks.text(means, "means"):
        said.append(f"Other means named: {named}")
    if said:
        text = " ".join(said)
        rows.NOTES.add(work.db, customer_id=customer_id, at=work.stamp, text=text, made_by=work.who)
