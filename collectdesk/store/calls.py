"""Calls as they are listed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of


@dataclass(frozen=True, slots=True)
class CallFile:
    """A logged call with its customer's name."""

    call_id: int
    customer_id: int
    customer_name: str
    at: str
    spoke_to: str
    outcome: str
    reason: str
    note: str
    next_on: date | None


_SOME = """
WHERE call.id IN (
  SELECT value FROM json_each(:ids)
  UNION ALL SELECT id FROM (SELECT id FROM call
    WHERE customer_id IN (SELECT value FROM json_each(:customers)) ORDER BY at DESC LIMIT :most))
"""


def latest(
    db: BookDatabase,
    limit: int,
    only: Iterable[int] | None = None,
    customers: Iterable[int] | None = None,
) -> list[CallFile]:
    """The newest calls of all customers; with ``only`` (their ids) or ``customers``, just these."""
    is_all = only is None and customers is None
    return [
        CallFile(*(*row[:8], day_of(row[8])))
        for row in db.execute_sql(
            "SELECT call.id, call.customer_id, c.name, at, spoke_to, outcome, reason, call.note,"
            " next_on FROM call JOIN customer c ON c.id = call.customer_id"
            f" {'' if is_all else _SOME} ORDER BY at DESC, call.id DESC LIMIT :most",
            {
                "ids": json.dumps(list(only or ())),
                "customers": json.dumps(list(customers or ())),
                "most": limit,
            },
        )
    ]


@dataclass(frozen=True, slots=True)
class EarlierReason:
    """A reason given in a call: its words, the promise made with it, and the next payment."""

    code: str
    day: date
    note: str
    promise_state: str
    next_paid: date | None


def earlier_reasons(db: BookDatabase, customer_id: int, limit: int = 20) -> list[EarlierReason]:
    """Reasons given before, newest first, with what came of them."""
    return [
        EarlierReason(row[0], date.fromisoformat(row[1]), row[2], row[3] or "", day_of(row[4]))
        for row in db.execute_sql(
            "SELECT c.reason, substr(c.at, 1, 10) AS day, c.note,"
            " (SELECT p.state FROM promise p WHERE p.call_id = c.id),"
            " (SELECT MIN(k.dated) FROM credit k WHERE k.customer_id = c.customer_id"
            "   AND k.kind = 'payment' AND k.state != 'reversed' AND k.dated > substr(c.at, 1, 10))"
            " FROM call c WHERE c.customer_id = ? AND c.reason != '' AND c.reason != 'unknown'"
            " ORDER BY c.at DESC, c.id DESC LIMIT ?",
            (customer_id, limit),
        )
    ]
