"""What a customer has paid: a receipt for a payment, or what to do when one came back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.changes import Changes
from collectdesk.domain.form_rows import PaymentRow
from collectdesk.domain.payment_method import method_words
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money, plain_amount
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.payments_received import (
    PaymentsReceived,
    ReturnNeeds,
    payments_received,
    return_needs,
)

_COLUMNS: Final = (
    Column("Date", 92),
    Column("Amount", 104, right=True),
    Column("How", 110),
    Column("Reference", 140),
    Column("Went to"),
    Column("State", 150),
)
_TABLE_HEIGHT: Final = 300


def open_return(parent: QWidget, runner: Runner, payment_id: int) -> None:
    """Record that the bank took a payment back."""
    runner.ask(
        return_needs,
        payment_id,
        then=lambda needs: ReturnedPaymentForm(parent, runner, needs).open(),
    )


class PaymentsReceivedDialog(FormDialog):
    """The payments, newest first; ``first`` is chosen to begin with."""

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        received: PaymentsReceived,
        open_receipt: Callable[[int], object],
        first: int = 0,
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Payments received",
            "&Receipt…",
            about=received.customer_name,
            lead="A payment that came back stays here as returned; what it paid is owed again.",
            width=WIDE,
        )
        self._customer_id, self._open_receipt = received.customer_id, open_receipt
        self.cancel_button.setText("Close")
        self.grid.hide()
        self.table = SimpleTable(_COLUMNS, "Payments received")
        self.table.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.table.doubleClicked.connect(lambda _: self.save())
        self.table.stood.connect(self._show_what_is_possible)
        self.body.addWidget(self.table, 1)
        self.return_button = Button("Payment was re&turned…", clicked=self.return_payment)
        self.buttons.insertWidget(0, self.return_button)
        runner.changed.connect(self._book_changed)
        self._show(received, first)
        self.begin()
        self.table.setFocus()

    def save(self) -> None:
        """Show a receipt for the chosen payment."""
        payment = self._chosen()
        if payment is not None and payment.returned_on is None:
            self._open_receipt(payment.payment_id)

    def return_payment(self) -> None:
        """Record that the bank took the chosen payment back."""
        payment = self._chosen()
        if payment is not None and payment.returned_on is None:
            open_return(self, self.runner, payment.payment_id)

    def _chosen(self) -> PaymentRow | None:
        return self._payments.get(self.table.current_key() or 0)

    def _show(self, received: PaymentsReceived, first: int) -> None:
        self._payments = {one.payment_id: one for one in received.payments}
        self.table.set_rows(self._payments.items(), self._texts)
        if not received.payments:
            self.banner.say("Nothing has come in from this customer yet.")
        elif first in self._payments:
            self.table.choose(first)
        else:
            self.table.choose(received.payments[0].payment_id)
        self._show_what_is_possible()

    def _texts(self, payment: PaymentRow) -> tuple[str, ...]:
        return (
            day(payment.dated, self.runner.today),
            plain_amount(payment.amount, self.runner.currency),
            method_words(payment.method, self.runner.currency).capitalize(),
            payment.reference,
            payment.invoices or "on account",
            self._state(payment),
        )

    def _state(self, payment: PaymentRow) -> str:
        if payment.returned_on is not None:
            return f"returned {day(payment.returned_on, self.runner.today)}"
        if payment.unapplied:
            return f"{money(payment.unapplied, self.runner.currency)} on account"
        return ""

    def _show_what_is_possible(self) -> None:
        payment = self._chosen()
        stands = payment is not None and payment.returned_on is None
        if not stands and self.return_button.hasFocus():
            self.table.setFocus()
        self.return_button.setEnabled(stands)
        self.save_button.setEnabled(stands)

    def _book_changed(self, changes: Changes) -> None:
        if not changes.customers or self._customer_id in changes.customers:
            self.runner.ask(
                payments_received,
                self._customer_id,
                then=while_open(self, lambda now: self._show(now, self.table.current_key() or 0)),
                failed=while_open(self, lambda _: self.reject()),
                key=f"payments-received-{id(self)}",
            )


class ReturnedPaymentForm(StepForm):
    """A payment that the bank took back."""

    usecase = staticmethod(reverse_payment)

    def __init__(self, parent: QWidget, runner: Runner, needs: ReturnNeeds) -> None:
        payment = needs.payment
        super().__init__(
            parent,
            runner,
            "Returned payment",
            "Record the re&turn",
            about=payment.customer_name,
            lead=(
                f"{self._told(payment, runner)} What it had paid is owed again, by its old due"
                " dates. The payment stays in the book as returned."
            ),
        )
        self._payment_id = payment.payment_id
        self.on = DateEdit(runner.today, runner.currency, past=True)
        self.on.set_day(runner.today)
        self.fee = MoneyEdit(runner.currency)
        self.fee.set_amount(needs.usual_fee or None)
        self.reason = fields.line(hint="What the bank wrote")
        self.grid.add_row("on", "Returned &on", self.on)
        self.grid.add_row("fee", "&Fee to charge", self.fee)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.watch(self.on, self.fee)
        self.begin()
        self.on.setFocus()

    def typed(self) -> object:
        return self.on.text(), self.fee.text(), self.reason.text()

    def command(self) -> ReversePayment:
        return ReversePayment(
            credit_id=self._payment_id,
            on=fields.read("on", self.on.day),
            fee=0 if self.fee.is_blank() else fields.read("fee", self.fee.amount),
            reason=self.reason.text(),
        )

    @staticmethod
    def _told(payment: PaymentRow, runner: Runner) -> str:
        method = method_words(payment.method, runner.currency)
        how = " ".join(filter(None, [method, payment.reference]))
        on = day(payment.dated, runner.today)
        told = f"{money(payment.amount, runner.currency)} of {on}"
        return f"{told}, {how}." if how else f"{told}."
