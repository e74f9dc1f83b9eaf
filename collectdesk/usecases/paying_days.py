"""On which days customers are likely to pay, seen from any day: the book is asked once for all."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Final

from collectdesk.domain.forecast import expected_if_late, pay_day_from, usual_delay
from collectdesk.domain.habits import BASELINE, RECENT, median_days
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.store import facts, ledger
from collectdesk.store.facts import CustomerFile
from collectdesk.usecases.work import Work

_LAST: Final = RECENT + BASELINE


class PayingDays:
    """The habits of all customers, from what was dated up to ``last``."""

    def __init__(self, work: Work, last: date) -> None:
        self._work = work
        self._closed_on: dict[int, list[str]] = defaultdict(list)
        self._days_late: dict[int, list[int]] = defaultdict(list)
        for customer, closed_on, late in facts.days_late_in_closing_order(work.db, last):
            self._closed_on[customer].append(closed_on)
            self._days_late[customer].append(late)
        self._medians: dict[tuple[int, int], Fraction] = {}
        self._pay_days: dict[tuple[date, str, str], date] = {}

    @cached_property
    def customers(self) -> dict[int, CustomerFile]:
        """All customers by id."""
        return {file.customer_id: file for file in facts.customers(self._work.db)}

    def usual_days_late(self, customer_id: int, day: date) -> Fraction:
        """The median of the last invoices that were closed by the end of the day; 0 without any."""
        until = bisect_right(self._closed_on[customer_id], day.isoformat())
        key = (customer_id, until)
        if key not in self._medians:
            last = self._days_late[customer_id][max(0, until - _LAST) : until]
            self._medians[key] = median_days(last) or Fraction(0)
        return self._medians[key]

    def expected_between(self, first: date, last: date, known: date) -> set[int]:
        """Customers of whom an invoice is expected from ``first`` to ``last``, seen from ``first``
        by what was dated up to ``known``."""
        found: set[int] = set()
        delays: dict[int, timedelta] = {}
        if_late: dict[str, date] = {}
        for customer, due in ledger.open_dues(self._work.db, known):
            if customer not in delays:
                delays[customer] = usual_delay(self.usual_days_late(customer, known))
            earliest = due + delays[customer]
            if earliest > last or customer in found:
                continue
            file = self.customers[customer]
            day = self._pay_day(file, earliest)
            if day < first:
                if file.calendar not in if_late:
                    calendar = self._work.calendar_for(file.calendar)
                    if_late[file.calendar] = expected_if_late(first, calendar)
                day = if_late[file.calendar]
            if first <= day <= last:
                found.add(customer)
        return found

    def _pay_day(self, customer: CustomerFile, day: date) -> date:
        key = (day, customer.pay_run, customer.calendar)
        if key not in self._pay_days:
            run = parse_pay_run(customer.pay_run) if customer.pay_run else None
            calendar = self._work.calendar_for(customer.calendar)
            self._pay_days[key] = pay_day_from(day, calendar, run)
        return self._pay_days[key]
