"""Where a book on disk becomes a desk: the one place that puts the rooms together."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path

from collectdesk.base.clock import Clock, clock_from_environment
from collectdesk.base.files import free_path
from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences
from collectdesk.domain.errors import WrongPassphrase
from collectdesk.domain.settings import BookSettings
from collectdesk.store import settings as stored
from collectdesk.store.book import (
    BeforeUpgrade,
    appearing_whole,
    create_book,
    open_book,
    open_to_look,
    translated,
)
from collectdesk.store.encryption import header_of, normal, passphrase_by, protect, unprotect
from collectdesk.store.engine import BookDatabase, engine_version
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.worker import Worker

_log = logging.getLogger(__name__)


def new_book(
    path: Path,
    *,
    firm: str = "",
    currency: str = "USD",
    paper: str = "letter",
    clock: Clock | None = None,
) -> None:
    """Make an empty book. Raises a KnownError when it cannot be made there."""
    from collectdesk.usecases.new_book import checked_currency, first_settings  # no start needs it

    currency = checked_currency(currency)
    settings: BookSettings = first_settings(firm, paper, currency)

    def fill(db: BookDatabase) -> None:
        stored.save(db, settings)

    now = (clock or clock_from_environment(os.environ)).now()
    create_book(path, currency, now, fill)


def open_desk(
    path: Path, clock: Clock | None = None, *, passphrase: str = "", soon: bool = False
) -> Desk:
    """Open a book, judge the promises that ran out meanwhile, and lay out the day.

    With ``soon``, the list of a large book is that of an earlier day until ``Desk.lay_out_day``.
    A book of an older program is backed up as it was before it is brought up to date.
    """
    clock = clock or clock_from_environment(os.environ)
    desk = Desk(open_book(path, _keeping_a_copy(clock), passphrase), clock)
    try:
        desk.start_day(soon=soon)
    except BaseException:
        desk.close()
        raise
    return desk


def book_to_open(named: str | None) -> Path | None:
    """The book to begin with: the one that was named, else the last one, if there is one."""
    if named is not None:
        return Path(named).expanduser().absolute()
    recent = load_preferences(user_places(os.environ).preferences).recent_books
    return Path(recent[0]) if recent else None


def begin_to_open(path: Path) -> Worker:
    """Open the book, and answer what is asked first, on the thread that will own it.

    The window is loaded meanwhile.
    """
    from collectdesk.usecases.first_screen import answer_first_screen

    clock = clock_from_environment(os.environ)

    def opened() -> Desk:
        desk = open_desk(path, clock, soon=True)
        try:
            answer_first_screen(desk)
        except Exception as error:  # the window will ask again, and tell of it
            _log.info("the first screen was not answered ahead", exc_info=error)
        return desk

    worker = Worker(opened)
    worker.start()
    return worker


def _keeping_a_copy(clock: Clock) -> BeforeUpgrade:
    def keep(db: BookDatabase) -> None:
        from collectdesk.usecases.backups import back_up_before_upgrade

        back_up_before_upgrade(db, backup_folder(), clock.now())

    return keep


def look_at(
    path: Path, clock: Clock | None = None, *, newer: bool = False, passphrase: str = ""
) -> Desk:
    """Open a book or a backup only to look at it: nothing is changed, steps raise OpenedToLook."""
    return Desk(
        open_to_look(path, newer=newer, passphrase=passphrase),
        clock or clock_from_environment(os.environ),
    )


def protect_book(path: Path, passphrase: str, old: str = "") -> str:
    """Encrypt a closed book, or change its passphrase from ``old``; returns the recovery key.

    The key is told only now. Backups made from now on are encrypted too, earlier ones stay as
    they are.
    """
    book = open_book(path, passphrase=old)
    try:
        with translated(path):
            return protect(book.db, path, passphrase)
    finally:
        book.close()


def unprotect_book(path: Path, passphrase: str) -> None:
    """Write a closed book anew without a passphrase."""
    book = open_book(path, passphrase=passphrase)
    try:
        with translated(path):
            unprotect(book.db, path)
    finally:
        book.close()


def fits_passphrase(path: Path, passphrase: str) -> bool:
    """Whether this is the passphrase of a locked book, open or closed; its file is not touched."""
    header = header_of(path)
    return header is not None and header.fits(normal(passphrase))


def checked_passphrase(path: Path, typed: str) -> str:
    """What was typed, if it is the passphrase of the locked book or backup.

    Raises WrongPassphrase, InvalidInput. Without the header beside a book only opening can tell.
    """
    if header_of(path) is not None and not fits_passphrase(path, typed):
        raise WrongPassphrase(str(path))
    return normal(typed)


def require_usable_passphrase(typed: str) -> None:
    """Raises InvalidInput where a book cannot be locked with what was typed."""
    normal(typed)


def recovered_passphrase(path: Path, recovery_key: str) -> str:
    """The passphrase of a book whose recovery key was kept. Raises WrongPassphrase."""
    return passphrase_by(path, recovery_key)


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a moved book lies now, and under which name its original was left."""

    path: Path
    left_as: Path


def move_book(
    path: Path, folder: Path, clock: Clock | None = None, *, passphrase: str = ""
) -> Moved:
    """Take a closed book out of a shared folder into ``folder``; the original stays, renamed.

    Raises a KnownError when nothing was moved.
    """
    from collectdesk.store.moving import copy_whole, leave_behind

    target = free_path(folder / path.name)
    copy_whole(path, target, passphrase)
    today = (clock or clock_from_environment(os.environ)).today()
    return Moved(target, leave_behind(path, today))


def engine() -> str:
    """The version of the SQLite engine that keeps the books."""
    return engine_version()


def books_folder() -> Path:
    """The folder of this user's own books; it is there when this returns."""
    places = user_places(os.environ)
    places.create()
    return places.books


def backup_folder() -> Path:
    """The folder of this user's backups, of all books."""
    return user_places(os.environ).backups


def make_demo(path: Path, clock: Clock | None = None) -> None:
    """Make a book full of examples, dated around today, to try the program with.

    The file appears only when it is whole. Raises a KnownError when it cannot be made there.
    """
    # Everything that a book can hold is loaded with the demo; opening a book does not need it.
    from collectdesk.usecases.demo.book import FillDemo, fill_demo

    clock = clock or clock_from_environment(os.environ)
    with appearing_whole(path) as unfinished:
        new_book(unfinished, clock=clock)
        desk = Desk(open_book(unfinished), clock)
        try:
            desk.do(fill_demo, FillDemo())
        finally:
            desk.close()
