"""How strong a passphrase is: three marks that fill, and a sentence."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from collectdesk.domain.passphrase import Strength, Verdict
from collectdesk.domain.rows import Tone
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.labels import label

_WORDS: Final = {Strength.STRONG: "Strong."}
_TONES: Final[dict[Strength, Tone]] = {
    Strength.NONE: "quiet",
    Strength.WEAK: "late",
    Strength.FAIR: "careful",
    Strength.STRONG: "good",
}
_GAP: Final = 4


class _Marks(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.strength = Strength.NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(120), look().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 2 * _GAP) / 3
        full, empty = look().tone(_TONES[self.strength]), QColor(look().colours.line)
        for number in range(3):
            painter.setBrush(full if number < self.strength else empty)
            place = QRectF(number * (width + _GAP), 0, width, self.height())
            painter.drawRoundedRect(place, self.height() / 2, self.height() / 2)


class StrengthBar(QWidget):
    """The sentence tells what the colours tell."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = _Marks()
        self._words = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._marks)
        column.addWidget(self._words)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show how strong the passphrase is that was typed so far."""
        self._marks.strength = verdict.strength
        self._marks.update()
        self._words.setText(verdict.advice or _WORDS.get(verdict.strength, ""))
        self.setAccessibleName(self._words.text())

    def words(self) -> str:
        """What is said of it."""
        return self._words.text()
