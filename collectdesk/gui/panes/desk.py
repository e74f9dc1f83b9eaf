"""The desk: customers, the chosen one, and the call, side by side."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from collectdesk.domain.changes import Changes
from collectdesk.domain.errors import NotFound
from collectdesk.domain.rows import ContactRow, CustomerPage
from collectdesk.domain.sheet import ShownList
from collectdesk.gui import contact_commands, paper_commands
from collectdesk.gui.actions import ONLY_TO_LOOK, Actions
from collectdesk.gui.panes.calls import CallsPane
from collectdesk.gui.panes.customer import CustomerPane
from collectdesk.gui.panes.customers import CustomersPane
from collectdesk.gui.scene import Scene
from collectdesk.gui.theme import look
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.pages import FIRST_HAPPENINGS, customer_page

SPLITTER: Final = "desk"
USUAL_SIZES: Final = (330, 718, 392)
_LEAST: Final = (220, 380, 375)
_MOST_HAPPENINGS: Final = 400


class DeskPlace(QWidget):
    """Keeps the three panes in step with the chosen customer.

    ``filled`` tells that all three show what was asked for.
    """

    filled = Signal()
    sizes_changed = Signal(tuple)

    def __init__(self, scene: Scene, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene, self._actions = scene, actions
        self._wanted: int | None = None
        self._happenings = FIRST_HAPPENINGS
        self.customers = CustomersPane(scene.runner, actions)
        self.customer = CustomerPane(scene, actions)
        self.calls = CallsPane(scene, actions)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for at, pane in enumerate((self.customers, self.customer, self.calls)):
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(at, 1 if at == 1 else 0)
        self._set_least_widths()
        self.splitter.setSizes(USUAL_SIZES)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)
        self._refresh_timer = QTimer(self, interval=0, singleShot=True)
        self._refresh_timer.timeout.connect(self._refresh_lists)
        scene.runner.opened.connect(self._take_rights)
        self._connect()

    def shown_list(self) -> ShownList:
        """What the list of customers would be as a file."""
        return self.customers.shown_list()

    def _connect(self) -> None:
        self.customers.chosen.connect(self._choose)
        self.customers.watch_asked.connect(self._watch)
        self.customers.entered.connect(lambda _: self.calls.focus_answers())
        self.customer.dial_asked.connect(self._dial)
        self.customer.mail_asked.connect(self._mail)
        self.calls.logged.connect(self._after_call)
        self.calls.document_asked.connect(self._open_document)
        self.calls.more_asked.connect(self._tell_more)
        self.splitter.splitterMoved.connect(
            lambda *_: self.sizes_changed.emit(tuple(self.splitter.sizes()))
        )

    def _watch(self, matters: str) -> None:
        self._scene.go_to(f"watch:{matters}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._set_least_widths()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_least_widths()
        super().resizeEvent(event)

    def _set_least_widths(self) -> None:
        """As wide as their text needs; where the window lacks room for that, each its share."""
        panes = (self.customers, self.customer, self.calls)
        wanted = look().px(sum(_LEAST))
        room = max(0, min(wanted, self.width() - 2 * self.splitter.handleWidth()))
        for pane, least in zip(panes, _LEAST, strict=True):
            pane.setMinimumWidth(look().px(least) * room // wanted)

    def _take_rights(self, _: object) -> None:
        self.calls.allow_logging(self._scene.runner.is_writable, ONLY_TO_LOOK)

    def refresh(self) -> None:
        """Ask again for the list and the page."""
        self._refresh_timer.start()

    def ask_first(self) -> None:
        """Ask for what is shown first; it may be asked before the book is open."""
        self.customers.refresh()
        self._ask_settings()

    def _ask_settings(self) -> None:
        runner = self._scene.runner
        runner.ask(book_settings, then=self.calls.take_settings, key="settings")

    def on_changed(self, changes: Changes) -> None:
        """A step was done: what it may have touched is asked for again, once for many steps."""
        if changes.touches("setting"):
            self._ask_settings()
        if changes.kinds or changes.customers:
            self._refresh_timer.start()

    def show_customer(self, customer_id: int) -> None:
        """Show a customer that was chosen elsewhere."""
        self.customers.show_current(customer_id)
        self._choose(customer_id)

    def came(self) -> None:
        """The owner came here: actions are about the customer of the desk again."""
        self._scene.stand_on(None)
        self._scene.set_invoice(self.customer.table.chosen_row())

    def panes(self) -> tuple[QWidget, ...]:
        """Where F6 goes, in order: the list, the invoices, the call."""
        answers = self.calls.card.answers.button("sent")
        return (self.customers.list, self.customer.table, answers)

    def _refresh_lists(self) -> None:
        self.customers.refresh()
        if self._wanted is not None:
            self._ask_page(self._wanted)

    def _tell_more(self) -> None:
        told = self.calls.history.happenings.rowCount()
        if self._wanted is not None and self._happenings <= told < _MOST_HAPPENINGS:
            self._happenings = _MOST_HAPPENINGS
            self._ask_page(self._wanted)

    def _choose(self, customer_id: int | None) -> None:
        if customer_id != self._wanted:
            self._happenings = FIRST_HAPPENINGS
        self._wanted = customer_id
        if customer_id is None:
            self._show_nobody()
        else:
            self._ask_page(customer_id)

    def _ask_page(self, customer_id: int) -> None:
        self._scene.runner.ask(
            customer_page,
            customer_id,
            self._happenings,
            then=self._show_page,
            failed=self._no_page,
            key="customer-page",
        )

    def _show_page(self, page: CustomerPage) -> None:
        self._scene.set_page(page.head.customer_id, page)
        self.calls.setEnabled(True)
        self.customer.show_page(page)
        self.calls.show_page(page)
        self.filled.emit()

    def _no_page(self, error: BaseException) -> None:
        if isinstance(error, NotFound):
            self._choose(None)
        else:
            self._scene.runner.trouble(error)

    def _show_nobody(self) -> None:
        self._scene.runner.forget("customer-page")
        self._scene.set_page(None, None)
        self.customer.show_nobody(
            "No customer is chosen", "Choose one on the left, or make a new one."
        )
        self.calls.show_nobody()
        self.filled.emit()

    def _dial(self, contact: ContactRow) -> None:
        contact_commands.dial_contact(self._scene, contact)

    def _mail(self, contact: ContactRow) -> None:
        contact_commands.write_to(self._scene, contact)

    def _after_call(self, then: str) -> None:
        self.customers.list.setFocus()
        follow_up = {
            "payment": "payment.record",
            "plan": "plan.new",
            "document": "invoice.print",
            "contact": "contact.new",
            "pay_run": "customer.edit",
            "promise": "letter.promise",
        }.get(then)
        if follow_up:
            self._actions[follow_up].trigger()

    def _open_document(self, document_id: int) -> None:
        paper_commands.open_document(self._scene, document_id)
