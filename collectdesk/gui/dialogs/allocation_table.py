"""The table in which a payment is spread over open invoices: tick, type, drag, or Alt+Up/Down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import format_amount, parse_money
from collectdesk.domain.payment_spread import PaymentSpread, Settled, SpreadLine
from collectdesk.gui.tables.roles import LEFT, RIGHT, ROOT, Index
from collectdesk.gui.theme import look

COLUMNS = ("Invoice", "Due", "Days late", "Open", "Pays", "Then")
_WIDTHS = (170, 100, 90, 110, 110)
INVOICE, DUE, LATE, OPEN, PAYS, THEN = range(6)
_MIME = "application/x-collectdesk-open-item"


class AllocationModel(QAbstractTableModel):
    """The lines of an ``PaymentSpread``. ``changed`` follows every change of what is paid.

    ``refused`` carries the sentence for an amount that cannot be used; the old one stays.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, currency: str, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._today = today
        self.allocation = PaymentSpread((), currency)

    def show(self, allocation: PaymentSpread) -> None:
        """Show another payment's lines."""
        self.beginResetModel()
        self.allocation = allocation
        self.endResetModel()
        self.changed.emit()

    def refresh(self) -> None:
        """Paint the amounts again after the payment changed."""
        self._paint_again()
        self.changed.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.allocation.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in (LATE, OPEN, PAYS) else LEFT
        return COLUMNS[section] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flags = super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled
        if index.column() == INVOICE:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        if index.column() == PAYS:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.allocation.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.EditRole and index.column() == PAYS:
            return self._money(line.pays)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() in (LATE, OPEN, PAYS) else LEFT
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == INVOICE:
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == INVOICE:
            self.allocation.tick(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole and index.column() == PAYS:
            if not self._type_amount(index.row(), str(value)):
                return False
        else:
            return False
        self.refresh()
        return True

    def foretell(self, settled: Mapping[int, Settled]) -> None:
        """Show what trying the payment showed; ``changed`` is not said, for nothing was changed."""
        self.allocation.foretell(settled)
        self._paint_again()

    def move(self, position: int, to: int) -> bool:
        """Put a line at another place; False at the ends."""
        if position == to or not 0 <= to < self.rowCount():
            return False
        target = to + 1 if to > position else to
        self.beginMoveRows(QModelIndex(), position, position, QModelIndex(), target)
        self.allocation.move(position, to)
        self.endMoveRows()
        self.refresh()
        return True

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(_MIME, QByteArray(str(indexes[0].row()).encode()))
        return carried

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_MIME):
            return False
        position = int(bytes(data.data(_MIME).data()))
        target = row if row >= 0 else self.rowCount()
        self.move(position, target - 1 if target > position else target)
        return False  # the line has been moved here; the view must not remove it as well

    def _paint_again(self) -> None:
        if self.rowCount():
            last = self.index(self.rowCount() - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _type_amount(self, row: int, text: str) -> bool:
        try:
            amount = parse_money(text, self._currency) if text.strip() else None
            self.allocation.type_amount(row, amount)
        except InvalidInput as error:
            self.refused.emit(str(error))
            return False
        return True

    def _text(self, line: SpreadLine, column: int) -> str:
        writers: dict[int, Callable[[], str]] = {
            INVOICE: lambda: line.item.number,
            DUE: lambda: short_date(line.item.due, self._today),
            LATE: lambda: str(line.item.days_late) if line.item.days_late > 0 else "–",
            OPEN: lambda: self._money(line.item.balance),
            PAYS: lambda: self._money(line.pays) if line.pays else "–",
            THEN: lambda: self._outcome(line),
        }
        return writers[column]()

    def _outcome(self, line: SpreadLine) -> str:
        if not line.pays:
            return f"{self._money(line.item.disputed)} in dispute" if line.item.disputed else ""
        beside, left = self.allocation.settled(line), self.allocation.left(line)
        told = [
            f"{self._money(amount)} {why}"
            for amount, why in (
                (beside.discount, "discount"),
                (beside.small_balance, "written off"),
                (left, "open, taken too late" if beside.too_late else "stays open"),
            )
            if amount
        ]
        if left:
            return ", ".join(told)
        return ", ".join(["paid", *told]) if told else "paid in full"

    def _money(self, amount: int) -> str:
        return format_amount(amount, self._currency)


class AllocationTable(QTableView):
    """The view: Space ticks, typing sets an amount, Alt+Up and Alt+Down change the order."""

    def __init__(self, model: AllocationModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = model
        self.setModel(model)
        self.setAccessibleName("Invoices that this payment pays")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setProperty("kind", "entry")
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(30))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(THEN, QHeaderView.ResizeMode.Stretch)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, look().px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self._move_current(steps[key])
        elif key == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle_current()
        elif event.text().isdigit() and self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(PAYS))
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _move_current(self, step: int) -> None:
        index = self.currentIndex()
        if index.isValid() and self._lines.move(index.row(), index.row() + step):
            self.setCurrentIndex(self._lines.index(index.row() + step, index.column()))

    def _toggle_current(self) -> None:
        index = self.currentIndex().siblingAtColumn(INVOICE)
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        wanted = (
            Qt.CheckState.Unchecked if ticked is Qt.CheckState.Checked else Qt.CheckState.Checked
        )
        self._lines.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)
