"""What a forecast looks at, for all its days at once, as plain tuples.

Days stay as they are stored, so that thousands of rows are compared without being made into dates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from collectdesk.domain.call import OutcomeCode
from collectdesk.domain.promise import PromiseRecord, PromiseState, judge
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.facts import PromiseFile, promises_open_between
from collectdesk.store.fields import day_of
from collectdesk.store.ledger import NOT_CLOSED_BY
from collectdesk.store.promises import come_by, money_by_day

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

_CHANGES = f"""
SELECT invoice_id, dated, -amount, 0 FROM allocation
WHERE dated <= :last AND invoice_id IN (SELECT id FROM invoice WHERE {NOT_CLOSED_BY})
UNION ALL
SELECT invoice_id, opened_on, 0, amount FROM dispute
WHERE opened_on <= :last AND (resolved_on IS NULL OR resolved_on > :day)
UNION ALL
SELECT invoice_id, resolved_on, 0, -amount FROM dispute
WHERE opened_on <= :last AND resolved_on > :day
"""


def ways_of_paying(db: BookDatabase) -> dict[int, tuple[str, str]]:
    """The pay run and the calendar of each customer whom nobody else collects from."""
    found = db.execute_sql("SELECT id, pay_run, calendar FROM customer WHERE placed = 'no'")
    return {row[0]: (row[1], row[2]) for row in found}


def insolvent(db: BookDatabase) -> dict[int, tuple[date, date | None]]:
    """The customers on hold for contact of whom a call told that they are insolvent: the day of the
    first such call, and the day on which the hold ends, if it does."""
    found = db.execute_sql(
        "SELECT c.id, MIN(k.at), c.hold_until FROM customer c JOIN call k ON k.customer_id = c.id"
        " WHERE c.hold = 'no_contact' AND k.outcome = ? GROUP BY c.id",
        (OutcomeCode.INSOLVENCY.value,),
    )
    return {row[0]: (date.fromisoformat(row[1][:10]), day_of(row[2])) for row in found}


def debits_now(db: BookDatabase) -> dict[int, list[Debit]]:
    """What is open by customer, oldest due first, from the stored balances."""
    found: dict[int, list[Debit]] = defaultdict(list)
    for customer, one, due, free in db.execute_sql(_STORED):
        found[customer].append((one, date.fromisoformat(due), free))
    return found


def debits_on(db: BookDatabase, days: Sequence[date]) -> dict[date, dict[int, list[Debit]]]:
    """What was open at the end of each of the days (the earliest first), replayed.

    By day and customer, the oldest due first.
    """
    stored = [day.isoformat() for day in days]
    found: list[dict[int, list[Debit]]] = [defaultdict(list) for _ in days]
    span = {"day": stored[0], "last": stored[-1]}
    changes = _changes(db, span)
    for customer, one, due, issued, void, total in db.execute_sql(_EVER_OPEN, span):
        for start, end, free in _stretches(issued, void, total, changes.get(one, ())):
            debit = (one, date.fromisoformat(due), free)
            for at in range(bisect_left(stored, start), bisect_left(stored, end)):
                found[at][customer].append(debit)
    return dict(zip(days, found, strict=True))


_Change = tuple[str, int, int]
"""A day, and by how much what is open and what is disputed of an invoice change on it."""


def _changes(db: BookDatabase, span: dict[str, str]) -> dict[int, list[_Change]]:
    found: dict[int, list[_Change]] = defaultdict(list)
    for one, *change in db.execute_sql(_CHANGES, span):
        found[one].append((change[0], change[1], change[2]))
    return found


def _stretches(
    issued: str, void: str, total: int, changes: Iterable[_Change]
) -> Iterator[tuple[str, str, int]]:
    """From which day until which how much of an invoice was open and not disputed."""
    since, left, disputed = issued, total, 0
    for day, opened, contested in sorted(changes):
        if day >= void:
            break
        if left and day > since:
            yield since, day, left - min(left, disputed)
        since = max(since, day)
        left += opened
        disputed += contested
    if left:
        yield since, void, left - min(left, disputed)


class PastPromises:
    """The promises that were open on any day from ``first`` to ``last``, and how far those who
    made them had kept their word. ``tolerance`` is what may be missing of one that is kept."""

    def __init__(self, db: BookDatabase, first: date, last: date, tolerance: int) -> None:
        self._tolerance = tolerance
        promises = promises_open_between(db, first, last)
        self.ids = [promise.promise_id for promise in promises]
        self._promises: dict[int, list[PromiseFile]] = defaultdict(list)
        for promise in promises:
            self._promises[promise.customer_id].append(promise)
        self._money = money_by_day(db, promises)
        self._records = _records(db, self._promises)

    def open_on(self, day: date, *, replayed: bool) -> dict[int, list[PromiseFile]]:
        """Those open at the end of a day by customer, oldest first.

        If ``replayed``, what had come for them is only what came by that day.
        """
        found: dict[int, list[PromiseFile]] = {}
        for customer, listed in self._promises.items():
            waiting = [one for one in listed if _was_open(one, day)]
            seen = [self._on(one, day) for one in waiting] if replayed else waiting
            if still := [one for one in seen if one.state == PromiseState.OPEN]:
                found[customer] = still
        return found

    def _on(self, promise: PromiseFile, day: date) -> PromiseFile:
        """As it stood: one that a payment kept until it was returned was kept until then."""
        received, _ = come_by(self._money[promise.promise_id], day)
        state = judge(promise.amount, received, promise.deadline, day, self._tolerance)
        return replace(promise, received=received, state=state.value)

    def record_on(self, customer_id: int, day: date) -> PromiseRecord:
        """How many of a customer's promises had ended kept, partly kept and broken by a day."""
        stored = day.isoformat()
        states = [state for on, state in self._records[customer_id] if on <= stored]
        states += [
            self._on(one, day).state for one in self._promises[customer_id] if _was_open(one, day)
        ]
        return PromiseRecord(
            states.count("kept"), states.count("partly_kept"), states.count("broken")
        )


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
