"""The worksheet of what a customer can afford: what comes in, what must go out, what is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit

_NOTHING_LEFT = "Nothing is left in a month. Set a day to talk again instead, and hold new credit."


class AffordableEdit(QWidget):
    """Three amounts a month; ``changed`` follows the last, which the first two work out."""

    changed = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.comes_in = MoneyEdit(currency)
        self.goes_out = MoneyEdit(currency)
        self.can_pay = MoneyEdit(currency)
        self.told = label("", "quiet", wrap=True)
        self.told.hide()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for words, field in (
            ("Comes in", self.comes_in),
            ("Must go out", self.goes_out),
            ("Can pay us", self.can_pay),
        ):
            field.setAccessibleName(f"{words} in a month")
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(words, "small"))
            column.addWidget(field)
            row.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(row)
        whole.addWidget(self.told)
        self.setFocusProxy(self.comes_in)
        self.comes_in.amount_changed.connect(self._work_out)
        self.goes_out.amount_changed.connect(self._work_out)
        self.can_pay.amount_changed.connect(self.changed)

    def monthly(self) -> int:
        """What they can pay a month, in minor units; 0 while that is not known."""
        return max(0, self.can_pay.amount_or_none() or 0)

    def typed(self) -> object:
        """What stands in the fields."""
        return self.comes_in.text(), self.goes_out.text(), self.can_pay.text()

    def _work_out(self) -> None:
        comes_in, goes_out = self.comes_in.amount_or_none(), self.goes_out.amount_or_none()
        if comes_in is None or goes_out is None:
            return
        left = comes_in - goes_out
        self.told.setText(_NOTHING_LEFT if left <= 0 else "")
        self.told.setVisible(left <= 0)
        self.can_pay.set_amount(left if left > 0 else None)
