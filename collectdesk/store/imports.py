"""What a book already knows of the customers, invoices and credits that a file names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from collectdesk.domain.customer_news import KnownCustomer, KnownPerson
from collectdesk.domain.import_credits import KnownCredit, KnownNote
from collectdesk.domain.import_plan import KnownInvoice
from collectdesk.store.engine import BookDatabase


def customers_by_number(db: BookDatabase, numbers: Iterable[str]) -> dict[str, KnownCustomer]:
    """The customers with these numbers, and the people there."""
    asked = (json.dumps(list(dict.fromkeys(numbers))),)
    people: dict[int, list[KnownPerson]] = {}
    for customer_id, *person in db.execute_sql(_PEOPLE, asked):
        people.setdefault(customer_id, []).append(KnownPerson(*person))
    return {
        number: KnownCustomer(
            customer_id, number, name, terms, address, country, tuple(people.get(customer_id, ()))
        )
        for customer_id, number, name, terms, address, country in db.execute_sql(_CUSTOMERS, asked)
    }


def numbers_by_name(db: BookDatabase, names: Iterable[str]) -> dict[str, list[str]]:
    """The numbers of customers that go by these names, by the name folded."""
    wanted = {name.casefold() for name in names}
    found: dict[str, list[str]] = {}
    if wanted:
        for number, name in db.execute_sql("SELECT number, name FROM customer ORDER BY id"):
            if name.casefold() in wanted:
                found.setdefault(name.casefold(), []).append(number)
    return found


def invoices_by_number(db: BookDatabase, numbers: Iterable[str]) -> dict[str, KnownInvoice]:
    """The invoices and charges with these numbers."""
    found = db.execute_sql(_INVOICES, (json.dumps(list(dict.fromkeys(numbers))),))
    return {known.number: known for known in map(_known, found)}


def credits_of_days(
    db: BookDatabase, customers: Iterable[str], days: Iterable[date]
) -> list[KnownCredit]:
    """The payments and credit notes of the customers with these numbers on any of the days."""
    asked = (
        json.dumps(list(dict.fromkeys(customers))),
        json.dumps([day.isoformat() for day in dict.fromkeys(days)]),
    )
    return [
        KnownCredit(number, reference, date.fromisoformat(dated), *rest)
        for number, reference, dated, *rest in db.execute_sql(_CREDITS, asked)
    ]


def credit_notes_numbered(db: BookDatabase, numbers: Iterable[str]) -> list[KnownNote]:
    """The credit notes with these numbers, in whatever case they are written, the oldest first."""
    found = db.execute_sql(_NOTES, (json.dumps(list(dict.fromkeys(numbers))),))
    return [
        KnownNote(number, customer, name, date.fromisoformat(dated), amount)
        for number, customer, name, dated, amount in found
    ]


def _known(row: tuple[Any, ...]) -> KnownInvoice:
    return KnownInvoice(
        invoice_id=row[0],
        customer_id=row[1],
        customer_number=row[2],
        number=row[3],
        lifecycle=row[4],
        issue_date=date.fromisoformat(row[5]),
        due_date=date.fromisoformat(row[6]),
        total=row[7],
        balance=row[8],
        was_disputed=bool(row[9]),
        disputed=row[10],
        returned_on=frozenset(map(date.fromisoformat, (row[11] or "").split())),
    )


_CUSTOMERS = """
SELECT id, number, name, terms, billing_address, country FROM customer
WHERE number IN (SELECT value FROM json_each(?))
"""

_PEOPLE = """
SELECT p.customer_id, p.id, p.name, p.phone, p.email
FROM contact p JOIN customer c ON c.id = p.customer_id
WHERE c.number IN (SELECT value FROM json_each(?)) ORDER BY p.position, p.id
"""

_CREDITS = """
SELECT c.number, COALESCE(NULLIF(p.number, ''), p.reference), p.dated, p.amount, p.unapplied, p.note
FROM customer c JOIN credit p ON p.customer_id = c.id
WHERE c.number IN (SELECT value FROM json_each(?))
  AND p.dated IN (SELECT value FROM json_each(?)) AND p.kind IN ('payment', 'credit_note')
ORDER BY p.id
"""

_NOTES = """
SELECT p.number, c.number, c.name, p.dated, p.amount
FROM credit p JOIN customer c ON c.id = p.customer_id
WHERE p.kind = 'credit_note'
  AND p.number COLLATE NOCASE IN (SELECT value FROM json_each(?)) ORDER BY p.id
"""

_INVOICES = """
SELECT i.id, i.customer_id, c.number, i.number, i.lifecycle, i.issue_date, i.due_date,
       i.total, i.balance, EXISTS (SELECT 1 FROM dispute d WHERE d.invoice_id = i.id),
       i.disputed,
       (SELECT GROUP_CONCAT(p.dated, ' ') FROM allocation a JOIN credit p ON p.id = a.credit_id
        WHERE a.invoice_id = i.id AND p.kind = 'payment' AND p.state = 'reversed')
FROM invoice i JOIN customer c ON c.id = i.customer_id
WHERE i.number IN (SELECT value FROM json_each(?))
"""
