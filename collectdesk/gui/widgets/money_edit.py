"""A field for an amount of money, typed as people write it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import format_amount, parse_money
from collectdesk.gui.text import money


class MoneyEdit(QLineEdit):
    """Holds an amount in minor units of one currency; what is typed is read when asked for."""

    amount_changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self._currency = currency
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText(format_amount(0, currency))
        self.setMaxLength(40)
        self.textEdited.connect(lambda _: self.amount_changed.emit())

    def amount(self) -> int:
        """The amount in minor units. Raises InvalidInput for an empty field and for other text."""
        return parse_money(self.text(), self._currency)

    def amount_or_none(self) -> int | None:
        """The amount, or None while the field is empty or not an amount yet."""
        try:
            return self.amount()
        except InvalidInput:
            return None

    def set_amount(self, minor: int | None) -> None:
        """Show an amount; None empties the field."""
        self.setText("" if minor is None else money(minor, self._currency))
        self.amount_changed.emit()

    def set_currency(self, currency: str) -> None:
        """Read and write amounts of another currency from now on; the typed text stays."""
        self._currency = currency
        self.setPlaceholderText(format_amount(0, currency))

    def is_blank(self) -> bool:
        return not self.text().strip()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        minor = self.amount_or_none()
        if minor is not None:
            self.setText(money(minor, self._currency))
