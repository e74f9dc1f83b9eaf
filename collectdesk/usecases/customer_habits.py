"""How each customer pays: days, promises kept, whether it gets later, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from collectdesk.domain.figures import Span, financing_cost
from collectdesk.domain.habits import LaterVerdict, PaidSums, getting_later, median_days
from collectdesk.domain.promise import PromiseRecord
from collectdesk.store import customers as stored
from collectdesk.store import habits, ledger
from collectdesk.store.closings import PaidDays, closings
from collectdesk.usecases import chase
from collectdesk.usecases.lateness import days_late
from collectdesk.usecases.past_promises import promises_on, record_of
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CustomerHabits:
    """A customer's habits. Their days and rates are exact, None without anything to tell from.

    ``paid`` is what was paid in the time looked at, ``days_late`` those of the last paid invoices,
    ``later`` whether they grow; ``cost`` is what the overdue balance costs so far at the owner's
    own rate, in minor units.
    """

    customer_id: int
    number: str
    name: str
    paid: PaidSums
    days_late: tuple[int, ...]
    later: LaterVerdict
    promises: PromiseRecord
    cost: int

    @property
    def usual_days_late(self) -> Fraction | None:
        """The median of the last paid invoices."""
        return median_days(self.days_late)


def customer_habits(
    work: Work,
    as_of: date | None = None,
    since: date | None = None,
    customers: Iterable[int] | None = None,
) -> tuple[CustomerHabits, ...]:
    """The habits of customers who have paid, promised or owe something, by number.

    As of the end of a day; averages look back to ``since``, twelve months without it.
    """
    day = as_of or work.today
    only = None if customers is None else list(customers)
    span = Span(since, day)
    paid = habits.paid(work.db, span.year, day, only)
    promises = _promise_records(work, day, only)
    closed = closings(work.db, day, only, replayed=day < work.today)
    owing = chase.debits_as_of(work, day, only)
    known = {*paid, *promises, *closed, *owing}
    return tuple(
        _habits(
            work,
            day,
            customer,
            paid.get(customer[0], _NOTHING_PAID),
            promises.get(customer[0], _NO_PROMISES),
            closed.get(customer[0], ()),
            owing.get(customer[0], ()),
        )
        for customer in stored.names(work.db, only)
        if customer[0] in known
    )


_NOTHING_PAID = PaidSums()
_NO_PROMISES = PromiseRecord()


def _promise_records(work: Work, day: date, only: list[int] | None) -> dict[int, PromiseRecord]:
    if day >= work.today:
        return habits.promise_records(work.db, day, only)
    made = promises_on(work, day, only)
    return {customer: record_of(listed, date.min, day) for customer, listed in made.items()}


def _habits(
    work: Work,
    day: date,
    customer: tuple[int, str, str],
    paid: PaidSums,
    promises: PromiseRecord,
    closed: Sequence[PaidDays],
    owing: Sequence[ledger.OpenDebit],
) -> CustomerHabits:
    overdue = [(debit.balance, (day - debit.due_date).days) for debit in owing]
    return CustomerHabits(
        *customer,
        paid=paid,
        days_late=tuple([late for _, late in closed]),
        later=getting_later(days_late(day, closed, owing)),
        promises=promises,
        cost=financing_cost(overdue, work.settings.own_rate_bp) if overdue else 0,
    )
