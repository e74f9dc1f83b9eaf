"""Credit on account: used on open invoices, or paid back."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.payment_method import payment_choices
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import MIDDLE
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.invoice_ticks import InvoiceTicks
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.dialogs.suggestions import REFERENCE_HINT
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.payments import ApplyUnapplied, apply_unapplied
from collectdesk.usecases.refunds import RefundCredit, refund_credit

_NOTHING_HELD: Final = (
    "Nothing is on account: all that came in is on invoices. Where a customer paid too much,"
    " record the payment first."
)


def _standing(needs: CustomerNeeds) -> str:
    if needs.head.unapplied <= 0:
        return _NOTHING_HELD
    held = money(needs.head.unapplied, needs.currency)
    if not needs.items:
        return (
            f"{held} is on account, and no invoice is open. Keep it for the next one, or pay it"
            " back with Refund in the Money menu."
        )
    return f"{held} is on account and on no invoice yet."


class UseCreditForm(StepForm):
    """The invoices that the credit is used on, the oldest due first."""

    usecase = staticmethod(apply_unapplied)

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        super().__init__(
            parent,
            runner,
            "Use credit on account",
            "&Use credit",
            about=needs.head.name,
            lead=_standing(needs),
            width=MIDDLE,
        )
        self._needs = needs
        self.invoices = InvoiceTicks(needs.items, needs.currency, needs.today)
        self.invoices.tick({item.invoice_id for item in needs.items if not item.disputed})
        self.grid.add_row("parts", "&Invoices", self.invoices)
        possible = needs.head.unapplied > 0 and bool(needs.items)
        self.grid.set_row_visible("parts", possible)
        self.save_button.setEnabled(possible)
        self.watch()
        self.invoices.ticks_changed.connect(self.tell_anew)
        self.begin()
        self.invoices.setFocus()

    def typed(self) -> object:
        return self.invoices.ticked()

    def command(self) -> ApplyUnapplied:
        ticked = self.invoices.ticked()
        if not ticked:
            raise InvalidInput("Please tick the invoices that the credit is used on.", "parts")
        head = self._needs.head
        return ApplyUnapplied(head.customer_id, named=ticked)


class RefundForm(StepForm):
    """Credit that is paid back: how much, when, in which way and why."""

    usecase = staticmethod(refund_credit)

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        held = money(needs.head.unapplied, needs.currency)
        super().__init__(
            parent,
            runner,
            "Refund",
            "Record &refund",
            about=needs.head.name,
            lead=(
                f"{held} is on account. What is paid back is used up, the oldest credit first."
                if needs.head.unapplied > 0
                else _NOTHING_HELD
            ),
        )
        self._customer_id = needs.head.customer_id
        self.amount = MoneyEdit(needs.currency)
        self.amount.set_amount(max(0, needs.head.unapplied) or None)
        self.on = DateEdit(needs.today, needs.currency, past=True)
        self.on.set_day(needs.today)
        self.method = fields.choice(payment_choices(needs.currency), "transfer")
        self.reference = fields.line(hint=REFERENCE_HINT)
        self.reason = fields.line(hint="Paid twice, goods returned, …")
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("on", "Paid back &on", self.on)
        self.grid.add_row("method", "&How", self.method)
        self.grid.add_row("reference", "Re&ference", self.reference)
        self.grid.add_row("reason", "Rea&son", self.reason)
        self.save_button.setEnabled(needs.head.unapplied > 0)
        self.watch(self.amount, self.on)
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return (
            self.amount.text(),
            self.on.text(),
            fields.chosen(self.method),
            self.reference.text(),
            self.reason.text(),
        )

    def command(self) -> RefundCredit:
        return RefundCredit(
            customer_id=self._customer_id,
            amount=fields.read("amount", self.amount.amount),
            on=fields.read("on", self.on.day),
            method=fields.chosen(self.method),
            reference=self.reference.text(),
            reason=self.reason.text(),
        )
