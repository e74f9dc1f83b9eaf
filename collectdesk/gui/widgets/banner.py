"""A strip with one sentence, and at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.gui import icons
from collectdesk.gui.theme import RADIUS, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label

BannerTone = Literal["plain", "accent", "careful", "late", "good"]
_ICONS: Final[dict[BannerTone, str]] = {
    "plain": "info",
    "accent": "info",
    "careful": "triangle-alert",
    "late": "triangle-alert",
    "good": "circle-check",
}


class Banner(QWidget):
    """Hidden until ``say``; the icon tells the tone beside the colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: BannerTone = "plain"
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(34, 7, 10, 7)
        self._words = label("", wrap=True, select=True)
        self._row.addWidget(self._words, 1)
        self._button: Button | None = None
        self.hide()

    def say(
        self,
        sentence: str,
        tone: BannerTone = "careful",
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """Show a sentence, with a button ``action`` if there is something to do."""
        is_news = self.isVisible() and sentence != self._words.text()
        self._tone = tone
        self._words.setText(sentence)
        self._ink_words()
        self._set_button(action, on_action)
        self.setAccessibleName(sentence)
        self.show()
        self.update()
        if is_news:
            self._announce()

    def text(self) -> str:
        """The sentence that is shown, empty while hidden."""
        return "" if self.isHidden() else self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._announce()

    def _announce(self) -> None:
        """Who listens hears the sentence although the keys stay where they are.

        Not as an alert: Linux is told of none, and Windows plays a sound for each, to everybody.
        """
        told = QAccessibleAnnouncementEvent(self, self._words.text())
        if self._tone == "late":
            told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(told)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and not self.isHidden():
            self._ink_words()

    def _ink_words(self) -> None:
        self._words.setStyleSheet(f"color: {look().pill(self._tone)[1].name()};")

    def _set_button(self, action: str, on_action: Callable[[], object] | None) -> None:
        if self._button is not None:
            self._button.hide()
            self._button.deleteLater()
            self._button = None
        if action:
            self._button = Button(action, clicked=on_action)
            self._row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, ink = look().pill(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        icons.paint(painter, _ICONS[self._tone], ink.name(), QRectF(11, 9, 15, 15))
