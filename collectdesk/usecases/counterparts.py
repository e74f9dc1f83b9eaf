"""Who of us is a customer's person."""

from __future__ import annotations

from typing import Final

from collectdesk.store import rows
from collectdesk.usecases.work import Work

HAND_OVER: Final = "hand_over"
"""The kind of the notes that name our person."""


def counterpart(work: Work, customer_id: int) -> str:
    """Our person for a customer; empty while nobody was named."""
    notes = rows.NOTES.find(work.db, customer_id=customer_id, kind=HAND_OVER)
    return str(notes[-1]["text"]).split("\n", 1)[0] if notes else ""
