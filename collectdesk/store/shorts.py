"""Invoices that were paid short, with the code of the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class ShortFile:
    """An open invoice and the payment that came short, with the code of its reason.

    ``next_step`` and ``owner`` are those of the invoice's open dispute, None without one.
    """

    invoice_id: int
    number: str
    customer_id: int
    customer_name: str
    code: str
    balance: int
    payment_id: int
    paid_on: date
    next_step: str | None
    owner: str | None


def coded(db: BookDatabase, customer_id: int | None = None) -> list[ShortFile]:
    """Open invoices whose last standing payment carries a code, the newest payment first."""
    only = "" if customer_id is None else "AND a.customer_id = :customer"
    found = db.execute_sql(
        f"""SELECT i.id, i.number, i.customer_id, c.name, a.code, i.balance, p.id, p.dated,
                   d.next_step, d.owner
            FROM allocation a CROSS JOIN credit p ON p.id = a.credit_id
            JOIN invoice i ON i.id = a.invoice_id JOIN customer c ON c.id = i.customer_id
            LEFT JOIN dispute d ON d.id = (SELECT MIN(id) FROM dispute
                                           WHERE invoice_id = i.id AND state != 'resolved')
            WHERE a.code != '' AND p.state != 'reversed' AND i.balance > 0
              AND i.lifecycle = 'issued' {only}
              AND a.id = (SELECT MAX(b.id) FROM allocation b JOIN credit q ON q.id = b.credit_id
                          WHERE b.invoice_id = i.id AND q.kind = 'payment'
                            AND q.state != 'reversed')
            ORDER BY p.dated DESC, i.id DESC""",
        {"customer": customer_id},
    )
    return [ShortFile(*(*row[:7], date.fromisoformat(row[7]), *row[8:])) for row in found]
