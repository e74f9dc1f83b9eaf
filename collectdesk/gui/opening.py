"""Which book to open and how; and what can be done about a book that does not open."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

from collectdesk.base.clock import clock_from_environment
from collectdesk.base.paths import BOOK_SUFFIX
from collectdesk.domain import errors
from collectdesk.gui.text import clock, short_day

if TYPE_CHECKING:
    from collectdesk.usecases.backup_folder import StoredBackup
    from collectdesk.usecases.desk import Desk

_NEWER: Final = "A newer CollectDesk wrote this book; it may hold what this one does not show."
_READ_ONLY: Final = "This book, its folder or its disk is read-only."
_SHARED: Final = "This book lies in a folder that other computers write too."
BACKUP_LOOK: Final = "This is a backup. To work with it, restore it as a new book."


@dataclass(frozen=True, slots=True)
class Wish:
    """A book to open. ``look`` says why it is only looked at; empty, it is opened for work."""

    path: Path
    passphrase: str = field(default="", repr=False)
    look: str = ""
    newer: bool = False
    make_demo: bool = False

    def desk(self) -> Desk:
        """Open it; runs in the thread that will own the book. Raises a KnownError."""
        from collectdesk import bootstrap

        now = clock_from_environment(os.environ)
        if self.look:
            return bootstrap.look_at(self.path, now, newer=self.newer, passphrase=self.passphrase)
        if self.make_demo and not self.path.exists():
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            bootstrap.make_demo(self.path, now)
        return bootstrap.open_desk(self.path, now, passphrase=self.passphrase, soon=True)


@dataclass(frozen=True, slots=True)
class Relock:
    """A book to lock under ``new``, or to unlock where that is empty; it is closed for that.

    ``page`` is the paper for its recovery key.
    """

    path: Path
    old: str = field(repr=False)
    new: str = field(repr=False)
    page: str = "letter"


class Way(Enum):
    """What can be done beside opening the file in another way."""

    MOVE = auto()
    RESTORE = auto()
    PASSPHRASE = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """A button below a sentence of trouble. ``wish`` is what it opens or is about."""

    words: str
    wish: Wish
    way: Way | None = None


def offers(
    error: BaseException, wish: Wish, backups: Sequence[StoredBackup], today: date
) -> tuple[Offer, ...]:
    """The ways on for a book that was not opened, the best first.

    ``backups`` are those of a book of this name, the newest first.
    """
    newest = backups[0] if backups else None
    match error:
        case errors.BookInUse():
            return (Offer("Try again", wish), *_looks_at(newest, today, wish))
        case errors.BookTooNew():
            return (Offer("Look at it only", replace(wish, look=_NEWER, newer=True)),)
        case errors.SharedFolder():
            return (
                Offer("Move it to this computer", wish, Way.MOVE),
                Offer("Look at it only", replace(wish, look=_SHARED)),
            )
        case errors.BookTooOld():
            return (Offer("Copy it to this computer", wish, Way.MOVE),)
        case errors.BookReadOnly():
            return (
                Offer("Look at it only", replace(wish, look=_READ_ONLY)),
                Offer("Copy it to this computer", wish, Way.MOVE),
            )
        case errors.BackupNotABook():
            return (
                Offer("Look into it", replace(wish, look=BACKUP_LOOK)),
                Offer("Restore it as a new book…", wish, Way.RESTORE),
            )
        case errors.NotABook() if wish.path.suffix == BOOK_SUFFIX:
            return (Offer("It has a passphrase…", wish, Way.PASSPHRASE), *_restores(newest, today))
        case errors.BookDamaged() | errors.BookEmpty() | errors.BookMissing() | errors.DiskFailed():
            return _restores(newest, today)
        case _:
            return ()


def _looks_at(newest: StoredBackup | None, today: date, wish: Wish) -> tuple[Offer, ...]:
    if newest is None:
        return ()
    made = _made(newest, today)
    reason = f"You are looking at the backup {made}. What was done since then is not in it."
    look = Wish(newest.path, wish.passphrase, look=reason)
    return (Offer(f"Look at the backup {made}", look),)


def _restores(newest: StoredBackup | None, today: date) -> tuple[Offer, ...]:
    if newest is None:
        return ()
    return (Offer(f"Restore the backup {_made(newest, today)}…", Wish(newest.path), Way.RESTORE),)


def _made(stored: StoredBackup, today: date) -> str:
    at = stored.backup.made_at
    day = "today" if at.date() == today else short_day(at.date(), today)
    return f"of {day}, {clock(at)}"
