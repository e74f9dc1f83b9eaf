"""Which money to expect in which week, and how such expectations came out before.

Open promises count in the week of their deadline, as far as the customer's promises are believed;
instalments of running plans on their days; other invoices when the customer usually pays, by the
likelihood of their age. What is disputed or with an agency or attorney counts nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from collectdesk.domain.forecast import expect_invoice, expect_promise, likely, week_of
from collectdesk.domain.promise import PromiseRecord, take_off
from collectdesk.store import plans, sums
from collectdesk.store import promises as stored_promises
from collectdesk.store.facts import CustomerFile, PromiseFile
from collectdesk.store.outlook import Debit, PastDebits, PastPromises, debits_now
from collectdesk.store.plans import PlanFile
from collectdesk.usecases.paying_days import PayingDays
from collectdesk.usecases.work import Work

MOST_WEEKS: Final = 104
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


_Sums = dict[tuple[str, date], int]
"""Minor units by kind (promise, instalment or invoice) and the day on which they are expected."""

_KINDS: Final = ("promise", "instalment", "invoice")


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
    first = this_week - _WEEK * min(back, MOST_WEEKS)
    outlook = _Outlook(work, min(first - _DAY, day), day)
    parts = outlook.expected(day, day)
    last = this_week + _WEEK * max(1, min(ahead, MOST_WEEKS))
    over, coming = [], []
    for week in _weeks(first, this_week):
        seen = outlook.expected(week - _DAY, week, week + _WEEK - _DAY)
        over.append(_week(week, seen, _came(work, week, day)))
    for week in _weeks(this_week, last):
        actual = _came(work, week, day) if week == this_week else None
        coming.append(_week(week, parts, actual))
    later = sum(amount for (_, on), amount in parts.items() if on >= last)
    return Forecast(day, (*over, *coming), later)


def _weeks(first: date, end: date) -> list[date]:
    return [first + timedelta(days=days) for days in range(0, (end - first).days, _WEEK.days)]


def _came(work: Work, week: date, day: date) -> int:
    return sums.collected(work.db, week, min(day, week + _WEEK - _DAY))


def _week(week: date, parts: _Sums, actual: int | None) -> ForecastWeek:
    found = dict.fromkeys(_KINDS, 0)
    for (kind, day), amount in parts.items():
        if week <= day < week + _WEEK:
            found[kind] += amount
    promised, instalments, invoices = found.values()
    return ForecastWeek(week, sum(found.values()), promised, instalments, invoices, actual)


class _Outlook:
    """What weeks are foreseen from: the book is asked once for all the days of a span."""

    def __init__(self, work: Work, first: date, last: date) -> None:
        self._work = work
        self._span = (first, last)
        self._habits = PayingDays(work, last)
        self._promises = PastPromises(work.db, first, last)
        self._named = stored_promises.invoices_of_each(work.db, self._promises.ids)
        self._plans = plans.running_between(work.db, first, last)

    @cached_property
    def _past(self) -> PastDebits:
        return PastDebits(self._work.db, *self._span)

    def expected(self, day: date, on: date, until: date = date.max) -> _Sums:
        """What is expected from what was dated up to ``day``, seen from ``on``.

        Invoices may be left out that are expected after ``until``.
        """
        debits = debits_now(self._work.db) if day == self._work.today else self._past.on(day)
        known = day.isoformat()
        running: dict[int, list[PlanFile]] = defaultdict(list)
        for plan in self._plans:
            if plan.runs_on(day):
                running[plan.customer_id].append(plan)
        promises = self._promises.open_on(day, replayed=day < self._work.today)
        found: _Sums = defaultdict(int)
        for key in {**debits, **running}:
            customer = self._habits.customers[key]
            if customer.placed != "no":
                continue
            listed = debits.get(key, [])
            if key in running:
                listed = _outside_plans(listed, running[key])
                self._add_instalments(found, customer, running[key], day, on)
            if key in promises:
                listed = self._add_promises(found, listed, promises[key], day)
            if listed:
                delay = self._habits.usual_delay(key, known)
                self._add_invoices(found, customer, listed, delay, on, until)
        return found

    def _add_instalments(
        self, found: _Sums, customer: CustomerFile, running: list[PlanFile], day: date, on: date
    ) -> None:
        calendar = self._habits.calendar_of(customer)
        for plan in running:
            for due, missing in _missing(plan, day):
                cash = expect_invoice(missing, 0, due, 0, on, calendar)
                found["instalment", cash.day] += cash.amount

    def _add_promises(
        self, found: _Sums, debits: list[Debit], promises: list[PromiseFile], day: date
    ) -> list[Debit]:
        """Adds what is promised; what is left of the debits is returned."""
        left = {one: free for one, _, free in debits}
        ended = self._promises.record_on(promises[0].customer_id, day)
        rate = PromiseRecord(*ended).rate_for_forecast
        for promise in promises:
            open_sum = max(0, promise.amount - promise.received)
            cash = expect_promise(open_sum, promise.deadline, rate)
            found["promise", cash.day] += cash.amount
            mine = [one for one, _ in self._named.get(promise.promise_id, [])]
            take_off(left, open_sum, mine or left)
        return [(one, due, left[one]) for one, due, _ in debits]

    def _add_invoices(
        self,
        found: _Sums,
        customer: CustomerFile,
        debits: list[Debit],
        delay: timedelta,
        on: date,
        until: date,
    ) -> None:
        for _, due, left in debits:
            usual = due + delay
            if left <= 0 or usual > until:
                continue
            expected = self._habits.expected_on(customer, usual, on)
            if expected <= until:
                found["invoice", expected] += likely(left, due, on)


def _outside_plans(debits: list[Debit], running: list[PlanFile]) -> list[Debit]:
    planned = {invoice_id for plan in running for invoice_id in plan.invoices}
    return [debit for debit in debits if debit[0] not in planned]


def _missing(plan: PlanFile, day: date) -> Iterator[tuple[date, int]]:
    paid = max(0, plan.paid(day))
    for _, due, amount in plan.instalments:
        covered = min(paid, amount)
        paid -= covered
        if amount > covered:
            yield due, amount - covered
