"""Is the file the book that it seems to be? Asked before it is opened and before each write."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import Any

from collectdesk.base.held_files import FileIdentity, hold, identity_of, let_go
from collectdesk.base.shared_folders import sharing_service
from collectdesk.domain import errors
from collectdesk.store.engine import DATABASE_ERRORS, BookDatabase

BACKUP_SUFFIX = ".collectdesk-backup"

_NEVER_OPENED = "-"


def claim(path: Path) -> FileIdentity:
    """Note that this process has the file open. Raises BookInUse if it has so already.

    A second connection would drop the first one's locks when it closes.
    """
    identity = identity_of(path)
    if not hold(identity):
        raise errors.BookInUse(str(path))
    return identity


def release(identity: FileIdentity) -> None:
    """The file is closed."""
    let_go(identity)


def require_file(path: Path) -> None:
    """Raises a KnownError where there is no file that could be a book."""
    if path.suffix == BACKUP_SUFFIX:
        raise errors.BackupNotABook(str(path))
    if not _is_there(path):
        raise errors.BookMissing(str(path))
    if not path.is_file():
        raise errors.NotABook(str(path))
    if path.stat().st_size == 0:
        raise errors.BookEmpty(str(path))


def _is_there(path: Path) -> bool:
    """Whether anything is at the path. Raises BookReadOnly where its folder may not be read."""
    try:
        return path.exists()
    except PermissionError as error:
        raise errors.BookReadOnly(str(path)) from error
    except OSError:  # a name longer than the disk can hold
        return False


def require_writable(path: Path) -> None:
    """Raises BookReadOnly or SharedFolder where a book must not be opened for work."""
    if not may_be_written(path):
        raise errors.BookReadOnly(str(path))
    require_own_folder(path)


def may_be_written(path: Path) -> bool:
    """Whether the file and its folder can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def require_own_folder(path: Path) -> None:
    """Raises SharedFolder where other computers write the folder too."""
    service = sharing_service(path.parent)
    if service:
        raise errors.SharedFolder(str(path), service)


def has_log(path: Path) -> bool:
    """Whether a write-ahead log with content lies beside the book, as after a crash."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def require_own_log(path: Path, key: str = "") -> None:
    """Raises OldLogBeside where the log beside the book was written for another copy of it.

    Each session marks the file first and then every transaction; so the mark in the file is the
    one in its log, or the one before. SQLite itself would take any log for the file's own.
    """
    if not has_log(path):
        return
    in_file = _mark(path, key, frozen=True)
    in_log = _mark(path, key, frozen=False)
    if in_file and in_log and in_file[0] not in in_log[:2]:
        raise errors.OldLogBeside(str(path))


def _mark(path: Path, key: str, *, frozen: bool) -> list[str]:
    """The session's mark; without its log where ``frozen``. Neither way changes a byte."""
    db = BookDatabase(path, writable=False, frozen=frozen, key=key)
    try:
        db.connect()
        return read_mark(db)
    except DATABASE_ERRORS:
        return []  # too old to have one, or damaged, which opening will tell
    finally:
        db.close()


def read_mark(db: BookDatabase) -> list[str]:
    """This session's name and that of the one before."""
    found: Any = db.execute_sql("SELECT session FROM book").fetchone()
    return (found[0].split() if found else []) or [_NEVER_OPENED]


def new_name() -> str:
    """A name that no other session and no other copy has."""
    return uuid.uuid4().hex
