"""A small table of texts for lists inside dialogs: whole rows, optionally with ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from collectdesk.domain.english import spelled
from collectdesk.gui.dialogs.simple_model import Column, SimpleModel, Texts
from collectdesk.gui.eliding import directed
from collectdesk.gui.tables.roles import LEFT, Index
from collectdesk.gui.theme import GRID, look

ROW_HEIGHT: Final = 30
_NARROW: Final = 130
_LEAST_LEFT_OVER: Final = 130
_UNREADABLE: Final = 90
_BESIDE_TICK: Final = 18
"""What the style takes beside a box to tick, and does not count."""
_IN_THE_MIDDLE: Final = (Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap).value


def spelled_columns(columns: Iterable[Column], currency: str) -> tuple[Column, ...]:
    """Columns with titles as they are written in the country of a book's money."""
    return tuple(
        replace(one, title=spelled(one.title, currency), hint=spelled(one.hint, currency))
        for one in columns
    )


class _AsItBegins(QStyledItemDelegate):
    """Paints each text in the direction in which it is read."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.text = directed(option.text)


class SimpleTable(QTableView):
    """Rows of texts, each row known by a key. Without rows it says ``empty``.

    ``ticks_changed`` follows a tick, ``stood`` the cursor or other rows under it.
    """

    ticks_changed = Signal()
    stood = Signal()

    def __init__(
        self, columns: Sequence[Column], name: str, *, ticks: bool = False, empty: str = ""
    ) -> None:
        super().__init__()
        self._empty = empty
        self._has_ticks = ticks
        self._columns = tuple(columns)
        self._model = SimpleModel(columns, ticks=ticks, parent=self)
        self._model.ticked_by_hand.connect(self.ticks_changed)
        self.setModel(self._model)
        self.setItemDelegate(_AsItBegins(self))
        self.setAccessibleName(name)
        self.setProperty("kind", "entry")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(ROW_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._size_columns()
        self.selectionModel().currentChanged.connect(lambda *_: self.stood.emit())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._fit_columns())

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the rows from top to bottom."""
        return self._model.keys

    def set_rows(self, rows: Iterable[tuple[int, Any]], texts: Texts = tuple) -> None:
        """Show other rows, each a key and what ``texts`` makes its texts of; nothing is ticked.

        The texts of a row are made when it is first seen. The cursor stays where it stood.
        """
        at, scrolled = self.currentIndex(), self.verticalScrollBar().value()
        row, column = at.row(), at.column()
        self.blockSignals(True)
        if self.verticalHeader().hiddenSectionCount():
            self._model.set_rows((), texts)  # or other rows would be hidden in their place
        self._model.set_rows(rows, texts)
        if row >= 0 and self.keys:
            self.setCurrentIndex(self._model.index(min(row, len(self.keys) - 1), column))
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(False)
        self._size_narrow_columns()
        self._fit_columns()
        self.setAccessibleDescription("" if self.keys else self._empty)
        self.viewport().update()
        if row >= 0:
            self.stood.emit()

    def current_row(self) -> int:
        """The place of the row with the cursor, -1 without one."""
        return self.currentIndex().row()

    def current_key(self) -> int | None:
        """The key of the row with the cursor."""
        row = self.current_row()
        return self.keys[row] if row >= 0 else None

    def choose(self, key: int) -> None:
        """Put the cursor on the row with the key."""
        self.choose_row(self.keys.index(key))

    def choose_row(self, row: int) -> None:
        """Put the cursor on the row at a place."""
        self.setCurrentIndex(self._model.index(row, 0))

    def ticked(self) -> tuple[int, ...]:
        """The keys of the ticked rows, in their order."""
        return self._model.ticked()

    def tick(self, keys: Collection[int]) -> None:
        """Tick the rows with these keys and no others."""
        self._model.tick(keys)
        self.ticks_changed.emit()

    def text(self, row: int, column: int) -> str:
        """What stands in one cell."""
        return self._model.cell(row, column).text

    def set_text(self, row: int, column: int, text: str) -> None:
        """Write another text into one cell."""
        self._model.set_text(row, column, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.keys:
            painter = QPainter(self.viewport())
            painter.setPen(look().tone("quiet"))
            inner = self.viewport().rect().adjusted(3 * GRID, 2 * GRID, -3 * GRID, -2 * GRID)
            painter.drawText(inner, _IN_THE_MIDDLE, self._empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        self._leave_room()
        self._keep_readable()

    def _fit_columns(self) -> None:
        """Days and amounts in sight that are longer than their column widen it, by half at most."""
        self.ensurePolished()
        seen = self._rows_in_sight()
        for place, column in enumerate(self._columns):
            if 0 < column.width <= _NARROW:
                wanted = max((self._wish(row, place) for row in seen), default=0)
                most = look().px(column.width) * 3 // 2
                if self._fitted[place] < min(wanted, most):
                    self._fitted[place] = min(wanted, most)
                    self.setColumnWidth(place, self._fitted[place])

    def _rows_in_sight(self) -> range:
        top = max(0, self.rowAt(0))
        fitting = self.viewport().height() // self.verticalHeader().defaultSectionSize()
        return range(top, min(top + fitting + 1, len(self.keys)))

    def _wish(self, row: int, column: int) -> int:
        wide = self.sizeHintForIndex(self._model.index(row, column)).width()
        return wide + look().px(_BESIDE_TICK) if self._has_ticks and not column else wide

    def _leave_room(self) -> None:
        """Hide what is least needed while what is left over is too narrow to read."""
        yielding = sorted(
            (column.drop, place) for place, column in enumerate(self._columns) if column.drop
        )
        if not yielding:
            return
        room = self.viewport().width() - look().px(_LEAST_LEFT_OVER)
        needed = sum(
            max(look().px(column.width), self.columnWidth(place))
            for place, column in enumerate(self._columns)
            if column.width
        )
        for _, place in yielding:
            self.setColumnHidden(place, needed > room)
            if needed > room:
                needed -= look().px(self._columns[place].width)

    def _keep_readable(self) -> None:
        """Where all the columns have no room, what is left over is readable and the table scrolls.

        Qt would leave it as narrow as it happened to be.
        """
        taken = sum(self.columnWidth(at) for at, one in enumerate(self._columns) if one.width)
        is_narrow = self.viewport().width() - taken < look().px(_UNREADABLE)
        mode = QHeaderView.ResizeMode.Fixed if is_narrow else QHeaderView.ResizeMode.Stretch
        for place, column in enumerate(self._columns):
            if not column.width:
                self.horizontalHeader().setSectionResizeMode(place, mode)
                if is_narrow:
                    self.setColumnWidth(place, look().px(_LEAST_LEFT_OVER))

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(LEFT)
        for place, column in enumerate(self._columns):
            if column.width:
                self.setColumnWidth(place, look().px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._size_narrow_columns()

    def _size_narrow_columns(self) -> None:
        """As wide as they usually are; what is in sight may widen them."""
        self._fitted = [look().px(column.width) for column in self._columns]
        for place, column in enumerate(self._columns):
            if 0 < column.width <= _NARROW:
                self.setColumnWidth(place, self._fitted[place])
