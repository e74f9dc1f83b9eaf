"""What an owner can learn from the past: causes of lateness, who collects how, what letters do."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.store.among import code_words
from collectdesk.store.engine import BookDatabase
from collectdesk.store.ledger import NOT_CLOSED_BY

Cause = tuple[str, int, int, int, int]
"""Reason, calls in which it was told, customers, what was past due of them then, days late."""


def causes(db: BookDatabase, first: date, last: date) -> list[Cause]:
    """Each reason told in calls, with what those customers had past due on the days of the calls.

    What was paid since is counted by the days it came late; what is open by its days so far. One
    invoice counts once for a reason, with the most that was open of it in those calls. Days are
    an average that is weighted by these sums.
    """
    found = db.execute_sql(
        """WITH told AS (SELECT c.reason, c.customer_id, MAX(i.total - COALESCE(
                      (SELECT SUM(a.amount) FROM allocation a WHERE a.invoice_id = i.id
                         AND a.dated <= substr(c.at, 1, 10)), 0)) AS open,
                    CAST(julianday(MIN(COALESCE(i.closed_on, :last), :last))
                      - julianday(i.due_date) AS INTEGER) AS late
             FROM call c LEFT JOIN invoice i ON i.customer_id = c.customer_id
              AND i.kind = 'invoice' AND i.lifecycle != 'draft'
              AND (i.void_on IS NULL OR i.void_on > :last)
              AND i.due_date < substr(c.at, 1, 10)
              AND (i.closed_on IS NULL OR i.closed_on > substr(c.at, 1, 10))
            WHERE c.reason != '' AND substr(c.at, 1, 10) BETWEEN :first AND :last
            GROUP BY c.reason, c.customer_id, i.id)
           SELECT t.reason,
                  (SELECT COUNT(*) FROM call k WHERE k.reason = t.reason
                      AND substr(k.at, 1, 10) BETWEEN :first AND :last),
                  COUNT(DISTINCT t.customer_id), COALESCE(SUM(t.open), 0),
                  COALESCE((2 * SUM(t.late * t.open) + SUM(t.open)) / (2 * SUM(t.open)), 0)
             FROM told t GROUP BY t.reason ORDER BY 4 DESC, 1""",
        {"first": first.isoformat(), "last": last.isoformat()},
    )
    return [tuple(row) for row in found]


def calls_by_person(db: BookDatabase, first: date, last: date) -> dict[str, tuple[int, int, int]]:
    """By person: calls made, those in which somebody was reached, and seconds spoken."""
    reached = code_words(REACHED_OUTCOMES)
    return {
        row[0]: (row[1], row[2], row[3])
        for row in db.execute_sql(
            f"SELECT made_by, COUNT(*), SUM(outcome IN ({reached})), SUM(seconds) FROM call"
            " WHERE substr(at, 1, 10) BETWEEN ? AND ? GROUP BY made_by",
            (first.isoformat(), last.isoformat()),
        )
    }


def promises_by_person(
    db: BookDatabase, first: date, last: date
) -> dict[str, tuple[int, int, int, int]]:
    """By person who took them in calls: promises, those judged, those kept, money in time."""
    return {
        row[0]: (row[1], row[2], row[3], row[4])
        for row in db.execute_sql(
            "SELECT c.made_by, COUNT(*), SUM(p.state IN ('kept', 'partly_kept', 'broken')),"
            " SUM(p.state = 'kept'), SUM(MIN(p.received, p.amount)) FROM promise p"
            " JOIN call c ON c.id = p.call_id WHERE p.made_on BETWEEN ? AND ? GROUP BY c.made_by",
            (first.isoformat(), last.isoformat()),
        )
    }


def notes_by_person(db: BookDatabase, first: date, last: date) -> dict[str, int]:
    """By person: notes written."""
    return dict(
        db.execute_sql(
            "SELECT made_by, COUNT(*) FROM note WHERE substr(at, 1, 10) BETWEEN ? AND ?"
            " GROUP BY made_by",
            (first.isoformat(), last.isoformat()),
        ).fetchall()
    )


def notes_of(db: BookDatabase, kind: str, customer_id: int | None = None) -> list[str]:
    """The notes of a kind, of one customer or of all, oldest first."""
    found = db.execute_sql(
        "SELECT text FROM note WHERE kind = :kind"
        " AND (:customer IS NULL OR customer_id = :customer) ORDER BY id",
        {"kind": kind, "customer": customer_id},
    )
    return [row[0] for row in found]


def open_disputes_by_owner(db: BookDatabase) -> dict[str, int]:
    """By owner: disputes that are not settled."""
    return dict(
        db.execute_sql(
            "SELECT owner, COUNT(*) FROM dispute WHERE state != 'resolved' GROUP BY owner"
        ).fetchall()
    )


def counterparts(db: BookDatabase, kind: str) -> dict[int, str]:
    """Our person for each customer: the first line of its newest note of that kind."""
    return {
        customer: text.split("\n", 1)[0]
        for customer, text in db.execute_sql(
            "SELECT customer_id, text FROM note n WHERE kind = ? AND id = (SELECT MAX(id) FROM"
            " note m WHERE m.customer_id = n.customer_id AND m.kind = n.kind)",
            (kind,),
        )
    }


def open_follow_ups(db: BookDatabase) -> dict[int, int]:
    """By customer: tasks that are not done."""
    return dict(
        db.execute_sql(
            "SELECT customer_id, COUNT(*) FROM follow_up WHERE done_on IS NULL GROUP BY customer_id"
        ).fetchall()
    )


LetterEffect = tuple[str, str, int, int, int, int]
"""Kind, stamp, letters sent, those after which money came, what they asked for, what came."""


def letter_effects(
    db: BookDatabase, kinds: Iterable[str], first: date, last: date, days: int
) -> list[LetterEffect]:
    """For each kind and stamp: letters of the time, and payments on their invoices soon after.

    A letter counts from the day on which its ``days`` are over, so ``last`` lies that far back. A
    payment counts by its own day, however long it waited on account, unless it went back since.
    """
    words = code_words(kinds)
    found = db.execute_sql(
        f"""WITH sent AS (SELECT d.id, d.kind, d.stamp, COALESCE(d.amount, 0) AS asked,
                COALESCE((SELECT SUM(a.amount) FROM document_invoice x
                   JOIN allocation a ON a.invoice_id = x.invoice_id
                   JOIN credit c ON c.id = a.credit_id AND c.kind = 'payment'
                  WHERE x.document_id = d.id AND c.dated > d.issued_on
                    AND c.dated <= date(d.issued_on, '+' || :days || ' days')
                    AND a.dated <= date(:last, '+' || :days || ' days')), 0) AS came
              FROM document d WHERE d.kind IN ({words})
               AND d.issued_on BETWEEN :first AND :last)
            SELECT kind, stamp, COUNT(*), SUM(came > 0), SUM(asked), SUM(came) FROM sent
             GROUP BY kind, stamp ORDER BY 3 DESC, 1, 2""",
        {"days": days, "first": first.isoformat(), "last": last.isoformat()},
    )
    return [tuple(row) for row in found]


def past_due_accounts(db: BookDatabase, days: Sequence[date]) -> list[tuple[int, int]]:
    """At the end of each day, the oldest first: customers with something past due, and invoices."""
    found = db.execute_sql(
        "SELECT id, customer_id, issue_date, due_date, COALESCE(closed_on, void_on, '9999')"
        " FROM invoice WHERE lifecycle != 'draft' AND due_date < :last"
        f" AND (void_on IS NULL OR void_on > :day) AND {NOT_CLOSED_BY}",
        {"day": days[0].isoformat(), "last": days[-1].isoformat()},
    ).fetchall()
    settled = _settled_for_a_while(db)
    stored = [day.isoformat() for day in days]
    accounts: list[set[int]] = [set() for _ in days]
    invoices = [0] * len(days)
    for invoice, customer, issued, due, ended in found:
        first_late = max(bisect_left(stored, issued), bisect_right(stored, due))
        for at in range(first_late, bisect_left(stored, ended)):
            if invoice not in settled or not _covers(settled[invoice], stored[at]):
                accounts[at].add(customer)
                invoices[at] += 1
    return [(len(who), count) for who, count in zip(accounts, invoices, strict=True)]


def _covers(spans: list[tuple[str, str]], day: str) -> bool:
    return any(first <= day < last for first, last in spans)


def _settled_for_a_while(db: BookDatabase) -> dict[int, list[tuple[str, str]]]:
    """By invoice that a returned payment had paid, from when to when nothing was open on it."""
    changes = db.execute_sql(
        "SELECT i.id, i.total, a.dated, SUM(a.amount) FROM invoice i"
        " JOIN allocation a ON a.invoice_id = i.id WHERE i.id IN (SELECT b.invoice_id"
        "  FROM credit c CROSS JOIN allocation b ON b.credit_id = c.id"
        "  WHERE c.reversed_on IS NOT NULL)"
        " GROUP BY i.id, a.dated ORDER BY i.id, a.dated"
    ).fetchall()
    open_now: dict[int, int] = {}
    since: dict[int, str] = {}
    found: dict[int, list[tuple[str, str]]] = {}
    for invoice, total, on, amount in changes:
        open_now[invoice] = open_now.get(invoice, total) - amount
        if open_now[invoice] == 0:
            since.setdefault(invoice, on)
        elif invoice in since:
            found.setdefault(invoice, []).append((since.pop(invoice), on))
    for invoice, on in since.items():
        found.setdefault(invoice, []).append((on, "9999"))
    return found


Days = tuple[int, int]
"""How many there are, and their days added up."""

_TO_INVOICE = """
SELECT COUNT(*), COALESCE(SUM(CAST(julianday(issue_date) - julianday(delivered_on) AS INTEGER)), 0)
FROM invoice NOT INDEXED
WHERE kind = 'invoice' AND (lifecycle = 'issued' OR void_on > :last)
  AND delivered_on <= issue_date AND issue_date BETWEEN :first AND :last
"""

_TO_FIRST_CONTACT = """
SELECT COUNT(*), COALESCE(SUM(CAST(julianday(contact) - julianday(issue_date) AS INTEGER)), 0)
FROM (
  SELECT i.issue_date, MIN(
    COALESCE((SELECT substr(c.at, 1, 10) FROM call c
              WHERE c.customer_id = i.customer_id AND c.outcome IN ({reached})
                AND c.at >= i.issue_date AND substr(c.at, 1, 10) <= :last
              ORDER BY c.at LIMIT 1), '9999'),
    COALESCE((SELECT MIN(d.issued_on) FROM document_invoice x
                JOIN document d ON d.id = x.document_id AND d.kind != 'invoice'
              WHERE x.invoice_id = i.id AND d.issued_on <= :last), '9999')) AS contact
  FROM invoice i NOT INDEXED
  WHERE i.kind = 'invoice' AND (i.lifecycle = 'issued' OR i.void_on > :last)
    AND i.issue_date BETWEEN :first AND :last LIMIT -1
) WHERE contact < '9999'
"""
"""The limit leaves out nothing: with it, SQLite looks for each contact once."""

_TO_FIRST_PROBLEM = """
SELECT COUNT(*), COALESCE(SUM(days), 0) FROM (
  SELECT CAST(julianday(MIN(d.opened_on)) - julianday(i.issue_date) AS INTEGER) AS days
  FROM dispute d JOIN invoice i ON i.id = d.invoice_id
  GROUP BY d.invoice_id HAVING MIN(d.opened_on) BETWEEN :first AND :last)
"""


def days_to_invoice(db: BookDatabase, first: date, last: date) -> Days:
    """From delivery to invoice, of what was invoiced in the time."""
    return _days(db, _TO_INVOICE, first, last)


def days_to_first_contact(db: BookDatabase, first: date, last: date) -> Days:
    """From issue to the first talk or letter of a customer, of invoices of the time."""
    reached = code_words(REACHED_OUTCOMES)
    return _days(db, _TO_FIRST_CONTACT.format(reached=reached), first, last)


def days_to_first_problem(db: BookDatabase, first: date, last: date) -> Days:
    """From issue to the first dispute of an invoice, of those opened in the time."""
    return _days(db, _TO_FIRST_PROBLEM, first, last)


def _days(db: BookDatabase, sql: str, first: date, last: date) -> Days:
    span = {"first": first.isoformat(), "last": last.isoformat()}
    count, days = db.execute_sql(sql, span).fetchone()
    return count, days


def sales(db: BookDatabase, customer_id: int, first: date, last: date) -> int:
    """What was invoiced to a customer in a time, in minor units."""
    row = db.execute_sql(
        "SELECT COALESCE(SUM(total), 0) FROM invoice WHERE customer_id = ? AND kind = 'invoice'"
        " AND lifecycle = 'issued' AND issue_date BETWEEN ? AND ?",
        (customer_id, first.isoformat(), last.isoformat()),
    ).fetchone()
    return int(row[0])
