"""What an empty place shows: what would be here, and the first step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label


class EmptyPlace(QWidget):
    """A heading, a sentence and up to a few buttons in the middle of an empty pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", "heading", wrap=True)
        self._sentence = label("", "quiet", wrap=True)
        for words in (self._heading, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(GRID)
        column.addStretch(2)
        column.addWidget(self._heading)
        column.addWidget(self._sentence)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._buttons.addStretch(1)
        column.addSpacing(GRID)
        column.addLayout(self._buttons)
        column.addStretch(3)

    def tell(self, heading: str, sentence: str) -> None:
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{heading}. {sentence}")

    def offer(self, text: str, clicked: Callable[[], object], kind: str = "") -> Button:
        """Add a button with a first step."""
        button = Button(text, kind, clicked=clicked)
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button
