"""A switch of a few choices side by side, each with a count where that helps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from collectdesk.gui.theme import RADIUS, SMALL, colour, look

_SIDE = 8
_LEAST_SIDE = 4


class Segmented(QWidget):
    """One of several keys is chosen; left and right move the choice."""

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = [key for key, _ in choices]
        self._texts = [text for _, text in choices]
        self._counts: list[int | None] = [None] * len(choices)
        self._current = 0
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()

    def key(self) -> str:
        """The key that is chosen."""
        return self._keys[self._current]

    def choose(self, key: str) -> None:
        """Choose ``key``; tells ``chosen`` if that is another."""
        index = self._keys.index(key)
        if index != self._current:
            self._current = index
            self._tell()
            self.update()
            self.chosen.emit(key)

    def set_count(self, key: str, count: int) -> None:
        """Show a count after the text of ``key``."""
        self._counts[self._keys.index(key)] = count
        self._tell()
        self.updateGeometry()
        self.update()

    def text(self, key: str) -> str:
        """What is written on ``key``."""
        return self._label(self._keys.index(key))

    def _label(self, index: int) -> str:
        count = self._counts[index]
        return self._texts[index] if count is None else f"{self._texts[index]} {count:,}"

    def _tell(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._label(self._current)}")

    def _fitting(self) -> tuple[list[str], list[int]]:
        """The fullest texts that fit, and the width of each choice: all the room is shared out."""
        metrics = QFontMetrics(look().font(SMALL, strong=True))
        texts, wanted = [], []
        for texts in self._ways_to_write():
            wanted = [metrics.horizontalAdvance(text) for text in texts]
            if sum(wanted) + 2 * _LEAST_SIDE * len(texts) <= self.width() - 2:
                break
        spare, rest = divmod(self.width() - 2 - sum(wanted), len(wanted))
        return texts, [max(8, width + spare + (at < rest)) for at, width in enumerate(wanted)]

    def _ways_to_write(self) -> list[list[str]]:
        places = range(len(self._keys))
        return [
            [self._label(at) for at in places],
            [f"{self._texts[at]} {_rounded(self._counts[at])}".strip() for at in places],
            [self._label(at) if at == self._current else self._texts[at] for at in places],
            self._texts,
        ]

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(look().font(SMALL, strong=True))
        text = sum(metrics.horizontalAdvance(self._label(at)) for at in range(len(self._keys)))
        return QSize(text + 2 * _SIDE * len(self._keys) + 2, look().px(27))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() // 2, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        x = 1
        for index, width in enumerate(self._fitting()[1]):
            if x <= event.position().x() < x + width:
                self.choose(self._keys[index])
            x += width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        self.choose(self._keys[(self._current + step) % len(self._keys)])

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, colours = look(), look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, RADIUS - 1, RADIUS - 1)
        painter.fillPath(outline, colour(colours.pane))
        painter.setClipPath(outline)
        x = 1.0
        for index, (words, width) in enumerate(zip(*self._fitting(), strict=True)):
            box = QRectF(x, 0, width, self.height())
            chosen = index == self._current
            if chosen:
                painter.fillRect(box, colour(colours.switch))
            painter.setFont(worn.font(SMALL, strong=chosen))
            painter.setPen(colour(colours.on_switch if chosen else colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            x += width
        painter.setClipping(False)
        edge = colours.accent if self.hasFocus() else colours.edge
        painter.setPen(QPen(colour(edge), 2 if self.hasFocus() else 1))
        painter.drawPath(outline)


def _rounded(count: int | None) -> str:
    """ "12" as it is, 1,204 as "1.2k", 10,480 as "10k"."""
    if count is None:
        return ""
    if count < 1000:
        return str(count)
    return f"{count // 1000}k" if count >= 10_000 else f"{count // 100 / 10:g}k"
