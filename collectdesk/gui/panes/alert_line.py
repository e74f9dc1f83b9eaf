"""The line below the customers: what nobody would look for, each with the way to its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from collectdesk.domain.words import counted
from collectdesk.gui.widgets import Button, FlowLayout

if TYPE_CHECKING:
    from collectdesk.usecases.watch_list import Alerts

_GAP: Final = 10


class AlertLine(QWidget):
    """Hidden while nothing waits; ``asked`` carries the key of the list to turn to."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, Button] = {}
        inside = QWidget()
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = FlowLayout(inside, gap=_GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(_GAP, 6, _GAP, 6)
        column.addWidget(inside)
        self.hide()

    def show_alerts(self, found: Alerts) -> None:
        """Say what waits."""
        self._say("hardly_asked", found.neglected, f"{found.neglected:,} hardly asked")
        self._say("not_invoiced", found.not_invoiced, f"{found.not_invoiced:,} not invoiced")
        asking = f"{counted(found.applications, 'asks', 'ask')} for credit"
        self._say("credit_applications", found.applications, asking)
        self._say("announced_holds", found.holds, f"{counted(found.holds, 'hold')} to decide")
        self._say("wrong_charges", found.charges, f"{found.charges:,} charged wrong")
        self.setVisible(any(not link.isHidden() for link in self.links.values()))

    def _say(self, key: str, count: int, words: str) -> None:
        if key not in self.links:
            link = Button("", "link", "triangle-alert", partial(self.asked.emit, key))
            link.setToolTip("Look at them in the watch list (Ctrl+6)")
            self._flow.addWidget(link)
            self.links[key] = link
        self.links[key].setText(words)
        self.links[key].setAccessibleName(f"To look at: {words}")
        self.links[key].setVisible(bool(count))
