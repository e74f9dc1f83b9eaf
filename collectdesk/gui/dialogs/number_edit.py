"""A field for a small whole number."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted


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
        text = self.text().strip()
        number = int(text) if text.lstrip("-").isdecimal() else None
        if number is None or not self._least <= number <= self._most:
            raise InvalidInput(
                f"{quoted(text) if text else 'Nothing'} does not fit here."
                f" Type a number from {self._least:,} to {self._most:,}."
            )
        return number

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        text = self.text().lstrip("-")
        now = int(self.text()) if text.isdecimal() else self._least
        self.setText(str(min(max(self._least, now + step), self._most)))
