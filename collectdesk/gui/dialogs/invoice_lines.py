"""The table in which an invoice's lines are typed, without leaving the keyboard.

Tab goes from cell to cell and from the last cell to a new line; on the empty line at the end it
leaves the table. Ctrl+Delete removes a line, Alt+Up and Alt+Down move it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from collectdesk.gui.tables.roles import LEFT, RIGHT, ROOT, Index
from collectdesk.gui.theme import look
from collectdesk.usecases.invoice_forms import LineForm

COLUMNS = (
    ("description", "Description"),
    ("quantity", "Qty"),
    ("unit", "Unit"),
    ("price", "Price"),
    ("discount", "Discount %"),
    ("tax", "Tax %"),
)
_NUMBERS = frozenset({"quantity", "price", "discount", "tax"})
_WIDTHS = {"quantity": 64, "unit": 72, "price": 104, "discount": 100, "tax": 72}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_NEXT_CELL = QAbstractItemDelegate.EndEditHint.EditNextItem
_PREVIOUS_CELL = QAbstractItemDelegate.EndEditHint.EditPreviousItem


def is_empty(line: LineForm) -> bool:
    """Whether nothing was typed that an invoice could charge for."""
    return not line.description.strip() and not line.price.strip()


class LinesModel(QAbstractTableModel):
    """Lines as typed, with an empty one always at the end. ``changed`` follows every edit."""

    changed = Signal()

    def __init__(self, empty: LineForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self._lines = [empty]

    @property
    def lines(self) -> tuple[LineForm, ...]:
        """The lines on which something was typed."""
        return tuple(line for line in self._lines if not is_empty(line))

    def row_of(self, line: int) -> int:
        """The row of a line, counted from 1 among those on which something was typed."""
        return [row for row, one in enumerate(self._lines) if not is_empty(one)][line - 1]

    def show(self, lines: Iterable[LineForm]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = [*(line for line in lines if not is_empty(line)), self._empty]
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        name, title = COLUMNS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if name in _NUMBERS else LEFT
        return title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        name = COLUMNS[index.column()][0]
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(line, name, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if name in _NUMBERS else LEFT
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole:
            return False
        row, name = index.row(), COLUMNS[index.column()][0]
        if str(value) == getattr(self._lines[row], name):
            return False
        self._lines[row] = replace(self._lines[row], **{name: str(value)})
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self._keep_an_empty_line()
        self.changed.emit()
        return True

    def remove(self, row: int) -> None:
        """Remove a line; the empty one at the end stays."""
        if not 0 <= row < len(self._lines) - 1:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._lines[row]
        self.endRemoveRows()
        self.changed.emit()

    def move(self, row: int, to: int) -> bool:
        """Put a line at another place; False at the ends."""
        last = len(self._lines) - 1
        if row == to or not 0 <= row < last or not 0 <= to < last:
            return False
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if to > row else to)
        self._lines.insert(to, self._lines.pop(row))
        self.endMoveRows()
        self.changed.emit()
        return True

    def is_last_empty(self, row: int) -> bool:
        """Whether the row is the empty one at the end."""
        return row == len(self._lines) - 1 and is_empty(self._lines[row])

    def _text(self, line: LineForm, name: str, role: int) -> str:
        if role == Qt.ItemDataRole.DisplayRole and is_empty(line):
            return ""
        return str(getattr(line, name))

    def _keep_an_empty_line(self) -> None:
        if is_empty(self._lines[-1]):
            return
        row = len(self._lines)
        self.beginInsertRows(QModelIndex(), row, row)
        self._lines.append(replace(self._empty, tax=self._lines[-1].tax))
        self.endInsertRows()


class _CellDelegate(QStyledItemDelegate):
    """Tells a screen reader which cell is being typed."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(f"{COLUMNS[index.column()][1]}, line {index.row() + 1}")
        return editor


class LinesTable(QTableView):
    """The view on a ``LinesModel``; typing in a cell edits it at once."""

    def __init__(self, model: LinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName("Lines of the invoice")
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setItemDelegate(_CellDelegate(self))
        self.setProperty("kind", "entry")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(30))
        self._size_columns()
        remove = QShortcut(QKeySequence("Ctrl+Delete"), self, self.remove_current)
        remove.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def remove_current(self) -> None:
        """Remove the line that the cursor is on."""
        self._lines.remove(self.currentIndex().row())

    def show_wrong(self, row: int, name: str) -> None:
        """Put the cursor into the cell of a value that cannot be used."""
        column = next((at for at, (known, _) in enumerate(COLUMNS) if known == name), 0)
        self.setCurrentIndex(self._lines.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self._move_current(steps[key])
        elif self._is_plain_enter(event):
            # What is typed in the cell is taken over first: that is queued already.
            QTimer.singleShot(0, self, self._go_down)
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        steps = {_NEXT_CELL: True, _PREVIOUS_CELL: False}
        if hint in steps and self._leaves(steps[hint]):
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.focusNextPrevChild(steps[hint])
        else:
            super().closeEditor(editor, hint)

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.setTabKeyNavigation(not self._leaves(forward))
        return super().focusNextPrevChild(forward)

    @staticmethod
    def _is_plain_enter(event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_enter and not event.modifiers() & _CONTROL

    def _go_down(self) -> None:
        """Enter goes to the next line, as in a spreadsheet."""
        index = self.currentIndex()
        below = self._lines.index(index.row() + 1, index.column())
        if below.isValid():
            self.setCurrentIndex(below)

    def _leaves(self, forward: bool) -> bool:
        """Whether Tab (or Shift+Tab) goes out of the table instead of to the next cell."""
        index = self.currentIndex()
        if not index.isValid():
            return True
        if forward:
            return self._lines.is_last_empty(index.row())
        return index.row() == 0 and index.column() == 0

    def _move_current(self, step: int) -> None:
        index = self.currentIndex()
        if self._lines.move(index.row(), index.row() + step):
            self.setCurrentIndex(self._lines.index(index.row() + step, index.column()))

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for at, (name, _) in enumerate(COLUMNS):
            if name == "description":
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
            else:
                self.setColumnWidth(at, look().px(_WIDTHS[name]))
