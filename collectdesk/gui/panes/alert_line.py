"""The line below the customers: what nobody would look for, with the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.domain.words import counted, listed
from collectdesk.gui.widgets import Button

if TYPE_CHECKING:
    from collectdesk.usecases.watch_list import Alerts


class AlertLine(QWidget):
    """Hidden while nothing waits; ``asked`` carries the key of the list to turn to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._first = ""
        self.button = Button("", "link", "triangle-alert", self._ask)
        self.button.setAccessibleName("To look at")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 14, 6)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def show_alerts(self, found: Alerts) -> None:
        """Say what waits."""
        parts = [
            (found.neglected, "hardly_asked", f"{found.neglected:,} hardly asked"),
            (found.not_invoiced, "not_invoiced", f"{found.not_invoiced:,} not invoiced"),
            (
                found.applications,
                "credit_applications",
                f"{counted(found.applications, 'asks', 'ask')} for credit",
            ),
            (found.holds, "announced_holds", f"{counted(found.holds, 'hold')} to put"),
            (found.charges, "wrong_charges", f"{found.charges:,} charged wrong"),
        ]
        waiting = [(key, words) for count, key, words in parts if count]
        self._first = waiting[0][0] if waiting else ""
        words = listed([words for _, words in waiting])
        self.button.setText(words)
        self.button.setAccessibleName(f"To look at: {words}")
        self.button.setToolTip("Look at them in the watch list (Ctrl+6)")
        self.setVisible(bool(waiting))

    def _ask(self) -> None:
        self.asked.emit(self._first)
