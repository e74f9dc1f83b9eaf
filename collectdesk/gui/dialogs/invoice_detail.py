"""One issued invoice with all that belongs to it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from collectdesk.domain.changes import Changes
from collectdesk.gui.dialogs import invoice_steps, open_dispute_form
from collectdesk.gui.dialogs.charges import WaiveForm
from collectdesk.gui.dialogs.dispute_steps import MoveForm, ResolveForm
from collectdesk.gui.dialogs.dropped import copied, dropped_files
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.invoice_facts import InvoiceFacts
from collectdesk.gui.dialogs.invoice_line import LinePages
from collectdesk.gui.dialogs.invoice_texts import (
    CREDITS,
    DISPUTES,
    DOCUMENTS,
    LINES,
    NO_CREDITS,
    NO_DISPUTES,
    NO_DOCUMENTS,
    DetailTexts,
)
from collectdesk.gui.dialogs.needs import InvoiceDetailNeeds, invoice_detail_needs
from collectdesk.gui.dialogs.paperwork import keep_files
from collectdesk.gui.dialogs.payments_received import open_return
from collectdesk.gui.dialogs.recovery import RecoveryForm
from collectdesk.gui.dialogs.sending import OrderNumberForm, SentForm
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.charges import WAIVABLE
from collectdesk.usecases.debits import DEBIT_NAMES, MONEY_BACK
from collectdesk.usecases.disputes import DisputeRow
from collectdesk.usecases.invoice_detail import InvoiceDetail
from collectdesk.usecases.invoices import (
    MarkDelivered,
    SetSatisfaction,
    mark_delivered,
    set_satisfaction,
)
from collectdesk.usecases.short_payments import UNEARNED_DISCOUNT

_HEIGHT: Final = 680
_LINES: Final = 0
_NOT_VOID: Final = "Something was paid or credited on it; a credit note lowers what is left"
OpenPaper = Callable[[str, int], object]
OpenDocument = Callable[[int], object]


class InvoiceDetailDialog(FormDialog):
    """Shows the invoice and keeps up with changes while it is open."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        needs: InvoiceDetailNeeds,
        open_paper: OpenPaper,
        open_document: OpenDocument,
    ) -> None:
        row = needs.detail.row
        super().__init__(
            parent,
            runner,
            f"{DEBIT_NAMES.get(needs.kind, 'Invoice')} {row.number}",
            "&Print…",
            about=row.customer_name,
            width=WIDE,
            height=_HEIGHT,
        )
        self.needs, self.detail = needs, needs.detail
        self._open_paper, self._open_document = open_paper, open_document
        self._make_parts()
        self._lay_out_parts()
        self._add_buttons()
        runner.changed.connect(self._book_changed)
        self.show_needs(needs)
        self.begin()
        self.tabs.tabBarClicked.connect(lambda _: QTimer.singleShot(0, self, self._enter_page))
        self._enter_page()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.runner.is_writable and dropped_files(event):
            copied(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped here was sent about this invoice, and is kept with it."""
        row, files = self.detail.row, dropped_files(event)
        copied(event)
        keep_files(self, self.runner, row.customer_id, files, row.invoice_id)

    def save(self) -> None:
        self._open_paper("invoice", self.detail.row.invoice_id)

    def show_needs(self, needs: InvoiceDetailNeeds) -> None:
        """Show the invoice as it is now."""
        self.needs, self.detail = needs, needs.detail
        self.facts.show_needs(needs, self.runner.today, self.runner.currency)
        is_charge = needs.kind in DEBIT_NAMES
        self.lead.setText(self.detail.note if is_charge else self.detail.pay_run)
        self.lead.setVisible(bool(self.lead.text()))
        self._show_lists()
        self._show_what_is_possible()

    def mark_sent(self) -> None:
        """Note the day on which it was sent, with what the customer asks for."""
        SentForm(self, self.runner, self.detail.row.invoice_id, self.needs.checklist).open()

    def note_order_number(self) -> None:
        """Put the customer's order number on it."""
        OrderNumberForm(self, self.runner, self.detail.row).open()

    def mark_delivered(self) -> None:
        """Note the day on which the goods arrived."""
        invoice_id = self.detail.row.invoice_id
        self._day_form("Goods delivered", mark_delivered, lambda on: MarkDelivered(invoice_id, on))

    def settle_dispute(self) -> None:
        """Settle the chosen dispute, or the only open one."""
        ResolveForm(self, self.runner, self._open_dispute()).open()

    def dispute(self) -> None:
        """Open a dispute on it."""
        row = self.detail.row
        open_dispute_form(self, self.runner, row.customer_id, row.invoice_id)

    def move_dispute(self) -> None:
        """Take the chosen dispute a step further."""
        MoveForm(self, self.runner, self._open_dispute()).open()

    def _open_dispute(self) -> DisputeRow:
        waiting = self.needs.disputes
        chosen = self.disputes.current_key()
        return next((one for one in waiting if one.dispute_id == chosen), waiting[0])

    def return_payment(self) -> None:
        """Record that the bank took the chosen payment back, or the only one."""
        payments = [each for each in self.detail.credits if self._can_return(each)]
        chosen = self.credits.current_key()
        credit = next((one for one in payments if one.credit_id == chosen), payments[0])
        open_return(self, self.runner, credit.credit_id)

    def open_document(self) -> None:
        """Look at the chosen document."""
        document_id = self.documents.current_key()
        if document_id is not None:
            self._open_document(document_id)

    def _enter_page(self) -> None:
        """The keys go to the list that is shown, and not to the button that had them before."""
        tables = self.tabs.currentWidget().findChildren(SimpleTable)
        for table in tables[:1]:
            table.setFocus()

    def _day_form(self, title: str, usecase: Any, command: Any) -> None:
        invoice_steps.DayForm(self, self.runner, title, usecase, command).open()

    def _book_changed(self, changes: Changes) -> None:
        if not changes.customers or self.detail.row.customer_id in changes.customers:
            self.runner.ask(
                invoice_detail_needs,
                self.detail.row.invoice_id,
                then=while_open(self, self.show_needs),
                failed=while_open(self, lambda _: self.reject()),
                key=f"invoice-detail-{id(self)}",
            )

    def _satisfaction_chosen(self, state: str) -> None:
        if state != self.detail.satisfaction:
            self.runner.do(
                set_satisfaction,
                SetSatisfaction(self.detail.row.invoice_id, state),
                failed=while_open(self, self.show_error),
            )

    def _show_lists(self) -> None:
        told = DetailTexts(self.detail, self.runner.today, self.runner.currency)
        for place, (name, table, rows) in enumerate(
            (
                ("Lines", self.lines, told.lines()),
                ("Payments", self.credits, told.credits()),
                ("Disputes", self.disputes, told.disputes()),
                ("Documents", self.documents, told.documents()),
            )
        ):
            table.set_rows(rows)
            self.tabs.setTabText(place, f"{name} {len(rows):,}" if rows else name)
        self.line_pages.show(self.needs.steps, self.needs.proofs, self.runner.today)

    def _show_what_is_possible(self) -> None:
        focused = self.focusWidget()
        self._set_what_is_possible()
        if isinstance(focused, Button) and not (focused.isEnabled() and focused.isVisible()):
            self._enter_page()  # or Enter would press whichever button comes next

    def _set_what_is_possible(self) -> None:
        row = self.detail.row
        issued = row.lifecycle == "issued"
        untouched = row.balance == row.total == self.detail.creditable
        self.void_button.setEnabled(issued and untouched)
        self.void_button.setToolTip("" if untouched or not issued else _NOT_VOID)
        self.credit_button.setEnabled(self.detail.creditable > 0)
        self.write_off_button.setEnabled(issued and row.balance > 0)
        self.dispute_button.setEnabled(issued and row.balance > row.disputed)
        for button in (self.settle_button, self.move_button):
            button.setEnabled(bool(self.needs.disputes))
        is_charge = self.needs.kind in WAIVABLE
        is_sold = self.needs.kind not in DEBIT_NAMES
        self.tabs.setTabVisible(_LINES, is_sold)
        self.verification_button.setVisible(is_sold)
        self.verification_button.setEnabled(issued)
        self.waive_button.setVisible(is_charge)
        self.waive_button.setEnabled(issued and row.balance > 0)
        self.credit_button.setVisible(not is_charge)
        codes = {short.code for short in self.needs.shorts}
        self.discount_button.setVisible(UNEARNED_DISCOUNT in codes)
        self.recovery_button.setVisible(self.needs.recoverable > 0)
        self.return_button.setEnabled(any(map(self._can_return, self.detail.credits)))
        self.open_button.setEnabled(bool(self.detail.documents))
        self.save_button.setVisible(self.needs.kind not in MONEY_BACK)
        self.save_button.setEnabled(issued)

    @staticmethod
    def _can_return(credit: Any) -> bool:
        return credit.kind == "payment" and not credit.returned

    def _make_parts(self) -> None:
        self.facts = InvoiceFacts()
        self.facts.sent_asked.connect(self.mark_sent)
        self.facts.delivered_asked.connect(self.mark_delivered)
        self.facts.order_asked.connect(self.note_order_number)
        self.facts.satisfaction_chosen.connect(self._satisfaction_chosen)
        self.lines = SimpleTable(LINES, "Lines")
        self.credits = SimpleTable(CREDITS, "Payments and credits", empty=NO_CREDITS)
        self.disputes = SimpleTable(DISPUTES, "Disputes", empty=NO_DISPUTES)
        self.documents = SimpleTable(DOCUMENTS, "Documents", empty=NO_DOCUMENTS)
        self.documents.doubleClicked.connect(lambda _: self.open_document())
        self.dispute_button = Button("Open a dispu&te…", clicked=self.dispute)
        self.settle_button = Button("Sett&le…", clicked=self.settle_dispute)
        self.move_button = Button("Ne&xt step…", clicked=self.move_dispute)
        self.return_button = Button("Payment was returned…", clicked=self.return_payment)
        self.open_button = Button("Open…", clicked=self.open_document)

    def _lay_out_parts(self) -> None:
        self.cancel_button.setText("Close")
        self.grid.hide()
        self.grids += self.facts.grids
        self.tabs = QTabWidget()
        self.body.addWidget(self.facts)
        self.body.addWidget(self.tabs, 1)  # before its pages: Qt styles all inside once more
        self.tabs.addTab(_page(self.lines), "Lines")
        self.tabs.addTab(_page(self.credits, self.return_button), "Payments")
        steps = (self.dispute_button, self.move_button, self.settle_button)
        self.tabs.addTab(_page(self.disputes, *steps), "Disputes")
        self.tabs.addTab(_page(self.documents, self.open_button), "Documents")
        self.line_pages = LinePages(
            self.tabs, lambda: self._open_paper("evidence_pack", self.detail.row.invoice_id)
        )

    def _add_buttons(self) -> None:
        steps = invoice_steps
        self.void_button = self._step("V&oid…", steps.void_form)
        self.credit_button = self._step("C&redit note…", steps.CreditNoteForm)
        self.waive_button = self._step("Wa&ive…", WaiveForm)
        self.discount_button = self._step("Late &discount…", steps.late_discount_form)
        self.write_off_button = self._step("&Write off…", steps.WriteOffForm)
        self.recovery_button = Button(
            "R&ecovery…",
            clicked=lambda: RecoveryForm(
                self, self.runner, self.detail, self.needs.recoverable, self.needs.held
            ).open(),
        )
        for place, button in enumerate(
            (
                self.void_button,
                self.credit_button,
                self.waive_button,
                self.discount_button,
                self.write_off_button,
                self.recovery_button,
            )
        ):
            self.buttons.insertWidget(place, button)
        self.verification_button = Button(
            "&Verification letter…",
            clicked=lambda: self._open_paper("verification", self.detail.row.invoice_id),
        )
        place = self.buttons.indexOf(self.save_button)
        self.buttons.insertWidget(place, self.verification_button)

    def _step(self, words: str, form: Callable[[QWidget, Runner, InvoiceDetail], Any]) -> Button:
        return Button(words, clicked=lambda: form(self, self.runner, self.detail).open())


def _page(table: SimpleTable, *buttons: Button) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 12, 0, 0)
    column.setSpacing(GRID)
    table.setMinimumHeight(look().px(130))
    column.addWidget(table, 1)
    if buttons:
        row = QHBoxLayout()
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
    return page
