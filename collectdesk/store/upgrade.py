"""Bringing a book to today's schema: whole, checked, or left as it was.

The order of things matters. Foreign keys are switched off before the transaction begins, because
inside one SQLite passes the switch over in silence, and a table that is built anew would take the
rows that point at it along. All steps run in one exclusive transaction; before it is kept, every
reference, every row count and every sum of whole numbers must be as before.
"""

from __future__ import annotations

from peewee import OperationalError

from collectdesk.store import chain, search, trail_check
from collectdesk.store.engine import BookDatabase
from collectdesk.store.migrations import in_order

_PHONES_BY_PARTS_SINCE = 4
_LONG_PREFIXES_SINCE = 5

Tally = dict[str, int]
"""Row counts by table and sums by ``table.column``."""


class UpgradeLostSomething(RuntimeError):
    """A migration changed what it must not; nothing of it was kept."""


def upgrade(db: BookDatabase, from_version: int) -> None:
    """Run the migrations after ``from_version``; on any failure the book is as it was.

    The connection must not be inside a transaction. Raises UpgradeLostSomething when references,
    counts or sums differ afterwards.
    """
    db.execute_sql("PRAGMA synchronous = FULL")
    db.execute_sql("PRAGMA foreign_keys = OFF")
    db.begin("EXCLUSIVE")
    try:
        before = tally(db)
        migrate(db, from_version)
        if from_version < chain.SEALED_SINCE:
            chain.seal_all(db)
        if from_version < _PHONES_BY_PARTS_SINCE:
            search.index_phones(db)
        if from_version < _LONG_PREFIXES_SINCE:
            search.index_notes(db)
        _require_nothing_lost(before, tally(db))
        trail_check.record_upgrade(db)
        db.commit()
    except BaseException:
        if db.connection().in_transaction:
            db.rollback()
        raise


def migrate(db: BookDatabase, from_version: int) -> None:
    """Run the migrations inside the caller's transaction, begun with foreign keys off."""
    if db.execute_sql("PRAGMA foreign_keys").fetchone()[0]:
        raise UpgradeLostSomething("foreign keys must be off while tables are built anew")
    newest = len(in_order.MIGRATIONS)
    for number in range(from_version, newest):
        for statement in in_order.MIGRATIONS[number]():
            _run(db, statement)
    db.execute_sql(f"PRAGMA user_version = {newest}")
    broken = db.execute_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise UpgradeLostSomething(f"references lead nowhere: {broken[:3]}")


def _run(db: BookDatabase, statement: str) -> None:
    """Run a statement of a migration; a column that is there already is left as it is.

    Some books of the seventh schema were made with the column that the eighth adds.
    """
    try:
        db.execute_sql(statement)
    except OperationalError as error:
        if "duplicate column name" not in str(error):
            raise


def tally(db: BookDatabase) -> Tally:
    """How many rows each table has, and the sum of each of its columns of whole numbers."""
    found: Tally = {}
    for table in _tables(db):
        numbers = [
            name
            for _, name, kind, *_ in db.execute_sql(f"PRAGMA table_info({table})")
            if kind == "INTEGER"
        ]
        sums = ", ".join(f"COALESCE(SUM({name}), 0)" for name in numbers)
        row = db.execute_sql(f"SELECT COUNT(*), {sums or 0} FROM {table}").fetchone()
        found[table] = row[0]
        found |= {f"{table}.{name}": total for name, total in zip(numbers, row[1:], strict=False)}
    return found


def _tables(db: BookDatabase) -> list[str]:
    """Our own tables; those behind the search are derived."""
    return [
        row[1]
        for row in db.execute_sql("PRAGMA table_list").fetchall()
        if row[0] == "main" and row[2] == "table" and row[5]
    ]


def _require_nothing_lost(before: Tally, after: Tally) -> None:
    kept = before.keys() - in_order.RETIRED
    changed = sorted(name for name in kept if after.get(name) != before[name])
    if changed:
        raise UpgradeLostSomething(f"counts or sums differ: {', '.join(changed[:5])}")
