"""What follows from the rows that a step changed: search words, and each customer's place today.

A step is kept before its lists follow. What they follow is the trail itself, so that nothing is
missed, whenever the program ends.
"""

from __future__ import annotations

from collectdesk.store import search, steps, worklist
from collectdesk.usecases import placing
from collectdesk.usecases.work import Work

_FOR_ALL = {"setting", "holiday"}


def follow(work: Work) -> None:
    """Bring everything derived in line with the steps made since it was last in line."""
    changed = list(steps.steps_after(work.db, worklist.followed_step(work.db)))
    search.follow(work.db, changed)
    is_new_day = worklist.laid_out_on(work.db) != work.today
    if is_new_day or not _FOR_ALL.isdisjoint(change.table for change in changed):
        _lay_out_day(work)
    else:
        _place(work, {c.customer_id for c in changed if c.customer_id is not None})
    worklist.note_followed(work.db)


def _lay_out_day(work: Work) -> None:
    worklist.forget(work.db)
    worklist.write(work.db, placing.placed_now(work))
    worklist.note_laid_out(work.db, work.today)


def _place(work: Work, customers: set[int]) -> None:
    if customers:
        worklist.forget(work.db, customers)
        worklist.write(work.db, placing.placed_now(work, sorted(customers)))
