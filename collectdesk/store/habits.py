"""How long paid invoices took, added up by customer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collectdesk.domain.habits import PaidSums
from collectdesk.domain.promise import PromiseRecord
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase

_SUMS = """
COUNT(DISTINCT invoice_id), COALESCE(SUM(amount), 0), COALESCE(SUM(amount * days), 0),
COALESCE(SUM(amount * late), 0), COALESCE(SUM(amount * MAX(late, 0)), 0)
"""

_PAID = """(
  SELECT a.customer_id, a.invoice_id, a.amount,
         CAST(julianday(MAX(c.dated, i.issue_date)) - julianday(i.issue_date) AS INTEGER) AS days,
         CAST(julianday(MAX(c.dated, i.issue_date)) - julianday(i.due_date) AS INTEGER) AS late
  FROM allocation a {order} CROSS JOIN credit c ON c.id = a.credit_id
    CROSS JOIN invoice i ON i.id = a.invoice_id
  WHERE c.kind = 'payment' AND (c.reversed_on IS NULL OR c.reversed_on > :last)
    AND i.kind = 'invoice' AND a.dated BETWEEN :first AND :last {only}
)"""

_OF_ALL = _PAID.format(order="NOT INDEXED", only="")
"""Allocations as they lie: their credits and invoices then lie near each other, too."""


def paid(
    db: BookDatabase, first: date, last: date, only: Iterable[int] | None = None
) -> dict[int, PaidSums]:
    """By customer, what payments settled in the time given, without those returned by its last day.

    The days go by the day of the payment, however long it waited on account.
    """
    where, values = among(only, "a.customer_id")
    source = _OF_ALL if only is None else _PAID.format(order="", only=where)
    found = db.execute_sql(
        f"SELECT customer_id, {_SUMS} FROM {source} GROUP BY customer_id",
        {"first": first.isoformat(), "last": last.isoformat(), **values},
    )
    return {row[0]: PaidSums(*row[1:]) for row in found}


def paid_in_all(db: BookDatabase, first: date, last: date) -> PaidSums:
    """The same of all customers together."""
    found = db.execute_sql(
        f"SELECT {_SUMS} FROM {_OF_ALL}", {"first": first.isoformat(), "last": last.isoformat()}
    )
    return PaidSums(*found.fetchone())


def promises_judged(db: BookDatabase, first: date, last: date) -> PromiseRecord:
    """How promises ended that were judged in the time given.

    Renegotiated and cancelled ones do not count. Of each, at most what was promised counts as
    received, so that one paid too much hides no other.
    """
    found = db.execute_sql(
        "SELECT COALESCE(SUM(state = 'kept'), 0), COALESCE(SUM(state = 'partly_kept'), 0),"
        " COALESCE(SUM(state = 'broken'), 0), COALESCE(SUM(amount), 0),"
        " COALESCE(SUM(MIN(received, amount)), 0) FROM promise"
        " WHERE judged_on BETWEEN :first AND :last AND made_on <= :last"
        " AND state IN ('kept', 'partly_kept', 'broken')",
        {"first": first.isoformat(), "last": last.isoformat()},
    ).fetchone()
    return PromiseRecord(*found)


_RECORDS = """
SELECT customer_id, SUM(state = 'kept'), SUM(state = 'partly_kept'), SUM(state = 'broken'),
       SUM(CASE WHEN judged THEN amount ELSE 0 END),
       SUM(CASE WHEN judged THEN MIN(received, amount) ELSE 0 END)
FROM (SELECT customer_id, amount, received, CASE WHEN judged_on > :day THEN 'open' ELSE state END
        AS state, state IN ('kept', 'partly_kept', 'broken')
        AND (judged_on IS NULL OR judged_on <= :day) AS judged
      FROM promise WHERE made_on <= :day {only})
GROUP BY customer_id
"""


def promise_records(
    db: BookDatabase, day: date, only: Iterable[int] | None = None
) -> dict[int, PromiseRecord]:
    """By customer who promised anything up to a day, the same as ``promises_judged`` up to it."""
    where, values = among(only)
    found = db.execute_sql(_RECORDS.format(only=where), {"day": day.isoformat(), **values})
    return {row[0]: PromiseRecord(*row[1:]) for row in found}
