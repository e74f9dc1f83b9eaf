"""Whose public holidays count: a country, and where it has them, a region."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import while_open
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import GRID
from collectdesk.usecases.days_off import calendar_countries, calendar_regions

_SHORTEST = 8


class CalendarChoice(QWidget):
    """Two lists. What they hold arrives from the book; the choice stands from the start."""

    changed = Signal()

    def __init__(self, runner: Runner, code: str, without: Sequence[tuple[str, str]]) -> None:
        """``without`` are the codes and words of what can be chosen besides a country."""
        super().__init__()
        self._runner = runner
        self._code = code
        self._without = tuple(without)
        self.country = _list_of(without, "Country whose public holidays count")
        self.region = _list_of((), "Region")
        self.region.hide()
        self.country.activated.connect(lambda _: self._take_country())
        self.region.activated.connect(lambda _: self._take_region())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.country, 1)
        row.addWidget(self.region, 1)
        self.setFocusProxy(self.country)
        runner.ask(calendar_countries, then=while_open(self, self._fill))

    def code(self) -> str:
        """The calendar that is chosen."""
        return self._code

    def _fill(self, places: Sequence[Any]) -> None:
        for place in places:
            self.country.addItem(place.name, place.code)
        fields.choose(self.country, self._country())
        self._ask_regions()

    def _country(self) -> str:
        known = {code for code, _ in self._without}
        return self._code if self._code in known else self._code.partition("-")[0]

    def _take_country(self) -> None:
        self._code = fields.chosen(self.country)
        self._ask_regions()
        self.changed.emit()

    def _ask_regions(self) -> None:
        country = self._country()
        if country in {code for code, _ in self._without}:
            self.region.hide()
            return
        then = while_open(self, partial(self._fill_regions, country))
        self._runner.ask(calendar_regions, country, then=then)

    def _fill_regions(self, country: str, places: Sequence[Any]) -> None:
        if country != self._country():
            return
        self.region.clear()
        self.region.addItem("Whole country", country)
        for place in places:
            self.region.addItem(place.name, place.code)
        fields.choose(self.region, self._code)
        self.region.setVisible(bool(places))

    def _take_region(self) -> None:
        self._code = fields.chosen(self.region)
        self.changed.emit()


def _list_of(pairs: Sequence[tuple[str, str]], name: str) -> QComboBox:
    field = fields.choice(pairs)
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(_SHORTEST)
    field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return field
