"""Customers, the people there, and what was last paid."""

from __future__ import annotations

from datetime import date
from typing import Any

from collectdesk.store import rows
from collectdesk.store.among import Only, among
from collectdesk.store.engine import BookDatabase


def contacts(db: BookDatabase, customer_id: int) -> list[dict[str, Any]]:
    """The people at a customer in the owner's order."""
    found = rows.CONTACTS.find(db, customer_id=customer_id)
    return sorted(found, key=lambda row: (row["position"], row["id"]))


def last_payment(db: BookDatabase, customer_id: int) -> tuple[int, date] | None:
    """The latest payment that was not returned: amount and day."""
    row = db.execute_sql(
        "SELECT amount, dated FROM credit WHERE customer_id = ? AND kind = 'payment'"
        " AND state != 'reversed' ORDER BY dated DESC, id DESC LIMIT 1",
        (customer_id,),
    ).fetchone()
    return None if row is None else (row[0], date.fromisoformat(row[1]))


def name_of(db: BookDatabase, customer_id: int) -> str | None:
    """The name of a customer; None where there is none of this id."""
    row = db.execute_sql("SELECT name FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return None if row is None else str(row[0])


def names(db: BookDatabase, only: Only = None) -> list[tuple[int, str, str]]:
    """The id, number and name of every customer, or of those wanted, by number."""
    where, values = among(only, "id")
    sql = f"SELECT id, number, name FROM customer WHERE 1 {where} ORDER BY number"
    found: list[tuple[int, str, str]] = db.execute_sql(sql, values).fetchall()
    return found


def numbers(db: BookDatabase) -> dict[int, str]:
    """The number of every customer by its id."""
    return dict(db.execute_sql("SELECT id, number FROM customer").fetchall())


def languages(db: BookDatabase) -> list[str]:
    """Every language that a customer has, as it was written."""
    return [row[0] for row in db.execute_sql("SELECT DISTINCT language FROM customer")]


def with_pay_runs(db: BookDatabase) -> list[int]:
    """Customers, not archived, of whom it is known when they pay."""
    found = db.execute_sql("SELECT id FROM customer WHERE pay_run != '' AND NOT archived")
    return [row[0] for row in found]


def accounts(db: BookDatabase) -> dict[int, tuple[int, int]]:
    """What every customer owes, and how much of it is past due, by the customer's id."""
    found = db.execute_sql("SELECT id, owes, past_due FROM worklist")
    return {row[0]: (row[1], row[2]) for row in found}
