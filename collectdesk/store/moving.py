"""A book taken out of a folder that other computers write: copied, verified, its original renamed.

The copy is the same book, not a new one; its backups go on. The original stays, under a name that
says so, because only its owner may throw a book away.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from collectdesk.base.files import free_path
from collectdesk.domain import errors
from collectdesk.store.backup import copy_book, is_equal
from collectdesk.store.book import appearing_whole, open_to_look
from collectdesk.store.encryption import copy_header

_HELPERS = ("-wal", "-shm", ".key")


def copy_whole(source: Path, target: Path, passphrase: str = "") -> None:
    """Make ``target`` the same book as ``source``, verified; nobody may have the source open.

    Raises BookExists, MoveFailed, DiskFull, FolderNotWritable, SharedFolder for the target's
    folder, and what opening a book to look raises.
    """
    book = open_to_look(source, older=True, passphrase=passphrase)
    try:
        with appearing_whole(target) as unfinished:
            with book.reading() as db:
                facts = copy_book(db, unfinished)
            if not is_equal(unfinished, facts):
                raise errors.MoveFailed(str(target.parent))
        if book.db.key:
            copy_header(source, target)
    finally:
        book.close()


def leave_behind(source: Path, today: date) -> Path:
    """Rename the original of a copied book; where that is not possible it keeps its name."""
    stem = f"{source.stem} (moved away {today.isoformat()})"
    left = free_path(source.with_name(f"{stem}{source.suffix}"))
    try:
        source.rename(left)
    except OSError:
        return source
    _follow(source, left)
    return left


def _follow(source: Path, left: Path) -> None:
    """The files that belong to a book go with it; header and log are named after it."""
    for helper in _HELPERS:
        beside = source.with_name(source.name + helper)
        try:
            if beside.exists():
                beside.rename(left.with_name(left.name + helper))
        except OSError:
            continue
