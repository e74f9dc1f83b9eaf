"""The small forms for what can be done with an issued invoice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dispute import Resolution
from collectdesk.domain.words import listed
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.disputes import ResolveDispute, resolve_dispute
from collectdesk.usecases.invoice_detail import AppliedCredit, DisputeDetail, InvoiceDetail
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    reverse_payment,
    write_off,
)

_RESOLUTIONS = (
    ("", "Choose how it was settled"),
    *((resolution.value, resolution.label) for resolution in Resolution),
)


class VoidForm(FormDialog):
    """Voiding an invoice, with the reason."""

    def __init__(self, parent: QWidget, runner: Runner, detail: InvoiceDetail) -> None:
        super().__init__(
            parent,
            runner,
            f"Void {detail.row.number}",
            "&Void invoice",
            about=detail.row.customer_name,
            lead=(
                f"{money(detail.row.total, runner.currency)} will no longer be owed. The invoice"
                " stays in the book as void, with this reason, and its number is not used again."
            ),
        )
        self._invoice_id = detail.row.invoice_id
        self.reason = fields.line(hint="Entered twice, order cancelled, …")
        self.grid.add_row("reason", "&Reason", self.reason)
        self.begin()
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text()

    def save(self) -> None:
        self.send(void_invoice, lambda: VoidInvoice(self._invoice_id, self.reason.text()))


class CreditNoteForm(FormDialog):
    """Lowering an invoice."""

    def __init__(self, parent: QWidget, runner: Runner, detail: InvoiceDetail) -> None:
        super().__init__(
            parent,
            runner,
            f"Credit note for {detail.row.number}",
            "&Issue credit note",
            about=detail.row.customer_name,
            lead=f"{money(detail.row.balance, runner.currency)} is open; the note lowers that.",
        )
        self._invoice_id = detail.row.invoice_id
        self.amount = MoneyEdit(runner.currency)
        self.amount.set_amount(detail.row.disputed or None)
        self.reason = fields.line(hint="Goods returned, price corrected, …")
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return self.amount.text(), self.reason.text()

    def save(self) -> None:
        self.send(
            issue_credit_note,
            lambda: IssueCreditNote(self._invoice_id, self.amount.amount(), self.reason.text()),
        )


class WriteOffForm(FormDialog):
    """Giving up what is left of an invoice, after a look at what was not tried yet."""

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
        self.anyway = fields.tick("Write it off &all the same", False)
        self.grid.add_row("reason", "&Reason", self.reason)
        if detail.untried:
            self.grid.add_row("anyway", "", self.anyway)
        self.begin()
        self.reason.setFocus()

    def typed(self) -> object:
        return self.reason.text(), self.anyway.isChecked()

    def save(self) -> None:
        self.send(
            write_off,
            lambda: WriteOff(self._invoice_id, self.reason.text(), self.anyway.isChecked()),
        )


class ResolveForm(FormDialog):
    """How a dispute was settled."""

    def __init__(self, parent: QWidget, runner: Runner, dispute: DisputeDetail) -> None:
        super().__init__(
            parent,
            runner,
            "Settle the dispute",
            "&Settled",
            lead=(
                f"{dispute.reason}, {money(dispute.amount, runner.currency)}."
                " What is still owed is asked for again in a week."
            ),
        )
        self._dispute_id = dispute.dispute_id
        self.resolution = fields.choice(_RESOLUTIONS)
        self.note = fields.paragraph(hint="What was agreed, with whom")
        self.grid.add_row("resolution", "&How", self.resolution)
        self.grid.add_row("note", "&Notes", self.note)
        self.begin()
        self.resolution.setFocus()

    def typed(self) -> object:
        return fields.chosen(self.resolution), self.note.toPlainText()

    def save(self) -> None:
        self.send(
            resolve_dispute,
            lambda: ResolveDispute(
                self._dispute_id, fields.chosen(self.resolution), self.note.toPlainText()
            ),
        )


class ReturnedPaymentForm(FormDialog):
    """A payment that the bank took back."""

    def __init__(
        self, parent: QWidget, runner: Runner, credit: AppliedCredit, usual_fee: int
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Returned payment",
            "&Record the return",
            lead=(
                "What this payment had paid is owed again, by its old due dates."
                " Promises that it had kept count as broken."
            ),
        )
        self._credit_id = credit.credit_id
        self.on = DateEdit(runner.today)
        self.on.set_day(runner.today)
        self.fee = MoneyEdit(runner.currency)
        self.fee.set_amount(usual_fee or None)
        self.reason = fields.line(hint="What the bank wrote")
        self.grid.add_row("on", "Returned &on", self.on)
        self.grid.add_row("fee", "&Fee to charge", self.fee)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.begin()
        self.on.setFocus()

    def typed(self) -> object:
        return self.on.text(), self.fee.text(), self.reason.text()

    def save(self) -> None:
        self.send(reverse_payment, self._command)

    def _command(self) -> ReversePayment:
        return ReversePayment(
            credit_id=self._credit_id,
            on=fields.read("on", self.on.day),
            fee=0 if self.fee.is_blank() else fields.read("fee", self.fee.amount),
            reason=self.reason.text(),
        )


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
        self.on = DateEdit(runner.today)
        self.on.set_day(runner.today)
        self.grid.add_row("on", "&On", self.on)
        self.begin()
        self.on.setFocus()
        self.on.selectAll()

    def typed(self) -> object:
        return self.on.text()

    def save(self) -> None:
        self.send(self._usecase, lambda: self._command(fields.read("on", self.on.day)))
