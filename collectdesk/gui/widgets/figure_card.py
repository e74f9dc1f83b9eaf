"""A card with one figure: what it is, how much, and a short note beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from collectdesk.domain.rows import Tone
from collectdesk.gui.theme import RADIUS, SMALL, TINY, colour, look
from collectdesk.gui.widgets.labels import plain_tooltip

_SIDE = 12
_VALUE = 17
_LEAST_VALUE = 11
_LEAST_HEIGHT = 56
_AROUND = 18


class FigureCard(QWidget):
    """Shows a caption above a value; ``set_figure`` changes value, note and tone.

    A long caption, or one of several lines, takes up to ``caption_lines`` lines.
    """

    def __init__(
        self, caption: str, parent: QWidget | None = None, *, caption_lines: int = 1
    ) -> None:
        super().__init__(parent)
        self._caption = caption
        self._caption_lines = caption_lines
        self._value = ""
        self._note = ""
        self._row: Sequence[FigureCard] = (self,)
        self._tone: Tone = "plain"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @staticmethod
    def level(row: Sequence[FigureCard]) -> None:
        """Write the values of these cards, which stand side by side, in one size."""
        for card in row:
            card._row = row

    def set_caption(self, caption: str) -> None:
        """Call it before ``set_figure``."""
        self._caption = caption

    def set_figure(self, value: str, note: str = "", tone: Tone = "plain", hint: str = "") -> None:
        self._value, self._note, self._tone = value, note, tone
        told = f"{' · '.join(self._caption.splitlines())}: {value} {note}".strip()
        self.setAccessibleName(told)
        self.setToolTip(plain_tooltip(hint or told))
        self.updateGeometry()
        for card in self._row:
            card.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self.updateGeometry()  # the text may have another size now

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look().font(_VALUE, strong=True))
        wide = metrics.horizontalAdvance(self._value) + 2 * _SIDE
        return QSize(max(wide, look().px(110)), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(84), self._height())

    def _height(self) -> int:
        """Room for the caption's lines above the value, however large the text is."""
        worn = look()
        lines = QFontMetrics(worn.font(TINY)).lineSpacing() * self._caption_lines
        value = QFontMetrics(worn.font(_VALUE, strong=True)).height()
        return max(worn.px(_LEAST_HEIGHT), worn.px(_AROUND) + lines + value)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, colours = look(), look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(colours.line), 1))
        painter.setBrush(colour(colours.pane))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        inner = self.rect().adjusted(_SIDE, worn.px(9), -6, -worn.px(8))
        painter.setFont(worn.font(TINY))
        painter.setPen(worn.tone("quiet"))
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        if self._caption_lines > 1:
            painter.drawText(inner, top | Qt.TextFlag.TextWordWrap, self._caption)
        else:
            room, elide = inner.width(), Qt.TextElideMode.ElideRight
            caption = painter.fontMetrics().elidedText(self._caption, elide, room)
            painter.drawText(inner, top, caption)
        self._paint_value(painter, inner)

    def _fitting_font(self, room: int) -> QFont:
        """The largest type, down to a readable least, in which the values of the row fit."""
        for size in range(_VALUE, _LEAST_VALUE, -1):
            font = look().font(size, strong=True)
            metrics = QFontMetrics(font)
            if all(metrics.horizontalAdvance(card._value) <= room for card in self._row):
                return font
        return look().font(_LEAST_VALUE, strong=True)

    def _paint_value(self, painter: QPainter, inner: QRect) -> None:
        worn = look()
        painter.setFont(self._fitting_font(inner.width()))
        painter.setPen(worn.tone(self._tone))
        bottom = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        text = metrics.elidedText(self._value, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, bottom, text)
        taken = metrics.horizontalAdvance(text) + 6
        painter.setFont(worn.font(SMALL))
        note = self._note
        if painter.fontMetrics().horizontalAdvance(note) + taken > inner.width():
            return
        painter.setPen(worn.tone("quiet"))
        painter.drawText(inner.adjusted(taken, 0, 0, -1), bottom, note)
