"""On which days customers are likely to pay, seen from any day: the book is asked once for all."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from operator import itemgetter
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.forecast import expected_if_late, pay_day_from, usual_delay
from collectdesk.domain.habits import BASELINE, RECENT, median_days
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.store.closings import closings_of_all
from collectdesk.store.outlook import ways_of_paying
from collectdesk.usecases.work import Work

_LAST: Final = RECENT + BASELINE
_NEVER: Final = "9999-99"

_Closing = tuple[int, str, int]
_closed_on: Final[Callable[[_Closing], str]] = itemgetter(1)
_days_late: Final[Callable[[_Closing], int]] = itemgetter(2)


class PayDays(dict[date, date]):
    """When customers of one pay run and calendar pay what they would usually pay on a day: on the
    first business day or pay run from it on, each worked out when it is first looked up."""

    def __init__(self, pay_run: str, calendar: BusinessCalendar) -> None:
        super().__init__()
        self.calendar = calendar
        self._run = parse_pay_run(pay_run) if pay_run else None
        self._if_late: dict[date, date] = {}

    def __missing__(self, day: date) -> date:
        found = self[day] = pay_day_from(day, self.calendar, self._run)
        return found

    def if_late(self, seen: date) -> date:
        """When to expect what should be here already, seen from a day."""
        if seen not in self._if_late:
            self._if_late[seen] = expected_if_late(seen, self.calendar)
        return self._if_late[seen]


class PayingDays:
    """The habits of all customers, from what was dated up to ``last``."""

    def __init__(self, work: Work, last: date) -> None:
        self._closings: dict[int, list[_Closing]] = defaultdict(list)
        for closing in closings_of_all(work.db, last, replayed=last < work.today):
            self._closings[closing[0]].append(closing)
        self._sorted: set[int] = set()
        self._delays: dict[int, tuple[str, str, timedelta]] = {}
        self._ways = ways_of_paying(work.db)
        self._pay_days = {
            way: PayDays(way[0], work.calendar_for(way[1])) for way in set(self._ways.values())
        }

    def pay_days(self, customer_id: int) -> PayDays | None:
        """When a customer pays; None of one whom somebody else collects from."""
        way = self._ways.get(customer_id)
        return None if way is None else self._pay_days[way]

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
            closings.sort(key=_days_late, reverse=True)
            closings.sort(key=_closed_on)  # of a day the latest first, whenever it was entered
            self._sorted.add(customer_id)
        until = bisect_right(closings, day, key=_closed_on)
        last = closings[max(0, until - _LAST) : until]
        return (
            _closed_on(last[-1]) if last else "",
            _closed_on(closings[until]) if until < len(closings) else _NEVER,
            usual_delay(median_days([late for _, _, late in last]) or 0),
        )
