"""What follows from the rows that a step changed: search words, and each customer's place today."""

from __future__ import annotations

from collections.abc import Iterable

from collectdesk.domain.changes import Changes
from collectdesk.store import search, worklist
from collectdesk.store.steps import RowChange
from collectdesk.usecases import placing
from collectdesk.usecases.work import Work

_FOR_ALL = {"setting", "holiday"}


def refresh(work: Work, changed: Iterable[RowChange]) -> Changes:
    """Bring everything derived in line with a step's rows; returns what the step touched."""
    listed = list(changed)
    touched = {c.customer_id for c in listed if c.customer_id is not None}
    kinds = {c.table for c in listed}
    search.follow(work.db, listed)
    if kinds & _FOR_ALL:
        lay_out_day(work)
    else:
        _place(work, touched)
    return Changes(frozenset(kinds), frozenset(touched))


def lay_out_day(work: Work) -> None:
    """Place every customer for today."""
    worklist.forget(work.db)
    worklist.write(work.db, placing.placed_now(work))
    worklist.note_laid_out(work.db, work.today)


def lay_out_new_day(work: Work) -> None:
    """Place every customer, unless that was done for today; each step keeps it right since."""
    if worklist.laid_out_on(work.db) != work.today:
        lay_out_day(work)


def _place(work: Work, customers: set[int]) -> None:
    if customers:
        worklist.forget(work.db, customers)
        worklist.write(work.db, placing.placed_now(work, sorted(customers)))
