"""What every use case is given: the book, the day, the owner's settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.settings import BookSettings
from collectdesk.store import settings as stored
from collectdesk.store.engine import BookDatabase


@dataclass
class Work:
    """One step or one question: a view of the book at one moment.

    ``db`` is inside a transaction. ``label`` is what Undo will call the step; a use case sets it.
    ``undoable`` is cleared by steps that issue something.
    """

    db: BookDatabase
    now: datetime
    label: str = ""
    undoable: bool = True
    touched: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.date()

    @cached_property
    def settings(self) -> BookSettings:
        """The book's settings as they are in this transaction."""
        return stored.load(self.db)

    @cached_property
    def calendar(self) -> BusinessCalendar:
        """The owner's business days."""
        return BusinessCalendar(stored.holidays(self.db))

    @cached_property
    def currency(self) -> str:
        """The currency of the book."""
        return stored.currency(self.db)

    @property
    def stamp(self) -> str:
        """The moment as stored: local time to the second."""
        return self.now.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")

    @property
    def who(self) -> str:
        """Who is at the desk."""
        return self.settings.collector_name or self.settings.owner_name
