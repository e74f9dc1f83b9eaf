"""The hold of a customer: put, and what it ended kept in the history."""

from __future__ import annotations

from datetime import date
from typing import Any

from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.hold import HOLD_NAMES, ended_hold
from collectdesk.store import rows
from collectdesk.usecases.work import Work


def put_hold(
    work: Work, customer: dict[str, Any], hold: str, until: date | None, reason: str
) -> None:
    """Let the hold stand, or none. One in force that it takes the place of is told in a note."""
    ended = ended_hold(_standing(work, customer), customer["hold_reason"], hold)
    rows.CUSTOMERS.change(work.db, customer["id"], hold=hold, hold_until=until, hold_reason=reason)
    if ended:
        _note(work, customer, f"New hold “{HOLD_NAMES[hold]}”. {ended}")


def hold_for_call(work: Work, customer: dict[str, Any], hold: str, reason: str) -> None:
    """Let the hold stand without an end for what was said in a call. The former reason of the same
    hold, which nobody saw while the call was logged, is told in a note."""
    former, until = customer["hold_reason"], customer["hold_until"]
    is_same = _standing(work, customer) == hold
    put_hold(work, customer, hold, None, reason)
    if is_same and former not in ("", reason):
        ended = f"to end on {long_date(until)}" if until else "without an end"
        name = HOLD_NAMES[hold]
        _note(
            work, customer, f"Hold “{name}” with a new reason. Until now it was {ended}: {former}"
        )


def _standing(work: Work, customer: dict[str, Any]) -> str:
    return hold_in_force(customer["hold"], customer["hold_until"], work.today)


def _note(work: Work, customer: dict[str, Any], text: str) -> None:
    rows.NOTES.add(work.db, customer_id=customer["id"], at=work.stamp, text=text, made_by=work.who)
