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


_COUNTS = """c.customer_id = p.customer_id AND c.kind = 'payment'
  AND c.dated BETWEEN p.made_on AND p.deadline
  AND (NOT EXISTS (SELECT 1 FROM promise_invoice x WHERE x.promise_id = p.id)
       OR EXISTS (SELECT 1 FROM promise_invoice x JOIN allocation a ON a.invoice_id = x.invoice_id
                  WHERE x.promise_id = p.id AND a.credit_id = c.id))"""
"""That payment c counts, or did before it was returned, for promise p: it was made in the
promise's time and put on one of its invoices, or the promise is for none in particular."""


def linked_to(db: BookDatabase, payment_id: int) -> set[int]:
    """The promises not broken so far that a payment counted for."""
    found = db.execute_sql(
        f"SELECT p.id FROM promise p JOIN credit c ON {_COUNTS}"
        " WHERE c.id = ? AND p.state IN ('open', 'kept', 'partly_kept')",
        (payment_id,),
    )
    return {row[0] for row in found}


def lapsed(db: BookDatabase, customer_id: int) -> set[int]:
    """The promises of a customer whose day passed without enough money; those that a returned
    payment broke are left out."""
    found = db.execute_sql(
        "SELECT p.id FROM promise p WHERE p.customer_id = ?"
        " AND p.state IN ('broken', 'partly_kept') AND NOT EXISTS"
        f" (SELECT 1 FROM credit c WHERE {_COUNTS} AND c.state = 'reversed')",
        (customer_id,),
    )
    return {row[0] for row in found}
