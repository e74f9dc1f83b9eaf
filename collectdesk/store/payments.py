"""The payments of customers, as they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.form_rows import PaymentRow
from collectdesk.domain.paid_history import PaidPart
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

_NAMED = 6
_PAYMENTS = f"""
SELECT c.id, c.customer_id, k.name, c.dated, c.amount, c.method, c.reference, c.unapplied,
  c.reversed_on,
  COALESCE((SELECT group_concat(number, ', ') FROM (SELECT DISTINCT i.number FROM allocation a
    JOIN invoice i ON i.id = a.invoice_id WHERE a.credit_id = c.id LIMIT {_NAMED})), ''),
  (SELECT COUNT(DISTINCT invoice_id) FROM allocation WHERE credit_id = c.id)
FROM credit c JOIN customer k ON k.id = c.customer_id WHERE c.kind = 'payment' AND {{}}
ORDER BY c.dated DESC, c.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class OnAccount:
    """A payment or credit note with something left, in minor units; ``about`` is the number of the
    invoice that a numbered credit note is for, if it was above its open part."""

    customer_id: int
    customer_name: str
    kind: str
    reference: str
    dated: date
    amount: int
    unapplied: int
    about: str


def of_customer(db: BookDatabase, customer_id: int, most: int) -> list[PaymentRow]:
    """The latest ``most`` payments of a customer, newest first."""
    return _found(db, "c.customer_id = ?", customer_id, most)


def one(db: BookDatabase, payment_id: int) -> PaymentRow | None:
    """One payment; None where the id is that of no payment."""
    return next(iter(_found(db, "c.id = ?", payment_id, 1)), None)


def _found(db: BookDatabase, which: str, key: int, most: int) -> list[PaymentRow]:
    return [
        PaymentRow(
            row[0], row[1], row[2], date.fromisoformat(row[3]), row[4], row[5], row[6], row[7],
            day_of(row[8]), _went_to(row[9], row[10] - _NAMED),
        )
        for row in db.execute_sql(_PAYMENTS.format(which), (key, most))
    ]  # fmt: skip


_HELD = """
SELECT c.customer_id, k.name, c.kind, COALESCE(NULLIF(c.number, ''), c.reference), c.dated,
       c.amount, c.unapplied, CASE WHEN c.number = '' THEN '' ELSE c.reference END
FROM credit c JOIN customer k ON k.id = c.customer_id WHERE c.unapplied > 0
ORDER BY c.dated DESC, c.id DESC
"""


def on_account(db: BookDatabase) -> list[OnAccount]:
    """Every credit of which something is on no invoice, newest first."""
    return [
        OnAccount(customer_id, name, kind, reference, date.fromisoformat(dated), *rest)
        for customer_id, name, kind, reference, dated, *rest in db.execute_sql(_HELD)
    ]


_PARTS = """
SELECT a.invoice_id, MAX(CASE WHEN a.amount > 0 THEN a.dated END) AS day,
       SUM(CASE WHEN c.state != 'reversed' OR a.amount > 0 THEN a.amount ELSE 0 END) AS part,
       c.kind, c.reversed_on
FROM allocation a JOIN credit c ON c.id = a.credit_id
WHERE c.state != 'reversed' OR c.kind = 'payment'
GROUP BY a.invoice_id, a.credit_id HAVING part > 0 ORDER BY day, a.credit_id
"""


def parts_by_invoice(db: BookDatabase) -> dict[int, list[PaidPart]]:
    """What lowered each invoice, oldest first, also payments that came back."""
    found: dict[int, list[PaidPart]] = {}
    for invoice_id, dated, amount, kind, returned in db.execute_sql(_PARTS):
        part = PaidPart(date.fromisoformat(dated), amount, kind, day_of(returned))
        found.setdefault(invoice_id, []).append(part)
    return found


def _went_to(named: str, more: int) -> str:
    return f"{named} and {more:,} more" if more > 0 else named
