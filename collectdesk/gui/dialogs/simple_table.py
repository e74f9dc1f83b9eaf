"""A small table of texts for lists inside dialogs: whole rows, optionally with ticks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from collectdesk.domain.english import spelled
from collectdesk.domain.rows import Tone
from collectdesk.gui.eliding import directed
from collectdesk.gui.icons import icon
from collectdesk.gui.tables.roles import LEFT, RIGHT, SPOKEN, Index
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.labels import plain_tooltip

ROW_HEIGHT = 30
_NARROW = 130
_LEAST_LEFT_OVER = 130
_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in pixels (0: what is left over), and its side.

    Where too little would be left over, columns with ``drop`` give way, the lowest first. ``hint``
    is the tooltip of its title.
    """

    title: str
    width: int = 0
    right: bool = False
    drop: int = 0
    hint: str = ""


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


class SimpleTable(QTableWidget):
    """Rows of texts, each row known by a key. ``ticks_changed`` follows a tick by hand."""

    ticks_changed = Signal()

    def __init__(self, columns: Sequence[Column], name: str, *, ticks: bool = False) -> None:
        super().__init__(0, len(columns))
        self._columns = tuple(columns)
        self._keys: list[int] = []
        self._ticks = ticks
        self.setItemDelegate(_AsItBegins(self))
        self.setAccessibleName(name)
        self.setProperty("kind", "entry")
        self.setHorizontalHeaderLabels([column.title for column in columns])
        for place, column in enumerate(columns):
            self._header_of(place).setToolTip(plain_tooltip(column.hint))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(ROW_HEIGHT))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._size_columns()
        self.itemChanged.connect(self._item_changed)

    @property
    def keys(self) -> tuple[int, ...]:
        """The keys of the rows from top to bottom."""
        return tuple(self._keys)

    def set_rows(self, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Show other rows, each a key and its texts; nothing is ticked."""
        listed = list(rows)
        self.blockSignals(True)
        self.setRowCount(len(listed))
        self._keys = [key for key, _ in listed]
        for row, (_, texts) in enumerate(listed):
            for column, text in enumerate(texts):
                self.setItem(row, column, self._cell(column, text))
        self.blockSignals(False)
        self._fit_columns()

    def current_key(self) -> int | None:
        """The key of the row with the cursor."""
        row = self.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def choose(self, key: int) -> None:
        """Put the cursor on the row with the key."""
        self.setCurrentCell(self._keys.index(key), 0)

    def ticked(self) -> tuple[int, ...]:
        """The keys of the ticked rows, in their order."""
        return tuple(
            key
            for row, key in enumerate(self._keys)
            if self._made(row, 0).checkState() is Qt.CheckState.Checked
        )

    def tick(self, keys: Collection[int]) -> None:
        """Tick the rows with these keys and no others."""
        self.blockSignals(True)
        for row, key in enumerate(self._keys):
            state = Qt.CheckState.Checked if key in keys else Qt.CheckState.Unchecked
            self._made(row, 0).setCheckState(state)
        self.blockSignals(False)
        self.viewport().update()
        self.ticks_changed.emit()

    def set_text(self, row: int, column: int, text: str) -> None:
        """Write another text into one cell."""
        self.blockSignals(True)
        self._made(row, column).setText(one_line(text)[:_LONGEST_CELL])
        self.blockSignals(False)
        self.viewport().update()

    def paint_cell(self, row: int, column: int, tone: Tone) -> None:
        """Write one cell in the colour of a tone."""
        self.blockSignals(True)
        self._made(row, column).setForeground(look().tone(tone))
        self.blockSignals(False)

    def warn_in_cell(self, row: int, column: int, words: str) -> None:
        """Set a warning sign before a cell's text; ``words`` are read aloud and in its tooltip."""
        item = self._made(row, column)
        self.blockSignals(True)
        item.setIcon(icon("triangle-alert", look().colours.careful))
        item.setToolTip(plain_tooltip(f"{item.text()}\n{words}"))
        item.setData(SPOKEN, f"{item.text()}. {words}")
        self.blockSignals(False)

    def _made(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None, "set_rows made every cell"
        return item

    def _header_of(self, column: int) -> QTableWidgetItem:
        item = self.horizontalHeaderItem(column)
        assert item is not None, "every column has a title"
        return item

    def _cell(self, column: int, text: str) -> QTableWidgetItem:
        line = one_line(text)
        item = QTableWidgetItem(line[:_LONGEST_CELL])
        if self._columns[column].right:
            item.setTextAlignment(RIGHT)  # an amount: its column is as wide as it is
        else:
            item.setToolTip(plain_tooltip(line[:_LONGEST_CELL]))
        if self._ticks and column == 0:
            item.setCheckState(Qt.CheckState.Unchecked)
        return item

    def _item_changed(self, item: QTableWidgetItem) -> None:
        if self._ticks and item.column() == 0:
            self.ticks_changed.emit()

    def _fit_columns(self) -> None:
        """Days and amounts that are longer than their column widen it, by half at the most."""
        for place, column in enumerate(self._columns):
            if 0 < column.width <= _NARROW:
                usual = look().px(column.width)
                wanted = self.sizeHintForColumn(place)
                self.setColumnWidth(place, min(max(usual, wanted), usual * 3 // 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_room()

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

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(LEFT)
        for place, column in enumerate(self._columns):
            if column.right:
                self._header_of(place).setTextAlignment(RIGHT)
            if column.width:
                self.setColumnWidth(place, look().px(column.width))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
