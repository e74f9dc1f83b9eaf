"""What was done about invoices: talks by customer, documents by invoice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of


def talks(db: BookDatabase, customers: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    """By customer the days on which a person was reached, oldest first, with the person."""
    among = ", ".join(str(int(one)) for one in customers) or "NULL"
    reached = ", ".join(f"'{outcome}'" for outcome in sorted(REACHED_OUTCOMES))
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for customer, day, person in db.execute_sql(
        "SELECT customer_id, substr(at, 1, 10), spoke_to FROM call"
        f" WHERE customer_id IN ({among}) AND outcome IN ({reached}) ORDER BY at"
    ):
        found[customer].append((date.fromisoformat(day), person))
    return found


def letters(db: BookDatabase, invoices: Iterable[int]) -> dict[int, dict[str, date]]:
    """By invoice the first day of each kind of document about it."""
    among = ", ".join(str(int(one)) for one in invoices) or "NULL"
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for invoice, kind, day in db.execute_sql(
        "SELECT x.invoice_id, d.kind, MIN(d.issued_on) FROM document_invoice x"
        f" JOIN document d ON d.id = x.document_id WHERE x.invoice_id IN ({among})"
        " GROUP BY x.invoice_id, d.kind"
    ):
        found[invoice][kind] = date.fromisoformat(day)
    return found


def early_days(db: BookDatabase, invoices: Iterable[int]) -> dict[int, date]:
    """By invoice the last day of the early price, where it has one."""
    among = ", ".join(str(int(one)) for one in invoices) or "NULL"
    return {
        invoice: day
        for invoice, text in db.execute_sql(
            f"SELECT id, discount_date FROM invoice WHERE id IN ({among})"
        )
        if (day := day_of(text))
    }


def customers_who_paid(db: BookDatabase) -> set[int]:
    """Customers with an invoice that is paid in full: they are not new."""
    return {
        row[0]
        for row in db.execute_sql(
            "SELECT DISTINCT customer_id FROM invoice WHERE closed_on IS NOT NULL"
        )
    }


def customers_due(db: BookDatabase, first: date, last: date) -> list[int]:
    """Customers with an open invoice due between these days."""
    found = db.execute_sql(
        "SELECT DISTINCT customer_id FROM invoice WHERE kind = 'invoice' AND balance > 0"
        " AND lifecycle = 'issued' AND due_date BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return [row[0] for row in found]
