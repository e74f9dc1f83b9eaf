"""What collecting cost besides time: an agency, an attorney, a court. Never added to a debt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.dates import parse_date_iso
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import major_string, parse_money
from collectdesk.domain.words import shortened
from collectdesk.store import learning, rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

COST: Final = "collecting_cost"
"""The kind of note that keeps a cost: what it was for, the amount and the day, a line each."""


@dataclass(frozen=True, slots=True)
class NoteCost:
    """``amount`` minor units were paid on a day to collect from a customer; ``what`` for."""

    customer_id: int
    amount: int
    on: date
    what: str


@dataclass(frozen=True, slots=True)
class CollectingCost:
    """A cost as it was noted. Money in minor units."""

    what: str
    amount: int
    on: date


def note_cost(work: Work, command: NoteCost) -> int:
    """Keep the cost on the customer's timeline, for the figures; returns the id of its note."""
    customer = checks.customer(work, command.customer_id)
    checks.amount(command.amount)
    checks.past_day(work, command.on, "on", "The day of a cost")
    what = checks.line(command.what, "what")
    if not what:
        raise InvalidInput(
            work.spelled("Please say what it was for, as attorney's letter."), "what"
        )
    work.label = f"Cost of collecting from {shortened(customer['name'])}"
    lines = (what, major_string(command.amount, work.currency), command.on.isoformat())
    return rows.NOTES.add(
        work.db,
        customer_id=command.customer_id,
        at=work.stamp,
        kind=COST,
        text="\n".join(lines),
        made_by=work.who,
    )


def read_cost(work: Work, text: str) -> CollectingCost:
    """The cost that a note of its kind keeps."""
    what, amount, on = text.rsplit("\n", 2)
    return CollectingCost(what, parse_money(amount, work.currency), parse_date_iso(on))


def collecting_costs(work: Work, first: date, last: date, customer_id: int | None = None) -> int:
    """What was paid in a time to collect, from one customer or from all; in minor units."""
    noted = (read_cost(work, text) for text in learning.notes_of(work.db, COST, customer_id))
    return sum(cost.amount for cost in noted if first <= cost.on <= last)
