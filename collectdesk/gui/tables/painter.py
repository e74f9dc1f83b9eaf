"""Paints cells straight from the model's prepared rows: text, amounts and pills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from collectdesk.domain.rows import Pill
from collectdesk.gui.eliding import elided
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.roles import DRAWN_LEFT, DRAWN_RIGHT, Index
from collectdesk.gui.theme import TINY, colour, look
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
        if cell.pills:
            _paint_pills(painter, box.adjusted(SIDE, 0, -_PILL_GAP, 0), cell.pills)
        elif cell.text:
            inner = box.adjusted(SIDE, 0, -SIDE, 0)
            painter.setFont(look().font(strong=cell.strong))
            painter.setPen(look().tone(cell.tone, tinted=chosen))
            words = model.text(index.row(), index.column(), brief=model.is_brief)
            _paint_text(painter, inner, words, model.columns[index.column()].right)
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


def _paint_text(painter: QPainter, box: QRect, words: str, right: bool) -> None:
    shown = elided(words, painter.fontMetrics(), box.width())
    painter.drawText(box, DRAWN_RIGHT if right else DRAWN_LEFT, shown)


def _paint_pills(painter: QPainter, box: QRect, marks: tuple[Pill, ...]) -> None:
    """Paint the pills that fit whole, the first in any case, and how many more there are."""
    height = look().px(18)
    x, top = box.left(), box.top() + (box.height() - height) / 2
    widths = [pill_width(mark.text) for mark in marks]
    shown = whole_pills(widths, box.width(), _rest_width(len(marks)))
    rest = len(marks) - shown
    end = box.left() + box.width() - (_rest_width(rest) + _PILL_GAP if rest else 0)
    for mark, width in zip(marks[:shown], widths, strict=False):
        painted = min(width, end - x)
        paint_pill(painter, QRectF(x, top, painted, height), mark.text, mark.tone)
        x += painted + _PILL_GAP
    if rest:
        painter.setPen(look().tone("quiet"))
        painter.drawText(QRectF(x, top, _rest_width(rest), height), DRAWN_LEFT, f"+{rest}")


def whole_pills(widths: Sequence[int], room: int, rest: int) -> int:
    """How many pills stand whole in ``room``, at least one; with those left out their count needs
    ``rest`` beside them."""
    shown, taken = 0, -_PILL_GAP
    for at, width in enumerate(widths):
        taken += _PILL_GAP + width
        is_last = at == len(widths) - 1
        if taken + (0 if is_last else _PILL_GAP + rest) <= room:
            shown = at + 1
    return max(1, shown)


def _rest_width(count: int) -> int:
    return QFontMetrics(look().font(TINY, strong=True)).horizontalAdvance(f"+{count}") + 1
