"""Pills: a short word on a tinted ground, painted alike in heads and in tables."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from collectdesk.domain.rows import Pill, Tone
from collectdesk.gui.eliding import elided
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import TINY, look
from collectdesk.gui.widgets.labels import plain_tooltip

_SIDE = 8


def pill_width(text: str) -> int:
    """Pixels that a pill with ``text`` takes."""
    return QFontMetrics(look().font(TINY, strong=True)).horizontalAdvance(text) + 2 * _SIDE


def paint_pill(painter: QPainter, box: QRectF, text: str, tone: Tone) -> None:
    """Paint a pill that fills ``box``; a text that is too long ends in "…"."""
    ground, ink = look().pill(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setFont(look().font(TINY, strong=True))
    painter.setPen(ink)
    room = int(box.width()) - 2 * _SIDE + 2
    shown = elided(text, painter.fontMetrics(), room)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


class PillLabel(QWidget):
    """A pill as a widget of its own, its hint as tooltip."""

    def __init__(self, pill: Pill, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = pill
        self._text = one_line(pill.text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._text}. {pill.hint}" if pill.hint else self._text)
        self.setToolTip(plain_tooltip(pill.hint or self._text))

    def sizeHint(self) -> QSize:
        return QSize(min(pill_width(self._text), look().px(320)), look().px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), look().px(60)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_pill(QPainter(self), QRectF(self.rect()), self._text, self._pill.tone)
