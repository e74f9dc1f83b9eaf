"""What customers have promised and may still bring in time: it is waited for, not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from collectdesk.domain.promise import take_off
from collectdesk.store import facts
from collectdesk.store import promises as stored
from collectdesk.store.facts import PromiseFile
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases.past_promises import promises_on
from collectdesk.usecases.work import Work

Promises = Mapping[int, list[PromiseFile]]
Debits = Mapping[int, list[OpenDebit]]


def open_promises(work: Work, day: date, only: Iterable[int] | None = None) -> Promises:
    """By customer the promises that may still be kept on the day, oldest first."""
    if day == work.today:
        return facts.promises(work.db, day, only, only_open=True)
    return promises_on(work, day, only)


def not_promised(work: Work, day: date, debits: Debits, promises: Promises) -> dict[int, int]:
    """What may be asked for now of each debit of the customers with an open promise, by its id.

    A promise brings its sum to the invoices that it names, else to the oldest due. Debits of other
    customers are not among them.
    """
    waited_for = {
        customer: waiting
        for customer, listed in promises.items()
        if (waiting := [one for one in listed if is_waited_for(one, day)])
    }
    if not waited_for:
        return {}
    ids = [one.promise_id for waiting in waited_for.values() for one in waiting]
    named = stored.invoices_of_each(work.db, ids)
    found: dict[int, int] = {}
    for customer, waiting in waited_for.items():
        left = {debit.invoice_id: debit.chased for debit in debits.get(customer, [])}
        for promise in waiting:
            mine = [invoice_id for invoice_id, _ in named.get(promise.promise_id, [])]
            take_off(left, max(0, promise.amount - promise.received), mine or left)
        found |= left
    return found


def promised_sum(promises: Iterable[PromiseFile]) -> int:
    """What the open promises may still bring, in minor units."""
    return sum(max(0, p.amount - p.received) for p in promises if p.state == "open")


def promised_of(
    late: Iterable[OpenDebit],
    missing: int,
    promises: Iterable[PromiseFile],
    not_promised: Mapping[int, int],
) -> int:
    """How much is promised of what is past due: of ``late`` debits and what is ``missing`` of
    instalments; ``not_promised`` is what of each debit may be asked for now."""
    if missing:
        return promised_sum(promises)  # a promise may be about instalments, which are no debits
    return sum(d.chased - not_promised.get(d.invoice_id, d.chased) for d in late)


def next_open(promises: Iterable[PromiseFile]) -> PromiseFile | None:
    """The promise that is waited for first."""
    return next((promise for promise in promises if promise.state == "open"), None)


def is_waited_for(promise: PromiseFile, day: date) -> bool:
    """Whether a promise may still be kept on the day."""
    return promise.state == "open" and promise.deadline >= day
