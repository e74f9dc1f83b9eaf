"""Invoices as they are listed: of one customer, or of all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of


@dataclass(frozen=True, slots=True)
class InvoiceFile:
    """An invoice with what its status is told from.

    ``paid_on`` is the day of the last payment for a closed one, ``let_go`` the kinds of credit by
    which something of it was given up: settlement, credit_note, waiver. ``pay_by`` is the last day
    that the settling of a dispute gave to pay. ``got_money`` tells of one that is settled in part
    whether a payment did that.
    """

    invoice_id: int
    number: str
    kind: str
    customer_id: int
    customer_name: str
    po_number: str
    lifecycle: str
    issue_date: date
    due_date: date
    sent_on: date | None
    delivered_on: date | None
    satisfaction: str
    total: int
    balance: int
    written_off: int
    disputed: int
    closed_on: date | None
    in_plan: bool
    last_letter: str
    promise_state: str
    paid_on: date | None = None
    let_go: str = ""
    pay_by: date | None = None
    got_money: bool = False


_SELECT = """
SELECT i.id, i.number, i.kind, i.customer_id, c.name, i.po_number, i.lifecycle, i.issue_date,
       i.due_date, i.sent_on, i.delivered_on, i.satisfaction, i.total, i.balance, i.written_off,
       i.disputed, i.closed_on,
       EXISTS (SELECT 1 FROM plan_invoice p JOIN plan ON plan.id = p.plan_id
               WHERE p.invoice_id = i.id AND plan.state IN ('signed', 'active')),
       COALESCE((SELECT d.kind FROM document_invoice x JOIN document d ON d.id = x.document_id
         WHERE x.invoice_id = i.id AND d.kind IN ('reminder', 'past_due', 'second', 'final')
         ORDER BY d.issued_on DESC, d.id DESC LIMIT 1), ''),
       COALESCE((SELECT p.state FROM promise_invoice x JOIN promise p ON p.id = x.promise_id
         WHERE x.invoice_id = i.id ORDER BY p.made_on DESC, p.id DESC LIMIT 1), ''),
       CASE WHEN i.balance = 0 THEN (SELECT MAX(MAX(k.dated, i.issue_date)) FROM allocation a
         JOIN credit k ON k.id = a.credit_id
         WHERE a.invoice_id = i.id AND k.kind = 'payment' AND k.state != 'reversed') END,
       CASE WHEN i.balance = 0 THEN (SELECT GROUP_CONCAT(DISTINCT k.kind) FROM allocation a
         JOIN credit k ON k.id = a.credit_id
         WHERE a.invoice_id = i.id AND k.state != 'reversed'
           AND k.kind IN ('settlement', 'credit_note', 'waiver')) END,
       (SELECT MAX(t.resumes_on) FROM dispute t WHERE t.invoice_id = i.id),
       i.balance > 0 AND i.balance < i.total AND EXISTS (SELECT 1 FROM allocation a
         JOIN credit k ON k.id = a.credit_id
         WHERE a.invoice_id = i.id AND k.kind = 'payment' AND k.state != 'reversed')
FROM chosen JOIN invoice i ON i.id = chosen.id JOIN customer c ON c.id = i.customer_id
"""


def _files(
    db: BookDatabase, where: str, order: str, values: tuple[object, ...]
) -> list[InvoiceFile]:
    """The invoices that ``where`` chooses; ``values`` end with how many, -1 for all.

    What is told of each is asked for after they are chosen, however many there are to choose from.
    """
    sql = (
        f"WITH chosen AS (SELECT i.id FROM invoice i WHERE {where} ORDER BY {order} LIMIT ?)"
        f" {_SELECT} ORDER BY {order}"
    )
    return [
        InvoiceFile(
            *(
                *row[:7], date.fromisoformat(row[7]), date.fromisoformat(row[8]), day_of(row[9]),
                day_of(row[10]), *row[11:16], day_of(row[16]), bool(row[17]), row[18], row[19],
                day_of(row[20]), row[21] or "", day_of(row[22]), bool(row[23]),
            )
        )
        for row in db.execute_sql(sql, values)
    ]  # fmt: skip


def of_customer(db: BookDatabase, customer_id: int, closed: int = 100) -> list[InvoiceFile]:
    """A customer's open invoices, oldest due first, then the latest closed ones."""
    of_theirs = "i.customer_id = ? AND i.lifecycle"
    open_ones = _files(
        db,
        f"{of_theirs} = 'issued' AND i.balance > 0",
        "i.due_date, i.issue_date, i.number",
        (customer_id, -1),
    )
    drafts = _files(
        db, f"{of_theirs} = 'draft'", "i.due_date, i.issue_date, i.number", (customer_id, -1)
    )
    closed_ones = _files(
        db, f"{of_theirs} != 'draft' AND i.balance = 0", _NEWEST_FIRST, (customer_id, closed)
    )
    return open_ones + drafts + closed_ones


def one(db: BookDatabase, invoice_id: int) -> InvoiceFile | None:
    """One invoice, or None."""
    return next(iter(_files(db, "i.id = ?", "i.id", (invoice_id, 1))), None)


_NEWEST_FIRST = "i.issue_date DESC, i.id DESC"

_OPEN = "i.closed_on IS NULL AND i.balance > 0 AND i.lifecycle = 'issued'"
"""Open invoices; that they are not closed finds them by an index in order of issue."""

_SHOWN = {
    "open": _OPEN,
    "overdue": f"{_OPEN} AND i.due_date < :today",
    "paid": "i.balance = 0 AND i.lifecycle = 'issued'",
    "draft": "i.lifecycle = 'draft'",
    "all": "1",
}


_SOME = """
 AND i.id IN (SELECT value FROM json_each(?) UNION ALL
  SELECT id FROM invoice WHERE customer_id IN (SELECT value FROM json_each(?)))
"""


def register(
    db: BookDatabase,
    shown: str,
    today: date,
    only: tuple[list[int], list[int]] | None,
    after: tuple[date, int] | None,
    limit: int,
) -> list[InvoiceFile]:
    """A window of all invoices, newest first, after the given (issue date, id).

    ``only`` are the ids wanted, and the customers all of whose invoices are wanted.
    """
    where = _SHOWN[shown].replace(":today", f"'{today.isoformat()}'")
    values: tuple[object, ...] = ()
    if only is not None:
        where += _SOME
        values += tuple(json.dumps(ids) for ids in only)
    if after is not None:
        where += " AND (i.issue_date, i.id) < (?, ?)"
        values += (after[0].isoformat(), after[1])
    return _files(db, where, _NEWEST_FIRST, (*values, limit))


OpenWithTerms = tuple[int, str, date, date, int, int, str, int]


def open_with_terms(db: BookDatabase, customer_id: int | None = None) -> list[OpenWithTerms]:
    """Open invoices and charges, of a customer or of all: id, number, day of issue, due date,
    balance, disputed part, terms, and whether an early price stands: one was agreed, and nothing
    but credit notes has lowered the total."""
    # Left to itself, SQLite looks at every invoice that a customer ever had.
    found = db.execute_sql(
        "SELECT id, number, issue_date, due_date, balance, disputed, terms,"
        f" {EARLY_PRICE_STANDS}"
        " FROM invoice INDEXED BY invoice_open WHERE balance > 0 AND lifecycle = 'issued'"
        + (" AND customer_id = ?" if customer_id is not None else ""),
        () if customer_id is None else (customer_id,),
    )
    return [
        (row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), *row[4:])
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class PaidInvoice:
    """An invoice as a payment left it. Money in minor units."""

    id: int
    issue_date: date
    terms: str
    total: int
    balance: int
    disputed: int
    discount_amount: int


def as_paid(db: BookDatabase, invoice_id: int) -> PaidInvoice:
    """An invoice that was just paid, or a part of it."""
    row = db.execute_sql(
        "SELECT issue_date, terms, total, balance, disputed, discount_amount"
        " FROM invoice WHERE id = ?",
        (invoice_id,),
    ).fetchone()
    return PaidInvoice(invoice_id, date.fromisoformat(row[0]), *row[1:])


def credited(db: BookDatabase, invoice_id: int) -> int:
    """What credit notes took off an invoice."""
    sql = f"SELECT {_CREDITED} FROM invoice WHERE id = ?"
    return int(db.execute_sql(sql, (invoice_id,)).fetchone()[0])


_CREDITED = """
(SELECT COALESCE(SUM(a.amount), 0) FROM allocation a JOIN credit c ON c.id = a.credit_id
 WHERE a.invoice_id = invoice.id AND c.kind = 'credit_note')
"""


EARLY_PRICE_STANDS: Final = (
    "CASE WHEN discount_amount = 0 THEN 0 WHEN balance = total THEN 1"
    f" ELSE balance = total - {_CREDITED} END"
)
"""Of an open invoice, whether an early price was agreed and nothing but credit notes has lowered
the total."""


GIVEN_UP: Final = ("write_off", "small_balance", "settlement")
"""The kinds of credit by which something is given up: nobody paid it, and nothing was wrong."""

_GIVEN_UP = f"""
SELECT a.invoice_id, SUM(a.amount) FROM allocation a JOIN credit c ON c.id = a.credit_id
WHERE a.invoice_id IN (SELECT value FROM json_each(?)) AND c.kind IN {GIVEN_UP}
GROUP BY a.invoice_id HAVING SUM(a.amount) != 0
"""

_RECOVERED = """
SELECT parent_id, SUM(total - balance) FROM invoice
WHERE parent_id IN (SELECT value FROM json_each(?)) AND kind = 'recovery' AND lifecycle = 'issued'
GROUP BY parent_id
"""


def given_up(db: BookDatabase, invoice_ids: Iterable[int]) -> dict[int, int]:
    """What was given up of each of these invoices and did not come in after all."""
    found = dict(db.execute_sql(_GIVEN_UP, (json.dumps(list(invoice_ids)),)).fetchall())
    if found:
        for invoice, came in db.execute_sql(_RECOVERED, (json.dumps(list(found)),)):
            found[invoice] -= came
    return found
