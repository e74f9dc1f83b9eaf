"""Checks of a book's file and sums. Each returns a sentence for every problem."""

from __future__ import annotations

import hashlib
from datetime import date

from collectdesk.store.engine import BookDatabase
from collectdesk.store.ledger import ENTRIES_SAY
from collectdesk.store.statements import month_sums

_MOST = 20


def integrity(db: BookDatabase) -> list[str]:
    """SQLite's own check of the file."""
    found = [row[0] for row in db.execute_sql(f"PRAGMA integrity_check({_MOST})")]
    return [] if found == ["ok"] else found


def references(db: BookDatabase) -> list[str]:
    """Rows that point at rows which are not there."""
    return [
        f"{table} row {row_id} points at a missing {parent}"
        for table, row_id, parent, _ in db.execute_sql("PRAGMA foreign_key_check").fetchmany(_MOST)
    ]


def balances(db: BookDatabase) -> list[str]:
    """What is stored of each invoice against what its entries say."""
    return _sentences(
        db,
        f"""SELECT i.number || ': ' || (CASE
              WHEN i.balance != now.balance
                THEN 'balance ' || i.balance || ', entries say ' || now.balance
              WHEN i.written_off != now.written_off
                THEN 'written off ' || i.written_off || ', entries say ' || now.written_off
              WHEN i.disputed != now.disputed
                THEN 'disputed ' || i.disputed || ', entries say ' || now.disputed
              ELSE 'closed on ' || COALESCE(i.closed_on, 'no day') || ', entries say '
                || COALESCE(now.closed_on, 'no day') END)
            FROM invoice i JOIN ({ENTRIES_SAY.format(which="")}) AS now ON now.id = i.id
            WHERE (i.balance, i.written_off, i.disputed, i.closed_on)
              IS NOT (now.balance, now.written_off, now.disputed, now.closed_on)""",
    )


def unapplied(db: BookDatabase) -> list[str]:
    """Stored unapplied sums against amounts less allocations."""
    return _sentences(
        db,
        """SELECT 'Credit ' || id || ': unapplied ' || unapplied || ', entries say ' || computed
           FROM (SELECT id, unapplied, CASE state WHEN 'reversed' THEN 0 ELSE amount END
             - COALESCE((SELECT SUM(amount) FROM allocation a WHERE a.credit_id = credit.id), 0)
             AS computed FROM credit) WHERE unapplied != computed""",
    )


def overallocated(db: BookDatabase) -> list[str]:
    """Credits or invoices with more allocated than they hold."""
    return _sentences(
        db,
        """SELECT 'Credit ' || credit_id || ' is allocated beyond its amount' FROM allocation
             JOIN credit c ON c.id = credit_id GROUP BY credit_id HAVING SUM(allocation.amount)
             > MAX(c.amount)
           UNION ALL
           SELECT i.number || ' is paid beyond its total' FROM allocation
             JOIN invoice i ON i.id = invoice_id GROUP BY invoice_id HAVING SUM(allocation.amount)
             > MAX(i.total)""",
    )


def totals(db: BookDatabase) -> list[str]:
    """Net sums of invoices against their lines."""
    return _sentences(
        db,
        """SELECT i.number || ': net ' || i.net || ', lines say ' || SUM(l.net) FROM invoice i
           JOIN invoice_line l ON l.invoice_id = i.id GROUP BY i.id HAVING SUM(l.net) != i.net""",
    )


def documents(db: BookDatabase) -> list[str]:
    """Kept documents against their SHA-256."""
    problems = []
    for number, wanted, pdf in db.execute_sql(
        "SELECT d.number, d.sha256, b.pdf FROM document d JOIN document_body b ON b.id = d.id"
    ):
        if hashlib.sha256(pdf).hexdigest() != wanted:
            problems.append(f"Document {number} is not as it was issued")
    return problems[:_MOST]


def account_balances(db: BookDatabase, day: date) -> list[tuple[int, str, int]]:
    """Customer id, number and balance of each account at the end of a day."""
    sums = month_sums(db, date.min, day)
    return [
        (customer, number, sums[customer][0] + sums[customer][1] - sums[customer][2])
        for customer, number in db.execute_sql("SELECT id, number FROM customer ORDER BY id")
        if customer in sums
    ]


def _sentences(db: BookDatabase, sql: str) -> list[str]:
    return [row[0] for row in db.execute_sql(f"{sql} LIMIT {_MOST}")]
