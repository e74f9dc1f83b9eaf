"""Interest and late fees: looked at invoice by invoice, then charged, or let go with a reason."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, plain_amount
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.charge_periods import left_out_words
from collectdesk.usecases.charges import (
    ApplyCharges,
    ChargeLine,
    ChargePreview,
    WaiveCharge,
    apply_charges,
    charge_preview,
    waive_charge,
)
from collectdesk.usecases.invoice_detail import InvoiceDetail

_COLUMNS: Final = (
    Column("Customer", 130),
    Column("For"),
    Column("Interest", 96, right=True),
    Column("Fee", 86, right=True),
    Column("Correction", 96, right=True),
)
_NOTHING: Final = (
    "There is nothing to charge. What lateness costs everybody is set in Settings; what was agreed"
    " with one customer, with What lateness costs in the Customer menu."
)
_TABLE_HEIGHT: Final = 260
_LEAD: Final = (
    "Each becomes a charge of its own beside the invoice. A period and a fee are charged once;"
    " what is in dispute bears nothing. What was charged before a payment was entered late is put"
    " right by a credit."
)


class ChargesDialog(FormDialog):
    """What is to be charged up to a day; the ticked invoices are charged."""

    def __init__(self, parent: QWidget | None, runner: Runner, due: ChargePreview) -> None:
        super().__init__(
            parent, runner, "Interest and late fees", "&Charge these", lead=_LEAD, width=WIDE
        )
        self._lines: dict[int, ChargeLine] = {}
        self._nothing = _NOTHING
        self.as_of = DateEdit(runner.today, runner.currency)
        self.as_of.set_day(runner.today)
        self.closed_since = DateEdit(runner.today, runner.currency, past=True)
        self.closed_since.setPlaceholderText("Only what is still open")
        self.table = SimpleTable(_COLUMNS, "Charges", ticks=True)
        self.table.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.total = label("", "strong", wrap=True)
        self.warning = label("", "quiet", wrap=True)
        self.left_out = label("", "careful", wrap=True)
        self.grid.add_row("as_of", "&Up to", self.as_of)
        self.grid.add_row("closed_since", "&Paid late since", self.closed_since)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.error_place("invoices", self.table))
        self.keep_in_view(self.left_out)
        self.keep_in_view(self.warning)
        self.keep_in_view(self.total)
        self.as_of.day_changed.connect(self.preview)
        self.closed_since.day_changed.connect(self.preview)
        self.table.ticks_changed.connect(self._tell)
        self.table.stood.connect(self._tell)
        self._show(due)
        self.begin()
        self.table.setFocus()

    def typed(self) -> object:
        return self.as_of.text(), self.closed_since.text(), self.table.ticked()

    def save(self) -> None:
        self.send(apply_charges, self._command)

    def preview(self) -> None:
        """Ask what is to be charged on the days as typed."""
        try:
            charging = self._charging()
        except InvalidInput:
            return
        self.runner.ask(
            charge_preview,
            charging,
            then=while_open(self, self._show),
            failed=while_open(self, self.show_error),
            key=f"charges-{id(self)}",
        )

    def _charging(self, invoices: tuple[int, ...] = ()) -> ApplyCharges:
        return ApplyCharges(
            as_of=fields.read("as_of", self.as_of.day),
            invoices=invoices,
            closed_since=fields.read("closed_since", self.closed_since.optional_day),
        )

    def _command(self) -> ApplyCharges:
        ticked = self.table.ticked()
        if not ticked:
            raise InvalidInput("Please tick what is to be charged.", "invoices")
        return self._charging(ticked)

    def _show(self, due: ChargePreview) -> None:
        lines = due.lines
        self.clear_errors()
        self.left_out.setText(left_out_words(due.left_out))
        self.left_out.setVisible(bool(due.left_out))
        self._nothing = "" if due.left_out else _NOTHING
        self._lines = {line.invoice_id: line for line in lines}
        self.table.set_rows(self._lines.items(), self._texts)
        for column, used in enumerate((True, True, *_used(lines))):
            self.table.setColumnHidden(column, not used)
        self.table.tick({line.invoice_id for line in lines if not line.warning})

    def _texts(self, line: ChargeLine) -> tuple[str, ...]:
        currency = self.runner.currency
        return (
            line.customer_name,
            line.words,
            plain_amount(line.interest, currency) if line.interest else "",
            plain_amount(line.fee, currency) if line.fee else "",
            plain_amount(line.corrected, currency) if line.corrected else "",
        )

    def _tell(self) -> None:
        ticked = [self._lines[key] for key in self.table.ticked()]
        charged = sum(max(0, line.total) for line in ticked)
        back = sum(min(0, line.total) for line in ticked)
        total = money(charged, self.runner.currency)
        taken = f" {money(-back, self.runner.currency)} is taken back." if back else ""
        self.total.setText(
            f"{total} on {counted(len(ticked), 'invoice')} will be charged.{taken}"
            if self._lines
            else self._nothing
        )
        self.warning.setText(self._warning())
        self.save_button.setEnabled(bool(ticked))

    def _warning(self) -> str:
        current = self._lines.get(self.table.current_key() or 0)
        if current is not None and current.warning:
            return f"{current.number}: {current.warning}"
        doubtful = sum(bool(line.warning) for line in self._lines.values())
        if not doubtful:
            return ""
        return f"{counted(doubtful, 'invoice')} may be refused: no agreement in time is noted."


def _used(lines: tuple[ChargeLine, ...]) -> tuple[bool, ...]:
    """Which of the columns of amounts have any; without lines all of them are shown."""
    if not lines:
        return True, True, True
    amounts = (lambda one: one.interest, lambda one: one.fee, lambda one: one.corrected)
    return tuple(any(map(amount, lines)) for amount in amounts)


class WaiveForm(StepForm):
    """Letting a customer off a charge, wholly or in part."""

    usecase = staticmethod(waive_charge)

    def __init__(self, parent: QWidget, runner: Runner, detail: InvoiceDetail) -> None:
        super().__init__(
            parent,
            runner,
            f"Waive {detail.row.number}",
            "&Waive",
            about=detail.row.customer_name,
            lead=(
                f"{money(detail.row.balance, runner.currency)} is open on this charge. What is"
                " waived is credited, and not charged again."
            ),
        )
        self._charge_id = detail.row.invoice_id
        self.amount = MoneyEdit(runner.currency)
        self.amount.set_amount(detail.row.balance)
        self.reason = fields.line(hint="Goodwill, our mistake, …")
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.watch(self.amount, self.reason)
        self.begin()
        self.reason.setFocus()

    def typed(self) -> object:
        return self.amount.text(), self.reason.text()

    def command(self) -> WaiveCharge:
        amount = fields.read("amount", self.amount.amount)
        return WaiveCharge(self._charge_id, self.reason.text(), amount)
