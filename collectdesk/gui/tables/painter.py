"""Paints cells straight from the model's prepared rows: text, amounts and pills."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from collectdesk.domain.rows import Pill
from collectdesk.gui.tables.columns import Cell
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.roles import DRAWN_LEFT, DRAWN_RIGHT, Index
from collectdesk.gui.theme import colour, look
from collectdesk.gui.widgets.pill import paint_pill, pill_width

ROW_HEIGHT: Final = 35
SIDE: Final = 10
_PILL_GAP: Final = 6


class CellPainter(QStyledItemDelegate):
    """The one delegate of all tables."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        model = index.model()
        assert isinstance(model, RowModel)
        cell = model.cells(index.row())[index.column()]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        _paint_ground(painter, box, chosen)
        inner = box.adjusted(SIDE, 0, -SIDE, 0)
        if cell.pills:
            _paint_pills(painter, inner, cell.pills)
        elif cell.text:
            _paint_text(painter, inner, cell, model.columns[index.column()].right, chosen)
        if chosen and option.widget.hasFocus():
            painter.fillRect(
                box.adjusted(0, box.height() - 2, 0, -1), colour(look().colours.accent)
            )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, look().px(ROW_HEIGHT))


def _paint_ground(painter: QPainter, box: QRect, chosen: bool) -> None:
    colours = look().colours
    if chosen:
        painter.fillRect(box, colour(colours.chosen))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, colour(colours.line))


def _paint_text(painter: QPainter, box: QRect, cell: Cell, right: bool, chosen: bool) -> None:
    worn = look()
    painter.setFont(worn.font(strong=cell.strong))
    painter.setPen(worn.tone(cell.tone, tinted=chosen))
    shown = cell.text
    metrics = painter.fontMetrics()
    if metrics.horizontalAdvance(shown) > box.width():
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, DRAWN_RIGHT if right else DRAWN_LEFT, shown)


def _paint_pills(painter: QPainter, box: QRect, marks: tuple[Pill, ...]) -> None:
    height = look().px(18)
    x, top = float(box.left()), box.top() + (box.height() - height) / 2
    for mark in marks:
        room = box.right() - x
        if room < look().px(28):
            return
        width = min(float(pill_width(mark.text)), room)
        paint_pill(painter, QRectF(x, top, width, height), mark.text, mark.tone)
        x += width + _PILL_GAP
