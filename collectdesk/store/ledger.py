"""Debits, credits and allocations: balances kept with each write, and replayed for any past date.

An invoice's stored ``balance`` is its total less all its allocations: ``allocate`` lowers it by
what it adds, whatever else touches its entries calls ``refresh_invoices``, so that the two agree at
the end of every transaction. As-of figures never use it: they sum what was dated up to the day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

ENTRIES_SAY = """
SELECT id, balance, written_off,
  MIN(balance, (SELECT COALESCE(SUM(d.amount), 0) FROM dispute d
                WHERE d.invoice_id = sums.id AND d.state != 'resolved')) AS disputed,
  CASE WHEN lifecycle = 'issued' AND balance = 0 THEN COALESCE(last, issue_date) END AS closed_on
FROM (
  SELECT i.id, i.lifecycle, i.issue_date, MAX(a.dated) AS last,
    CASE i.lifecycle WHEN 'issued' THEN i.total - COALESCE(SUM(a.amount), 0) ELSE 0 END
      AS balance,
    COALESCE(SUM(CASE c.kind WHEN 'write_off' THEN a.amount END), 0) AS written_off
  FROM invoice i LEFT JOIN allocation a ON a.invoice_id = i.id
    LEFT JOIN credit c ON c.id = a.credit_id
  {which} GROUP BY i.id) AS sums
"""
"""What an invoice's stored sums and closing day have to be, by its entries."""

_REFRESH_INVOICE = f"""
UPDATE invoice SET (balance, written_off, disputed, closed_on)
  = (now.balance, now.written_off, now.disputed, now.closed_on)
FROM ({ENTRIES_SAY.format(which="WHERE i.id = ?")}) AS now
WHERE invoice.id = now.id AND (invoice.balance, invoice.written_off, invoice.disputed,
  invoice.closed_on) IS NOT (now.balance, now.written_off, now.disputed, now.closed_on)
"""

_REFRESH_CREDIT = """
UPDATE credit SET unapplied = now.unapplied FROM (
  SELECT id, CASE state WHEN 'reversed' THEN 0 ELSE amount - (
    SELECT COALESCE(SUM(a.amount), 0) FROM allocation a WHERE a.credit_id = credit.id)
  END AS unapplied FROM credit WHERE id = ?) AS now
WHERE credit.id = now.id AND credit.unapplied != now.unapplied
"""

_ALLOCATE = """
INSERT INTO allocation (customer_id, credit_id, invoice_id, amount, dated)
SELECT :customer, :credit, id, :amount, MAX(:day, issue_date) FROM invoice WHERE id = :invoice
"""

_NEVER_TAKEN_BACK = """
 AND NOT EXISTS (SELECT 1 FROM allocation WHERE invoice_id = :invoice AND amount < 0)
"""

_LOWER = """
UPDATE invoice SET balance = balance - :amount, disputed = MIN(disputed, balance - :amount),
  written_off = written_off
    + :amount * ((SELECT kind FROM credit WHERE id = :credit) = 'write_off'),
  closed_on = CASE balance WHEN :amount THEN
    (SELECT MAX(dated) FROM allocation WHERE invoice_id = :invoice) END
WHERE id = :invoice
"""
"""What refreshing would find after a part was allocated, in half the time."""


def refresh_invoices(db: BookDatabase, invoice_ids: Iterable[int]) -> None:
    """Bring balance, closing day, written-off and disputed sums in line with their entries."""
    db.execute_many(_REFRESH_INVOICE, [(one,) for one in dict.fromkeys(invoice_ids)])


def refresh_credits(db: BookDatabase, credit_ids: Iterable[int]) -> None:
    """Bring what is left of each credit in line with its allocations."""
    db.execute_many(_REFRESH_CREDIT, [(one,) for one in dict.fromkeys(credit_ids)])


def allocate(
    db: BookDatabase,
    customer_id: int,
    credit_id: int,
    parts: Iterable[tuple[int, int]],
    dated: date,
    *,
    taken_off: bool = False,
) -> None:
    """Apply parts of a credit to invoices, no earlier than each invoice was issued and had room.

    ``taken_off`` says that its ``unapplied`` is without the parts already, as it was written so.
    """
    for invoice_id, amount in parts:
        part: dict[str, int | str] = {
            "customer": customer_id, "credit": credit_id, "invoice": invoice_id, "amount": amount,
            "day": dated.isoformat(),
        }  # fmt: skip
        if not db.execute_sql(_ALLOCATE + _NEVER_TAKEN_BACK, part).rowcount:
            part["day"] = _day_with_room(db, invoice_id, amount, dated.isoformat())
            db.execute_sql(_ALLOCATE, part)
        if amount > 0:
            db.execute_sql(_LOWER, part)
        else:
            refresh_invoices(db, [invoice_id])
    if not taken_off:
        refresh_credits(db, [credit_id])


_ROOM_TAKEN = """
SELECT i.total, a.dated, SUM(a.amount) FROM allocation a JOIN invoice i ON i.id = a.invoice_id
WHERE a.invoice_id = ? GROUP BY a.dated ORDER BY a.dated
"""


def _day_with_room(db: BookDatabase, invoice_id: int, wanted: int, day: str) -> str:
    """From which day on, ``day`` or later, an invoice had so much open as is wanted.

    That is later where another payment was on the invoice until it came back: until then, the new
    one was on account.
    """
    taken = 0
    for total, on, allocated in db.execute_sql(_ROOM_TAKEN, (invoice_id,)):
        if total - taken < wanted:
            day = max(day, on)
        taken += allocated
    return day


@dataclass(frozen=True, slots=True)
class OpenDebit:
    """An invoice or charge with a balance, as of some day.

    ``resting`` is the undisputed part that is not asked for, ``settled`` what of that has its days
    to pay after a dispute, until ``settled_until``, ``accelerated`` the day since which all of it
    is due because a payment plan failed (see ``usecases.chase``).
    """

    invoice_id: int
    customer_id: int
    number: str
    kind: str
    issue_date: date
    due_date: date
    total: int
    balance: int
    disputed: int
    sent_on: date | None = None
    delivered_on: date | None = None
    satisfaction: str = "unknown"
    resting: int = 0
    accelerated: date | None = None
    settled: int = 0
    settled_until: date | None = None

    @property
    def chased(self) -> int:
        """What may be asked for."""
        return self.balance - self.disputed - self.resting

    @property
    def falls_due(self) -> date:
        """The due date, or the earlier day on which a failed plan made it due."""
        return min(self.due_date, self.accelerated or self.due_date)


NOT_CLOSED_BY = """
id IN (SELECT id FROM invoice WHERE closed_on > :day
       UNION ALL SELECT id FROM invoice WHERE closed_on IS NULL)
"""
"""For invoices: that they were not closed at the end of the day; found by an index."""

_OPEN_AS_OF = """
SELECT id, customer_id, number, kind, issue_date, due_date, total,
       total - COALESCE((SELECT SUM(a.amount) FROM allocation a
                         WHERE a.invoice_id = invoice.id AND a.dated <= :day), 0) AS open,
       MIN(total, COALESCE((SELECT SUM(d.amount) FROM dispute d WHERE d.invoice_id = invoice.id
                 AND d.opened_on <= :day AND (d.resolved_on IS NULL OR d.resolved_on > :day)), 0)),
       sent_on, delivered_on, satisfaction
FROM invoice
WHERE lifecycle != 'draft' AND issue_date <= :day AND (void_on IS NULL OR void_on > :day)
  AND open != 0 AND {chosen}
ORDER BY customer_id, due_date, issue_date, number
"""

_OF_SOME = (
    "customer_id IN (SELECT value FROM json_each(:customers))"
    " AND (closed_on IS NULL OR closed_on > :day)"
)

_UNAPPLIED_AS_OF = """
SELECT customer_id, SUM(amount) FROM (
  SELECT customer_id, SUM(amount) AS amount FROM credit
  WHERE dated <= :day AND (reversed_on IS NULL OR reversed_on > :day) {only} GROUP BY customer_id
  UNION ALL
  SELECT customer_id, -SUM(amount) FROM allocation WHERE dated <= :day {only} GROUP BY customer_id
) GROUP BY customer_id HAVING SUM(amount) != 0
"""


def open_debits(
    db: BookDatabase, as_of: date, customers: Iterable[int] | None = None
) -> list[OpenDebit]:
    """Every invoice and charge that was open at the end of the day, replayed from the entries.

    Of these customers, or of all.
    """
    chosen = NOT_CLOSED_BY if customers is None else _OF_SOME
    listed = None if customers is None else json.dumps(list(customers))
    found = db.execute_sql(
        _OPEN_AS_OF.format(chosen=chosen), {"day": as_of.isoformat(), "customers": listed}
    )
    return [_as_of(as_of, row) for row in found]


def _as_of(day: date, row: tuple[Any, ...]) -> OpenDebit:
    sent, delivered = day_of(row[9]), day_of(row[10])
    known = (
        *row[:4],
        date.fromisoformat(row[4]),
        date.fromisoformat(row[5]),
        row[6],
        row[7],
        min(row[7], row[8]),
        sent if sent and sent <= day else None,
        delivered if delivered and delivered <= day else None,
        row[11],
    )
    return OpenDebit(*known)


def unapplied(db: BookDatabase, as_of: date, customer_id: int | None = None) -> dict[int, int]:
    """Cash and credits not yet allocated at the end of the day, by customer; zeros left out."""
    only = "" if customer_id is None else "AND customer_id = :customer"
    found = db.execute_sql(
        _UNAPPLIED_AS_OF.format(only=only), {"day": as_of.isoformat(), "customer": customer_id}
    )
    return dict(found.fetchall())


@dataclass(frozen=True, slots=True)
class HeldCredit:
    """A credit of which something was not allocated, as of some day."""

    dated: date
    kind: str
    reference: str
    amount: int
    unapplied: int


def held_credits(db: BookDatabase, as_of: date, customer_id: int) -> list[HeldCredit]:
    """The credits of a customer that were not used up at the end of the day, oldest first."""
    found = db.execute_sql(
        """SELECT dated, kind, COALESCE(NULLIF(number, ''), reference), amount,
                  amount - COALESCE((SELECT SUM(a.amount) FROM allocation a
                                     WHERE a.credit_id = credit.id AND a.dated <= :day), 0) AS held
           FROM credit WHERE customer_id = :customer AND dated <= :day
             AND (reversed_on IS NULL OR reversed_on > :day) AND held != 0
           ORDER BY dated, id""",
        {"day": as_of.isoformat(), "customer": customer_id},
    )
    return [HeldCredit(date.fromisoformat(row[0]), *row[1:]) for row in found]


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated debit (``amount`` above zero) or credit (below) of a customer's account."""

    dated: date
    kind: str
    reference: str
    amount: int
    invoice_id: int | None = None
    credit_id: int | None = None


_ENTRIES = """
SELECT issue_date, kind, number, total, id, NULL, 0 FROM invoice
 WHERE customer_id = :customer AND lifecycle != 'draft' AND issue_date <= :until
UNION ALL
SELECT void_on, 'void', number, -total, id, NULL, 3 FROM invoice
 WHERE customer_id = :customer AND void_on <= :until
UNION ALL
SELECT dated, kind, COALESCE(NULLIF(number, ''), reference), -amount, NULL, id, 1 FROM credit
 WHERE customer_id = :customer AND dated <= :until
UNION ALL
SELECT reversed_on, CASE kind WHEN 'payment' THEN 'nsf_reversal' ELSE kind || '_reversal' END,
       reference, amount, NULL, id, 2 FROM credit
 WHERE customer_id = :customer AND reversed_on <= :until
ORDER BY 1, 7, 5, 6
"""


def entries(db: BookDatabase, customer_id: int, until: date) -> list[Entry]:
    """The account of a customer up to a day, oldest first."""
    found = db.execute_sql(_ENTRIES, {"customer": customer_id, "until": until.isoformat()})
    return [
        Entry(date.fromisoformat(row[0]), row[1], row[2], row[3], row[4], row[5]) for row in found
    ]
