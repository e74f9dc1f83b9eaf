"""Peewee over the SQLite that we ship, so that every machine keeps books with the same engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import peewee
import sqlcipher3.dbapi2 as sqlite

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.settings import BookSettings

OLDEST_ENGINE = (3, 51, 3)

_TOO_LARGE = "A number here is larger than a book can hold. Check the digits."

_KEPT_STATEMENTS = 512
"""How many prepared statements stay ready; to prepare one again costs more than to run it."""

DATABASE_ERRORS = (peewee.DatabaseError, sqlite.DatabaseError)
"""What goes wrong in a query comes wrapped by Peewee, what goes wrong in reading on, does not."""

_PAGES_KEPT = -16 * 1024
"""Kilobytes of pages that stay in memory, written the way SQLite wants it."""

_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    # The order matters: exclusive locking before WAL keeps the index of the log in our own memory.
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", str(_PAGES_KEPT), _PAGES_KEPT),
)

_PRAGMAS_TO_LOOK: tuple[tuple[str, str, object], ...] = (
    ("query_only", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("temp_store", "MEMORY", 2),
)


PLACES = 32
"""More than there are tables whose rows are recorded."""


class Touched:
    """The rows that a step has touched, in order of first touch, as they were before.

    A row is one number, of its id and its table's place in ``recording.RECORDED``: there may be
    many, and a pair takes three times the memory.
    """

    def __init__(self) -> None:
        self.before: dict[int, str | None] = {}
        self.large: dict[int, str] = {}
        self.reads: list[str] = []
        """What reads a row of each table as it is now; empty until it is recorded."""

    def note(
        self, place: int, row_id: int, before: str | None = None, large: str | None = None
    ) -> None:
        """Note a row that now differs; ``large`` is its long text where that does."""
        row = row_id * PLACES + place
        known = self.before.setdefault(row, before)
        if large is not None and known is not None:
            self.large.setdefault(row, large)

    def forget(self) -> None:
        """Begin anew."""
        self.before.clear()
        self.large.clear()


class BookDatabase(peewee.SqliteDatabase):
    """One connection to one existing file; a missing file is never created by accident."""

    def __init__(
        self, path: Path, *, writable: bool = True, frozen: bool = False, key: str = ""
    ) -> None:
        """``key`` opens an encrypted file; ``frozen`` reads one that nobody writes, without locks
        or helper files.

        Never for a file that this process has open otherwise: closing would drop its locks.
        """
        super().__init__(None, autoconnect=False, thread_safe=False)
        self._path = path
        self._writable = writable and not frozen
        self._frozen = frozen
        self.key = key
        self.touched = Touched()
        self.currency = ""
        self.is_recorded = False
        self.settings: BookSettings | None = None
        self.settings_stand = False
        self._run: Callable[[str, Any], Any] | None = None
        self.init(str(path))

    def _connect(self) -> Any:
        mode = "rw" if self._writable else "ro"
        if self._frozen:
            mode += "&immutable=1"
        opened = sqlite.connect(
            f"{self._path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=0.25,
            cached_statements=_KEPT_STATEMENTS,
        )
        if self.key:
            opened.execute("PRAGMA cipher_log_level = NONE")
            opened.execute(f"PRAGMA key = {_quoted(self.key)}")
        self._run = opened.execute
        return opened

    def forget_settings(self) -> None:
        """They are others now, unless the transaction is rolled back."""
        self.settings = None
        self.settings_stand = False

    def close(self) -> Any:
        """Close the connection; whether it was open."""
        self._run = None
        return super().close()

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run one statement; short, because steps and lists run many. Errors are Peewee's."""
        if self.query_hooks or self._run is None:
            # Peewee leaves it untyped.
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]
        try:
            return self._run(sql, params or ())
        except sqlite.Error as error:
            raise _as_peewee(error) from error
        except OverflowError as error:
            raise InvalidInput(_TOO_LARGE) from error

    def begin(self, lock_type: str = "DEFERRED") -> None:
        """Begin a transaction."""
        self.settings_stand = self.is_recorded
        self.execute_sql(f"BEGIN {lock_type}")

    def commit(self) -> None:
        """Keep what the transaction wrote; on the disk when this returns."""
        self.execute_sql("COMMIT")

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one prepared statement for each row."""
        try:
            self.connection().executemany(sql, rows)
        except sqlite.Error as error:
            raise _as_peewee(error) from error
        except OverflowError as error:
            raise InvalidInput(_TOO_LARGE) from error

    def copy_to(self, target: BookDatabase) -> None:
        """Copy the whole book into ``target`` in one step, as this connection sees it."""
        try:
            self.connection().backup(target.connection())
        except sqlite.DatabaseError as error:
            raise peewee.DatabaseError(str(error)) from error

    def export_to(self, target: Path, key: str) -> None:
        """Write the whole book anew into ``target``, encrypted with ``key`` or plain for none."""
        try:
            self.execute_sql("ATTACH ? AS anew KEY ?", (str(target), key))
            self.execute_sql("SELECT sqlcipher_export('anew')").fetchall()
            for name in ("application_id", "user_version"):
                value = self.execute_sql(f"PRAGMA main.{name}").fetchone()[0]
                self.execute_sql(f"PRAGMA anew.{name} = {value}")
        finally:
            self.execute_sql("DETACH anew")

    def size(self) -> int:
        """Bytes of the book without its helper files."""
        names = ("page_count", "page_size")  # of an encrypted book, the second is a text
        pages, each = (int(self.execute_sql(f"PRAGMA {name}").fetchone()[0]) for name in names)
        return pages * each

    def secure(self) -> None:
        """Set each safety switch and read it back; raises RuntimeError if one did not take."""
        self._set(_PRAGMAS)

    def secure_to_look(self) -> None:
        """The switches of a connection that must not write."""
        self._set(_PRAGMAS_TO_LOOK)

    def _set(self, pragmas: tuple[tuple[str, str, object], ...]) -> None:
        for name, wanted, expected in pragmas:
            self.execute_sql(f"PRAGMA {name} = {wanted}")
            found = self.execute_sql(f"PRAGMA {name}").fetchone()[0]
            if found != expected:
                raise RuntimeError(f"PRAGMA {name} is {found!r}, not {expected!r}")


def _as_peewee(error: sqlite.Error) -> peewee.PeeweeException:
    kind: type[peewee.PeeweeException] = getattr(peewee, type(error).__name__, peewee.DatabaseError)
    return kind(error, *error.args)


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def engine_version() -> str:
    """The version of the SQLite engine in use; raises RuntimeError if it is too old to trust."""
    if sqlite.sqlite_version_info < OLDEST_ENGINE:
        raise RuntimeError(f"SQLite {sqlite.sqlite_version} is older than {OLDEST_ENGINE}")
    return str(sqlite.sqlite_version)
