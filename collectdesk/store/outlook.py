"""What a forecast looks at, for all the days of a span at once, as plain tuples.

Days stay as they are stored, so that thousands of rows are compared without being made into dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import PromiseFile, promises_open_between
from collectdesk.store.ledger import NOT_CLOSED_BY
from collectdesk.store.promises import money_in_time

Debit = tuple[int, date, int]
"""An open invoice or charge: its id, its due date, and what of it is not disputed."""

_STORED = """
SELECT customer_id, id, due_date, balance - disputed FROM invoice
WHERE balance > 0 AND lifecycle = 'issued' ORDER BY customer_id, due_date, issue_date, number
"""

_EVER_OPEN = f"""
SELECT customer_id, id, due_date, issue_date, COALESCE(void_on, '9999'), total FROM invoice
WHERE lifecycle != 'draft' AND issue_date <= :last AND {NOT_CLOSED_BY}
ORDER BY customer_id, due_date, issue_date, number
"""

_LOWERED = f"""
SELECT invoice_id, dated, '9999', amount FROM allocation WHERE dated <= :last
  AND invoice_id IN (SELECT id FROM invoice WHERE {NOT_CLOSED_BY})
"""

_DISPUTED = """
SELECT invoice_id, opened_on, COALESCE(resolved_on, '9999'), amount FROM dispute
WHERE opened_on <= :last AND (resolved_on IS NULL OR resolved_on > :day)
"""


def debits_now(db: BookDatabase) -> dict[int, list[Debit]]:
    """What is open by customer, oldest due first, from the stored balances."""
    found: dict[int, list[Debit]] = defaultdict(list)
    for customer, one, due, free in db.execute_sql(_STORED):
        found[customer].append((one, date.fromisoformat(due), free))
    return found


_Sum = tuple[str, str, int]
"""The day from which it counts, the day from which it does not, and the amount."""


class PastDebits:
    """The invoices and charges that were open on any day from ``first`` to ``last``."""

    def __init__(self, db: BookDatabase, first: date, last: date) -> None:
        span = {"day": first.isoformat(), "last": last.isoformat()}
        lowered = _by_invoice(db, _LOWERED, span)
        disputed = _by_invoice(db, _DISPUTED, span)
        self._debits = [
            (customer, one, date.fromisoformat(due), start, end, *sums)
            for customer, one, due, issued, void, total in db.execute_sql(_EVER_OPEN, span)
            for start, end, *sums in _stretches(
                issued, void, total, lowered.get(one, ()), disputed.get(one, ())
            )
        ]

    def on(self, day: date) -> dict[int, list[Debit]]:
        """What was open at the end of a day by customer, oldest due first, replayed."""
        stored = day.isoformat()
        found: dict[int, list[Debit]] = defaultdict(list)
        for customer, one, due, start, end, free in self._debits:
            if start <= stored < end:
                found[customer].append((one, due, free))
        return found


def _by_invoice(db: BookDatabase, sql: str, span: dict[str, str]) -> dict[int, list[_Sum]]:
    found: dict[int, list[_Sum]] = defaultdict(list)
    for one, *counted in db.execute_sql(sql, span):
        found[one].append((counted[0], counted[1], counted[2]))
    return found


def _stretches(
    issued: str, void: str, total: int, lowered: Sequence[_Sum], disputed: Sequence[_Sum]
) -> Iterator[_Sum]:
    """From when to when how much of an invoice was open and not disputed."""
    if not lowered and not disputed:
        yield issued, void, total
        return
    days = {day for start, end, _ in (*lowered, *disputed) for day in (start, end)}
    cuts = [issued, *sorted(day for day in days if issued < day < void), void]
    for start, end in pairwise(cuts):
        left = total - _counting(lowered, start)
        if left:
            yield start, end, left - min(left, _counting(disputed, start))


def _counting(sums: Sequence[_Sum], day: str) -> int:
    return sum(amount for start, end, amount in sums if start <= day < end)


class PastPromises:
    """The promises that were open on any day from ``first`` to ``last``, and how far those who
    made them had kept their word."""

    def __init__(self, db: BookDatabase, first: date, last: date) -> None:
        self._db = db
        self._promises = promises_open_between(db, first, last)
        self._records = _records(db, {promise.customer_id for promise in self._promises})

    @property
    def ids(self) -> list[int]:
        """Which promises these are."""
        return [promise.promise_id for promise in self._promises]

    def open_on(self, day: date, *, replayed: bool) -> dict[int, list[PromiseFile]]:
        """Those open at the end of a day by customer, oldest first.

        If ``replayed``, what had come for them is only what came by that day.
        """
        listed = [promise for promise in self._promises if _was_open(promise, day)]
        came = money_in_time(self._db, listed, until=day) if replayed else {}
        found: dict[int, list[PromiseFile]] = defaultdict(list)
        for one in listed:
            received = came[one.promise_id][0] if replayed else one.received
            found[one.customer_id].append(replace(one, received=received))
        return found

    def record_on(self, customer_id: int, day: date) -> tuple[int, int, int]:
        """How many of a customer's promises had ended kept, partly kept and broken by a day."""
        stored = day.isoformat()
        states = [state for on, state in self._records[customer_id] if on <= stored]
        return states.count("kept"), states.count("partly_kept"), states.count("broken")


def _was_open(promise: PromiseFile, day: date) -> bool:
    if promise.made_on > day:
        return False
    return promise.state == "open" or (promise.judged_on is not None and promise.judged_on > day)


def _records(db: BookDatabase, customers: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    where, values = among(customers)
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for customer, known_on, state in db.execute_sql(
        "SELECT customer_id, MAX(made_on, COALESCE(judged_on, '')), state FROM promise"
        " WHERE state IN ('kept', 'partly_kept', 'broken')"
        f" {where}",
        values,
    ):
        found[customer].append((known_on, state))
    return found
