"""Aging of all customers, added up by SQLite.

Of today, it reads the stored balances from a partial covering index; of any other day, it replays
what was dated by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import unapplied_now
from collectdesk.store.ledger import unapplied


@dataclass(frozen=True, slots=True)
class AgedAccount:
    """One customer's open money by bucket, the number of open items, and what is unapplied."""

    customer_id: int
    number: str
    name: str
    amounts: tuple[int, ...]
    open_items: int
    unapplied: int


_NOW = "invoice WHERE balance > 0 AND lifecycle = 'issued'"

_AS_OF = """(
  SELECT customer_id, due_date, issue_date, total - COALESCE((
    SELECT SUM(a.amount) FROM allocation a
    WHERE a.invoice_id = invoice.id AND a.dated <= :day), 0) AS balance
  FROM invoice WHERE lifecycle != 'draft' AND issue_date <= :day
    AND (void_on IS NULL OR void_on > :day) AND (closed_on IS NULL OR closed_on > :day)
) WHERE balance != 0"""


def aged_accounts(
    db: BookDatabase, day: date, floors: Sequence[date], column: str, *, replayed: bool
) -> list[AgedAccount]:
    """The accounts with anything open or unapplied, by customer number.

    ``floors`` are the earliest days of the buckets (see ``domain.aging.bucket_floors``), compared
    with ``column``: due_date or issue_date.
    """
    source = _AS_OF if replayed else _NOW
    sums = ", ".join(
        f"SUM(CASE WHEN {rule} THEN balance ELSE 0 END)" for rule in _rules(column, floors)
    )
    sql = f"SELECT customer_id, COUNT(*), {sums} FROM {source} GROUP BY customer_id"
    aged = {
        row[0]: (row[1], tuple(row[2:]))
        for row in db.execute_sql(sql, {"day": day.isoformat()} if replayed else None)
    }
    held = unapplied(db, day) if replayed else unapplied_now(db)
    nothing = (0, (0,) * (len(floors) + 1))
    return [
        AgedAccount(ident, number, name, aged.get(ident, nothing)[1], aged.get(ident, nothing)[0],
                    held.get(ident, 0))
        for ident, number, name in _named(db, set(aged) | set(held))
    ]  # fmt: skip


def _rules(column: str, floors: Sequence[date]) -> list[str]:
    """One condition a bucket; the days are our own, so they may stand in the SQL."""
    rules, above = [], ""
    for floor in floors:
        rules.append(f"{column} >= '{floor.isoformat()}'{above}")
        above = f" AND {column} < '{floor.isoformat()}'"
    return [*rules, above.removeprefix(" AND ")]


def _named(db: BookDatabase, wanted: set[int]) -> list[tuple[Any, ...]]:
    found = db.execute_sql("SELECT id, number, name FROM customer ORDER BY number")
    return [row for row in found if row[0] in wanted]


def last_step_day(db: BookDatabase) -> date | None:
    """The day on which the book was last changed."""
    row = db.execute_sql("SELECT at FROM step ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else date.fromisoformat(row[0][:10])
