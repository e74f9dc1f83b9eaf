"""What the work queue and the customer's page ask of the book, as plain tuples.

Every query takes ``only``: the customers wanted, or None for all. ``day`` is the day to look from;
what was dated later is not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from collectdesk.store.among import Only, among, code_words
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of
from collectdesk.store.ledger import OpenDebit


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """The settings of a customer that rules look at."""

    customer_id: int
    number: str
    name: str
    terms: str
    credit_limit: int | None
    pay_run: str
    hold: str
    hold_until: date | None
    hold_reason: str
    placed: str
    archived: bool
    calendar: str = ""
    language: str = ""
    has_address: bool = True


def customers(db: BookDatabase, only: Only = None) -> list[CustomerFile]:
    """The customers in order of their id."""
    where, values = among(only, "id")
    return [
        CustomerFile(
            *(*row[:7], day_of(row[7]), *row[8:10], bool(row[10]), *row[11:13], bool(row[13]))
        )
        for row in db.execute_sql(
            "SELECT id, number, name, terms, credit_limit, pay_run, hold, hold_until, hold_reason,"
            " placed, archived, calendar, LOWER(TRIM(language)),"
            f" TRIM(billing_address) != '' FROM customer WHERE 1 {where} ORDER BY id",
            values,
        )
    ]


def open_debits_now(db: BookDatabase, only: Only = None) -> dict[int, list[OpenDebit]]:
    """Open invoices and charges by customer, oldest due first, from the stored balances."""
    where, values = among(only)
    found: dict[int, list[OpenDebit]] = defaultdict(list)
    for one, customer, number, kind, issued, due, *sums, sent, delivered, slip in db.execute_sql(
        "SELECT id, customer_id, number, kind, issue_date, due_date, total, balance, disputed,"
        " sent_on, delivered_on, satisfaction"
        f" FROM invoice WHERE balance > 0 AND lifecycle = 'issued' {where}"
        " ORDER BY customer_id, due_date, issue_date, number",
        values,
    ):
        days = date.fromisoformat(issued), date.fromisoformat(due)
        known = (*days, *sums, day_of(sent), day_of(delivered), slip)
        found[customer].append(OpenDebit(one, customer, number, kind, *known))
    return found


def unapplied_now(db: BookDatabase, only: Only = None) -> dict[int, int]:
    """Credits not yet allocated, by customer."""
    where, values = among(only)
    return dict(
        db.execute_sql(
            "SELECT customer_id, SUM(unapplied) FROM credit WHERE unapplied > 0"
            f" {where} GROUP BY customer_id",
            values,
        ).fetchall()
    )


@dataclass(frozen=True, slots=True)
class PromiseFile:
    """A promise as it stood on the day looked from."""

    promise_id: int
    customer_id: int
    made_on: date
    amount: int
    promised_for: date
    method: str
    deadline: date
    state: str
    judged_on: date | None
    received: int
    promised_by: str


def promises(
    db: BookDatabase,
    day: date,
    only: Only = None,
    since: date | None = None,
    *,
    only_open: bool = False,
) -> dict[int, list[PromiseFile]]:
    """Promises made up to ``day``, oldest first; judged later than ``day`` counts as open.

    With ``since``, those settled before it are left out; ``only_open`` leaves out all that are
    settled by now.
    """
    where, values = among(only)
    recent = "" if since is None else " AND (judged_on IS NULL OR judged_on >= :since)"
    if only_open:
        recent += " AND state = 'open'"
    seen = {"day": day.isoformat(), "since": since and since.isoformat(), **values}
    found: dict[int, list[PromiseFile]] = defaultdict(list)
    for row in db.execute_sql(
        f"SELECT {_PROMISE_AS_OF} FROM promise WHERE made_on <= :day {recent} {where}"
        " ORDER BY made_on, id",
        seen,
    ):
        found[row[1]].append(_promise_file(row))
    return found


_PROMISE_AS_OF = """
id, customer_id, made_on, amount, promised_for, method, deadline,
CASE WHEN judged_on > :day THEN 'open' ELSE state END,
CASE WHEN judged_on > :day THEN NULL ELSE judged_on END, received, promised_by
"""

_EVER_OPEN = """
SELECT id, customer_id, made_on, amount, promised_for, method, deadline, state, judged_on,
       received, promised_by FROM promise
WHERE made_on <= :last AND id IN (SELECT id FROM promise WHERE state = 'open'
                                  UNION ALL SELECT id FROM promise WHERE judged_on > :first)
ORDER BY made_on, id
"""


_STANDING = f"""
SELECT {_PROMISE_AS_OF} FROM promise WHERE id IN (
  SELECT id FROM promise WHERE customer_id = :customer AND made_on <= :day
    AND (state = 'open' OR judged_on >= :since)
  UNION ALL
  SELECT * FROM (SELECT id FROM promise WHERE customer_id = :customer AND made_on <= :day
                 ORDER BY made_on DESC, id DESC LIMIT 1))
ORDER BY made_on, id
"""


def standing_promises(
    db: BookDatabase, day: date, customer_id: int, since: date
) -> list[PromiseFile]:
    """A customer's promises that are open on a day or were judged from ``since`` on, and the newest
    whatever its state, oldest first."""
    values = {"day": day.isoformat(), "since": since.isoformat(), "customer": customer_id}
    return [_promise_file(row) for row in db.execute_sql(_STANDING, values)]


def promises_open_between(db: BookDatabase, first: date, last: date) -> list[PromiseFile]:
    """Promises that were open at the end of any of the days, oldest first, as they stand now."""
    span = {"first": first.isoformat(), "last": last.isoformat()}
    return [_promise_file(row) for row in db.execute_sql(_EVER_OPEN, span)]


def _promise_file(row: tuple[Any, ...]) -> PromiseFile:
    return PromiseFile(
        row[0], row[1], date.fromisoformat(row[2]), row[3], date.fromisoformat(row[4]),
        row[5], date.fromisoformat(row[6]), row[7], day_of(row[8]), row[9], row[10],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contacting:
    """How often a customer was called in a week, and how often today and when last somebody spoke
    with a person, whoever called."""

    reached: date | None
    reached_today: int
    attempts_7d: int


_CONTACTING = """
SELECT k.id, (SELECT substr(at, 1, 10) FROM call WHERE customer_id = k.id AND at < :end
                AND outcome IN ({words}) ORDER BY at DESC LIMIT 1),
  COALESCE(w.reached_today, 0), COALESCE(w.attempts, 0)
FROM customer k LEFT JOIN (
  SELECT customer_id, SUM(outcome IN ({words}) AND at >= :day)
      AS reached_today, SUM(direction = 'out') AS attempts
  FROM call WHERE at >= :week AND at < :end GROUP BY customer_id) w ON w.customer_id = k.id
WHERE 1 {among}
"""

_CONTACTING_ONE = """
SELECT :only, (SELECT substr(at, 1, 10) FROM call WHERE customer_id = :only AND at < :end
                 AND outcome IN ({words}) ORDER BY at DESC LIMIT 1),
  COALESCE(SUM(outcome IN ({words}) AND at >= :day), 0),
  COALESCE(SUM(direction = 'out'), 0)
FROM call WHERE customer_id = :only AND at >= :week AND at < :end
"""
"""The last call stands at the end of an index; the others need not be read."""


def contacting(
    db: BookDatabase, day: date, reached: Iterable[str], only: Only = None
) -> dict[int, Contacting]:
    """Calls up to ``day`` by customer; ``reached`` are the outcomes in which a person spoke."""
    words = code_words(reached)
    where, values = among(only, "k.id")
    sql = (_CONTACTING_ONE if "only" in values else _CONTACTING).format(words=words, among=where)
    end = (day + timedelta(days=1)).isoformat()
    week = (day - timedelta(days=6)).isoformat()
    found = db.execute_sql(sql, {"day": day.isoformat(), "end": end, "week": week, **values})
    return {row[0]: Contacting(day_of(row[1]), row[2], row[3]) for row in found}


FollowUp = tuple[date, str, str, date | None]
"""The day, the time of day if one was agreed, what to do, and the day of the call that set it."""


def follow_ups(db: BookDatabase, only: Only = None) -> dict[int, list[FollowUp]]:
    """By customer the follow-ups that are not done today, the first due first."""
    where, values = among(only, "f.customer_id")
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for customer, due, at, what, called_on in db.execute_sql(
        "SELECT f.customer_id, f.due_on, f.due_time, f.what, substr(c.at, 1, 10)"
        " FROM follow_up f LEFT JOIN call c ON c.id = f.call_id"
        f" WHERE f.done_on IS NULL {where} ORDER BY f.due_on, f.id",
        values,
    ):
        found[customer].append((date.fromisoformat(due), at, what, day_of(called_on)))
    return found


def dispute_steps(
    db: BookDatabase, day: date, only: Only = None
) -> dict[int, tuple[date, date | None, str]]:
    """The next step of an open dispute by customer: opened on, step's day, what."""
    where, values = among(only)
    found: dict[int, tuple[date, date | None, str]] = {}
    for customer, opened, due, what in db.execute_sql(
        "SELECT customer_id, opened_on, next_on, next_step FROM dispute"
        " WHERE opened_on <= :day AND (resolved_on IS NULL OR resolved_on > :day)"
        f" {where} ORDER BY next_on IS NULL DESC, next_on DESC, id DESC",
        {"day": day.isoformat(), **values},
    ):
        found[customer] = (date.fromisoformat(opened), day_of(due), what)
    return found


def disputed_numbers(db: BookDatabase, customer_id: int) -> tuple[str, ...]:
    """The numbers of a customer's invoices whose dispute is not settled, the oldest first."""
    return tuple(
        number
        for (number,) in db.execute_sql(
            "SELECT DISTINCT i.number FROM dispute d JOIN invoice i ON i.id = d.invoice_id"
            " WHERE d.customer_id = ? AND d.state != 'resolved' ORDER BY d.id",
            (customer_id,),
        )
    )


def verified_invoices(db: BookDatabase, day: date, only: Only = None) -> set[int]:
    """Invoices for which a verification letter was issued up to ``day``."""
    where, values = among(only)
    return {
        row[0]
        for row in db.execute_sql(
            "SELECT x.invoice_id FROM document d JOIN document_invoice x ON x.document_id = d.id"
            f" WHERE d.kind = 'verification' AND d.issued_on <= :day {where}",
            {"day": day.isoformat(), **values},
        )
    }


def returned_payments(db: BookDatabase, since: date, day: date, only: Only = None) -> set[int]:
    """Customers with a payment that came back in the time given."""
    where, values = among(only)
    return {
        row[0]
        for row in db.execute_sql(
            "SELECT DISTINCT customer_id FROM credit WHERE kind = 'payment'"
            f" AND reversed_on BETWEEN :since AND :day {where}",
            {"since": since.isoformat(), "day": day.isoformat(), **values},
        )
    }


def payments_to_send_again(
    db: BookDatabase, since: date, day: date, only: Only = None
) -> dict[int, tuple[int, date]]:
    """By customer the latest payment that came back in the time given while something of what it
    had paid is still open: its amount, and the day of the return."""
    where, values = among(only, "c.customer_id")
    return {
        customer: (amount, date.fromisoformat(returned))
        for customer, amount, returned in db.execute_sql(
            "SELECT c.customer_id, c.amount, c.reversed_on FROM credit c"
            " WHERE c.kind = 'payment' AND c.reversed_on BETWEEN :since AND :day"
            " AND (NOT EXISTS (SELECT 1 FROM allocation a WHERE a.credit_id = c.id)"
            "  OR EXISTS (SELECT 1 FROM allocation a JOIN invoice i ON i.id = a.invoice_id"
            f"            WHERE a.credit_id = c.id AND i.balance > 0)) {where}"
            " ORDER BY c.reversed_on, c.id",
            {"since": since.isoformat(), "day": day.isoformat(), **values},
        )
    }


def last_letters(
    db: BookDatabase, day: date, kinds: Iterable[str], only: Only = None
) -> dict[int, tuple[str, date]]:
    """The latest issued letter of the given kinds by customer: kind and day."""
    words = code_words(kinds)
    where, values = among(only)
    return {
        customer: (kind, date.fromisoformat(issued))
        for customer, kind, issued in db.execute_sql(
            "SELECT customer_id, kind, issued_on FROM document"
            f" WHERE kind IN ({words}) AND issued_on <= :day {where} ORDER BY issued_on, id",
            {"day": day.isoformat(), **values},
        )
    }


def has_bad_debt(db: BookDatabase, customer_id: int) -> bool:
    """Whether something of the customer was written off and has not come in since."""
    return db.execute_sql(_BAD_DEBT, (customer_id,)).fetchone() is not None


_BAD_DEBT = """
SELECT 1 FROM invoice i WHERE i.customer_id = ? AND i.lifecycle = 'issued' AND i.written_off >
  (SELECT COALESCE(SUM(r.total), 0) FROM invoice r
   WHERE r.parent_id = i.id AND r.kind = 'recovery' AND r.lifecycle = 'issued')
LIMIT 1
"""
