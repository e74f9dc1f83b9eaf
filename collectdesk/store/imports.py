"""What a book already knows of the customers and invoices that a file names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from collectdesk.domain.import_plan import KnownInvoice
from collectdesk.store.engine import BookDatabase


def customers_by_number(db: BookDatabase, numbers: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Id and terms of the customers with these numbers."""
    found = db.execute_sql(
        "SELECT number, id, terms FROM customer WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(dict.fromkeys(numbers))),),
    )
    return {number: (customer_id, terms) for number, customer_id, terms in found}


def invoices_by_number(db: BookDatabase, numbers: Iterable[str]) -> dict[str, KnownInvoice]:
    """The invoices and charges with these numbers."""
    found = db.execute_sql(_INVOICES, (json.dumps(list(dict.fromkeys(numbers))),))
    return {known.number: known for known in map(_known, found)}


def _known(row: tuple[Any, ...]) -> KnownInvoice:
    return KnownInvoice(
        invoice_id=row[0],
        customer_id=row[1],
        customer_number=row[2],
        number=row[3],
        kind=row[4],
        lifecycle=row[5],
        issue_date=date.fromisoformat(row[6]),
        due_date=date.fromisoformat(row[7]),
        total=row[8],
        balance=row[9],
        was_disputed=bool(row[10]),
        returned_on=frozenset(map(date.fromisoformat, (row[11] or "").split())),
    )


_INVOICES = """
SELECT i.id, i.customer_id, c.number, i.number, i.kind, i.lifecycle, i.issue_date, i.due_date,
       i.total, i.balance, EXISTS (SELECT 1 FROM dispute d WHERE d.invoice_id = i.id),
       (SELECT GROUP_CONCAT(p.dated, ' ') FROM allocation a JOIN credit p ON p.id = a.credit_id
        WHERE a.invoice_id = i.id AND p.kind = 'payment' AND p.state = 'reversed')
FROM invoice i JOIN customer c ON c.id = i.customer_id
WHERE i.number IN (SELECT value FROM json_each(?))
"""
