"""Rules that the owner sets aside on purpose: each time leaves a note that tells which and why."""

from __future__ import annotations

from typing import Final

from collectdesk.store import rows
from collectdesk.usecases.work import Work

KIND: Final = "override"


def note(work: Work, customer_id: int, what: str) -> int:
    """Keep on the customer's timeline what was done against a rule; returns the note's id."""
    return rows.NOTES.add(
        work.db, customer_id=customer_id, at=work.stamp, kind=KIND, text=what, made_by=work.who
    )
