"""The slim bar on top: the places, the finder, and the two things done most."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from collectdesk.gui.actions import Actions
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import Button, icon_button, label

PLACES: Final = (
    ("desk", "Desk"),
    ("invoices", "Invoices"),
    ("calls", "Calls"),
    ("documents", "Documents"),
    ("statements", "Statements"),
    ("insights", "Insights"),
)


class TopBar(QWidget):
    """Tells ``place_asked`` with the key of a place."""

    place_asked = Signal(str)

    def __init__(self, actions: Actions, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 5)
        row.setSpacing(2)
        brand = label("CollectDesk", "brand")
        row.addWidget(brand)
        row.addSpacing(GRID + 2)
        for key, text in PLACES:
            row.addWidget(self._place(key, text, actions))
        row.addWidget(actions.button("book.settings", "Settings", "nav"))
        row.addStretch(1)
        self.search = self._search(actions)
        row.addWidget(self.search, 3)
        row.addSpacing(6)
        row.addWidget(actions.button("payment.record", "Record payment"))
        row.addSpacing(6)
        row.addWidget(actions.button("invoice.new", "New invoice", "primary"))
        row.addSpacing(4)
        self.menu_button = icon_button("menu", "Menu (F10)")
        self.menu_button.setMenu(menu)
        row.addWidget(self.menu_button)

    def _place(self, key: str, text: str, actions: Actions) -> Button:
        button = Button(text, "nav", clicked=lambda: self.place_asked.emit(key))
        button.setCheckable(True)
        button.setToolTip(actions[f"go.{key}"].toolTip())
        self._group.addButton(button)
        self._buttons[key] = button
        return button

    def _search(self, actions: Actions) -> Button:
        button = Button(
            "Find customer, invoice, phone, note…   Ctrl+K",
            "search",
            "search",
            actions["find.anything"].trigger,
        )
        button.setAccessibleName("Find anything")
        button.setToolTip(actions["find.anything"].toolTip())
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(120)
        button.setMaximumWidth(420)
        return button

    def show_place(self, key: str) -> None:
        """Mark the place that is shown."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
