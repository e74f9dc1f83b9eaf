"""A field for a small whole number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import parse_whole


class NumberEdit(QLineEdit):
    """Holds a number between ``least`` and ``most``; Up and Down change it by one."""

    value_changed = Signal()

    def __init__(self, least: int, most: int, now: int) -> None:
        super().__init__(str(now))
        self.setAcceptDrops(False)
        self._least, self._most = least, most
        self.setValidator(QIntValidator(-most, most, self))
        self.setMaxLength(len(str(most)) + 1)
        self.setToolTip(f"{least:,} to {most:,}; Up and Down change it")
        self.textChanged.connect(lambda _: self.value_changed.emit())

    def value(self) -> int:
        """The number. Raises InvalidInput for an empty field and for numbers out of bounds."""
        return parse_whole(self.text(), self._least, self._most)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        try:
            now = parse_whole(self.text(), -self._most, self._most)
        except InvalidInput:
            now = self._least
        self.setText(str(min(max(self._least, now + step), self._most)))
