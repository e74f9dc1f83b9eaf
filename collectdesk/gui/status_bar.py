"""The line along the bottom: the sums of the business, and what was just done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.rows import StatusLine
from collectdesk.gui.text import money
from collectdesk.gui.widgets import Button, ElidedLabel, label, plain_tooltip

_SHOWN_FOR_MS: Final = 9_000


class _Sum(QWidget):
    """A name in quiet and an amount in bold."""

    def __init__(self, name: str, role: str = "strong") -> None:
        super().__init__()
        self._name = label(name, "small")
        self._value = label("", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._name)
        row.addWidget(self._value)

    def set(self, value: str, name: str = "") -> None:
        if name:
            self._name.setText(name)
        self._value.setText(value)
        self.setAccessibleName(f"{self._name.text()} {value}")

    def wear(self, role: str) -> None:
        """Show the amount in another colour."""
        if self._value.property("role") != role:
            self._value.setProperty("role", role)
            self._value.style().unpolish(self._value)
            self._value.style().polish(self._value)

    def value(self) -> QLabel:
        return self._value


class StatusBar(QWidget):
    """Sums on the left; on the right what was just done, or the name of the book."""

    def __init__(self, undo: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.outstanding = _Sum("Outstanding", "sum")
        self.past_due = _Sum("", "sum-late")
        self.promised = _Sum("Promised this week", "sum")
        self.collected = _Sum("Collected", "sum-good")
        self.dso = _Sum("DSO", "sum")
        self.dso.setToolTip("Days sales outstanding, over the last 90 days")
        self.book = ElidedLabel("", "small")
        self.message = ElidedLabel("", "small")
        self.undo = Button("Undo", "link", clicked=undo)
        self.undo.setToolTip("Undo (Ctrl+Z)")
        self.undo.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._away = QTimer(self, interval=_SHOWN_FOR_MS, singleShot=True)
        self._away.timeout.connect(self._show_book)
        self._lay_out()
        self._show_book()

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(20)
        self._sums = (self.outstanding, self.past_due, self.promised, self.collected, self.dso)
        for each in self._sums:
            row.addWidget(each)
        for words in (self.book, self.message):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(words, 1)
        row.addWidget(self.undo)

    def show_sums(self, sums: StatusLine) -> None:
        """Show the sums of the business."""
        currency = sums.currency
        self.outstanding.set(money(sums.outstanding, currency))
        self.past_due.set(money(sums.past_due, currency), spelled("Past due", currency))
        self.past_due.wear("sum-late" if sums.past_due > 0 else "sum")
        self.promised.set(money(sums.promised_this_week, currency))
        self.collected.set(
            money(sums.collected_this_month, currency), f"Collected in {sums.month_name}"
        )
        self.dso.set(sums.dso)

    def show_book(self, path: Path, backed_up: str = "") -> None:
        """Show which book is open and when it was last backed up."""
        name = path.name
        self.book.setText(f"{backed_up} · {name}" if backed_up else name)
        self.book.setToolTip(plain_tooltip(str(path)))

    def say(self, sentence: str, *, can_undo: bool = False) -> None:
        """Say for a while what was done; offer to undo it where that is possible."""
        self.message.setText(sentence)
        self.message.show()
        self.book.hide()
        self.undo.setVisible(can_undo)
        self._make_room()
        self._away.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._away.isActive():
            self._make_room()

    def _make_room(self) -> None:
        """What was just done is said whole: the last of the sums wait for that while."""
        row = self._row
        margins = row.contentsMargins()
        undo = self.undo.sizeHint().width() + row.spacing() if not self.undo.isHidden() else 0
        room = self.width() - margins.left() - margins.right() - undo
        room -= self.message.sizeHint().width()
        for each in self._sums:
            room -= each.sizeHint().width() + row.spacing()
            each.setVisible(room >= 0)

    def _show_book(self) -> None:
        for each in self._sums:
            each.show()
        self.message.hide()
        self.undo.hide()
        self.book.show()
