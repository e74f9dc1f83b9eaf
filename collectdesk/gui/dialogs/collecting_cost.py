"""Noting what collecting from a customer cost: an agency, an attorney, a court."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.english import spelled
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.collecting_costs import NoteCost, note_cost


class CollectingCostForm(FormDialog):
    """The amount, the day, and what it was for."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        super().__init__(
            parent,
            runner,
            "Cost of collecting",
            "&Note the cost",
            about=needs.head.name,
            lead=(
                "It stands on the timeline and counts in Insights. The customer does not owe it:"
                " what you may pass on is a charge."
            ),
        )
        self._customer_id = needs.head.customer_id
        self.amount = MoneyEdit(runner.currency)
        self.day = DateEdit(runner.today, runner.currency, past=True)
        self.day.set_day(runner.today)
        self.what = fields.line(
            hint=spelled("Attorney's letter, agency's share, court", runner.currency)
        )
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("on", "&Date", self.day)
        self.grid.add_row("what", "&For", self.what)
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return self.amount.text(), self.day.text(), self.what.text()

    def save(self) -> None:
        self.send(note_cost, self._command)

    def _command(self) -> NoteCost:
        return NoteCost(
            self._customer_id,
            fields.read("amount", self.amount.amount),
            fields.read("on", self.day.day),
            self.what.text(),
        )
