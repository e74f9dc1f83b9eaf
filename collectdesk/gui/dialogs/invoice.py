"""Writing an invoice: who, when, on which terms, and its lines with a running total."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from collectdesk.domain.errors import CreditObjected, InvalidInput, LineUnreadable
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.customer_picker import CustomerPicker
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.invoice_lines import LinesModel, LinesTable
from collectdesk.gui.dialogs.suggestions import TERMS
from collectdesk.gui.runner import Runner
from collectdesk.gui.tables.roles import RIGHT
from collectdesk.gui.text import money, near_day, plain_amount, sentence
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.form_grid import FormGrid, side_by_side
from collectdesk.gui.widgets.labels import ElidedLabel, label
from collectdesk.usecases.credit_room import CreditCheck, credit_check
from collectdesk.usecases.invoice_forms import (
    InvoiceForm,
    InvoicePreview,
    LineForm,
    invoice_form,
    invoice_preview,
)
from collectdesk.usecases.invoices import (
    DeleteDraft,
    IssueInvoice,
    SaveDraft,
    delete_draft,
    issue_invoice,
    save_draft,
)

_WIDTH = 900
_PREVIEW_AFTER_MS = 120
_KEYS = (
    "Tab goes on to the next cell and line · Ctrl+Delete removes a line · Alt+↑ and Alt+↓ move it"
)
_SHOWS = "shows_issued_invoices"
_NEVER_CHANGES = "An issued invoice never changes; it is corrected by a credit note."


def _shows(runner: Runner) -> bool:
    """Whether the invoices of this sitting are shown for printing, as it was chosen last."""
    chosen = runner.property(_SHOWS)
    return True if chosen is None else bool(chosen)


class InvoiceDialog(FormDialog):
    """The form of one invoice. ``issued`` carries the id of one that shall be printed next."""

    issued = Signal(int)

    def __init__(
        self, parent: QWidget | None, runner: Runner, form: InvoiceForm, customer_name: str
    ) -> None:
        super().__init__(
            parent,
            runner,
            "New invoice" if form.invoice_id is None else "Draft invoice",
            "&Issue invoice",
            width=_WIDTH,
        )
        self._form = form
        self._make_fields(form, customer_name)
        self._lay_out_fields()
        self._lay_out_lines()
        self._add_draft_button()
        self._pause = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._pause.timeout.connect(self.preview)
        self._watch()
        self.begin()
        self.preview()

    def typed(self) -> object:
        return (
            self._form_as_typed(None),
            self.issue_date.text(),
            self.delivered_on.text(),
            self.override.text(),
        )

    def save(self) -> None:
        self.send(
            issue_invoice,
            lambda: IssueInvoice(self._whole_form(), self.override.text()),
            then=self._offer_print,
        )

    def save_draft(self) -> None:
        """Keep the invoice for later."""
        self.send(save_draft, lambda: SaveDraft(self._whole_form()))

    def delete_draft(self) -> None:
        """Throw the draft away."""
        invoice_id = self._form.invoice_id
        if invoice_id is not None:
            self.send(delete_draft, lambda: DeleteDraft(invoice_id))

    def preview(self) -> None:
        """Add up what stands in the fields."""
        try:
            form = self._whole_form()
        except InvalidInput as error:
            self._tell_why_not(error)
            return
        self.runner.ask(
            invoice_preview,
            form,
            then=while_open(self, self._tell_totals),
            failed=while_open(self, self._tell_why_not),
            key=f"invoice-preview-{id(self)}",
        )

    def choose_customer(self, customer_id: int) -> None:
        """Take over the customer's terms, unless others were typed."""
        if self.terms.text() == self._form.terms:
            self.runner.ask(invoice_form, customer_id, then=while_open(self, self._take_terms))
        self.preview()

    def _take_terms(self, form: InvoiceForm) -> None:
        self.terms.setText(form.terms)
        self.preview()

    def _whole_form(self) -> InvoiceForm:
        customer_id = self.customer.customer_id()
        return replace(
            self._form_as_typed(customer_id),
            issue_date=fields.read("issue_date", self.issue_date.day),
            delivered_on=fields.read("delivered_on", self.delivered_on.optional_day),
        )

    def _form_as_typed(self, customer_id: int | None) -> InvoiceForm:
        return InvoiceForm(
            invoice_id=self._form.invoice_id,
            customer_id=customer_id or self.customer.customer_id_or_none() or 0,
            number=self.number.text(),
            terms=self.terms.text(),
            po_number=self.po_number.text(),
            lines=self.lines.lines,
            note=self.note.toPlainText(),
        )

    def _make_fields(self, form: InvoiceForm, customer_name: str) -> None:
        self.customer = CustomerPicker(self.runner)
        if form.customer_id:
            self.customer.show_customer(form.customer_id, customer_name)
        self.number = fields.line(form.number, hint="The next free one", longest=60)
        self.issue_date = DateEdit(self.runner.today, self.runner.currency)
        self.issue_date.set_day(form.issue_date)
        self.terms = fields.suggesting(fields.line(form.terms, hint="Net 30"), TERMS)
        self.po_number = fields.line(form.po_number, hint="Their order number")
        self.delivered_on = DateEdit(self.runner.today, self.runner.currency, past=True)
        self.delivered_on.set_day(form.delivered_on)
        self.delivered_on.setPlaceholderText("Not yet, or no goods")
        empty = LineForm(tax=form.lines[0].tax if form.lines else "")
        self.lines = LinesModel(empty, self)
        self.lines.show(form.lines)
        self.table = LinesTable(self.lines)
        self.note = fields.paragraph(form.note, rows=2, hint="Printed below the lines")
        self.due = ElidedLabel("", "quiet")
        self.due.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.override = fields.line(hint="Why it is issued all the same; noted in the history")
        self.show_for_printing = fields.tick("Show it for &printing", _shows(self.runner))
        self.show_for_printing.setToolTip("Its paper then opens in front of all and takes the keys")
        self.show_for_printing.clicked.connect(lambda on: self.runner.setProperty(_SHOWS, on))

    def _lay_out_fields(self) -> None:
        self.grid.add_row("customer_id", "&Customer", self.customer)
        self.grid.add_row("terms", "&Terms", self.terms)
        self.grid.add_row("po_number", "P&O number", self.po_number)
        right = FormGrid()
        self.grids.append(right)
        right.add_row("number", "&Number", self.number)
        right.add_row("issue_date", "&Date", self.issue_date)
        right.add_row("delivered_on", "De&livered", self.delivered_on)
        self.body.addLayout(side_by_side(self.grid, right))

    def _lay_out_lines(self) -> None:
        self.table.setMinimumHeight(self.lean(190))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.error_place("lines", self.table))
        self.body.addWidget(label(_KEYS, "small"))
        below = QHBoxLayout()
        below.setSpacing(4 * GRID)
        left = QVBoxLayout()
        left.setSpacing(6)
        note_name = label("Not&e on the invoice", "quiet")
        note_name.setBuddy(self.note)
        self.note.setAccessibleName("Note on the invoice")
        left.addWidget(note_name)
        left.addWidget(self.note)
        left.addWidget(self.due)
        self.pay_run = ElidedLabel("", "quiet")
        self.pay_run.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.pay_run.hide()
        left.addStretch(1)
        below.addLayout(left, 1)
        below.addLayout(self._totals())
        self.body.addLayout(below)
        self.body.addWidget(self.pay_run)
        self.objection = label("", "late", wrap=True)
        self.credit = FormGrid()
        self.grids.append(self.credit)
        self.credit.add_wide(self.objection)
        self.credit.add_row("override", "&Because", self.override)
        self.credit.hide()
        self.body.addWidget(self.credit)

    def _totals(self) -> QGridLayout:
        self.net, self.tax = label("", ""), label("", "")
        self.total = label("", "heading")
        totals = QGridLayout()
        totals.setHorizontalSpacing(4 * GRID)
        totals.setVerticalSpacing(4)
        rows = ((self.net, "Net"), (self.tax, "Tax"), (self.total, "Total"))
        for row, (amount, name) in enumerate(rows):
            amount.setAlignment(RIGHT)
            amount.setMinimumWidth(look().px(120))
            amount.setAccessibleName(name)
            totals.addWidget(label(name, "quiet"), row, 0)
            totals.addWidget(amount, row, 1)
        totals.setRowStretch(len(rows), 1)
        return totals

    def _add_draft_button(self) -> None:
        self.draft_button = Button("Save dra&ft", clicked=self.save_draft)
        self.draft_button.setShortcut(QKeySequence("Ctrl+S"))
        self.draft_button.setToolTip("Ctrl+S")
        self.save_button.setToolTip(f"{_NEVER_CHANGES} (Ctrl+Enter)")
        self.save_button.setDefault(False)  # a stray Enter must not issue what cannot be undone
        self.buttons.insertWidget(0, self.show_for_printing)
        self.buttons.insertWidget(self.buttons.indexOf(self.save_button), self.draft_button)
        self.delete_button = Button("Delete d&raft", clicked=self.delete_draft)
        self.delete_button.setToolTip("The draft goes away; Undo brings it back")
        self.delete_button.setVisible(self._form.invoice_id is not None)
        self.buttons.insertWidget(0, self.delete_button)

    def _watch(self) -> None:
        self.customer.picked.connect(self.choose_customer)
        for field in (self.terms, self.issue_date, self.po_number):
            field.textChanged.connect(lambda _: self._pause.start())
        self.lines.changed.connect(self._pause.start)
        self.lines.changed.connect(lambda: self.clear_error("lines"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.customer.customer_id_or_none() is None:
            self.customer.setFocus()
        else:
            self.table.setFocus()
            self.table.setCurrentIndex(self.lines.index(0, 0))

    def _tell_totals(self, preview: InvoicePreview) -> None:
        currency = self.runner.currency
        self.net.setText(plain_amount(preview.net, currency))
        self.tax.setText(plain_amount(preview.tax, currency))
        self.total.setText(money(preview.total, currency))
        today = self.runner.today
        words = f"Due {near_day(preview.due, today)}."
        if preview.discount and preview.discount_until:
            early = money(preview.total - preview.discount, currency)
            passed = ", which has passed" if preview.discount_until < today else ""
            words += f" {early} if paid by {near_day(preview.discount_until, today)}{passed}."
        self.due.setText(words)
        self.pay_run.setText(preview.pay_run)
        if self.pay_run.isHidden() is bool(preview.pay_run):
            self.pay_run.setVisible(bool(preview.pay_run))
            self.adjust_height()
        self._check_credit(preview.total)

    def _check_credit(self, total: int) -> None:
        """Tell before issuing what speaks against more credit; a reason overrides it."""
        self.runner.ask(
            credit_check,
            self.customer.customer_id(),
            total,
            then=while_open(self, self._tell_objections),
            key=f"invoice-credit-{id(self)}",
        )

    def _tell_objections(self, found: CreditCheck) -> None:
        self._show_objections(" ".join(found.sentences))

    def _show_objections(self, words: str) -> None:
        self.objection.setText(words)
        if self.credit.isHidden() == bool(words):
            self.credit.setVisible(bool(words))
            self.adjust_height()

    def show_error(self, error: BaseException) -> None:
        if isinstance(error, CreditObjected):
            self._show_objections(error.objections)
            error = InvalidInput(error.remedy, error.field)
        super().show_error(error)
        if isinstance(error, LineUnreadable):
            self.table.setFocus()
            self.table.show_wrong(self.lines.row_of(error.line), error.part)

    def _tell_why_not(self, error: BaseException) -> None:
        for amount in (self.net, self.tax, self.total):
            amount.setText("–")
        self.due.setText(sentence(error))

    def _offer_print(self, invoice_id: int) -> None:
        if self.show_for_printing.isChecked():
            self.issued.emit(invoice_id)
