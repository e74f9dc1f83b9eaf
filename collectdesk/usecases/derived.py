"""What follows from the rows that a step changed: search words, and each customer's place today.

A step is kept before its lists follow. What they follow is the trail itself, so that nothing is
missed, whenever the program ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from collectdesk.store import search, steps, worklist
from collectdesk.usecases.work import Work

_FOR_ALL = {"setting", "holiday"}


_AT_ONCE = 300
"""So many customers are placed together: few enough to stay small, enough to ask seldom."""

_MUCH = 1_000
"""So many customers take so long to place that a window would be kept from showing."""


def is_laid_out(work: Work) -> bool:
    """Whether the lists are those of today."""
    return worklist.laid_out_on(work.db) == work.today


def follow_all(work: Work) -> bool:
    """Whether the lists follow every step there is."""
    return worklist.follows_all(work.db)


def is_much_to_lay_out(work: Work) -> bool:
    """Whether it is a new day and laying it out takes a while."""
    if worklist.laid_out_on(work.db) in (None, work.today):
        return False
    return len(worklist.moved_by_time(work.db)) > _MUCH


def follow(work: Work, *, new_day: bool = True) -> None:
    """Bring everything derived in line with the steps made since it was last in line.

    Without ``new_day``, customers whom no step touched stay where they were on an earlier day.
    """
    tables, customers = _followed_by_search(work)
    laid_out_on = worklist.laid_out_on(work.db)
    if laid_out_on is None or not _FOR_ALL.isdisjoint(tables):
        _place(work, None)
        worklist.note_laid_out(work.db, work.today)
    elif new_day and laid_out_on != work.today:
        _place(work, sorted(customers.union(worklist.moved_by_time(work.db))))
        worklist.note_laid_out(work.db, work.today)
    elif customers:
        _place(work, sorted(customers))
    worklist.note_followed(work.db)


def _followed_by_search(work: Work) -> tuple[set[str], set[int]]:
    """The tables and customers of all changes since; a step may be larger than memory."""
    tables: set[str] = set()
    customers: set[int] = set()

    def noted() -> Iterator[steps.RowChange]:
        for change in steps.steps_after(work.db, worklist.followed_step(work.db)):
            tables.add(change.table)
            if change.customer_id is not None:
                customers.add(change.customer_id)
            yield change

    search.follow(work.db, noted())
    return tables, customers


def _place(work: Work, customers: list[int] | None) -> None:
    from collectdesk.usecases import placing

    worklist.forget(work.db, customers)
    if customers is None:
        worklist.write(work.db, placing.placed_now(work))
        return
    for start in range(0, len(customers), _AT_ONCE):
        some = customers[start : start + _AT_ONCE]
        worklist.write(work.db, placing.placed_now(work, some))
