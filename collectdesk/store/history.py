"""All that happened with a customer, newest first, as one list."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.store import entered
from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. Which of the texts are filled depends on ``kind``; ``left`` is what
    of a payment or credit stayed on account on its day, and ``parts`` are the invoices that it went
    to on that day, with how much."""

    kind: str
    ref_id: int
    on: date
    what: str
    amount: int | None
    first: str
    second: str
    third: str
    day: date | None
    left: int = 0
    parts: tuple[tuple[str, int], ...] = ()


_OF_EACH_KIND = """
SELECT CASE purpose WHEN 'courtesy' THEN 'courtesy_call' ELSE 'call' END AS kind, id,
       substr(at, 1, 10) AS day, outcome AS what, NULL AS amount,
       spoke_to AS first, note AS second, reason AS third, next_on AS other_day, at AS moment
  FROM (SELECT * FROM call WHERE customer_id = :customer ORDER BY at DESC LIMIT :most)
UNION ALL
SELECT 'promise_made', id, made_on, method, amount, promised_by, reference, '', promised_for,
       made_on || ' 24 ' || printf('%09d', id)
  FROM (SELECT * FROM promise WHERE customer_id = :customer AND call_id IS NULL
        ORDER BY made_on DESC, id DESC LIMIT :most)
UNION ALL
SELECT 'promise', id, judged_on, state, amount, method, '', '', promised_for,
       CASE judged_on WHEN made_on THEN judged_on || ' 24 ' || printf('%09d+', id)
                      ELSE judged_on || ' 00' END
  FROM (SELECT * FROM promise WHERE customer_id = :customer AND judged_on IS NOT NULL
        ORDER BY judged_on DESC, judged_on = made_on DESC, id DESC LIMIT :most)
UNION ALL
SELECT 'credit', id, dated, kind, amount, method, COALESCE(NULLIF(reference, ''), number),
       CASE WHEN reversed_on IS NULL THEN reason ELSE '' END, NULL, dated || ' 10'
  FROM (SELECT * FROM credit WHERE customer_id = :customer ORDER BY dated DESC, id DESC LIMIT :most)
UNION ALL
SELECT * FROM (SELECT 'used', MIN(a.id), a.dated, c.kind, SUM(a.amount),
         COALESCE(NULLIF(c.reference, ''), c.number), group_concat(i.number, ', '), '',
         c.dated, a.dated || ' 10'
    FROM allocation a JOIN credit c ON c.id = a.credit_id JOIN invoice i ON i.id = a.invoice_id
   WHERE a.customer_id = :customer AND a.dated > c.dated AND a.amount > 0 AND i.kind != 'refund'
   GROUP BY c.id, a.dated ORDER BY a.dated DESC LIMIT :most)
UNION ALL
SELECT 'returned', id, reversed_on, kind, amount, method, reference, reason, NULL,
       reversed_on || ' 11' FROM credit
 WHERE customer_id = :customer AND reversed_on IS NOT NULL
UNION ALL
SELECT 'invoice', id, issue_date, kind, total, number,
       CASE kind WHEN 'invoice' THEN '' ELSE note END, '', due_date, issue_date || ' 08'
  FROM (SELECT * FROM invoice WHERE customer_id = :customer AND lifecycle != 'draft'
        ORDER BY issue_date DESC, id DESC LIMIT :most)
UNION ALL
SELECT 'delivered', id, delivered_on, satisfaction, NULL, number, '', '', NULL,
       delivered_on || ' 09' FROM (SELECT * FROM invoice
        WHERE customer_id = :customer AND delivered_on IS NOT NULL AND lifecycle = 'issued'
        ORDER BY delivered_on DESC, id DESC LIMIT :most)
UNION ALL
SELECT 'void', id, void_on, kind, total, number, void_reason, '', NULL, void_on || ' 12'
  FROM invoice WHERE customer_id = :customer AND void_on IS NOT NULL
UNION ALL
SELECT 'dispute', d.id, d.opened_on, d.reason, d.amount, i.number, d.next_step, d.note, d.next_on,
       d.opened_on || ' 13' FROM dispute d JOIN invoice i ON i.id = d.invoice_id
 WHERE d.customer_id = :customer
UNION ALL
SELECT 'settled', d.id, d.resolved_on, d.resolution, d.amount, i.number, '', d.note, NULL,
       d.resolved_on || ' 14' FROM dispute d JOIN invoice i ON i.id = d.invoice_id
 WHERE d.customer_id = :customer AND d.resolved_on IS NOT NULL
UNION ALL
SELECT 'plan', id, agreed_on, state, amount, '', note, '', NULL, agreed_on || ' 15'
  FROM plan WHERE customer_id = :customer
UNION ALL
SELECT 'plan_ended', id, ended_on, state, amount, '', '', '', accelerated_on, ended_on || ' 23'
  FROM plan WHERE customer_id = :customer AND ended_on IS NOT NULL
UNION ALL
SELECT 'document', id, issued_on, kind, amount, number, title, '', printed_on, issued_on || ' 16'
  FROM (SELECT * FROM document WHERE customer_id = :customer
        ORDER BY issued_on DESC, id DESC LIMIT :most)
UNION ALL
SELECT 'note', id, substr(at, 1, 10), kind, NULL, made_by, text, '', NULL, at
  FROM (SELECT * FROM note WHERE customer_id = :customer ORDER BY at DESC, id DESC LIMIT :most)
ORDER BY day DESC, moment DESC, id DESC LIMIT :most
"""

_PARTS_OF_CREDIT = """
SELECT json_group_array(json_array(number, part)) FROM (
  SELECT i.number, SUM(a.amount) AS part FROM allocation a JOIN invoice i ON i.id = a.invoice_id
  WHERE a.credit_id = latest.id AND a.dated = latest.day AND a.amount > 0
  GROUP BY i.id ORDER BY i.due_date, i.issue_date, i.number)
"""

_INVOICES_OF_DOCUMENT = """
SELECT group_concat(number, ', ') FROM (SELECT i.number FROM document_invoice x
  JOIN invoice i ON i.id = x.invoice_id WHERE x.document_id = latest.id LIMIT 4)
"""

_HAPPENINGS = f"""
SELECT kind, id, day, what, amount, first, second,
  CASE kind WHEN 'document' THEN COALESCE(({_INVOICES_OF_DOCUMENT}), '') ELSE third END,
  other_day, CASE kind WHEN 'credit' THEN ({_PARTS_OF_CREDIT}) END
FROM ({_OF_EACH_KIND}) AS latest ORDER BY day DESC, moment DESC, id DESC
"""
"""Only of the latest is looked up which invoices they were about."""


def of_customer(db: BookDatabase, customer_id: int, most: int = 400) -> list[Happening]:
    """The latest ``most`` happenings of a customer, newest first; within a day, what was entered
    last."""
    found = [
        _happening(row)
        for row in db.execute_sql(_HAPPENINGS, {"customer": customer_id, "most": most})
    ]
    return _latest_entered_first(db, found)


def _happening(row: tuple[Any, ...]) -> Happening:
    parts = tuple((number, part) for number, part in json.loads(row[9])) if row[9] else ()
    return Happening(
        row[0], row[1], date.fromisoformat(row[2]), row[3], row[4], row[5], row[6], row[7],
        None if row[8] is None else date.fromisoformat(row[8]),
        row[4] - sum(part for _, part in parts) if row[0] == "credit" else 0, parts,
    )  # fmt: skip


def _latest_entered_first(db: BookDatabase, found: list[Happening]) -> list[Happening]:
    """The same, in the order of the steps of its day; what none of them wrote was entered later.

    Things of one kind, and of one step, stay as they are.
    """
    kinds: dict[date, set[str]] = {}
    for one in found:
        kinds.setdefault(one.on, set()).add(one.kind)
    mixed = {day for day, several in kinds.items() if len(several) > 1}
    steps = entered.steps_of(
        db, mixed, ((one.kind, one.ref_id) for one in found if one.on in mixed)
    )
    known = {one.on for one in found if (one.kind, one.ref_id) in steps}
    later = max(steps.values(), default=0) + 1

    def when(one: Happening) -> tuple[date, int]:
        return one.on, steps.get((one.kind, one.ref_id), later) if one.on in known else 0

    return sorted(found, key=when, reverse=True)


Promised = tuple[int, date, str, str]
"""Minor units, the day, how it comes, and the reference of what was promised."""


def promised_in(db: BookDatabase, calls: Iterable[int]) -> dict[int, Promised]:
    """What was promised in these calls, by call."""
    return {
        call: (amount, date.fromisoformat(day), method, reference)
        for call, amount, day, method, reference in db.execute_sql(
            "SELECT call_id, amount, promised_for, method, reference FROM promise"
            " WHERE call_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(list(calls)),),
        )
    }
