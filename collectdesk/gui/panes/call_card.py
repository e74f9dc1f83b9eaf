"""The tinted card of the console: what to say, what to keep in mind, and the answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collectdesk.domain.answer import Answer
from collectdesk.gui.panes.answers import AnswerButtons
from collectdesk.gui.theme import RADIUS, colour, look
from collectdesk.gui.widgets import label


class CallCard(QWidget):
    """Opens with the opening line; after an answer it shows what to say next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("Open with", "section")
        self.words = label("", "strong", wrap=True, select=True)
        self.facts = label("", "note", wrap=True)
        self.answers = AnswerButtons()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 11, 12, 13)
        column.setSpacing(5)
        column.addWidget(self._heading)
        column.addWidget(self.words)
        column.addWidget(self.facts)
        column.addSpacing(4)
        column.addWidget(self.answers)

    def show_opening(self, opening: str, facts: tuple[str, ...]) -> None:
        """Before an answer: the opening line and the facts."""
        self._heading.setText("Open with")
        self._say(opening)
        self.show_facts(facts)

    def show_facts(self, facts: tuple[str, ...]) -> None:
        """What is known of the account, whatever was answered."""
        self.facts.setText(" · ".join(facts))
        self.facts.setVisible(bool(facts))

    def show_next(self, answer: Answer, words: str) -> None:
        """After an answer: what to say next."""
        self._heading.setText("Say next")
        self._say(words)

    def _say(self, words: str) -> None:
        self.words.setText(f"“{words}”" if words else "")
        self.words.setAccessibleName(f"{self._heading.text()}: {words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = look().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(colours.card_line), 1))
        painter.setBrush(colour(colours.card))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
