"""The list of customers: two lines each, the amount and the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from collectdesk.domain.rows import CustomerRow
from collectdesk.gui.eliding import elided
from collectdesk.gui.tables.roles import (
    DISPLAY,
    DRAWN_LEFT,
    DRAWN_RIGHT,
    ROOT,
    SPOKEN,
    TOOLTIP,
    Index,
)
from collectdesk.gui.text import money, one_line
from collectdesk.gui.theme import SMALL, colour, look
from collectdesk.gui.widgets.labels import plain_tooltip

_ROW_HEIGHT: Final = 56
_SIDE: Final = 14
_TOP: Final = 10


class CustomerModel(QAbstractListModel):
    """Customers in the order in which they came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[CustomerRow, ...] = ()
        self._amounts: dict[int, str] = {}
        self._currency = "USD"

    def set_rows(self, rows: Sequence[CustomerRow], currency: str) -> None:
        self.beginResetModel()
        self._rows, self._currency, self._amounts = tuple(rows), currency, {}
        self.endResetModel()

    def row_at(self, position: int) -> CustomerRow:
        return self._rows[position]

    def position_of(self, customer_id: int | None) -> int:
        """Where a customer stands, -1 if not here."""
        found = (at for at, row in enumerate(self._rows) if row.customer_id == customer_id)
        return next(found, -1)

    def amount_text(self, position: int) -> str:
        text = self._amounts.get(position)
        if text is None:
            text = self._amounts[position] = money(self._rows[position].amount, self._currency)
        return text

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == DISPLAY:
            return one_line(row.name)
        if role == TOOLTIP:
            return plain_tooltip(f"{row.name}\n{row.reason_long or row.reason}")
        if role == SPOKEN:
            parts = (row.name, self.amount_text(index.row()), row.reason, row.when)
            return ". ".join(one_line(part) for part in parts if part)
        return None


class CustomerPainter(QStyledItemDelegate):
    """Paints name and amount above reason and lateness."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(200), look().px(_ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, CustomerModel)
        row = model.row_at(index.row())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        _paint_ground(painter, box, chosen, focused)
        half = box.height() // 2
        upper = QRect(box.left() + _SIDE, box.top() + _TOP // 2, box.width() - 2 * _SIDE, half - 3)
        lower = upper.translated(0, half - 6)
        amount = model.amount_text(index.row())
        _paint_amount_line(painter, upper, row, amount, chosen)
        _paint_reason_line(painter, lower, row, chosen)


def _paint_ground(painter: QPainter, box: QRect, chosen: bool, focused: bool) -> None:
    colours = look().colours
    if chosen:
        painter.fillRect(box, colour(colours.chosen))
        width = 5 if focused else 3
        painter.fillRect(QRect(box.topLeft(), QSize(width, box.height())), colour(colours.accent))
    painter.fillRect(
        QRect(QPoint(box.left(), box.bottom()), QSize(box.width(), 1)), colour(colours.line)
    )


def _paint_amount_line(
    painter: QPainter, box: QRect, row: CustomerRow, amount: str, chosen: bool
) -> None:
    worn = look()
    painter.setFont(worn.font(strong=True))
    metrics = painter.fontMetrics()
    painter.setPen(worn.tone(row.amount_tone, tinted=chosen))
    painter.drawText(box, DRAWN_RIGHT, amount)
    room = box.width() - metrics.horizontalAdvance(amount) - 10
    painter.setPen(worn.tone("plain"))
    name = elided(one_line(row.name), metrics, room)
    painter.drawText(box.adjusted(0, 0, room - box.width(), 0), DRAWN_LEFT, name)


def _paint_reason_line(painter: QPainter, box: QRect, row: CustomerRow, chosen: bool) -> None:
    worn = look()
    painter.setFont(worn.font(SMALL))
    metrics = painter.fontMetrics()
    painter.setPen(worn.tone("quiet", tinted=chosen))
    painter.drawText(box, DRAWN_RIGHT, row.when)
    room = box.width() - metrics.horizontalAdvance(row.when) - 10
    tone = "quiet" if row.reason_tone == "plain" else row.reason_tone
    painter.setPen(worn.tone(tone, tinted=chosen))
    reason = elided(one_line(row.reason), metrics, room)
    painter.drawText(box.adjusted(0, 0, room - box.width(), 0), DRAWN_LEFT, reason)


class CustomerList(QListView):
    """The list; ``chosen`` tells the customer that was moved to, ``entered`` Enter on it."""

    chosen = Signal(int)
    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.customers = CustomerModel(self)
        self.setModel(self.customers)
        self.setItemDelegate(CustomerPainter(self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Customers")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().selectionChanged.connect(lambda *_: self._tell())

    def show_rows(self, rows: Sequence[CustomerRow], currency: str, keep: int | None) -> None:
        """Show rows; stay on customer ``keep`` where it is among them, without telling anybody."""
        scrolled = self.verticalScrollBar().value()
        near = self.currentIndex().row()
        blocked = self.selectionModel().blockSignals(True)
        self.customers.set_rows(rows, currency)
        self.selectionModel().blockSignals(blocked)
        self.stand_on(keep, near)
        self.verticalScrollBar().setValue(scrolled)

    def stand_on(self, customer_id: int | None, near: int = -1) -> bool:
        """Mark a customer as chosen without telling; False if it is not in the list."""
        position = self.customers.position_of(customer_id)
        selection = self.selectionModel()
        blocked = selection.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag
        if position >= 0:
            selection.setCurrentIndex(self.customers.index(position), flags.ClearAndSelect)
        else:
            selection.clear()
            if near >= 0:
                last = self.customers.rowCount() - 1
                selection.setCurrentIndex(self.customers.index(min(near, last)), flags.NoUpdate)
        selection.blockSignals(blocked)
        self.viewport().update()
        return position >= 0

    def bring_into_sight(self) -> None:
        """Scroll to the chosen customer, or to the top where none is chosen."""
        chosen = self.selectedIndexes()
        if chosen:
            self.scrollTo(chosen[0])
        else:
            self.scrollToTop()

    def choose_next(self, step: int) -> None:
        """Choose the customer ``step`` rows further, or the one that took an empty place."""
        index = self.currentIndex()
        self.choose_at(index.row() + (0 if self._stands_beside(index) else step))

    def choose_at(self, position: int) -> None:
        """Choose the customer at a position, as if by key."""
        if not 0 <= position < self.customers.rowCount():
            return
        index = self.customers.index(position)
        if self.currentIndex() != index:
            self.setCurrentIndex(index)
        else:
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current where none is: it waits there without being chosen.
        blocked = self.selectionModel().blockSignals(True)
        super().focusInEvent(event)
        self.selectionModel().blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.choose_at(index.row())
            self.entered.emit(self.customers.row_at(index.row()).customer_id)
            return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._stands_beside(index):
            self.choose_at(index.row())
            return
        super().keyPressEvent(event)

    def _stands_beside(self, index: QModelIndex) -> bool:
        """Whether the customer that was chosen has left the list and the next one took its row."""
        return index.isValid() and not self.selectionModel().isSelected(index)

    def _tell(self) -> None:
        for index in self.selectedIndexes():
            self.chosen.emit(self.customers.row_at(index.row()).customer_id)
