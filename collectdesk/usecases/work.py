"""What every use case is given: the book, the day, the owner's settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.english import spelled
from collectdesk.domain.settings import BookSettings
from collectdesk.exchange.public_holidays import public_holidays, weekend_of
from collectdesk.store import settings as stored
from collectdesk.store.engine import BookDatabase

NO_HOLIDAYS: Final = "none"
"""The calendar of a customer who goes by weekends and our own days off alone."""

_YEARS_BACK: Final = 30
_YEARS_AHEAD: Final = 11


def made_calendar(code: str, around: date, own: Iterable[date] = ()) -> BusinessCalendar:
    """The business days of a calendar for some years around a day, with own days off."""
    if code in ("", NO_HOLIDAYS):
        return BusinessCalendar(frozenset(own))
    years = range(around.year - _YEARS_BACK, around.year + _YEARS_AHEAD + 1)
    return BusinessCalendar(
        frozenset(own) | frozenset(public_holidays(code, years)), weekend_of(code)
    )


@dataclass
class Work:
    """One step or one question: a view of the book at one moment.

    ``db`` is inside a transaction. ``label`` is what Undo will call the step; a use case sets it.
    ``stays`` is set by steps that issue or keep something: the sentence for who would undo them.
    """

    db: BookDatabase
    now: datetime
    label: str = ""
    stays: str = ""
    _calendars: dict[str, BusinessCalendar] = field(default_factory=dict)
    _codes: dict[int, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @cached_property
    def settings(self) -> BookSettings:
        """The book's settings as they are in this transaction."""
        return stored.load(self.db)

    @property
    def calendar(self) -> BusinessCalendar:
        """The owner's business days."""
        return self.calendar_for("")

    def calendar_of(self, customer_id: int) -> BusinessCalendar:
        """A customer's business days: all that is agreed with a customer goes by them."""
        if customer_id not in self._codes:
            self._codes[customer_id] = stored.calendar_code(self.db, customer_id)
        return self.calendar_for(self._codes[customer_id])

    def calendar_for(self, code: str) -> BusinessCalendar:
        """The business days of a calendar; an empty code is the one of the owner's business.

        The owner's own days off are in each: then nobody here acts on anything.
        """
        code = code or self.settings.calendar or NO_HOLIDAYS
        if code not in self._calendars:
            self._calendars[code] = self._made_calendar(code)
        return self._calendars[code]

    def forget_calendars(self) -> None:
        """After days off have changed in this step, look at them anew."""
        self._calendars.clear()
        self._codes.clear()
        self.__dict__.pop("settings", None)

    def _made_calendar(self, code: str) -> BusinessCalendar:
        return made_calendar(code, self.today, stored.own_days_off(self.db))

    @cached_property
    def currency(self) -> str:
        """The currency of the book."""
        return stored.currency(self.db)

    def spelled(self, words: str) -> str:
        """Words of the program as they are written in this book's country."""
        return spelled(words, self.currency)

    @property
    def stamp(self) -> str:
        """The moment as stored: local time to the second."""
        return self.now.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")

    @property
    def who(self) -> str:
        """Who is at the desk."""
        return self.settings.collector_name or self.settings.owner_name
