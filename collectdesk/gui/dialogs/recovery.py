"""Money that comes for a debt that was written off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.payment_method import payment_choices
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.suggestions import REFERENCE_HINT
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.invoice_detail import InvoiceDetail
from collectdesk.usecases.recoveries import ON_ACCOUNT, RecordRecovery, record_recovery


class RecoveryForm(StepForm):
    """The payment, and how much of what was given up it brings back."""

    usecase = staticmethod(record_recovery)

    def __init__(
        self,
        parent: QWidget,
        runner: Runner,
        detail: InvoiceDetail,
        recoverable: int,
        held: int = 0,
    ) -> None:
        super().__init__(
            parent,
            runner,
            f"Recovery for {detail.row.number}",
            "&Record recovery",
            about=detail.row.customer_name,
            lead=(
                f"{money(recoverable, runner.currency)} was written off and has not come in. The"
                " write-off stays in its time; what comes now counts as recovered."
            ),
        )
        self._invoice_id = detail.row.invoice_id
        self.amount = MoneyEdit(runner.currency)
        self.amount.set_amount(min(recoverable, held) or recoverable)
        self.dated = DateEdit(runner.today, runner.currency, past=True)
        self.dated.set_day(runner.today)
        waits = ((ON_ACCOUNT, f"{money(held, runner.currency)} on account"),) if held else ()
        self.method = fields.choice((*waits, *payment_choices(runner.currency)))
        self.reference = fields.line(hint=REFERENCE_HINT)
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("dated", "&Date", self.dated)
        self.grid.add_row("method", "&How", self.method)
        self.grid.add_row("reference", "Re&ference", self.reference)
        self.watch(self.amount, self.dated)
        self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return (
            self.amount.text(),
            self.dated.text(),
            fields.chosen(self.method),
            self.reference.text(),
        )

    def command(self) -> RecordRecovery:
        return RecordRecovery(
            self._invoice_id,
            fields.read("amount", self.amount.amount),
            fields.read("dated", self.dated.day),
            fields.chosen(self.method),
            self.reference.text(),
        )
