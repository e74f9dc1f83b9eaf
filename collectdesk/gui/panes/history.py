"""The history of a customer: what happened, newest first, an icon and a few words each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from collectdesk.domain.rows import HistoryRow
from collectdesk.gui import icons
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
from collectdesk.gui.text import day, one_line
from collectdesk.gui.theme import SMALL, colour, look
from collectdesk.gui.widgets.labels import plain_tooltip

_SIDE: Final = 14
_ONE_LINE: Final = 33
_TALL: Final = 52
_ICONS: Final = {
    "call": "phone",
    "promise": "handshake",
    "broken": "x",
    "payment": "banknote",
    "invoice": "file-text",
    "verified": "check",
    "dispute": "triangle-alert",
    "plan": "list-checks",
    "letter": "mail",
    "note": "notebook-pen",
}


class HistoryModel(QAbstractListModel):
    """Happenings in the order in which they came."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: tuple[HistoryRow, ...] = ()
        self.today = date.min

    def set_rows(self, rows: Sequence[HistoryRow], today: date) -> None:
        self.beginResetModel()
        self._rows, self.today = tuple(rows), today
        self.endResetModel()

    def row_at(self, position: int) -> HistoryRow:
        return self._rows[position]

    def rows(self) -> tuple[HistoryRow, ...]:
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == DISPLAY:
            return one_line(f"{row.strong} {row.rest}")
        if role == SPOKEN:
            return one_line(f"{day(row.on, self.today)}: {row.strong} {row.rest}. {row.detail}")
        if role == TOOLTIP:
            words = f"{row.strong} {row.rest}\n{row.detail}".strip()
            return plain_tooltip(words)
        return None


class HistoryPainter(QStyledItemDelegate):
    """Paints an icon, the words with the first in bold, the day, and the detail below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        model = index.model()
        assert isinstance(model, HistoryModel)
        tall = bool(model.row_at(index.row()).detail)
        return QSize(look().px(200), look().px(_TALL if tall else _ONE_LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, HistoryModel)
        row, worn, box = model.row_at(index.row()), look(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, colour(worn.colours.chosen))
        inner = box.adjusted(_SIDE, 0, -_SIDE, 0)
        line = QRect(inner.left(), inner.top(), inner.width(), worn.px(_ONE_LINE))
        _paint_icon(painter, line, row)
        words = line.adjusted(worn.px(30), 0, 0, 0)
        when = day(row.on, model.today)
        painter.setFont(worn.font(SMALL))
        painter.setPen(worn.tone("quiet", tinted=chosen))
        painter.drawText(words, DRAWN_RIGHT, when)
        room = words.width() - painter.fontMetrics().horizontalAdvance(when) - 10
        _paint_words(painter, words, row, room)
        if row.detail:
            _paint_detail(painter, words.translated(0, worn.px(19)), row.detail, chosen)
        painter.fillRect(inner.left(), box.bottom(), inner.width(), 1, colour(worn.colours.line))


def _paint_icon(painter: QPainter, line: QRect, row: HistoryRow) -> None:
    worn = look()
    side = worn.px(20)
    ground, ink = worn.pill("plain" if row.tone in ("plain", "quiet") else row.tone)
    square = QRectF(line.left(), line.center().y() - side / 2 + 0.5, side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(square, 4, 4)
    inset = side * 0.22
    name = _ICONS.get(row.kind, "info")
    icons.paint(painter, name, ink.name(), square.adjusted(inset, inset, -inset, -inset))


def _paint_words(painter: QPainter, box: QRect, row: HistoryRow, room: int) -> None:
    worn = look()
    strong = worn.font(strong=True)
    metrics = QFontMetrics(strong)
    painter.setFont(strong)
    painter.setPen(worn.tone(row.tone))
    first = elided(one_line(row.strong), metrics, room)
    painter.drawText(box, DRAWN_LEFT, first)
    used = metrics.horizontalAdvance(first)
    rest = one_line(row.rest)
    if not rest:
        return
    used += 0 if rest.startswith(",") else metrics.horizontalAdvance(" ")
    painter.setFont(worn.font())
    painter.setPen(worn.tone("plain"))
    shown = elided(rest, painter.fontMetrics(), room - used)
    painter.drawText(box.adjusted(used, 0, 0, 0), DRAWN_LEFT, shown)


def _paint_detail(painter: QPainter, box: QRect, detail: str, chosen: bool) -> None:
    worn = look()
    painter.setFont(worn.font(SMALL))
    painter.setPen(worn.tone("quiet", tinted=chosen))
    shown = elided(one_line(detail), painter.fontMetrics(), box.width())
    painter.drawText(box, DRAWN_LEFT, shown)


class HistoryList(QListView):
    """The list itself; ``picked`` tells the happening that is opened."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.happenings = HistoryModel(self)
        self.setModel(self.happenings)
        self.setItemDelegate(HistoryPainter(self))
        self.setAccessibleName("History, newest first")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._pick(index))

    def show_rows(self, rows: Sequence[HistoryRow], today: date) -> None:
        """Show what happened; where nothing differs the list stays as it is."""
        if tuple(rows) != self.happenings.rows() or today != self.happenings.today:
            self.happenings.set_rows(rows, today)
            self._take_height()

    def _take_height(self) -> None:
        """As tall as all rows: the pane around scrolls, not the list in it."""
        worn = look()
        heights = (worn.px(_TALL if row.detail else _ONE_LINE) for row in self.happenings.rows())
        self.setFixedHeight(sum(heights) + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()
            self._take_height()

    def _pick(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.happenings.row_at(index.row()))
