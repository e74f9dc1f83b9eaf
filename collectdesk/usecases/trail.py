"""The trail in words: who did what when, and what it changed. It is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collectdesk.domain.trail_words import describe_change
from collectdesk.store import trail as stored
from collectdesk.store.trail import TrailStep
from collectdesk.usecases.work import Work

_LINES = 12


@dataclass(frozen=True, slots=True)
class TrailRow:
    """A step: ``changed`` has a line for each of its first rows, ``more`` counts the others.

    ``who`` is empty where the book knew no name then.
    """

    step_id: int
    at: datetime
    who: str
    what: str
    changed: tuple[str, ...]
    more: int


def trail(
    work: Work, customer_id: int | None = None, limit: int = 100, before_id: int | None = None
) -> tuple[TrailRow, ...]:
    """The latest steps, of one customer or of all; ``before_id`` goes on from the last one."""
    steps = stored.steps_before(work.db, before_id, customer_id, limit)
    return tuple(_row(work, step, customer_id) for step in steps)


def _row(work: Work, step: TrailStep, customer_id: int | None) -> TrailRow:
    changes = list(stored.first_changes(work.db, step.step_id, customer_id, _LINES))
    lines = tuple(
        describe_change(change.table, change.before, change.after, work.currency)
        for change in changes
    )
    more = stored.count_rows(work.db, step.step_id) - len(changes)
    return TrailRow(
        step.step_id, datetime.fromisoformat(step.at), step.who, _what(step), lines, more
    )


def _what(step: TrailStep) -> str:
    words = step.label or step.what.replace("_", " ").capitalize()
    return f"Taken back: {words}" if step.undoes is not None else words
