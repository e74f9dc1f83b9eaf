"""Payments as they are compared with the entries of a bank's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class KeptPayment:
    """A payment in the book. ``note`` holds the key of a bank's entry where it came from one."""

    customer_id: int
    amount: int
    dated: date
    note: str
    is_returned: bool


def payments(db: BookDatabase) -> list[KeptPayment]:
    """All payments, also those that came back."""
    return [
        KeptPayment(customer_id, amount, date.fromisoformat(dated), note, state == "reversed")
        for customer_id, amount, dated, note, state in db.execute_sql(
            "SELECT customer_id, amount, dated, note, state FROM credit WHERE kind = 'payment'"
        )
    ]
