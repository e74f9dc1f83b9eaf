"""The small forms for what can be done with an issued invoice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from collectdesk.domain.words import listed
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.consequences import Consequences
from collectdesk.usecases.invoice_detail import InvoiceDetail
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    IssueCreditNote,
    WriteOff,
    issue_credit_note,
    write_off,
)
from collectdesk.usecases.short_payments import AllowLateDiscount, allow_late_discount

_TELL_AFTER_MS = 150
_CONSEQUENCE_HEIGHT = 36


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """The words around a reason; braces stand for the invoice's number or total."""

    title: str
    button: str
    lead: str
    hint: str


_VOID = ReasonWords(
    "Void {}",
    "&Void invoice",
    "{} will no longer be owed. The invoice stays in the book as void, with this reason, and its"
    " number is not used again.",
    "Entered twice, order withdrawn, …",
)
_LATE_DISCOUNT = ReasonWords(
    "Late discount on {}",
    "&Allow it",
    "The discount was taken after its last day and is still open.",
    "A slow bank, goodwill, …",
)


class StepForm(FormDialog):
    """A form that tells in words what its step would bring about, as soon as it can be known."""

    usecase: Callable[..., Any]

    def watch(self, *fields_to_watch: QLineEdit) -> None:
        """Tell the consequences below the fields, anew after each change of these."""
        self.consequence = label("", "strong", wrap=True)
        self.consequence.setMinimumHeight(look().px(_CONSEQUENCE_HEIGHT))
        self.keep_in_view(self.consequence)
        self._pause = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._pause.timeout.connect(self._ask)
        for each in fields_to_watch:
            each.textChanged.connect(lambda _: self._pause.start())
        self._ask()

    def tell_anew(self) -> None:
        """Something else than a line of text was changed: tell the consequences anew."""
        self._pause.start()

    def command(self) -> object:
        """The step as typed. Raises InvalidInput."""
        raise NotImplementedError

    def save(self) -> None:
        self.send(self.usecase, self.command)

    def _ask(self) -> None:
        self.tell_consequences(
            self.usecase,
            self.command,
            self._tell,
        )

    def _tell(self, told: Consequences) -> None:
        self.consequence.setText(told.sentence)
        if self.isVisible():
            QTimer.singleShot(0, self, self.adjust_height)  # once the words have their lines


class ReasonForm(StepForm):
    """A step on an invoice that needs nothing but its reason."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        detail: InvoiceDetail,
        usecase: Callable[..., Any],
        command: Callable[[int, str], object],
        words: ReasonWords,
    ) -> None:
        super().__init__(
            parent,
            runner,
            words.title.format(detail.row.number),
            words.button,
            about=detail.row.customer_name,
            lead=words.lead.format(money(detail.row.total, runner.currency)),
        )
        self.usecase, self._command = usecase, command
        self._invoice_id = detail.row.invoice_id
        self.reason = fields.line(hint=words.hint)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.watch(self.reason)
        self.begin()
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def command(self) -> object:
        return self._command(self._invoice_id, self.reason.text())


def void_form(parent: QWidget, runner: Runner, detail: InvoiceDetail) -> ReasonForm:
    """Voiding an invoice."""
    return ReasonForm(parent, runner, detail, void_invoice, VoidInvoice, _VOID)


def late_discount_form(parent: QWidget, runner: Runner, detail: InvoiceDetail) -> ReasonForm:
    """Granting a discount that was taken too late, as a courtesy."""
    return ReasonForm(
        parent, runner, detail, allow_late_discount, AllowLateDiscount, _LATE_DISCOUNT
    )


class CreditNoteForm(StepForm):
    """Lowering an invoice."""

    usecase = staticmethod(issue_credit_note)

    def __init__(self, parent: QWidget, runner: Runner, detail: InvoiceDetail) -> None:
        super().__init__(
            parent,
            runner,
            f"Credit note for {detail.row.number}",
            "&Issue credit note",
            about=detail.row.customer_name,
            lead=_credit_note_lead(detail, runner.currency),
        )
        self._invoice_id = detail.row.invoice_id
        self.amount = MoneyEdit(runner.currency)
        self.amount.set_amount(detail.row.disputed or None)
        self.reason = fields.line(hint="Goods returned, price corrected, …")
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.watch(self.amount, self.reason)
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return self.amount.text(), self.reason.text()

    def command(self) -> IssueCreditNote:
        return IssueCreditNote(self._invoice_id, self.amount.amount(), self.reason.text())


def _credit_note_lead(detail: InvoiceDetail, currency: str) -> str:
    if not detail.row.balance:
        return (
            "Nothing is open on it: the note stays on the customer's account, to use or pay back."
        )
    told = f"{money(detail.row.balance, currency)} is open; the note lowers that."
    if detail.creditable > detail.row.balance:
        return f"{told} What is above it stays on account."
    return told


class WriteOffForm(StepForm):
    """Giving up what is left of an invoice, after a look at what was not tried yet."""

    usecase = staticmethod(write_off)

    def __init__(self, parent: QWidget, runner: Runner, detail: InvoiceDetail) -> None:
        lead = f"{money(detail.row.balance, runner.currency)} will be given up as a bad debt."
        if detail.untried:
            lead += f" Not tried yet: {listed(detail.untried)}."
        super().__init__(
            parent,
            runner,
            f"Write off {detail.row.number}",
            "&Write off",
            about=detail.row.customer_name,
            lead=lead,
        )
        self._invoice_id = detail.row.invoice_id
        self.reason = fields.line(hint="Why nothing more can be expected")
        self.anyway = fields.tick("Write it off &all the same")
        self.grid.add_row("reason", "&Reason", self.reason)
        self.grid.add_row("anyway", "", self.anyway)
        self.grid.set_row_visible("anyway", bool(detail.untried))
        self.watch(self.reason)
        self.anyway.toggled.connect(lambda _: self._take_it_back())
        self.begin()
        self.reason.setFocus()

    def _take_it_back(self) -> None:
        """What was refused before is answered by the tick: it is told no more."""
        self.clear_errors()
        self._ask()

    def typed(self) -> object:
        return self.reason.text(), self.anyway.isChecked()

    def command(self) -> WriteOff:
        return WriteOff(self._invoice_id, self.reason.text(), self.anyway.isChecked())


class DayForm(FormDialog):
    """The day on which something happened to an invoice."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        title: str,
        usecase: Callable[..., Any],
        command: Callable[[date], object],
    ) -> None:
        super().__init__(parent, runner, title, "&Save")
        self._usecase, self._command = usecase, command
        self.on = DateEdit(runner.today, runner.currency, past=True)
        self.on.set_day(runner.today)
        self.grid.add_row("on", "&On", self.on)
        self.begin()
        self.on.setFocus()
        self.on.selectAll()

    def typed(self) -> object:
        return self.on.text()

    def save(self) -> None:
        self.send(self._usecase, lambda: self._command(fields.read("on", self.on.day)))
