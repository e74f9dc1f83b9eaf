"""The table view: whole rows, fixed heights, chosen widths, keys that do what people expect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from collectdesk.gui.tables.columns import Column, Shown
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.painter import ROW_HEIGHT, SIDE, CellPainter
from collectdesk.gui.theme import look

_HEADER_HEIGHT: Final = 32
_LEAST_STRETCH: Final = 90


class RowTable(QTableView):
    """Shows rows under columns. ``picked`` tells the row that is opened (Enter, double click)."""

    chosen = Signal(object)
    picked = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        shown: Shown,
        name: str,
        parent: QWidget | None = None,
        *,
        sortable: bool = True,
    ) -> None:
        super().__init__(parent)
        self.rows_model = RowModel(columns, shown, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self._sortable = sortable
        self._set_behaviour()
        self._set_sizes()
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.doubleClicked.connect(lambda index: self.picked.emit(self._row(index)))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows must be set again."""
        if [each.title for each in columns] == [each.title for each in self.rows_model.columns]:
            return
        self.rows_model.set_columns(columns)
        self._set_widths()

    def set_rows(self, rows: Sequence[Any], shown: Shown, chosen: Any = None) -> None:
        """Show rows in the order that the owner sorted by; ``chosen`` is the row to stand on."""
        scrolled = self.verticalScrollBar().value()
        self.rows_model.set_rows(rows, shown)
        header = self.horizontalHeader()
        if self._sortable and header.sortIndicatorSection() >= 0:
            self.rows_model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.verticalScrollBar().setValue(scrolled)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, row: Any) -> bool:
        """Stand on ``row``; False if it is not shown."""
        rows = self.rows_model.rows()
        if row not in rows:
            return False
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(
            self.rows_model.index(rows.index(row), 0), flag.ClearAndSelect | flag.Rows
        )
        return True

    def chosen_row(self) -> Any:
        """The row that the owner stands on, or None."""
        return self._row(self.currentIndex())

    def row_below(self, at: QPointF) -> Any:
        """The row at a place of the screen, or None."""
        return self._row(self.indexAt(self.viewport().mapFromGlobal(at).toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            row = self.chosen_row()
            if row is not None:
                self.picked.emit(row)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_widths()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._set_sizes()

    def _set_behaviour(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(self._sortable)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        if self._sortable:
            header.setSortIndicatorClearable(True)
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)

    def _set_sizes(self) -> None:
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(look().px(ROW_HEIGHT))
        vertical.setDefaultSectionSize(look().px(ROW_HEIGHT))
        self.horizontalHeader().setFixedHeight(look().px(_HEADER_HEIGHT))
        self._set_widths()

    def _set_widths(self) -> None:
        columns = self.rows_model.columns
        room = self._room()
        dropped = self._dropped(columns, room)
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at in dropped)
            if not column.stretch:
                self.setColumnWidth(at, _least(column))
                room -= 0 if at in dropped else _least(column)
        stretching = [at for at, column in enumerate(columns) if column.stretch]
        shares = _shares([columns[at] for at in stretching], room)
        for at, width in zip(stretching, shares, strict=True):
            self.setColumnWidth(at, width)

    def _room(self) -> int:
        """The width for columns. The header's is the same as that of Qt's own viewport, which would
        make PySide prepare every kind of widget there is (8 ms of the start)."""
        return self.horizontalHeader().width()

    def _dropped(self, columns: Sequence[Column], room: int) -> set[int]:
        needed = sum(_least(column) for column in columns)
        dropped: set[int] = set()
        for at in sorted(range(len(columns)), key=lambda at: columns[at].drop):
            if columns[at].drop and needed > room:
                dropped.add(at)
                needed -= _least(columns[at])
        return dropped

    def _row(self, index: QModelIndex) -> Any:
        return self.rows_model.row_at(index.row()) if index.isValid() else None

    def _tell_chosen(self, current: QModelIndex) -> None:
        self.chosen.emit(self._row(current))

    def _copy(self) -> None:
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = ["\t".join(cell.text for cell in self.rows_model.cells(at)) for at in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _shares(columns: Sequence[Column], room: int) -> Iterator[int]:
    """What each of the columns gets of the room: alike, but nobody less than is needed.

    Where there is too little room for all, the last one is cut before the table scrolls sideways.
    """
    waiting = sum(map(_least, columns))
    for left, column in zip(range(len(columns), 0, -1), columns, strict=True):
        waiting -= _least(column)
        width = max(min(max(_least(column), room // left), room - waiting), _px(_LEAST_STRETCH))
        room -= width
        yield width


def _least(column: Column) -> int:
    """The pixels that a column needs."""
    needed = min(column.width, column.least) if column.stretch else column.width
    return _px(needed)


def _px(width: int) -> int:
    """The pixels of a column: what it shows grows with the text, its margins do not."""
    return look().px(width - 2 * SIDE) + 2 * SIDE
