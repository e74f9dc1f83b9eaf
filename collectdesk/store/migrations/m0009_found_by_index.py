"""Rows are found by their customer and their call from an index alone.

Whenever a row is added to a table that others point at, SQLite looks for rows that point at it
already: without an index it reads all of them, and a call took longer with each follow-up.
"""

from __future__ import annotations

_NEW_INDEXES = {
    "charge_customer": "charge (customer_id)",
    "credit_reference_customer": "credit_reference (customer_id)",
    "follow_up_call": "follow_up (call_id) WHERE call_id IS NOT NULL",
    "follow_up_customer": "follow_up (customer_id, done_on)",
    "instalment_customer": "instalment (customer_id)",
}


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [f"CREATE INDEX {name} ON {columns}" for name, columns in _NEW_INDEXES.items()]
