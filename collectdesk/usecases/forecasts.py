"""Which money to expect in which week, and how such expectations came out before.

Open promises count in the week of their deadline, as far as the customer's promises are believed;
instalments of running plans on their days; other invoices when the customer usually pays, by the
likelihood of their age. What is disputed or with an agency or attorney counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.forecast import (
    ExpectedCash,
    expect_invoice,
    expect_promise,
    week_of,
)
from collectdesk.domain.pay_run import PayRun, parse_pay_run
from collectdesk.store import facts, plans, sums
from collectdesk.store import promises as stored_promises
from collectdesk.store.facts import PromiseFile
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import chase
from collectdesk.usecases.measures import record_of
from collectdesk.usecases.paying_days import PayingDays
from collectdesk.usecases.work import Work

MOST_WEEKS: Final = 104
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExpectedPart:
    """Money expected of a customer, in minor units. ``kind`` is promise, instalment or invoice."""

    customer_id: int
    kind: str
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class ForecastWeek:
    """A week, by its Monday: what was expected when it began, and what came if it has begun."""

    week: date
    expected: int
    promised: int
    instalments: int
    invoices: int
    actual: int | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weeks asked for in order, and what is expected after them."""

    as_of: date
    weeks: tuple[ForecastWeek, ...]
    later: int


def cash_forecast(work: Work, as_of: date | None = None, ahead: int = 8, back: int = 0) -> Forecast:
    """The weeks from that of ``as_of`` on, and before them ``back`` weeks that are over.

    A week that is over shows what was expected on its Monday, from what was dated before it; the
    week that runs and those ahead show what is expected on ``as_of``.

    It has to be the Monday and not the day before: money that should be here already is expected
    five business days on, which seen from a Sunday is always Friday of the week in question. All
    old debts would be expected anew in every week that is over.
    """
    day = as_of or work.today
    this_week = week_of(day)
    habits = PayingDays(work, day)
    parts = _expected(work, day, day, habits)
    last = this_week + _WEEK * max(1, min(ahead, MOST_WEEKS))
    coming = []
    week = this_week
    while week < last:
        actual = _came(work, week, day) if week == this_week else None
        coming.append(_week(week, parts, actual))
        week += _WEEK
    over = []
    for number in range(min(back, MOST_WEEKS), 0, -1):
        week = this_week - _WEEK * number
        seen = _expected(work, week - _DAY, week, habits, _payers(work, week, habits))
        over.append(_week(week, seen, _came(work, week, day)))
    later = sum(part.amount for part in parts if part.day >= last)
    return Forecast(day, (*over, *coming), later)


def _came(work: Work, week: date, day: date) -> int:
    return sums.collected(work.db, week, min(day, week + _WEEK - _DAY))


def _week(week: date, parts: list[ExpectedPart], actual: int | None) -> ForecastWeek:
    mine = [part for part in parts if week_of(part.day) == week]

    def of(kind: str) -> int:
        return sum(part.amount for part in mine if part.kind == kind)

    return ForecastWeek(
        week=week,
        expected=sum(part.amount for part in mine),
        promised=of("promise"),
        instalments=of("instalment"),
        invoices=of("invoice"),
        actual=actual,
    )


def _payers(work: Work, week: date, habits: PayingDays) -> list[int]:
    """The customers of whom anything may be expected in a week that is over, seen from its Monday.

    They are few among all who owe; only of them is looked up what exactly.
    """
    before, last = week - _DAY, week + _WEEK - _DAY
    promised = stored_promises.due_between(work.db, week, last, before)
    invoices = habits.expected_between(week, last, before)
    return sorted({*promised, *plans.running(work.db, before), *invoices})


def _expected(
    work: Work, day: date, on: date, habits: PayingDays, only: list[int] | None = None
) -> list[ExpectedPart]:
    """What is expected of these customers, or of all, from what was dated up to ``day``, seen from
    ``on``."""
    debits = chase.debits_as_of(work, day, only)
    promises = _known_then(work, day, facts.promises(work.db, day, only))
    waiting = [p for listed in promises.values() for p in listed if p.state == "open"]
    named = stored_promises.invoices_of_each(work.db, [p.promise_id for p in waiting])
    running = plans.running(work.db, day, only)
    found: list[ExpectedPart] = []
    for key in habits.customers if only is None else only:
        customer = habits.customers[key]
        if customer.placed != "no" or not (key in debits or key in running):
            continue
        expected = _of_customer(
            on,
            _outside_plans(debits.get(key, []), running.get(key, [])),
            promises.get(key, []),
            named,
            [part for plan in running.get(key, []) for part in _missing(plan, day)],
            habits.usual_days_late(key, day),
            work.calendar_for(customer.calendar),
            parse_pay_run(customer.pay_run) if customer.pay_run else None,
        )
        found += [ExpectedPart(key, kind, cash.day, cash.amount) for kind, cash in expected]
    return found


def _known_then(
    work: Work, day: date, promises: dict[int, list[PromiseFile]]
) -> dict[int, list[PromiseFile]]:
    """Promises with what had come for them by a day that is over."""
    if day >= work.today:
        return promises

    waiting = [p for listed in promises.values() for p in listed if p.state == "open"]
    came = stored_promises.money_in_time(work.db, waiting, until=day)

    def as_of(promise: PromiseFile) -> PromiseFile:
        if promise.state != "open":
            return promise
        return replace(promise, received=came[promise.promise_id][0])

    return {customer: [as_of(one) for one in listed] for customer, listed in promises.items()}


def _of_customer(
    day: date,
    debits: list[OpenDebit],
    promises: list[PromiseFile],
    named: dict[int, list[tuple[int, str]]],
    instalments: list[tuple[date, int]],
    usual: Fraction,
    calendar: BusinessCalendar,
    run: PayRun | None,
) -> Iterator[tuple[str, ExpectedCash]]:
    left = {debit.invoice_id: debit.balance - debit.disputed for debit in debits}
    rate = record_of(promises).rate_for_forecast
    for promise in promises:
        if promise.state == "open":
            open_sum = max(0, promise.amount - promise.received)
            yield "promise", expect_promise(open_sum, promise.deadline, rate)
            mine = [one for one, _ in named.get(promise.promise_id, [])]
            _take_off(left, open_sum, mine or left)
    for due, missing in instalments:
        yield "instalment", expect_invoice(missing, 0, due, 0, day, calendar)
    for debit in debits:
        if left.get(debit.invoice_id, 0) > 0:
            balance = left[debit.invoice_id]
            expected = expect_invoice(balance, 0, debit.due_date, usual, day, calendar, run)
            yield "invoice", expected


def _outside_plans(debits: list[OpenDebit], running: list[plans.PlanFile]) -> list[OpenDebit]:
    planned = {invoice_id for plan in running for invoice_id in plan.invoices}
    return [debit for debit in debits if debit.invoice_id not in planned]


def _take_off(left: dict[int, int], promised: int, invoices: Iterable[int]) -> None:
    """What is promised is not expected a second time; the invoices give it up in their order."""
    for invoice_id in invoices:
        taken = min(promised, max(0, left.get(invoice_id, 0)))
        if taken:
            left[invoice_id] -= taken
            promised -= taken


def _missing(plan: plans.PlanFile, day: date) -> Iterator[tuple[date, int]]:
    paid = max(0, plan.paid(day))
    for _, due, amount in plan.instalments:
        covered = min(paid, amount)
        paid -= covered
        if amount > covered:
            yield due, amount - covered
