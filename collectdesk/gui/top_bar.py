"""The slim bar on top: the places, the finder, and the two things done most."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QSizePolicy, QWidget

from collectdesk.gui.actions import Actions
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets import Button, icon_button, label

PLACES: Final = (
    ("desk", "Desk"),
    ("invoices", "Invoices"),
    ("calls", "Calls"),
    ("documents", "Documents"),
    ("statements", "Statements"),
    ("watch", "Watch list"),
    ("insights", "Insights"),
)


_SEARCH_WORDS: Final = (
    "Find customer, invoice, phone, note…   Ctrl+K",
    "Find anything…   Ctrl+K",
    "Find…",
    "",
)
_DOING: Final = (
    ("payment.record", "Record payment", "Payment", ""),
    ("invoice.new", "New invoice", "Invoice", "primary"),
)
_ROOM_FOR_BRAND: Final = 1060
_AROUND_WORDS: Final = 62


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
        self.brand = label("CollectDesk", "brand")
        row.addWidget(self.brand)
        row.addSpacing(GRID + 2)
        for key, text in PLACES:
            row.addWidget(self._place(key, text, actions))
        row.addWidget(actions.button("book.settings", "Settings", "nav"))
        row.addStretch(1)
        self.search = self._search(actions)
        row.addWidget(self.search, 3)
        row.addSpacing(6)
        self._doing = {
            (long, short): actions.button(key, long, kind) for key, long, short, kind in _DOING
        }
        payment, invoice = self._doing.values()
        row.addWidget(payment)
        row.addSpacing(6)
        row.addWidget(invoice)
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
            _SEARCH_WORDS[0],
            "search",
            "search",
            actions["find.anything"].trigger,
        )
        button.setAccessibleName("Find anything")
        button.setToolTip(actions["find.anything"].toolTip())
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumWidth(40)
        button.setMaximumWidth(420)
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Where there is little room the brand gives way first, then the words of the finder and
        those of the buttons."""
        self.brand.setVisible(self.width() >= look().px(_ROOM_FOR_BRAND))
        row = self.layout()
        if row is not None:
            self._name_buttons(0)
            row.activate()  # so that the finder has the width it will be painted with
            if row.minimumSize().width() > self.width():
                self._name_buttons(1)
                row.activate()
        metrics = self.search.fontMetrics()
        room = self.search.width() - look().px(_AROUND_WORDS)
        fitting = (words for words in _SEARCH_WORDS if metrics.horizontalAdvance(words) <= room)
        self.search.setText(next(fitting, ""))

    def _name_buttons(self, at: int) -> None:
        for names, button in self._doing.items():
            button.setText(names[at])
            button.setAccessibleName(names[0])

    def show_place(self, key: str) -> None:
        """Mark the place that is shown."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
