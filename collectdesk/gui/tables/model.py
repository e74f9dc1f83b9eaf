"""The lean table model: frozen rows, each made into cells once, when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QObject,
    Qt,
)

from collectdesk.domain.english import spelled
from collectdesk.gui.tables.columns import Cell, Column, Shown
from collectdesk.gui.tables.roles import DISPLAY, LEFT, RIGHT, ROOT, SPOKEN, TOOLTIP, Index
from collectdesk.gui.widgets.labels import plain_tooltip

_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)


class RowModel(QAbstractTableModel):
    """Rows of one kind under columns of data. ``more`` is asked for further rows near the end."""

    def __init__(
        self, columns: Sequence[Column], shown: Shown, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.is_brief = False
        self._shown = shown
        self._rows: list[Any] = []
        self._cells: list[tuple[Cell, ...] | None] = []
        self._more: Callable[[Any], None] | None = None
        self._waiting_for_more = False

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns and no rows."""
        self.beginResetModel()
        self.columns, self._rows, self._cells = tuple(columns), [], []
        self.endResetModel()

    def set_rows(self, rows: Sequence[Any], shown: Shown) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._shown = shown
        self._rows = list(rows)
        self._cells = [None] * len(self._rows)
        self._more, self._waiting_for_more = None, False
        self.endResetModel()

    def set_more(self, more: Callable[[Any], None] | None) -> None:
        """There are further rows after the last: ``more`` gets that row and asks for them."""
        self._more = more

    def append_rows(self, rows: Sequence[Any]) -> None:
        """Add rows that were asked for; none at all means that the end is reached."""
        self._waiting_for_more = False
        if not rows:
            self._more = None
            return
        first = len(self._rows)
        self.beginInsertRows(ROOT, first, first + len(rows) - 1)
        self._rows.extend(rows)
        self._cells.extend([None] * len(rows))
        self.endInsertRows()

    def rows(self) -> tuple[Any, ...]:
        """All rows as they are shown."""
        return tuple(self._rows)

    def row_at(self, row: int) -> Any:
        """The row at a position."""
        return self._rows[row]

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The cells of a row."""
        made = self._cells[row]
        if made is None:
            content, shown = self._rows[row], self._shown
            made = tuple(column.cell(content, shown) for column in self.columns)
            self._cells[row] = made
        return made

    def lines(self, positions: Sequence[int]) -> Iterator[str]:
        """The rows at these positions as they are now, each as its texts with tabs between."""
        rows, columns, shown = [self._rows[at] for at in positions], self.columns, self._shown
        return ("\t".join(each.cell(row, shown).text for each in columns) for row in rows)

    def text(self, row: int, column: int, *, brief: bool) -> str:
        """What is written in a cell."""
        cell = self.cells(row)[column]
        return cell.brief if brief and cell.brief else cell.text

    def title(self, column: int, *, brief: bool) -> str:
        """What is written above a column."""
        shown = self.columns[column]
        words = shown.brief if brief and shown.brief else shown.title
        return spelled(words, self._shown.currency)

    def be_brief(self, brief: bool) -> None:
        """Show the brief titles and cells, or the whole ones."""
        if brief != self.is_brief:
            self.is_brief = brief
            last = len(self.columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, last))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == DISPLAY:
            if not index.isValid():
                return None
            return self.text(index.row(), index.column(), brief=self.is_brief)
        if role == _ALIGN:
            return RIGHT if self.columns[index.column()].right else LEFT
        if role == TOOLTIP:
            return self._tooltip(index)
        if role == SPOKEN:
            title = self.title(index.column(), brief=False)
            return f"{title}: {self.cells(index.row())[index.column()].text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return self.title(section, brief=self.is_brief)
        if role == _ALIGN:
            return RIGHT if column.right else LEFT
        if role == TOOLTIP:
            return spelled(column.hint, self._shown.currency) or None
        return None

    def canFetchMore(self, parent: Index) -> bool:
        return self._more is not None and not self._waiting_for_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._more is not None and self._rows and not self._waiting_for_more:
            self._waiting_for_more = True
            self._more(self._rows[-1])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is loaded by a column; column -1 leaves the order as it came."""
        if not 0 <= column < len(self.columns):
            return
        self.layoutAboutToBeChanged.emit()
        sort_by = self.columns[column].sort_by
        positions = sorted(
            range(len(self._rows)),
            key=lambda at: sort_by(self._rows[at]),
            reverse=order is Qt.SortOrder.DescendingOrder,
        )
        self._rows = [self._rows[at] for at in positions]
        self._cells = [self._cells[at] for at in positions]
        self.layoutChanged.emit()

    def _tooltip(self, index: Index) -> str | None:
        cell = self.cells(index.row())[index.column()]
        hints = [f"{mark.text}: {mark.hint}" if mark.hint else mark.text for mark in cell.pills]
        return plain_tooltip("\n".join(hints) or cell.text) or None
