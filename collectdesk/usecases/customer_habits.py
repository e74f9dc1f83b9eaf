"""How each customer pays: days, promises kept, whether it gets later, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from collectdesk.domain.figures import financing_cost
from collectdesk.domain.habits import average_days, getting_later, median_days
from collectdesk.domain.promise import PromiseRecord
from collectdesk.store import facts, habits, ledger
from collectdesk.store.habits import PaidSums
from collectdesk.usecases.lateness import days_late
from collectdesk.usecases.measures import Span
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CustomerHabits:
    """A customer's habits. Days and rates are exact, None without anything to tell from.

    ``later`` is none, watch or alert, with the medians in days late and the days late of the last
    invoices as evidence; ``forecast_rate`` is how far the next promise is believed; ``cost`` what
    the overdue balance costs so far at the owner's own rate, in minor units.
    """

    customer_id: int
    number: str
    name: str
    paid_invoices: int
    days_to_pay: Fraction | None
    days_beyond_terms: Fraction | None
    days_beyond_terms_late_only: Fraction | None
    usual_days_late: Fraction | None
    later: str
    baseline: Fraction | None
    recent: Fraction | None
    evidence: tuple[int, ...]
    promises_kept: Fraction | None
    promised_money_kept: Fraction | None
    forecast_rate: Fraction
    cost: int


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
    promises = habits.promise_records(work.db, day, only)
    closings = facts.closings(work.db, day, only)
    open_debits: dict[int, list[ledger.OpenDebit]] = {}
    for debit in ledger.open_debits(work.db, day):
        open_debits.setdefault(debit.customer_id, []).append(debit)
    known = set(paid) | set(promises) | set(open_debits) | set(closings)
    return tuple(
        _habits(
            work,
            day,
            customer,
            paid.get(customer.customer_id, PaidSums()),
            PromiseRecord(*promises.get(customer.customer_id, ())),
            closings.get(customer.customer_id, []),
            open_debits.get(customer.customer_id, []),
        )
        for customer in sorted(facts.customers(work.db, only), key=lambda one: one.number)
        if customer.customer_id in known
    )


def _habits(
    work: Work,
    day: date,
    customer: facts.CustomerFile,
    paid: PaidSums,
    record: PromiseRecord,
    closings: list[facts.PaidDays],
    debits: list[ledger.OpenDebit],
) -> CustomerHabits:
    overdue = [(debit.balance, (day - debit.due_date).days) for debit in debits]
    later = getting_later(days_late(day, closings, debits))
    return CustomerHabits(
        customer_id=customer.customer_id,
        number=customer.number,
        name=customer.name,
        paid_invoices=paid.invoices,
        days_to_pay=average_days(paid.times_days_to_pay, paid.amount),
        days_beyond_terms=average_days(paid.times_days_late, paid.amount),
        days_beyond_terms_late_only=average_days(paid.times_days_late_only, paid.amount),
        usual_days_late=median_days([late for _, late in closings]),
        later=later.level.value,
        baseline=later.baseline,
        recent=later.recent,
        evidence=later.evidence,
        promises_kept=record.rate_by_count,
        promised_money_kept=record.rate_by_value,
        forecast_rate=record.rate_for_forecast,
        cost=financing_cost(overdue, work.settings.own_rate_bp),
    )
