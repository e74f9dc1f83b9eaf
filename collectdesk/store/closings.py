"""How many days each paid invoice took.

What was settled for less, written off or credited as a whole tells nothing of how long a customer
takes to pay, and is left out. An invoice counts as paid on the day of its last payment that stands,
though that waited on account, another one was returned later, or a rest was credited later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from collectdesk.store.among import Only, among
from collectdesk.store.engine import BookDatabase

PaidDays = tuple[int, int]
"""How many days a paid invoice took: from its date, and from its due date (below zero: early)."""

_CLOSED = """
WITH let_go AS (
  SELECT x.invoice_id, MAX(c.kind = 'settlement') AS for_less,
         MAX(c.kind = 'credit_note') AS credited,
         MAX(CASE c.kind WHEN 'payment' THEN c.dated END) AS paid_on
  FROM allocation x JOIN credit c ON c.id = x.credit_id
  WHERE c.state != 'reversed' AND x.invoice_id IN (
    SELECT a.invoice_id FROM credit k JOIN allocation a ON a.credit_id = k.id
    WHERE (k.kind != 'payment' OR a.dated > k.dated OR k.state = 'reversed') {among_credits})
  GROUP BY x.invoice_id)
SELECT i.customer_id, i.closed_on, i.issue_date, i.due_date,
       MAX(i.issue_date, COALESCE(g.paid_on, i.closed_on)) AS paid_on, i.id
FROM invoice i LEFT JOIN let_go g ON g.invoice_id = i.id
WHERE i.closed_on <= :day AND i.kind = 'invoice' AND i.lifecycle = 'issued' AND i.written_off = 0
  AND (g.invoice_id IS NULL OR (g.for_less = 0 AND (g.credited = 0 OR g.paid_on IS NOT NULL)))
  {among}
"""

_CLOSED_THEN = """
UNION ALL
SELECT i.customer_id, t.closed_on, i.issue_date, i.due_date,
       MAX(i.issue_date, COALESCE(t.paid_on, t.closed_on)), i.id
FROM (
  SELECT x.invoice_id, MAX(x.dated) AS closed_on, SUM(x.amount) AS lowered,
         MAX(CASE WHEN c.kind = 'payment' AND {stood} THEN c.dated END) AS paid_on,
         MAX(c.kind = 'settlement' AND {stood}) AS for_less,
         MAX(c.kind = 'credit_note' AND {stood}) AS credited,
         MAX(c.kind = 'write_off') AS written_off
  FROM allocation x JOIN credit c ON c.id = x.credit_id
  WHERE x.dated <= :day AND x.invoice_id IN (
    SELECT a.invoice_id FROM allocation a WHERE a.dated > :day AND a.amount < 0)
  GROUP BY x.invoice_id) t
JOIN invoice i ON i.id = t.invoice_id
WHERE i.kind = 'invoice' AND i.total = t.lowered AND t.written_off = 0 AND t.for_less = 0
  AND (t.credited = 0 OR t.paid_on IS NOT NULL) {among}
"""
"""What was paid at the end of the day, and owed again later because the money went back."""

_STOOD: Final = "(c.reversed_on IS NULL OR c.reversed_on > :day)"

_FROM_ISSUE = "CAST(julianday(paid_on) - julianday(issue_date) AS INTEGER)"
_FROM_DUE = "CAST(julianday(paid_on) - julianday(due_date) AS INTEGER)"


def _closed(among: str = "", among_credits: str = "", *, replayed: bool) -> str:
    closed = _CLOSED.format(among=among, among_credits=among_credits)
    return closed + _CLOSED_THEN.format(stood=_STOOD, among=among) if replayed else closed


def closings(
    db: BookDatabase, day: date, only: Only = None, last: int = 9, *, replayed: bool = False
) -> dict[int, list[PaidDays]]:
    """The last paid invoices by customer, in closing order: how many days they took.

    Of those closed on one day the latest comes first, whichever was entered first. If ``replayed``,
    what was owed again after the day counts as it did then.
    """
    wanted = None if only is None else list(only)
    where, values = among(wanted, "i.customer_id")
    closed = _closed(where, among(wanted, "k.customer_id")[0], replayed=replayed)
    # One customer's last few stand at the end of an index; all are read as they lie.
    is_one = "only" in values
    order = "closed_on DESC, early DESC, young DESC LIMIT :last" if is_one else "id"
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in db.execute_sql(
        f"SELECT customer_id, closed_on, -{_FROM_DUE} AS early, -{_FROM_ISSUE} AS young"
        f" FROM ({closed})"
        f" ORDER BY {order}",
        {"day": day.isoformat(), "last": last, **values},
    ):
        found[row[0]].append(row)
    for listed in found.values():
        if is_one:
            listed.reverse()
        else:
            listed.sort()
    return {
        customer: [(-young, -early) for _, _, early, young in listed[-last:]]
        for customer, listed in found.items()
    }


def closings_of_all(
    db: BookDatabase, day: date, *, replayed: bool = False
) -> Iterator[tuple[int, str, int]]:
    """All paid invoices: the customer, the day on which it was closed as it is stored, and how many
    days it came after its due date.

    They come in order of their ids: the book is read as it lies. See ``closings`` for ``replayed``.
    """
    closed = _closed(replayed=replayed)
    found: Iterator[tuple[int, str, int]] = db.execute_sql(
        f"SELECT customer_id, closed_on, {_FROM_DUE} FROM ({closed}) ORDER BY id",
        {"day": day.isoformat()},
    )
    return found
