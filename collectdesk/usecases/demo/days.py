"""Days of the demo book, written as distances from the day on which it is made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import add_months_clamped

_DISTANCE = re.compile(r"([+-]?[0-9]+)([bp]?)(!?)")
_DAY_NUMBER = re.compile(r"\{([+-]?[0-9]+[bp]?!?):day\}")


@dataclass(frozen=True, slots=True)
class Days:
    """Reads distances: "-12" is a business day twelve days ago, "+6" one six days ahead, and with
    "!" exactly that day; "-2b" counts business days, "-3p" gives the due date of what is three
    business days past due today."""

    today: date
    calendar: BusinessCalendar

    def on(self, distance: str | date) -> date:
        """The day that a distance means; a date is itself."""
        if isinstance(distance, date):
            return distance
        found = _DISTANCE.fullmatch(distance)
        if found is None:
            raise ValueError(f"{distance!r} is not a distance in days")
        count = int(found[1])
        if found[2] == "b":
            return self.calendar.add_business_days(self.today, count)
        if found[2] == "p":
            last = self.calendar.previous_business_day(self.today)
            return self.calendar.add_business_days(last, count)
        day = self.today + timedelta(days=count)
        return day if found[3] or not count else self._business_day(day)

    def _business_day(self, day: date) -> date:
        if day < self.today:
            return self.calendar.previous_business_day(day)
        return self.calendar.next_business_day(day)

    def filled(self, text: str) -> str:
        """The text with each "{+4b:day}" replaced by that day's number in its month."""
        return _DAY_NUMBER.sub(lambda found: str(self.on(found[1]).day), text)

    def first_of(self, due: date, paid: list[int]) -> tuple[date, int]:
        """The first day of a monthly row in which ``due`` comes after ``paid`` instalments.

        Of the numbers wished, the first is taken with which the row meets ``due``; not every month
        has a 29th, 30th or 31st.
        """
        for count in paid:
            first = add_months_clamped(due, 1 - count)
            if first.day == due.day:
                return first, count - 1
        raise ValueError(f"no monthly row with one of {paid} leads to {due}")
