"""The hold of a customer: put, and what it ended kept in the history."""

from __future__ import annotations

from datetime import date
from typing import Any

from collectdesk.domain.dates import hold_in_force
from collectdesk.domain.hold import HOLD_NAMES, ended_hold
from collectdesk.store import rows
from collectdesk.usecases.work import Work


def put_hold(
    work: Work, customer: dict[str, Any], hold: str, until: date | None, reason: str
) -> None:
    """Let the hold stand, or none. One in force that it takes the place of is told in a note."""
    standing = hold_in_force(customer["hold"], customer["hold_until"], work.today)
    ended = ended_hold(standing, customer["hold_reason"], hold)
    rows.CUSTOMERS.change(work.db, customer["id"], hold=hold, hold_until=until, hold_reason=reason)
    if ended:
        text = f"New hold “{HOLD_NAMES[hold]}”. {ended}"
        rows.NOTES.add(
            work.db, customer_id=customer["id"], at=work.stamp, text=text, made_by=work.who
        )
