"""The middle pane: all about the chosen customer, and what can be done."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from collectdesk.domain.rows import ContactRow, CustomerPage, InvoiceRow
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.contacts import ContactsView
from collectdesk.gui.panes.customer_head import SIDE, CustomerHeadView
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables import RowTable, Shown
from collectdesk.gui.tables.invoices import CUSTOMER_INVOICES
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets import Button, EmptyPlace, FlowLayout, rule

_NOTICE_MENU = ("notice.print", "notice.batch", "", "customer.statement")
_OPEN_MENU = (
    "invoice.open", "invoice.copy", "invoice.print", "invoice.verify", "invoice.evidence", "",
    "customer.edit", "contact.new", "contact.edit", "",
    "customer.note", "customer.keep", "customer.hold", "customer.struggling", "customer.place", "",
    "payment.received", "agreement.change", "settlement.new", "credit.use", "credit.refund", "",
    "customer.credit", "customer.limit", "customer.interest", "customer.billing",
)  # fmt: skip

_LEAST_TABLE: Final = 80


class CustomerPane(QWidget):
    """Head, action row and invoices."""

    dial_asked = Signal(object)
    mail_asked = Signal(object)

    def __init__(self, scene: Scene, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = scene
        self._actions = actions
        self.setAcceptDrops(True)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        runner = scene.runner
        contacts = ContactsView(self._dial, self._mail, actions["contact.new"].trigger)
        self.head = CustomerHeadView(actions, contacts)
        self.table = RowTable(
            CUSTOMER_INVOICES, Shown(runner.currency, runner.today), "Invoices of this customer"
        )
        self.table.chosen.connect(self._choose_invoice)
        self.table.picked.connect(lambda _: actions["invoice.open"].trigger())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: self._menu(_OPEN_MENU[:4], self).popup(self.table.viewport().mapToGlobal(at))
        )
        self.no_invoices = EmptyPlace()
        self.no_invoices.tell(
            "No invoices yet", "Invoices of this customer stand here from the day they are issued."
        )
        self.no_invoices.offer("New invoice", actions["invoice.new"].trigger, "primary")
        self.nobody = EmptyPlace()
        self._lay_out()

    def _lay_out(self) -> None:
        tables = QWidget(self)
        tables.setMinimumHeight(_LEAST_TABLE)  # what stands above keeps its height
        self._tables = QStackedLayout(tables)
        self._tables.addWidget(self.table)
        self._tables.addWidget(self.no_invoices)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(rule())
        column.addWidget(self._action_row())
        column.addWidget(rule())
        column.addWidget(tables, 1)
        self._body = QStackedLayout(self)
        self._body.addWidget(shown)
        self._body.addWidget(self.nobody)

    def _action_row(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(SIDE, 10, SIDE, 10)
        flow = FlowLayout(gap=GRID)
        notice = Button("Print notice  ▾", "primary")
        notice.setToolTip(self._actions["notice.print"].toolTip())
        self._attach_menu(notice, _NOTICE_MENU)
        flow.addWidget(notice)
        for key, text in (
            ("customer.statement", "Statement"),
            ("payment.record", "Record payment"),
            ("promise.new", "Promise"),
            ("dispute.new", "Dispute"),
            ("plan.new", "Plan"),
        ):
            flow.addWidget(self._actions.button(key, text))
        more = Button("Open  ▾")
        more.setToolTip("Invoice, customer, person, note, hold, agreements, credit")
        self._attach_menu(more, _OPEN_MENU)
        line.addLayout(flow, 1)
        line.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _attach_menu(self, button: Button, keys: tuple[str, ...]) -> None:
        button.setMenu(self._menu(keys, button))

    def _menu(self, keys: tuple[str, ...], parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        for key in keys:
            if key:
                menu.addAction(self._actions[key])
            else:
                menu.addSeparator()
        return menu

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer; the invoice that the owner stands on stays chosen."""
        runner = self._scene.runner
        self.head.show_head(page.head, runner.today)
        shown = Shown(page.head.currency, runner.today)
        chosen = self._scene.row_to_stand_on(page.invoices)
        self.table.set_rows(page.invoices, shown, chosen)
        self._tables.setCurrentIndex(0 if page.invoices else 1)
        self._body.setCurrentIndex(0)

    def show_nobody(self, heading: str, sentence: str) -> None:
        """There is no customer to show."""
        self.nobody.tell(heading, sentence)
        self._body.setCurrentIndex(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from collectdesk.gui import dropping

        dropping.may_drop(self._scene, event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A letter, mail or scan is dropped here: it is kept for this customer.

        Dropped on an invoice, it is about that one.
        """
        from collectdesk.gui import dropping

        below = self.table.row_below(self.mapToGlobal(event.position()))
        invoice_id = below.invoice_id if below is not None else None
        dropping.take_dropped(self._scene, event, self._scene.customer_id, invoice_id)

    def _choose_invoice(self, row: InvoiceRow | None) -> None:
        self._scene.set_invoice(row)

    def _dial(self, contact: ContactRow) -> None:
        self.dial_asked.emit(contact)

    def _mail(self, contact: ContactRow) -> None:
        self.mail_asked.emit(contact)
