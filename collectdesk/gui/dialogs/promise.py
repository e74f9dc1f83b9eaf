"""Noting a promise to pay that came without a logged call."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.payment_method import promise_choices
from collectdesk.domain.promise import PromiseMethod
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import MIDDLE
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.invoice_ticks import InvoiceTicks
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise


class PromiseDialog(StepForm):
    """So much, by that day, in that way, for these invoices."""

    usecase = staticmethod(make_promise)

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        super().__init__(
            parent, runner, "Promise to pay", "Save promise", about=needs.head.name, width=MIDDLE
        )
        self._customer_id = needs.head.customer_id
        self.amount = MoneyEdit(needs.currency)
        self.amount.set_amount(needs.suggested_amount or None)
        self.date = DateEdit(needs.today, needs.currency)
        self.date.set_day(needs.suggested_date)
        self.method = fields.choice(promise_choices(needs.currency))
        self.reference = fields.line(hint="Its number, if they know it")
        self.invoices = InvoiceTicks(needs.items, needs.currency, needs.today)
        self.grace = label("", "small", wrap=True)
        self.grid.add_row("promise_amount", "&Amount", self.amount)
        self.grid.add_row("promise_date", "&By", self.date)
        self.grid.add_row("promise_method", "&How", self.method)
        self.grid.add_row("reference", "&Reference", self.reference)
        self.grid.add_row("invoices", "&Invoices", self.invoices)
        self.grid.add_wide(self.grace)
        self._amount_is_ours = True
        self.amount.textEdited.connect(self._amount_typed)
        self.invoices.ticks_changed.connect(self._follow_ticks)
        self.method.currentIndexChanged.connect(self._tell_grace)
        self.watch(self.amount, self.date)
        self.invoices.ticks_changed.connect(self.tell_anew)
        self.method.currentIndexChanged.connect(lambda _: self.tell_anew())
        self._tell_grace()
        self.begin()
        self.amount.setFocus()
        self.amount.selectAll()

    def typed(self) -> object:
        return (
            self.amount.text(),
            self.date.text(),
            fields.chosen(self.method),
            self.reference.text(),
            self.invoices.ticked(),
        )

    def command(self) -> MakePromise:
        promise = NewPromise(
            amount=fields.read("promise_amount", self.amount.amount),
            date=fields.read("promise_date", self.date.day),
            method=fields.chosen(self.method),
            invoices=self.invoices.ticked(),
            reference=self.reference.text(),
        )
        return MakePromise(self._customer_id, promise)

    def _amount_typed(self) -> None:
        self._amount_is_ours = False

    def _follow_ticks(self) -> None:
        if self._amount_is_ours and self.invoices.sum():
            self.amount.set_amount(self.invoices.sum())

    def _tell_grace(self) -> None:
        days = PromiseMethod(fields.chosen(self.method)).grace_business_days
        if days:
            travel = f"Counts as kept when it arrives within {counted(days, 'business day')} more."
        else:
            travel = "Counts as kept when it arrives on that day."
        self.grace.setText(f"{travel} Without a ticked invoice it is for the account as a whole.")
