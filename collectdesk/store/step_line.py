"""What was done about invoices: talks by customer, documents by invoice."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.store.among import among, code_words
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of
from collectdesk.store.invoices import EARLY_PRICE_STANDS


def talks(db: BookDatabase, customers: Iterable[int]) -> dict[int, list[tuple[date, str]]]:
    """By customer the days on which a person was reached, oldest first, with the person."""
    where, values = among(customers)
    reached = code_words(REACHED_OUTCOMES)
    found: dict[int, list[tuple[date, str]]] = defaultdict(list)
    for customer, day, person in db.execute_sql(
        "SELECT customer_id, substr(at, 1, 10), spoke_to FROM call"
        f" WHERE outcome IN ({reached}) {where} ORDER BY at",
        values,
    ):
        found[customer].append((date.fromisoformat(day), person))
    return found


@dataclass(frozen=True, slots=True)
class Followed:
    """What the manual looks at of a customer whom it may be applied to; ``talked_on`` is the last
    day on which a person was reached, ``is_new`` that nothing was paid in full yet."""

    name: str
    pay_run: str
    calendar: str
    talked_on: date | None
    is_new: bool


def followed(db: BookDatabase, day: date) -> dict[int, Followed]:
    """The customers with something open whom one may ask, as of a day."""
    found = db.execute_sql(
        _FOLLOWED.format(reached=code_words(REACHED_OUTCOMES)),
        {"end": (day + timedelta(days=1)).isoformat()},
    )
    return {row[0]: Followed(row[1], row[2], row[3], day_of(row[4]), not row[5]) for row in found}


_FOLLOWED = """
SELECT k.id, k.name, k.pay_run, k.calendar,
  (SELECT substr(at, 1, 10) FROM call WHERE customer_id = k.id AND at < :end
     AND outcome IN ({reached}) ORDER BY at DESC LIMIT 1),
  EXISTS (SELECT 1 FROM invoice WHERE customer_id = k.id AND closed_on IS NOT NULL)
FROM (SELECT DISTINCT customer_id AS owing FROM invoice
      WHERE balance > 0 AND lifecycle = 'issued') JOIN customer k ON k.id = owing
WHERE k.placed = 'no' AND (k.hold != 'no_contact' OR k.hold_until < :end) AND NOT k.archived
"""


def letters(db: BookDatabase, invoices: Iterable[int]) -> dict[int, dict[str, date]]:
    """By invoice the first day of each kind of document about it."""
    return _by_invoice(db, "SELECT value FROM json_each(?)", json.dumps(list(invoices)))


def letters_about_open(db: BookDatabase) -> dict[int, dict[str, date]]:
    """The same of all open invoices."""
    return _by_invoice(db, "SELECT id FROM invoice WHERE balance > 0 AND lifecycle = 'issued'")


def _by_invoice(db: BookDatabase, invoices: str, *values: str) -> dict[int, dict[str, date]]:
    found: dict[int, dict[str, date]] = defaultdict(dict)
    for invoice, kind, day in db.execute_sql(
        "SELECT x.invoice_id, d.kind, MIN(d.issued_on) FROM document_invoice x"
        f" JOIN document d ON d.id = x.document_id WHERE x.invoice_id IN ({invoices})"
        " GROUP BY x.invoice_id, d.kind",
        values,
    ):
        found[invoice][kind] = date.fromisoformat(day)
    return found


def early_days(db: BookDatabase) -> dict[int, tuple[date, bool]]:
    """By open invoice the last day of the early price that was agreed, and whether it stands."""
    found = db.execute_sql(
        f"SELECT id, discount_date, {EARLY_PRICE_STANDS} FROM invoice"
        " WHERE balance > 0 AND lifecycle = 'issued' AND discount_date IS NOT NULL"
    )
    return {invoice: (date.fromisoformat(day), bool(stands)) for invoice, day, stands in found}


def has_paid(db: BookDatabase, customer_id: int) -> bool:
    """Whether an invoice of the customer is paid in full: they are not new."""
    sql = "SELECT 1 FROM invoice WHERE customer_id = ? AND closed_on IS NOT NULL LIMIT 1"
    return db.execute_sql(sql, (customer_id,)).fetchone() is not None


def customers_due(db: BookDatabase, first: date, last: date) -> list[int]:
    """Customers with an open invoice due between these days."""
    found = db.execute_sql(
        "SELECT DISTINCT customer_id FROM invoice WHERE kind = 'invoice' AND balance > 0"
        " AND lifecycle = 'issued' AND due_date BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    return [row[0] for row in found]
