"""What the places beside the desk have in common: a title, a search, a table, an empty word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from collectdesk.domain.changes import Changes
from collectdesk.domain.sheet import ShownList
from collectdesk.gui.actions import Actions
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables import Column, RowTable, Shown
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import EmptyPlace, label, rule

SIDE: Final = 18
_LEAST_BODY: Final = 110


class Place(QWidget):
    """A header line and a table. Asks again when it is shown and something has changed.

    A place that lists only the newest rows says how many in ``newest``.
    """

    title = ""
    search_hint = "Search…"
    kinds: frozenset[str] = frozenset()
    newest = 0

    def __init__(self, scene: Scene, actions: Actions, columns: Sequence[Column]) -> None:
        super().__init__()
        self.scene, self.actions_by_key = scene, actions
        self._stale = True
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = QLineEdit()
        self.search.setAcceptDrops(False)  # a dropped file is for the window
        self.search.setPlaceholderText(self.search_hint)
        self.search.setAccessibleName(self.search_hint.rstrip("…"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(340)
        self.search.textChanged.connect(lambda _: self.refresh())
        self.summary = label("", "quiet")
        self.table = RowTable(columns, self.shown(), self.title, sortable=self.is_sortable())
        self.table.chosen.connect(self._stand_on)
        self.empty = EmptyPlace()
        self.header = QHBoxLayout()
        self.header.setSpacing(GRID)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self._lay_out()

    def _lay_out(self) -> None:
        self.header.setContentsMargins(SIDE, 10, SIDE, 10)
        self.header.addWidget(label(self.title, "heading"))
        self.header.addSpacing(GRID)
        self.header.addWidget(self.search, 2)
        self.header.addWidget(self.summary)
        self.header.addStretch(1)
        body = QWidget(self)
        body.setMinimumHeight(_LEAST_BODY)  # what stands above keeps its height
        self._body = QStackedLayout(body)
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.header)
        self.column.addWidget(rule())
        self.column.addWidget(body, 1)

    def is_sortable(self) -> bool:
        """Whether all rows are loaded, so that a click on a title may sort them."""
        return True

    def shown(self) -> Shown:
        """What cells are written with."""
        return Shown(self.scene.runner.currency, self.scene.runner.today)

    def came(self) -> None:
        """The owner came here."""
        if self._stale:
            self.refresh()
        self.table.setFocus()
        self._stand_on(self.table.chosen_row())

    def show_part(self, part: str) -> None:
        """Turn to a part of the place; most have none."""

    def _stand_on(self, row: object) -> None:
        if self.isVisible():
            self.scene.stand_on(row)

    def on_changed(self, changes: Changes) -> None:
        """A step was done."""
        if not self.kinds or changes.touches(*self.kinds, "day"):
            self._stale = True
            if self.isVisible():
                self._soon.start()

    def refresh(self) -> None:
        """Ask for the rows again."""
        self._stale = False
        self.ask()

    def shown_list(self) -> ShownList | None:
        """What this list would be as a file; None where it cannot be one."""
        return None

    def ask(self) -> None:
        """Ask the book; the answer goes to ``show_rows``."""
        raise NotImplementedError

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show an answer, standing on the same row as before where it is still there."""
        self.table.set_rows(rows, self.shown(), self.table.chosen_row())
        self._body.setCurrentIndex(0 if rows else 1)
        searched = bool(self.search.text().strip())
        if self.newest:
            self._tell_newest(len(rows) >= self.newest, searched)
        if not rows:
            self.tell_empty(searched)

    def _tell_newest(self, is_full: bool, searched: bool) -> None:
        """Say that there may be more than is listed, and how to come to it."""
        further = "type more to find older ones" if searched else "search for older ones"
        self.summary.setText(f"The newest {self.newest:,}; {further}" if is_full else "")

    def tell_empty(self, searched: bool) -> None:
        """Say what would be here."""
        raise NotImplementedError
