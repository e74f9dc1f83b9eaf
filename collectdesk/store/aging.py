"""Aging of all customers, added up by SQLite.

Of today, it reads the stored balances from a partial covering index; of any other day, it replays
what was dated by then.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from collectdesk.domain.rows import AgingRow
from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import unapplied_now
from collectdesk.store.ledger import NOT_CLOSED_BY, unapplied

_NOW = "invoice WHERE balance > 0 AND lifecycle = 'issued'"

_AS_OF = f"""(
  SELECT customer_id, due_date, issue_date, total - COALESCE((
    SELECT SUM(a.amount) FROM allocation a
    WHERE a.invoice_id = invoice.id AND a.dated <= :day), 0) AS balance
  FROM invoice WHERE lifecycle != 'draft' AND issue_date <= :day
    AND (void_on IS NULL OR void_on > :day) AND {NOT_CLOSED_BY}
  LIMIT -1
) WHERE balance != 0"""
"""The limit leaves out nothing: with it, SQLite adds each balance up once and not at each use."""


def aged_accounts(
    db: BookDatabase, day: date, floors: Sequence[date], column: str, *, replayed: bool
) -> tuple[list[AgingRow], int]:
    """The accounts with anything open or unapplied, by customer number, and the open items.

    ``floors`` are the earliest days of the buckets (see ``domain.aging.bucket_floors``), compared
    with ``column``: due_date or issue_date.
    """
    found = db.execute_sql(
        "SELECT c.number, c.name, a.amounts, a.items, a.* FROM"
        f" ({_sums(floors, column, replayed)}) a"
        " JOIN customer c ON c.id = a.customer_id ORDER BY c.number",
        {"day": day.isoformat()} if replayed else None,
    ).fetchall()
    held = unapplied(db, day) if replayed else unapplied_now(db)
    credit = held.get
    rows = [
        AgingRow(row[0], row[1], row[7:], credit(row[4], 0), row[2] - credit(row[4], 0), row[4])
        for row in found
    ]
    if only_held := held.keys() - {row[4] for row in found} if held else ():
        rows += _only_unapplied(db, {one: held[one] for one in only_held}, len(floors) + 1)
        rows.sort(key=lambda row: row.number)
    return rows, sum(row[3] for row in found)


def _sums(floors: Sequence[date], column: str, replayed: bool) -> str:
    sums = ", ".join(
        f"SUM(CASE WHEN {rule} THEN balance ELSE 0 END)" for rule in _rules(column, floors)
    )
    source = _AS_OF if replayed else _NOW
    return (
        f"SELECT customer_id, COUNT(*) AS items, SUM(balance) AS amounts, {sums} FROM {source}"
        " GROUP BY customer_id"
    )


def _only_unapplied(db: BookDatabase, held: dict[int, int], buckets: int) -> list[AgingRow]:
    return [
        AgingRow(number, name, (0,) * buckets, held[ident], -held[ident], ident)
        for ident, number, name in db.execute_sql(
            "SELECT id, number, name FROM customer WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(held)),),
        )
    ]


def _rules(column: str, floors: Sequence[date]) -> list[str]:
    """One condition a bucket; the days are our own, so they may stand in the SQL."""
    rules, above = [], ""
    for floor in floors:
        rules.append(f"{column} >= '{floor.isoformat()}'{above}")
        above = f" AND {column} < '{floor.isoformat()}'"
    return [*rules, above.removeprefix(" AND ")]


def receivables(
    db: BookDatabase, day: date, current_from: date, *, replayed: bool
) -> tuple[int, int]:
    """What is open less what is unapplied, and what of it falls due on ``current_from`` or later.

    In minor units, of all customers.
    """
    source = _AS_OF if replayed else _NOW
    values = {"day": day.isoformat()} if replayed else {}
    total, current = db.execute_sql(
        "SELECT COALESCE(SUM(balance), 0),"
        " COALESCE(SUM(CASE WHEN due_date >= :from THEN balance END), 0)"
        f" FROM {source}",
        {"from": current_from.isoformat(), **values},
    ).fetchone()
    held = db.execute_sql(_HELD_AS_OF if replayed else _HELD_NOW, values).fetchone()[0]
    return total - held, current


_HELD_NOW = "SELECT COALESCE(SUM(unapplied), 0) FROM credit WHERE unapplied > 0"

_HELD_AS_OF = """
SELECT (SELECT COALESCE(SUM(amount), 0) FROM credit
        WHERE +dated <= :day AND (reversed_on IS NULL OR reversed_on > :day))
     - (SELECT COALESCE(SUM(amount), 0) FROM allocation WHERE dated <= :day)
"""
"""The plus keeps SQLite from finding nearly all credits one by one, through an index of days."""


def overdue_times_days(db: BookDatabase, day: date) -> int:
    """Each balance past due at the end of the day times its days late, added up; minor units."""
    found = db.execute_sql(
        "SELECT COALESCE(SUM(balance * CAST(julianday(:day) - julianday(due_date) AS INTEGER)), 0)"
        f" FROM {_AS_OF} AND due_date < :day",
        {"day": day.isoformat()},
    )
    return int(found.fetchone()[0])


def last_step_day(db: BookDatabase) -> date | None:
    """The day on which the book was last changed."""
    row = db.execute_sql("SELECT at FROM step ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else date.fromisoformat(row[0][:10])
