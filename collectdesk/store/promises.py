"""Promises against the money that came in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import accumulate

from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import PromiseFile, promises


def open_promises(
    db: BookDatabase, day: date, only: Iterable[int] | None = None
) -> list[PromiseFile]:
    """Promises not yet judged, the nearest deadline first."""
    found = promises(db, day, only, only_open=True)
    listed = [promise for per_customer in found.values() for promise in per_customer]
    return sorted(listed, key=lambda p: (p.deadline, p.promise_id))


def invoices_of(db: BookDatabase, promise_id: int) -> list[tuple[int, str]]:
    """The invoices that a promise names: id and number."""
    return invoices_of_each(db, [promise_id]).get(promise_id, [])


def invoices_of_each(
    db: BookDatabase, promise_ids: Iterable[int]
) -> dict[int, list[tuple[int, str]]]:
    """By promise, the invoices that it names: id and number, the oldest due first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for promise, invoice, number in db.execute_sql(
        "SELECT p.promise_id, i.id, i.number FROM promise_invoice p"
        " JOIN invoice i ON i.id = p.invoice_id"
        " WHERE p.promise_id IN (SELECT value FROM json_each(?)) ORDER BY i.due_date, i.number",
        (json.dumps(list(promise_ids)),),
    ):
        found.setdefault(promise, []).append((invoice, number))
    return found


_MONEY_IN_TIME = """
WITH wanted AS (
  SELECT id, customer_id, made_on, deadline,
         EXISTS (SELECT 1 FROM promise_invoice x WHERE x.promise_id = promise.id) AS names_some
  FROM promise WHERE id IN (SELECT value FROM json_each(?)))
SELECT w.id, w.made_on, c.id, c.dated, c.dated, c.amount
FROM wanted w CROSS JOIN credit c
WHERE w.names_some = 0 AND c.customer_id = w.customer_id
  AND c.dated BETWEEN w.made_on AND w.deadline AND c.kind = 'payment'
UNION ALL
SELECT w.id, w.made_on, c.id, c.dated, c.reversed_on, -c.amount
FROM wanted w CROSS JOIN credit c
WHERE w.names_some = 0 AND c.customer_id = w.customer_id
  AND c.dated BETWEEN w.made_on AND w.deadline AND c.kind = 'payment' AND c.reversed_on IS NOT NULL
UNION ALL
SELECT w.id, w.made_on, c.id, c.dated, a.dated, a.amount
FROM wanted w CROSS JOIN promise_invoice x ON x.promise_id = w.id
  CROSS JOIN allocation a ON a.invoice_id = x.invoice_id CROSS JOIN credit c ON c.id = a.credit_id
WHERE c.customer_id = w.customer_id AND c.dated BETWEEN w.made_on AND w.deadline
  AND c.kind = 'payment'
"""

Came = tuple[int, date, date, int]
"""A payment, the day on which it was made, the day from which so much of it counts, and how much;
below zero what no longer counts, because it was returned."""


def come_by(money: Iterable[Came], until: date) -> tuple[int, date | None]:
    """How much had come at the end of a day, and the last day on which something did."""
    sums: dict[tuple[int, date], int] = {}
    for payment, paid_on, since, amount in money:
        if since <= until:
            sums[payment, paid_on] = sums.get((payment, paid_on), 0) + amount
    days = (paid_on for (_, paid_on), amount in sums.items() if amount)
    return sum(sums.values()), max(days, default=None)


def come_day_by_day(money: Iterable[Came]) -> list[tuple[date, int]]:
    """The days on which something was paid that did not go back, and how much had come by the end
    of each."""
    by_day: dict[date, int] = {}
    for _, paid_on, _, amount in money:
        by_day[paid_on] = by_day.get(paid_on, 0) + amount
    days = sorted(day for day, amount in by_day.items() if amount)
    return list(zip(days, accumulate(by_day[day] for day in days), strict=True))


def come_when_returned(money: Iterable[Came], returned_on: date) -> tuple[int, date | None]:
    """How much had been paid by the end of a day on which a payment went back, less what was
    returned by then, whenever it was noted or used; and the last day on which something was."""
    paid = [one for one in money if one[1] <= returned_on and (one[3] > 0 or one[2] <= returned_on)]
    return come_by(paid, date.max)


def money_by_day(db: BookDatabase, promises: Iterable[PromiseFile]) -> dict[int, list[Came]]:
    """By promise, what was paid from its making to its deadline.

    A promise that names invoices counts what was allocated to them; another counts all payments.
    What was entered before the promise was made is no part of it.
    """
    found: dict[int, list[Came]] = {one.promise_id: [] for one in promises}
    if not found:
        return found
    came = db.execute_sql(_MONEY_IN_TIME, (json.dumps(list(found)),)).fetchall()
    same_day = [(row[0], row[2], row[1]) for row in came if row[3] == row[1]]
    earlier = _entered_before(db, same_day)
    for promise, _, credit, paid_on, since, amount in came:
        if (promise, credit) not in earlier:
            days = date.fromisoformat(paid_on), date.fromisoformat(since)
            found[promise].append((credit, *days, amount))
    return found


_PAID_SINCE = """
WITH wanted AS (
  SELECT p.id, p.customer_id, json_extract(j.value, '$[1]') AS since,
         EXISTS (SELECT 1 FROM promise_invoice x WHERE x.promise_id = p.id) AS names_some
  FROM json_each(:first) j CROSS JOIN promise p ON p.id = json_extract(j.value, '$[0]'))
SELECT id, SUM(amount) FROM (
  SELECT w.id, c.amount FROM wanted w CROSS JOIN credit c
  WHERE w.names_some = 0 AND c.customer_id = w.customer_id AND c.kind = 'payment'
    AND c.dated BETWEEN w.since AND :day AND COALESCE(c.reversed_on, '9999') > :day
  UNION ALL
  SELECT w.id, a.amount FROM wanted w CROSS JOIN promise_invoice x ON x.promise_id = w.id
    CROSS JOIN allocation a ON a.invoice_id = x.invoice_id
    CROSS JOIN credit c ON c.id = a.credit_id
  WHERE a.dated BETWEEN w.since AND :day AND COALESCE(c.reversed_on, '9999') > :day
) GROUP BY id
"""


def paid_since(db: BookDatabase, first: Mapping[int, date], day: date) -> dict[int, int]:
    """What came from the first day that is told of each of these promises up to ``day``: for the
    invoices that it names, else in all. Payments that were returned do not count."""
    pairs = json.dumps([(promise, since.isoformat()) for promise, since in first.items()])
    return dict(db.execute_sql(_PAID_SINCE, {"first": pairs, "day": day.isoformat()}).fetchall())


_ENTERED = """
SELECT row_table, row_id, MAX(s.id) FILTER (WHERE before IS NULL) AS made
FROM step s CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
WHERE s.id > COALESCE((SELECT id FROM step WHERE at < :day ORDER BY id DESC LIMIT 1), 0)
  AND (before IS NULL OR after IS NULL) AND row_table IN ('promise', 'credit')
  AND row_id IN (SELECT value FROM json_each(:ids))
GROUP BY row_table, row_id
HAVING made > COALESCE(MAX(s.id) FILTER (WHERE after IS NULL), 0)
"""
"""What was taken back is not there; its number is given to the next row, which is made now."""


_PROMISED_CHEQUES = """
SELECT p.id, c.id FROM promise p JOIN credit c
  ON c.customer_id = p.customer_id AND c.reference = p.reference COLLATE NOCASE
WHERE p.reference != '' AND p.id IN (SELECT value FROM json_each(:ids))
  AND c.id IN (SELECT value FROM json_each(:ids))
"""


def _entered_before(db: BookDatabase, same_day: list[tuple[int, int, str]]) -> set[tuple[int, int]]:
    """Of promises and payments of the same day (stored), those where the payment was there first.

    The trail tells: a promise that is not in it yet is being made now. A payment with the number
    that was promised, as of a cheque, is what was promised, though it was entered first.
    """
    if not same_day:
        return set()
    ids = {one for promise, payment, _ in same_day for one in (promise, payment)}
    values = {"day": min(day for *_, day in same_day), "ids": json.dumps(list(ids))}
    steps = {(table, one): step for table, one, step in db.execute_sql(_ENTERED, values)}
    now = max(steps.values(), default=0) + 1
    earlier = {
        (promise, payment)
        for promise, payment, _ in same_day
        if steps.get(("credit", payment), now) < steps.get(("promise", promise), now)
    }
    return earlier - set(db.execute_sql(_PROMISED_CHEQUES, values)) if earlier else earlier


_COUNTS = """c.customer_id = p.customer_id AND c.kind = 'payment'
  AND c.dated BETWEEN p.made_on AND p.deadline
  AND (NOT EXISTS (SELECT 1 FROM promise_invoice x WHERE x.promise_id = p.id)
       OR EXISTS (SELECT 1 FROM promise_invoice x JOIN allocation a ON a.invoice_id = x.invoice_id
                  WHERE x.promise_id = p.id AND a.credit_id = c.id))"""
"""That payment c counts, or did before it was returned, for promise p: it was made in the
promise's time and put on one of its invoices, or the promise is for none in particular."""


def linked_to(db: BookDatabase, payment_id: int) -> dict[int, list[date]]:
    """The promises that a payment counted for; see ``lapsed``."""
    found = db.execute_sql(
        f"SELECT p.id, p.made_on, c.dated FROM promise p JOIN credit c ON {_COUNTS}"
        f" WHERE c.id = ? AND p.state IN ({_JUDGED_BY_MONEY})",
        (payment_id,),
    ).fetchall()
    same_day = [(promise, payment_id, made) for promise, made, day in found if day == made]
    earlier = _entered_before(db, same_day)
    linked = [promise for promise, *_ in found if (promise, payment_id) not in earlier]
    if not linked:
        return {}
    return _with_returns(db, "id IN (SELECT value FROM json_each(:ids))", ids=json.dumps(linked))


_JUDGED_BY_MONEY = "'open', 'kept', 'partly_kept', 'broken'"
MISSED_SINCE = "(state IN ('broken', 'partly_kept') AND deadline >= :since)"
"""For promises: that not enough money came by the deadline, which is ``since`` or later, or that
it went back."""


KEPT_LATER = "(state = 'kept' AND deadline >= :since AND judged_on > :since)"
"""For promises: that it was kept, but later than it would be if enough had come on ``since``."""


def kept_later(db: BookDatabase, customer_id: int, since: date) -> list[int]:
    """The promises of a customer that were kept after a day, which they could be kept on."""
    found = db.execute_sql(
        f"SELECT id FROM promise WHERE customer_id = :customer AND {KEPT_LATER}",
        {"customer": customer_id, "since": since.isoformat()},
    )
    return [promise for (promise,) in found]


def lapsed(db: BookDatabase, customer_id: int, since: date) -> dict[int, list[date]]:
    """The promises of a customer with a deadline ``since`` or later for which not enough money
    came; each with the days, in order, on which payments went back that had counted for it."""
    chosen = f"customer_id = :customer AND {MISSED_SINCE}"
    return _with_returns(db, chosen, customer=customer_id, since=since.isoformat())


def _with_returns(db: BookDatabase, chosen: str, **values: object) -> dict[int, list[date]]:
    found = db.execute_sql(
        "SELECT p.id, p.made_on, c.id, c.dated, c.reversed_on"
        f" FROM (SELECT * FROM promise WHERE {chosen}) p"
        f" LEFT JOIN credit c ON c.state = 'reversed' AND {_COUNTS} ORDER BY c.reversed_on",
        values,
    ).fetchall()
    same_day = [(promise, payment, made) for promise, made, payment, day, _ in found if day == made]
    earlier = _entered_before(db, same_day)
    returns: dict[int, list[date]] = {promise: [] for promise, *_ in found}
    for promise, _, payment, _, returned_on in found:
        if payment is not None and (promise, payment) not in earlier:
            returns[promise].append(date.fromisoformat(returned_on))
    return returns


_ITS_DEBTS = """
SELECT i.*, (SELECT GROUP_CONCAT(c.kind) FROM allocation a JOIN credit c ON c.id = a.credit_id
             WHERE a.invoice_id = i.id AND c.kind IN ('write_off', 'settlement')
               AND c.state != 'reversed' AND i.closed_on >= p.made_on) AS given_up
FROM invoice i WHERE i.customer_id = p.customer_id AND i.lifecycle != 'draft'
  AND CASE WHEN EXISTS (SELECT 1 FROM promise_invoice x WHERE x.promise_id = p.id)
      THEN i.id IN (SELECT x.invoice_id FROM promise_invoice x WHERE x.promise_id = p.id)
      ELSE i.issue_date <= p.made_on END
"""

_OWED_NO_MORE = f"""
SELECT p.id, EXISTS (SELECT 1 FROM ({_ITS_DEBTS}) WHERE given_up IS NOT NULL)
FROM promise p WHERE p.id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
  SELECT 1 FROM ({_ITS_DEBTS})
  WHERE COALESCE(void_on, closed_on, '9999') > p.deadline OR INSTR(given_up, 'settlement'))
"""


def owed_no_more(db: BookDatabase, promise_ids: Iterable[int]) -> dict[int, bool]:
    """Of these promises those for which nothing was left to pay by their deadline, paid, credited
    or void; and whether some of it was written off. Settlements take their place otherwise."""
    listed = list(promise_ids)
    if not listed:
        return {}
    found = db.execute_sql(_OWED_NO_MORE, (json.dumps(listed),))
    return {promise: bool(given_up) for promise, given_up in found}
