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
    laid_out_on = worklist.laid_out_on(work.db)
    customers = {c.customer_id for c in changed if c.customer_id is not None}
    if laid_out_on is None or not _FOR_ALL.isdisjoint(change.table for change in changed):
        _place(work, None)
    elif laid_out_on != work.today:
        _place(work, sorted(customers.union(worklist.moved_by_time(work.db))))
    elif customers:
        _place(work, sorted(customers))
    worklist.note_followed(work.db, work.today)


def _place(work: Work, customers: list[int] | None) -> None:
    worklist.forget(work.db, customers)
    worklist.write(work.db, placing.placed_now(work, customers))
