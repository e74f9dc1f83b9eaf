"""Where a book on disk becomes a desk: the one place that puts the rooms together."""

from __future__ import annotations

import os
from pathlib import Path

from collectdesk.base.clock import Clock, clock_from_environment
from collectdesk.domain.settings import BookSettings
from collectdesk.store import settings as stored
from collectdesk.store.book import appearing_whole, create_book, open_book
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.new_book import checked_currency, first_settings

SUFFIX = ".collectdesk"


def new_book(
    path: Path,
    *,
    firm: str = "",
    currency: str = "USD",
    paper: str = "letter",
    clock: Clock | None = None,
) -> None:
    """Make an empty book. Raises a KnownError when it cannot be made there."""
    settings: BookSettings = first_settings(firm, paper)

    def fill(db: BookDatabase) -> None:
        stored.save(db, settings)

    now = (clock or clock_from_environment(os.environ)).now()
    create_book(path, checked_currency(currency), now, fill)


def open_desk(path: Path, clock: Clock | None = None) -> Desk:
    """Open a book, judge the promises that ran out meanwhile, and lay out the day."""
    desk = Desk(open_book(path), clock or clock_from_environment(os.environ))
    try:
        desk.start_day()
    except BaseException:
        desk.close()
        raise
    return desk


def make_demo(path: Path, clock: Clock | None = None) -> None:
    """Make a book full of examples, dated around today, to try the program with.

    The file appears only when it is whole. Raises a KnownError when it cannot be made there.
    """
    # Everything that a book can hold is loaded with the demo; opening a book does not need it.
    from collectdesk.usecases.demo import FillDemo, fill_demo

    clock = clock or clock_from_environment(os.environ)
    with appearing_whole(path) as unfinished:
        new_book(unfinished, clock=clock)
        desk = Desk(open_book(unfinished), clock)
        try:
            desk.do(fill_demo, FillDemo())
        finally:
            desk.close()
