"""On which days customers are likely to pay, seen from any day: the book is asked once for all."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.forecast import expected_if_late, pay_day_from, usual_delay
from collectdesk.domain.habits import BASELINE, RECENT, median_days
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.store import facts
from collectdesk.store.closings import closings_of_all
from collectdesk.store.facts import CustomerFile
from collectdesk.usecases.work import Work

_LAST: Final = RECENT + BASELINE
_NEVER: Final = "9999-99"

_Closing = tuple[int, str, int]
_closed_on: Final[Callable[[_Closing], str]] = itemgetter(1)


class PayingDays:
    """The habits of all customers, from what was dated up to ``last``."""

    def __init__(self, work: Work, last: date) -> None:
        self._work = work
        self._closings: dict[int, list[_Closing]] = defaultdict(list)
        for closing in closings_of_all(work.db, last):
            self._closings[closing[0]].append(closing)
        self._sorted: set[int] = set()
        self._delays: dict[int, tuple[str, str, timedelta]] = {}
        self._pay_days: dict[tuple[date, str, str], date] = {}
        self._if_late: dict[tuple[date, str], date] = {}

    @cached_property
    def customers(self) -> dict[int, CustomerFile]:
        """All customers by id."""
        return {file.customer_id: file for file in facts.customers(self._work.db)}

    def usual_delay(self, customer_id: int, day: str) -> timedelta:
        """The median days late of the last invoices closed by the end of the day (as it is stored);
        0 without any."""
        known = self._delays.get(customer_id)
        if known is None or not known[0] <= day < known[1]:
            known = self._delays[customer_id] = self._delay_on(customer_id, day)
        return known[2]

    def _delay_on(self, customer_id: int, day: str) -> tuple[str, str, timedelta]:
        """From which day on, and until which, the delay is which."""
        closings = self._closings.get(customer_id)
        if closings is None:
            return "", _NEVER, timedelta(0)
        if customer_id not in self._sorted:
            closings.sort(key=_closed_on)
            self._sorted.add(customer_id)
        until = bisect_right(closings, day, key=_closed_on)
        last = closings[max(0, until - _LAST) : until]
        return (
            _closed_on(last[-1]) if last else "",
            _closed_on(closings[until]) if until < len(closings) else _NEVER,
            usual_delay(median_days([late for _, _, late in last]) or 0),
        )

    def expected_on(self, customer: CustomerFile, day: date, seen: date) -> date:
        """When to expect what the customer would usually pay on ``day`` or the first business day
        or pay run after it, seen from another day."""
        key = (day, customer.pay_run, customer.calendar)
        if key not in self._pay_days:
            run = parse_pay_run(customer.pay_run) if customer.pay_run else None
            self._pay_days[key] = pay_day_from(day, self.calendar_of(customer), run)
        expected = self._pay_days[key]
        return expected if expected >= seen else self._late_seen(customer, seen)

    def _late_seen(self, customer: CustomerFile, seen: date) -> date:
        key = (seen, customer.calendar)
        if key not in self._if_late:
            self._if_late[key] = expected_if_late(seen, self.calendar_of(customer))
        return self._if_late[key]

    def calendar_of(self, customer: CustomerFile) -> BusinessCalendar:
        """The business days of a customer."""
        return self._work.calendar_for(customer.calendar)
