"""What customers have promised and may still bring in time: it is waited for, not asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from collectdesk.domain.promise import Owed, PromiseMethod, deadline, shares
from collectdesk.store import facts
from collectdesk.store import promises as stored
from collectdesk.store.facts import PromiseFile
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.plans import PlanFile
from collectdesk.usecases.past_promises import promises_on
from collectdesk.usecases.plan_standings import open_instalments, running_plans
from collectdesk.usecases.work import Work

Promises = Mapping[int, list[PromiseFile]]
Debits = Mapping[int, list[OpenDebit]]
Plans = Mapping[int, list[PlanFile]]


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a customer's promises that are waited for bring to each of what is owed.

    ``brought`` has for each of ``promises`` the share of each of ``owed``, in minor units.
    """

    promises: Sequence[PromiseFile] = ()
    owed: Sequence[Owed] = ()
    brought: Sequence[Sequence[int]] = ()

    @property
    def promised(self) -> list[tuple[Owed, int]]:
        """What is promised of each of what is owed."""
        sums = map(sum, zip(*self.brought, strict=True))
        return list(zip(self.owed, sums, strict=True))

    def promised_before(self, day: date) -> int:
        """What is promised of what fell due before a day."""
        return sum(amount for one, amount in self.promised if one.due < day)

    def asked_since(self, day: date) -> date | None:
        """The oldest due day of what fell due before a day and is not promised in full."""
        asked = (one.due for one, amount in self.promised if amount < one.amount)
        return min((due for due in asked if due < day), default=None)

    @property
    def of_plans(self) -> dict[int, int]:
        """What is promised of each plan, by its id."""
        found: dict[int, int] = {}
        for one, amount in self.promised:
            if one.plan is not None:
                found[one.plan] = found.get(one.plan, 0) + amount
        return found

    @property
    def first(self) -> tuple[int, date]:
        """All that may still come, and the first day for which some of it is promised."""
        return sum(map(open_sum, self.promises)), min(one.promised_for for one in self.promises)

    def by_day(self, invoices: Collection[int]) -> dict[date, int]:
        """What is promised of these debits for each day."""
        found: dict[date, int] = {}
        for promise, brought in zip(self.promises, self.brought, strict=True):
            for one, amount in zip(self.owed, brought, strict=True):
                if amount and one.plan is None and one.invoices[0] in invoices:
                    day = promise.promised_for
                    found[day] = found.get(day, 0) + amount
        return found

    @property
    def left_of_debits(self) -> dict[int, int]:
        """What may be asked for of each debit, by its id; of others nothing is known."""
        return {
            one.invoices[0]: one.amount - amount
            for one, amount in self.promised
            if one.plan is None
        }


NOTHING_AWAITED = Awaited()


def open_promises(work: Work, day: date, only: Iterable[int] | None = None) -> Promises:
    """By customer the promises that may still be kept on the day, oldest first."""
    if day == work.today:
        return facts.promises(work.db, day, only, only_open=True)
    return promises_on(work, day, only)


def awaited(
    work: Work, day: date, debits: Debits, promises: Promises, known: Plans | None = None
) -> dict[int, Awaited]:
    """By customer, of those with an open promise, what is promised of debits and of instalments.

    ``known`` are the customers' plans, where they were asked for already.
    """
    waited_for = {
        customer: waiting
        for customer, listed in promises.items()
        if (waiting := [one for one in listed if is_waited_for(one, day)])
    }
    if not waited_for:
        return {}
    if known is None:
        known = running_plans(work, day, debits, waited_for)
    ids = [one.promise_id for waiting in waited_for.values() for one in waiting]
    named = stored.invoices_of_each(work.db, ids)
    found = {}
    for customer, waiting in waited_for.items():
        owed = _owed(day, debits.get(customer, []), known.get(customer, []))
        promised = [
            (open_sum(one), {invoice for invoice, _ in named.get(one.promise_id, [])})
            for one in waiting
        ]
        found[customer] = Awaited(waiting, owed, shares(owed, promised))
    return found


def _owed(day: date, debits: Iterable[OpenDebit], known: Iterable[PlanFile]) -> list[Owed]:
    owed = [
        Owed(debit.falls_due, debit.chased, (debit.invoice_id,))
        for debit in debits
        if debit.chased > 0
    ]
    for plan in known:
        if plan.asks_by_instalments(day):
            parts = open_instalments(plan, day)
            owed += [Owed(part.due, part.amount, plan.invoices, plan.plan_id) for part in parts]
    return owed


def not_promised(work: Work, day: date, debits: Debits, promises: Promises) -> dict[int, int]:
    """What may be asked for now of each debit of the customers with an open promise, by its id.

    Debits of other customers are not among them.
    """
    found: dict[int, int] = {}
    for one in awaited(work, day, debits, promises).values():
        found |= one.left_of_debits
    return found


def promise_deadline(work: Work, customer_id: int, promised: date, method: str) -> date:
    """The last day on which what a customer promised for a day is in time."""
    return deadline(promised, PromiseMethod(method), work.calendar_of(customer_id))


def open_sum(promise: PromiseFile) -> int:
    """What a promise may still bring, in minor units."""
    return max(0, promise.amount - promise.received)


def promised_sum(promises: Iterable[PromiseFile]) -> int:
    """What the open promises may still bring, in minor units."""
    return sum(open_sum(promise) for promise in promises if promise.state == "open")


def next_open(promises: Iterable[PromiseFile]) -> PromiseFile | None:
    """The promise that is waited for first."""
    return next((promise for promise in promises if promise.state == "open"), None)


def is_waited_for(promise: PromiseFile, day: date) -> bool:
    """Whether a promise may still be kept on the day."""
    return promise.state == "open" and promise.deadline >= day
