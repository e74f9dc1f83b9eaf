"""The left pane: whom to call today, all customers, promises, and who rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from collectdesk.domain.changes import Changes
from collectdesk.domain.english import spelled
from collectdesk.domain.rows import CustomerListing
from collectdesk.domain.sheet import ShownList
from collectdesk.domain.words import counted
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.alert_line import AlertLine
from collectdesk.gui.panes.customer_list import CustomerList
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import whole_money
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import EmptyPlace, Segmented, label, plain_tooltip
from collectdesk.usecases.first_screen import MOST_LISTED
from collectdesk.usecases.pages import customer_listing

if TYPE_CHECKING:
    from collectdesk.usecases.watch_list import Alerts
    from collectdesk.usecases.work import Work

TABS: Final = (
    ("today", "Today"),
    ("all", "All"),
    ("promises", "Promises"),
    ("resting", "Resting"),
)
_ALERTS_AFTER_MS: Final = 2_500  # when the owner pauses: it looks through all that is open
_EMPTY: Final = {
    "today": (
        "Nobody to call",
        "Customers appear here when an invoice is late, a promise is due or a step is agreed.",
    ),
    "all": (
        "No customers yet",
        "Here will be everybody who buys on account. Add the first one, or bring them in from a"
        " file of your old program.",
    ),
    "promises": (
        "No open promises",
        "When a customer promises a payment, it stands here with its day until the money is in.",
    ),
    "resting": (
        "Nobody rests",
        "Customers who need no call now stand here with the reason: a promise that is still"
        " running, a dispute, a plan that is kept.",
    ),
}


class CustomersPane(QWidget):
    """Tabs, search and list. ``chosen`` tells the customer to show; None when none is left."""

    chosen = Signal(object)
    entered = Signal(int)
    watch_asked = Signal(str)

    def __init__(self, runner: Runner, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._current: int | None = None
        self._first_answer = True
        self._come_into_sight = False
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = Segmented(TABS, "Customers shown")
        self.tabs.chosen.connect(lambda _: self._show_other_rows())
        self.search = QLineEdit()
        self.search.setAcceptDrops(False)
        self.search.setPlaceholderText("Search all customers…")
        self.search.setAccessibleName("Search customers")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _: self._show_other_rows())
        self.search.installEventFilter(self)
        self.total = label("", "quiet")
        self.alerts = AlertLine()
        self.alerts.asked.connect(self.watch_asked)
        self._alerts_soon = QTimer(self, interval=_ALERTS_AFTER_MS, singleShot=True)
        self._alerts_soon.timeout.connect(self._ask_alerts)
        self.list = CustomerList()
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self.entered)
        self.empty = EmptyPlace()
        self._first_steps = [
            self.empty.offer("New customer", actions["customer.new"].trigger, "primary"),
            self.empty.offer("Bring in a file…", actions["book.import"].trigger),
        ]
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(14, 11, 14, 0)
        top.addWidget(self.tabs, 1)
        second = QHBoxLayout()
        second.setContentsMargins(14, 8, 14, 9)
        second.setSpacing(GRID)
        second.addWidget(self.search, 1)
        second.addWidget(self.total)
        body = QWidget()
        self._body = QStackedLayout(body)
        self._body.addWidget(self.list)
        self._body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(second)
        column.addWidget(body, 1)
        column.addWidget(self.alerts)  # below the list, so that no row moves when it comes

    def refresh(self) -> None:
        """Ask for the list again."""
        self._runner.ask(
            customer_listing,
            self.tabs.key(),
            self.search.text(),
            MOST_LISTED,
            then=self.show_listing,
            key="customers",
        )
        self._alerts_soon.start()

    def _ask_alerts(self) -> None:
        self._runner.ask(_alerts, then=self.alerts.show_alerts, key="alerts")

    def shown_list(self) -> ShownList:
        """What this list would be as a file."""
        return ShownList("customers", self.search.text(), self.tabs.key())

    def on_changed(self, changes: Changes) -> None:
        """Ask again after any step: it may have moved customers between the tabs."""
        if changes.kinds or changes.customers:
            self.refresh()

    def show_listing(self, listing: CustomerListing) -> None:
        """Show an answer; the customer that is chosen stays chosen."""
        for key, number in zip(
            ("today", "all", "promises", "resting"),
            (
                listing.today_count,
                listing.all_count,
                listing.promises_count,
                listing.resting_count,
            ),
            strict=True,
        ):
            self.tabs.set_count(key, number)
        currency = self._runner.currency
        self._tell_total(listing, currency)
        self.list.show_rows(listing.rows, currency, self._current)
        if self._come_into_sight:
            self._come_into_sight = False
            self.list.bring_into_sight()
        self._show_empty(not listing.rows, nobody=not listing.all_count)
        if self._first_answer or self._current is None:
            self._first_answer = False
            self._choose_first()

    def _tell_total(self, listing: CustomerListing, currency: str) -> None:
        """What is past due of the whole list, and while something is searched, how many it has."""
        amount = whole_money(listing.total, currency)
        told = spelled("Past due in this list", currency)
        if listing.found_count is None:
            self.total.setText(amount)
        else:
            self.total.setText(f"{listing.found_count:,} found · {amount}")
            told = f"{counted(listing.found_count, 'customer')} found. {told}"
        self.total.setAccessibleName(f"{told}: {amount}")
        self.total.setToolTip(plain_tooltip(told))

    def show_current(self, customer_id: int) -> None:
        """Another part of the window chose a customer: mark it here, look for it if need be."""
        self._current = customer_id
        if self.list.stand_on(customer_id):
            self.list.bring_into_sight()

    def step(self, step: int) -> None:
        """Choose the next or the previous customer."""
        self.list.choose_next(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = event.type() is QEvent.Type.KeyPress
        if watched is self.search and is_press and isinstance(event, QKeyEvent):
            return self._search_key(event)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentIndex().row() < 0 or not self.list.selectedIndexes():
                self.list.choose_at(0)
            self.list.setFocus()
            return True
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        return False

    def _show_other_rows(self) -> None:
        self._come_into_sight = True
        self.refresh()

    def _choose(self, customer_id: int) -> None:
        self._current = customer_id
        self.chosen.emit(customer_id)

    def _choose_first(self) -> None:
        if self.list.customers.rowCount():
            self.list.choose_at(0)
        elif self._current is None:
            self.chosen.emit(None)

    def _show_empty(self, empty: bool, *, nobody: bool) -> None:
        """Say why the list is empty; a book with ``nobody`` in it offers the first steps."""
        self._body.setCurrentIndex(1 if empty else 0)
        if not empty:
            return
        if self.search.text().strip():
            words = ("Nobody found", "No customer fits what is typed above.")
        else:
            words = _EMPTY["all" if nobody else self.tabs.key()]
        self.empty.tell(*words)
        offer = nobody and not self.search.text().strip()
        for button in self._first_steps:
            button.setVisible(offer)


def _alerts(work: Work) -> Alerts:
    """Loads what answers it on the book's thread: the owner may be typing."""
    from collectdesk.usecases.watch_list import alerts

    return alerts(work)
