"""A verified copy of a book: made by SQLite in one step, opened again, counted and summed.

Copying the file's bytes instead would be wrong twice: the write-ahead log may hold the newest
steps, and closing the file would drop the locks that keep a second program out.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from collectdesk.base.files import sha256_of, sync_file
from collectdesk.base.held_files import is_held
from collectdesk.domain import errors
from collectdesk.store import chain, checking, encryption
from collectdesk.store.book import APPLICATION_ID, appearing_whole, translated
from collectdesk.store.engine import DATABASE_ERRORS, BookDatabase
from collectdesk.store.identity import BACKUP_SUFFIX, new_name
from collectdesk.store.room import require_room
from collectdesk.store.upgrade import Tally, tally


@dataclass(frozen=True, slots=True)
class BookFacts:
    """What a copy of a book must equal. ``counts`` is as in ``domain.backup.Backup``."""

    name: str
    uuid: str
    currency: str
    schema: int
    step: int
    seal: str
    counts: Tally
    key: str = field(default="", repr=False)
    header: str = ""


def facts_of(db: BookDatabase) -> BookFacts:
    """The facts of a book, seen in the caller's transaction."""
    found = db.execute_sql("SELECT uuid, currency FROM book").fetchone()
    step, seal, schema = last_step(db)
    header = encryption.header_of(_path_of(db)) if db.key else None
    return BookFacts(
        book_name(db), found[0], found[1], schema, step, seal, tally(db),
        db.key, header.as_text() if header else "",
    )  # fmt: skip


def uuid_of(db: BookDatabase) -> str:
    """The identity of the open book, which its backups share."""
    return str(db.execute_sql("SELECT uuid FROM book").fetchone()[0])


def book_name(db: BookDatabase) -> str:
    """The name of the open file, without folder and ending."""
    return _path_of(db).stem


def _path_of(db: BookDatabase) -> Path:
    return Path(db.execute_sql("PRAGMA database_list").fetchone()[2])


_LAST_SEAL_BEFORE = "SELECT id, hash FROM step_seal ORDER BY id DESC LIMIT 1"


def last_step(db: BookDatabase) -> tuple[int, str, int]:
    """The last step's id and seal, and the schema's version; older schemas know no seals."""
    schema = db.execute_sql("PRAGMA user_version").fetchone()[0]
    if schema >= chain.IN_ORDER_SINCE:
        last = chain.end(db)
        return last.step_id, last.seal, schema
    if schema >= chain.SEALED_SINCE:
        found = db.execute_sql(_LAST_SEAL_BEFORE).fetchone()
        return (*(found or (0, chain.FIRST)), schema)
    last = db.execute_sql("SELECT COALESCE(MAX(id), 0) FROM step").fetchone()[0]
    return last, "", schema


def copy_book(db: BookDatabase, target: Path) -> BookFacts:
    """Copy the book into the new file ``target``; returns what a verified copy must equal.

    Call it inside one reading transaction. Raises a KnownError that names the target's disk.
    """
    require_room(target.parent, db.size())
    facts = facts_of(db)
    with translated(target):
        _copy(db, target)
    return facts


def _copy(source: BookDatabase, target: Path, new_uuid: str = "") -> None:
    target.touch(mode=0o600, exist_ok=False)
    copy = BookDatabase(target, key=source.key)
    copy.connect()
    try:
        copy.execute_sql("PRAGMA synchronous = OFF")  # all of it is made durable at the end
        source.copy_to(copy)
        copy.execute_sql("PRAGMA journal_mode = DELETE")
        if last_step(copy)[2] >= chain.SEALED_SINCE:
            copy.execute_sql("UPDATE book SET session = ?", (new_name(),))
        if new_uuid:
            copy.execute_sql("UPDATE book SET uuid = ?", (new_uuid,))
    finally:
        copy.close()
    sync_file(target)


def is_equal(path: Path, facts: BookFacts) -> bool:
    """Whether the closed copy at ``path`` opens, is whole, and holds exactly these facts."""
    try:
        with reading_closed(path, facts.key) as db:
            found = facts_of(db)
            sound = not _quick_problems(db) and not checking.references(db)
    except DATABASE_ERRORS:
        return False
    return sound and _same(found, facts)


def _same(found: BookFacts, wanted: BookFacts) -> bool:
    keys = ("uuid", "currency", "schema", "step", "seal", "counts")
    return all(getattr(found, key) == getattr(wanted, key) for key in keys)


def _quick_problems(db: BookDatabase) -> list[str]:
    found = [row[0] for row in db.execute_sql("PRAGMA quick_check(5)")]
    return [] if found == ["ok"] else found


@dataclass(frozen=True, slots=True)
class BookContents:
    """Counts of what a book holds, sums in minor units of its currency, and when and what its last
    step was."""

    currency: str
    customers: int
    invoices: int
    owed: int
    payments: int
    received: int
    steps: int
    last_step: str


_CONTENTS = """
SELECT book.currency, (SELECT COUNT(*) FROM customer), i.*, c.*, (SELECT COUNT(*) FROM step),
       COALESCE((SELECT at || ' ' || label FROM step ORDER BY id DESC LIMIT 1), '')
FROM book, (SELECT COUNT(*), COALESCE(SUM(balance), 0) FROM invoice) i,
  (SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM credit
   WHERE kind = 'payment' AND state != 'reversed') c
"""


def contents(db: BookDatabase) -> BookContents:
    """What the book holds, for somebody who wonders whether it is the right one."""
    return BookContents(*db.execute_sql(_CONTENTS).fetchone())


@contextmanager
def reading_closed(path: Path, key: str = "") -> Iterator[BookDatabase]:
    """A backup, which nobody writes, to read from; nothing is made beside it."""
    db = BookDatabase(path, frozen=path.suffix == BACKUP_SUFFIX, writable=False, key=key)
    db.connect()
    try:
        yield db
    finally:
        db.close()


@contextmanager
def reading_backup(path: Path, sha256: str = "", passphrase: str = "") -> Iterator[BookDatabase]:
    """A backup of somebody's, checked before anything is read from it.

    ``sha256`` is what the manifest says of it, if there is one. Raises BackupMissing, NotABook,
    BackupDamaged, PassphraseNeeded, WrongPassphrase.
    """
    if not path.is_file():
        raise errors.BackupMissing(str(path))
    if is_held(path):
        raise errors.BookInUse(str(path))
    if sha256 and sha256_of(path) != sha256:
        raise errors.BackupDamaged(str(path))
    key = encryption.key_for(path, passphrase)
    try:
        with translated(path), reading_closed(path, key) as db:
            if db.execute_sql("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise errors.NotABook(str(path))
            if _quick_problems(db) or checking.references(db):
                raise errors.BackupDamaged(str(path))
            yield db
    except errors.BookDamaged as error:
        raise errors.BackupDamaged(str(path)) from error


def restore_copy(source: Path, sha256: str, target: Path, passphrase: str = "") -> None:
    """Make a new book at ``target`` of a backup. It appears whole and verified, or not at all.

    The new book has an identity of its own, so that its backups and the other's stay apart.
    Raises BookExists, OldLogBeside, BackupDamaged, DiskFull, FolderNotWritable.
    """
    if target.exists():
        raise errors.BookExists(str(target))
    for helper in ("-wal", "-journal"):
        if target.with_name(target.name + helper).exists():
            raise errors.OldLogBeside(str(target))
    with reading_backup(source, sha256, passphrase) as db, appearing_whole(target) as unfinished:
        require_room(target.parent, db.size())
        with translated(target):
            _copy(db, unfinished, new_uuid=str(uuid.uuid4()))
        if tally_of(unfinished, db.key) != tally(db):
            raise errors.BackupDamaged(str(source))
        if db.key:
            encryption.copy_header(source, target)


def tally_of(path: Path, key: str = "") -> Tally:
    """Counts and sums of a closed book whose file is whole. Raises BackupDamaged."""
    with reading_closed(path, key) as db:
        if checking.integrity(db) or checking.references(db):
            raise errors.BackupDamaged(str(path))
        return tally(db)
