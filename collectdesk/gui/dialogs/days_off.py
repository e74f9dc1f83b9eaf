"""The page of settings with the days on which nobody works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.calendar_choice import CalendarChoice
from collectdesk.gui.dialogs.form import while_open
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import spoken_day
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.days_off import LONGEST_REST, DayOff, YearOff, days_off, own_days
from collectdesk.usecases.work import NO_HOLIDAYS

_WITHOUT: Final = (("", "None, only weekends and own days"),)
_COLUMNS: Final = (Column("Day", 102), Column("What"), Column("Whose", 64))
_YEARS: Final = (1970, 2200)
_LEAD: Final = (
    "Calls, the grace of promises, pay runs and the deadlines of letters step over these days and"
    " weekends. A customer elsewhere can have public holidays of its own."
)
_DAY: Final = timedelta(days=1)


class DaysOffPage(QWidget):
    """Country, region and own days. They are kept when the settings are saved."""

    def __init__(self, runner: Runner, code: str) -> None:
        super().__init__()
        self._runner = runner
        self._own: dict[date, str] = {}
        self._changed = False
        self.calendar = CalendarChoice(runner, code, _WITHOUT)
        self.first, self.last = (DateEdit(runner.today, runner.currency) for _ in range(2))
        self.last.setPlaceholderText("The same day")
        self.name = fields.line(hint="Summer closing", longest=200)
        self.add_button = Button("&Add day off", clicked=self.add)
        self.year = NumberEdit(*_YEARS, runner.today.year)
        self.table = SimpleTable(_COLUMNS, "Days off of the year")
        self.remove_button = Button("Remo&ve", clicked=self.remove)
        self.grid = FormGrid(label_width=104)
        self._lay_out()
        self.calendar.changed.connect(self._list)
        self.year.textChanged.connect(lambda _: self._list())
        self.table.stood.connect(self._offer_removal)
        self._offer_removal()
        runner.ask(own_days, then=while_open(self, self._take_own))

    def chosen(self) -> tuple[str, tuple[tuple[date, str], ...] | None]:
        """The calendar, and the own days if they were changed."""
        own = tuple(sorted(self._own.items())) if self._changed else None
        return self.calendar.code(), own

    def typed(self) -> object:
        """What stands here, in a form that can be compared."""
        return (self.chosen(), self.first.text(), self.last.text(), self.name.text())

    def add(self) -> None:
        """Put the typed days on the list."""
        self.grid.clear_errors()
        try:
            self.take_typed()
        except InvalidInput as error:
            self.grid.add_error(error.field, str(error))
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> None:
        """Put the typed days on the list. Raises InvalidInput when they cannot be read."""
        first = fields.read("first", self.first.day)
        last = fields.read("last", self.last.optional_day) or first
        if not 0 <= (last - first).days < LONGEST_REST:
            raise InvalidInput("The last day comes after the first, within a year.", "last")
        day = first
        while day <= last:
            self._own[day] = self.name.text().strip()
            day += _DAY
        self._changed = True
        for field in (self.first, self.last):
            field.set_day(None)
        self.name.clear()
        self.year.setText(str(first.year))
        self._list()

    def remove(self) -> None:
        """Take the chosen own day off the list."""
        chosen = self.table.current_key()
        day = date.fromordinal(chosen) if chosen else None
        if day in self._own:
            del self._own[day]
            self._changed = True
            self._list()

    def _take_own(self, own: dict[date, str]) -> None:
        self._own = own | self._own
        self._list()

    def _list(self) -> None:
        try:
            year = self.year.value()
        except InvalidInput:
            return
        self._runner.ask(
            days_off,
            year,
            self.calendar.code() or NO_HOLIDAYS,
            own=dict(self._own),
            then=while_open(self, self._show),
            key=f"days-off-{id(self)}",
        )

    def _show(self, found: YearOff) -> None:
        self.table.set_rows(((one.day.toordinal(), one) for one in found.days), self._texts)
        self._offer_removal()

    def _texts(self, one: DayOff) -> tuple[str | Marked, ...]:
        whose = "ours" if one.own else Marked("public", "quiet")
        return spoken_day(one.day, self._runner.today), one.name or "Day off", whose

    def _offer_removal(self) -> None:
        chosen = self.table.current_key()
        self.remove_button.setEnabled(bool(chosen) and date.fromordinal(chosen or 1) in self._own)

    def _lay_out(self) -> None:
        self.grid.add_row("calendar", "Public &holidays of", self.calendar.country, self.calendar)
        self.grid.add_row("first", "Own day o&ff", self.first)
        self.grid.add_row("last", "Throu&gh", self.last)
        self.grid.add_row("name", "Occas&ion", self.name)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.grid)
        left.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        head = QHBoxLayout()
        title = label("&Year", "quiet")
        title.setBuddy(self.year)
        head.addWidget(title)
        head.addWidget(self.year)
        head.addStretch(1)
        head.addWidget(self.remove_button)
        right.addLayout(head)
        right.addWidget(self.table, 1)
        halves = QHBoxLayout()
        halves.setSpacing(3 * GRID)
        halves.addLayout(left, 4)
        halves.addLayout(right, 5)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2 * GRID, GRID, GRID)
        column.setSpacing(12)
        column.addWidget(label(_LEAD, "quiet", wrap=True))
        column.addLayout(halves, 1)
