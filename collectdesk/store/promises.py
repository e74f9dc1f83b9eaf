"""Promises against the money that came in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import PromiseFile, promises


def open_promises(
    db: BookDatabase, day: date, only: Iterable[int] | None = None
) -> list[PromiseFile]:
    """Promises not yet judged, the nearest deadline first."""
    found = promises(db, day, only, only_open=True)
    listed = [promise for per_customer in found.values() for promise in per_customer]
    return sorted(listed, key=lambda p: (p.deadline, p.promise_id))


def invoices_of(db: BookDatabase, promise_id: int) -> list[tuple[int, str]]:
    """The invoices that a promise names: id and number."""
    return [
        (row[0], row[1])
        for row in db.execute_sql(
            "SELECT i.id, i.number FROM promise_invoice p JOIN invoice i ON i.id = p.invoice_id"
            " WHERE p.promise_id = ? ORDER BY i.due_date, i.number",
            (promise_id,),
        )
    ]


def money_in_time(db: BookDatabase, promise: PromiseFile) -> tuple[int, date | None]:
    """What came in for a promise from its making to its deadline, and the last such day.

    A promise that names invoices counts what was allocated to them; another counts all payments.
    """
    span = (promise.customer_id, promise.made_on.isoformat(), promise.deadline.isoformat())
    named = [invoice_id for invoice_id, _ in invoices_of(db, promise.promise_id)]
    if named:
        marks = ", ".join(str(one) for one in named)
        query = (
            "SELECT COALESCE(SUM(a.amount), 0), MAX(c.dated) FROM allocation a"
            " JOIN credit c ON c.id = a.credit_id"
            " WHERE c.customer_id = ? AND c.kind = 'payment' AND c.state != 'reversed'"
            f" AND c.dated BETWEEN ? AND ? AND a.invoice_id IN ({marks})"
        )
    else:
        query = (
            "SELECT COALESCE(SUM(amount), 0), MAX(dated) FROM credit"
            " WHERE customer_id = ? AND kind = 'payment' AND state != 'reversed'"
            " AND dated BETWEEN ? AND ?"
        )
    amount, last = db.execute_sql(query, span).fetchone()
    return int(amount), None if last is None else date.fromisoformat(last)


def kept_by_money_of(db: BookDatabase, customer_id: int, dated: date) -> list[int]:
    """Promises judged kept or partly kept whose time includes a payment of this day."""
    return [
        row[0]
        for row in db.execute_sql(
            "SELECT id FROM promise WHERE customer_id = ? AND state IN ('kept', 'partly_kept')"
            " AND ? BETWEEN made_on AND deadline",
            (customer_id, dated.isoformat()),
        )
    ]
