"""A book on disk: made, opened, checked, written in whole transactions, closed.

The file is only ever opened through SQLite: reading its bytes ourselves would drop the locks that
keep a second program out.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import IntegrityError

from collectdesk.base.files import sync_folder
from collectdesk.base.held_files import FileIdentity, identity_of
from collectdesk.domain import errors
from collectdesk.store import identity
from collectdesk.store.encryption import header_of, key_for
from collectdesk.store.engine import DATABASE_ERRORS, BookDatabase, engine_version
from collectdesk.store.leftovers import remove_leftovers
from collectdesk.store.migrations import NEWEST_VERSION
from collectdesk.store.room import require_room

_ROOM_TO_WORK = 512 * 1024

APPLICATION_ID = int.from_bytes(b"CDsk")

BeforeUpgrade = Callable[[BookDatabase], object]


class Book:
    """An open book. Used by the one thread that opened it."""

    def __init__(
        self, path: Path, db: BookDatabase, claimed: FileIdentity, session: Session | None
    ) -> None:
        """``claimed`` is the file as it was before it was opened; ``session`` None is to look."""
        self.path = path
        self.db = db
        self._identity = claimed
        self._session = session
        self._thread = threading.get_ident()

    @property
    def is_writable(self) -> bool:
        """Whether it was opened for work, not only to look."""
        return self._session is not None

    @contextmanager
    def transaction(self) -> Iterator[BookDatabase]:
        """One BEGIN IMMEDIATE transaction: all of it is kept, or none.

        Raises a KnownError whose sentence names the root cause of a failed write.
        """
        if self._session is None:
            raise errors.OpenedToLook(str(self.path))
        self._require_same_file()
        with translated(self.path):
            self.db.begin("IMMEDIATE")
            try:
                before = self.db.connection().total_changes
                yield self.db
                if self.db.connection().total_changes != before:
                    self._session.mark(self.db, self.path)
                self.db.commit()
            except BaseException:
                self._roll_back()
                raise
        self._require_same_file()

    @contextmanager
    def working_out(self) -> Iterator[BookDatabase]:
        """A transaction for what follows from the rest of the book and can be worked out again.

        It does not wait for the disk: a power cut may undo it, never a part of it.
        """
        self.db.execute_sql("PRAGMA synchronous = NORMAL")
        try:
            with self.transaction() as db:
                yield db
        finally:
            self.db.execute_sql("PRAGMA synchronous = FULL")

    @contextmanager
    def reading(self) -> Iterator[BookDatabase]:
        """One consistent view of the book for as long as the block lasts."""
        self._require_own_thread()
        with translated(self.path):
            self.db.begin()
            try:
                yield self.db
            finally:
                self._roll_back()

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded in by SQLite."""
        if not self.db.is_closed():
            self.db.close()
            identity.release(self._identity)

    def _roll_back(self) -> None:
        # SQLite may already have rolled back by itself (a full disk); saying it again would hide
        # the root cause behind "no transaction is active".
        if self.db.connection().in_transaction:
            self.db.rollback()

    def _require_own_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the book was used outside the thread that owns it")

    def _require_same_file(self) -> None:
        self._require_own_thread()
        if identity_of(self.path) != self._identity:
            raise errors.BookMoved(str(self.path))


class Session:
    """One opening of a book: its mark stands in the file and in every transaction of its log."""

    def __init__(self, db: BookDatabase, path: Path) -> None:
        """Take the lock, which exclusive locking does with the first write, and mark the file."""
        self._uuid = db.execute_sql("SELECT uuid FROM book").fetchone()[0]
        self._name = f"{identity.new_name()} {identity.read_mark(db)[0]}"
        self._writes = 0
        db.begin("IMMEDIATE")
        self.mark(db, path)
        db.commit()
        db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def mark(self, db: BookDatabase, path: Path) -> None:
        """Mark the running transaction. Raises BookMoved where the book is another one."""
        self._writes += 1
        marked = db.execute_sql(
            "UPDATE book SET session = ? WHERE id = 1 AND uuid = ?",
            (f"{self._name} {self._writes}", self._uuid),
        )
        if marked.rowcount != 1:
            raise errors.BookMoved(str(path))


def create_book(
    path: Path, currency: str, now: datetime, fill: Callable[[BookDatabase], None]
) -> None:
    """Make an empty book at ``path``; ``fill`` writes its first settings.

    The file appears under its name only when it is whole. Raises BookExists if something is
    there, FolderNotWritable if the folder is missing or cannot be written.
    """
    engine_version()
    with appearing_whole(path) as unfinished:
        unfinished.touch(exist_ok=False)
        with translated(path):
            _write_first_schema(unfinished, currency, now, fill)


@contextmanager
def appearing_whole(path: Path) -> Iterator[Path]:
    """A name to write a new book under; the book takes ``path`` when the block ends well.

    Whatever fails leaves nothing behind. Raises BookExists if something is at ``path``,
    FolderNotWritable if the folder is missing or cannot be written.
    """
    if path.exists():
        raise errors.BookExists(str(path))
    if not path.parent.is_dir():
        raise errors.FolderNotWritable(str(path.parent), "the folder does not exist")
    identity.require_own_folder(path)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
    try:
        yield unfinished
        _give_name(unfinished, path)
    except FileExistsError as error:
        raise errors.BookExists(str(path)) from error
    except OSError as error:
        raise errors.FolderNotWritable(str(path.parent), error.strerror or "") from error
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + leftover).unlink(missing_ok=True)


def _give_name(unfinished: Path, path: Path) -> None:
    """Name the whole file without ever replacing another; durable when this returns."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        # A stick or a share may know no second names; there, a look must do.
        if path.exists():
            raise FileExistsError(str(path)) from None
        unfinished.rename(path)
    sync_folder(path.parent)


def _write_first_schema(
    path: Path, currency: str, now: datetime, fill: Callable[[BookDatabase], None]
) -> None:
    from collectdesk.store.upgrade import migrate

    db = BookDatabase(path)
    db.connect()
    try:
        db.execute_sql("PRAGMA synchronous = FULL")
        db.execute_sql("PRAGMA foreign_keys = OFF")
        db.begin("IMMEDIATE")
        db.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(db, from_version=0)
        db.execute_sql(
            "INSERT INTO book (id, uuid, created_at, currency) VALUES (1, ?, ?, ?)",
            (str(uuid.uuid4()), now.isoformat(timespec="seconds"), currency),
        )
        fill(db)
        db.commit()
    finally:
        db.close()


def open_book(
    path: Path, before_upgrade: BeforeUpgrade | None = None, passphrase: str = ""
) -> Book:
    """Open an existing book for writing, alone. Raises a KnownError that says what is wrong.

    ``before_upgrade`` gets a book of an older program before it is changed, to keep a copy.
    PassphraseNeeded and WrongPassphrase tell of a locked book.
    """
    engine_version()
    identity.require_file(path)
    identity.require_writable(path)
    claimed = identity.claim(path)
    db = BookDatabase(path)
    try:
        db.key = key_for(path, passphrase)
        with _opening(path, db.key):
            identity.require_own_log(path, db.key)
            db.connect()
            _require_ours(db, path)
            _bring_up_to_date(db, path, before_upgrade)
            db.secure()
            session = Session(db, path)
            remove_leftovers(path)
            return Book(path, db, claimed, session)
    except BaseException:
        db.close()
        identity.release(claimed)
        raise


def open_to_look(
    path: Path, *, newer: bool = False, older: bool = False, passphrase: str = ""
) -> Book:
    """Open a book or a backup without the right to write; it may lie on a read-only disk.

    ``newer`` admits a book of a newer program, which may hold what this one cannot show; ``older``
    one of an older program, which can be copied but not asked. Raises a KnownError that says what
    is wrong; BookInUse where a window works in it.
    """
    engine_version()
    is_backup = path.suffix == identity.BACKUP_SUFFIX
    if not is_backup:
        identity.require_file(path)
    may_write = identity.may_be_written(path) and not is_backup
    if not may_write and identity.has_log(path):
        raise errors.BookReadOnly(str(path))
    claimed = identity.claim(path)
    db = BookDatabase(path, frozen=not may_write)
    try:
        db.key = key_for(path, passphrase)
        with _opening(path, db.key):
            identity.require_own_log(path, db.key)
            db.connect()
            db.secure_to_look()
            _require_ours(db, path, newer=newer)
            if not older and _pragma(db, "user_version") < NEWEST_VERSION:
                raise errors.BookTooOld(str(path))
    except BaseException:
        db.close()
        identity.release(claimed)
        raise
    return Book(path, db, claimed, None)


@contextmanager
def _opening(path: Path, key: str) -> Iterator[None]:
    """A file with our mark whose first tables cannot be read is a damaged book.

    So is one that a key does not open whose header says that it must.
    """
    try:
        with translated(path):
            yield
    except errors.NotABook as error:
        if not key:
            raise
        header = header_of(path)
        damaged = header is not None and len(header.checks) == 1
        told = errors.BookDamaged if damaged else errors.WrongPassphrase
        raise told(str(path)) from error
    except DATABASE_ERRORS as error:
        raise errors.BookDamaged(str(path)) from error


def _require_ours(db: BookDatabase, path: Path, *, newer: bool = False) -> None:
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise errors.NotABook(str(path))
    if not newer and _pragma(db, "user_version") > NEWEST_VERSION:
        raise errors.BookTooNew(str(path))


def _bring_up_to_date(db: BookDatabase, path: Path, before_upgrade: BeforeUpgrade | None) -> None:
    version = _pragma(db, "user_version")
    if version == NEWEST_VERSION:
        return
    from collectdesk.store.upgrade import UpgradeLostSomething, upgrade

    if before_upgrade is not None:
        before_upgrade(db)
    require_room(path.parent, 2 * db.size())
    try:
        upgrade(db, from_version=version)
    except (UpgradeLostSomething, IntegrityError) as error:
        raise errors.BookNotUpgraded(str(path)) from error


def _pragma(db: BookDatabase, name: str) -> Any:
    return db.execute_sql(f"PRAGMA {name}").fetchone()[0]


_CAUSES: tuple[tuple[str, Callable[[str], errors.KnownError]], ...] = (
    ("database is locked", errors.BookInUse),
    ("file is not a database", errors.NotABook),
    ("malformed", errors.BookDamaged),
    ("could not decode", errors.BookDamaged),
    ("disk is full", errors.DiskFull),
    ("readonly", errors.BookReadOnly),
    ("unable to open", errors.BookReadOnly),
    ("disk i/o error", lambda path: _full_or_failed(path)),
)


def _full_or_failed(path: str) -> errors.KnownError:
    """A full disk can show as a failed one, when a helper file could not be made."""
    try:
        room = shutil.disk_usage(Path(path).parent).free
    except OSError:
        room = _ROOM_TO_WORK
    return errors.DiskFull(path) if room < _ROOM_TO_WORK else errors.DiskFailed(path)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file or the disk into a sentence for the owner."""
    try:
        yield
    except DATABASE_ERRORS as error:
        text = str(error).lower()
        for words, known in _CAUSES:
            if words in text:
                raise known(str(path)) from error
        raise
