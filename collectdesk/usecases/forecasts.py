"""Which money to expect in which week, and how such expectations came out before.

Open promises count in the week of their deadline, as far as the customer's promises are believed,
for no more than is still owed of what they are for; instalments of running plans on their days;
other invoices when the customer usually pays, by the likelihood of their age, and so does what went
back of payments from before a plan. What is disputed or with an agency or attorney counts nothing,
nor does what an insolvent customer owes. Money on account is not taken off: as in aging, an
invoice is open in full until it is put on it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import has_ended
from collectdesk.domain.forecast import (
    WHOLE_BP,
    expect_invoice,
    expect_promise,
    likelihood_bp,
    week_of,
)
from collectdesk.domain.money import round_half_up, unit
from collectdesk.domain.promise import Owed, shares
from collectdesk.store import plans, sums
from collectdesk.store import promises as stored_promises
from collectdesk.store.facts import PromiseFile
from collectdesk.store.outlook import Debit, PastPromises, debits_now, debits_on, insolvent
from collectdesk.store.plans import PlanFile
from collectdesk.usecases.awaited import open_sum
from collectdesk.usecases.paying_days import PayDays, PayingDays
from collectdesk.usecases.plan_standings import beside_by_invoice, open_instalments, shorter
from collectdesk.usecases.work import Work

MOST_WEEKS: Final = 104
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)


_Sums = dict[tuple[str, date], int | Fraction]
"""By kind (promise, instalment or invoice) and the day on which they are expected, ten-thousandths
of minor units: likelihoods are, so sums stay exact until a week is rounded, and mostly whole."""

_KINDS: Final = ("promise", "instalment", "invoice")


@dataclass(frozen=True, slots=True)
class ForecastWeek:
    """A week, by its Monday: what is expected in it, and what came if it has begun.

    Of a week that is over, all that was expected when it began; of the week that ``runs``, only
    what is still to come, beside what came in it so far. Minor units.
    """

    week: date
    expected: int
    promised: int
    instalments: int
    invoices: int
    actual: int | None = None
    runs: bool = False

    @property
    def difference(self) -> int | None:
        """What came beyond what was expected, negative for less; None until the week is over."""
        return None if self.actual is None or self.runs else self.actual - self.expected


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
    over_weeks = _weeks(first, this_week)
    outlook = _Outlook(work, [*(week - _DAY for week in over_weeks), day])
    parts = outlook.expected(day, day)
    last = this_week + _WEEK * max(1, min(ahead, MOST_WEEKS))
    over, coming = [], []
    for week in over_weeks:
        seen = outlook.expected(week - _DAY, week, week + _WEEK - _DAY)
        over.append(_week(week, seen, _came(work, week, day)))
    for week in _weeks(this_week, last):
        actual = _came(work, week, day) if week == this_week else None
        coming.append(_week(week, parts, actual, runs=week == this_week))
    later = sum(amount for (_, on), amount in parts.items() if on >= last)
    return Forecast(day, (*over, *coming), _rounded(later))


def _weeks(first: date, end: date) -> list[date]:
    return [first + timedelta(days=days) for days in range(0, (end - first).days, _WEEK.days)]


def _came(work: Work, week: date, day: date) -> int:
    return sums.collected(work.db, week, min(day, week + _WEEK - _DAY), day)


def _week(week: date, parts: _Sums, actual: int | None, *, runs: bool = False) -> ForecastWeek:
    found: dict[str, int | Fraction] = dict.fromkeys(_KINDS, 0)
    for (kind, day), amount in parts.items():
        if week <= day < week + _WEEK:
            found[kind] += amount
    promised, instalments, invoices = map(_rounded, found.values())
    expected = promised + instalments + invoices
    return ForecastWeek(week, expected, promised, instalments, invoices, actual, runs)


def _rounded(exact: int | Fraction) -> int:
    return round_half_up(Fraction(exact, WHOLE_BP))


class _Outlook:
    """What weeks are foreseen from: the book is asked once for all days, the earliest first."""

    def __init__(self, work: Work, days: list[date]) -> None:
        first, last = days[0], days[-1]
        self._today = work.today
        self._habits = PayingDays(work, last)
        self._promises = PastPromises(work.db, first, last, unit(work.currency))
        self._named = stored_promises.invoices_of_each(work.db, self._promises.ids)
        self._plans = plans.running_between(work.db, first, last)
        self._insolvent = insolvent(work.db)
        self._debits = debits_on(work.db, days) if days != [work.today] else {}
        if work.today in days:
            self._debits[work.today] = debits_now(work.db)

    def expected(self, day: date, on: date, until: date = date.max) -> _Sums:
        """What is expected from what was dated up to ``day``, seen from ``on``.

        Invoices may be left out that are expected after ``until``.
        """
        debits = self._debits[day]
        running: dict[int, list[PlanFile]] = defaultdict(list)
        for plan in self._plans:
            if plan.runs_on(day):
                running[plan.customer_id].append(plan)
        promises = self._promises.open_on(day, replayed=day < self._today)
        known = day.isoformat()
        found: _Sums = defaultdict(int)
        for key in {**debits, **running}:
            pay_days = self._habits.pay_days(key)
            if pay_days is None or self._expects_nothing(key, day):
                continue
            listed, parts = debits.get(key, []), []
            if key in running:
                parts = _instalments(running[key], listed, day)
                listed = _beside_instalments(listed, running[key], day)
            if key in promises:
                listed, parts = self._add_promises(found, listed, parts, promises[key], day)
            if parts:
                _add_instalments(found, parts, on, pay_days.calendar)
            if listed:
                delay = self._habits.usual_delay(key, known)
                _add_invoices(found, listed, delay, pay_days, on, until)
        return found

    def _expects_nothing(self, customer_id: int, day: date) -> bool:
        """Whether a customer was known to be insolvent, and is left in peace for it."""
        since, until = self._insolvent.get(customer_id, (date.max, None))
        return since <= day and not has_ended(until, day)

    def _add_promises(
        self,
        found: _Sums,
        debits: list[Debit],
        instalments: list[Owed],
        promises: list[PromiseFile],
        day: date,
    ) -> tuple[list[Debit], list[Owed]]:
        """Adds what is promised of what is owed; what is left of debits and instalments is
        returned."""
        rate = self._promises.record_on(promises[0].customer_id, day).rate_for_forecast
        owed = [*(Owed(due, free, (one,)) for one, due, free in debits), *instalments]
        brought = shares(owed, [(open_sum(one), self._named_by(one)) for one in promises])
        for promise, parts in zip(promises, brought, strict=True):
            cash = expect_promise(sum(parts), promise.deadline, rate)
            found["promise", cash.day] += cash.amount * WHOLE_BP
        sums = map(sum, zip(*brought, strict=True))
        shared = zip(owed, sums, strict=True)
        left = [replace(one, amount=one.amount - share) for one, share in shared]
        free = [(one.invoices[0], one.due, one.amount) for one in left[: len(debits)]]
        return free, left[len(debits) :]

    def _named_by(self, promise: PromiseFile) -> set[int]:
        return {one for one, _ in self._named.get(promise.promise_id, [])}


def _instalments(running: list[PlanFile], debits: list[Debit], day: date) -> list[Owed]:
    """What is to come of the plans' instalments: nothing of what is disputed, as of invoices."""
    free = {one: amount for one, _, amount in debits}
    owed = []
    for plan in running:
        parts = open_instalments(plan, day)
        asked = sum(free.get(one, 0) for one in plan.invoices) - plan.beside(day)
        disputed = sum(part.amount for part in parts) - asked
        owed += [
            Owed(part.due, part.amount, plan.invoices, plan.plan_id)
            for part in shorter(parts, max(0, disputed))
        ]
    return owed


def _add_instalments(
    found: _Sums, instalments: list[Owed], on: date, calendar: BusinessCalendar
) -> None:
    for part in instalments:
        cash = expect_invoice(part.amount, 0, part.due, 0, on, calendar)
        found["instalment", cash.day] += cash.amount * WHOLE_BP


def _add_invoices(
    found: _Sums,
    debits: list[Debit],
    delay: timedelta,
    pay_days: PayDays,
    on: date,
    until: date,
) -> None:
    for _, due, left in debits:
        usual = due + delay
        if left <= 0 or usual > until:
            continue
        expected = pay_days[usual]
        if expected < on:
            expected = pay_days.if_late(on)
        if expected <= until:
            found["invoice", expected] += left * likelihood_bp(due, on)


def _beside_instalments(debits: list[Debit], running: list[PlanFile], day: date) -> list[Debit]:
    """What no plan covers, and what went back of payments from before the plans."""
    left = {one: amount for one, _, amount in debits}
    for plan in running:
        planned = {one: amount for one, _, amount in debits if one in plan.invoices}
        left.update(beside_by_invoice(plan, planned, day))
    return [(one, due, left[one]) for one, due, _ in debits]
