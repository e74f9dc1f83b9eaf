"""Recording a payment and spreading it over open invoices."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.payment_method import payment_choices
from collectdesk.domain.payment_spread import PaymentSpread
from collectdesk.domain.words import listed
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.allocation_table import AllocationModel, AllocationTable
from collectdesk.gui.dialogs.customer_picker import CustomerPicker
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.needs import CustomerNeeds, customer_needs
from collectdesk.gui.dialogs.suggestions import REFERENCE_HINT
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.form_grid import FormGrid, side_by_side
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.payment_foretold import PaymentForetold, payment_foretold
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.short_payments import (
    CODE_LABELS,
    SHORT_PAYMENT,
    UNEARNED_DISCOUNT,
    UNEXPLAINED,
)

_NOT_CHOSEN = (UNEARNED_DISCOUNT, *UNEXPLAINED)
_SHORTS = (
    ("", "Part payment, nothing to ask"),
    (SHORT_PAYMENT, "Short, and they did not say why"),
    *((code, words) for code, words in CODE_LABELS.items() if code not in _NOT_CHOSEN),
)
_TELL_AFTER_MS = 150
_GOES_ON = ",.-"
_NO_AMOUNT = "Type the amount to see which invoices it pays."
_KEYS = "Space ticks an invoice, digits set its amount, Alt+↑, Alt+↓ or dragging change the order."


class PaymentDialog(FormDialog):
    """The payment above, the invoices that it pays below, and in words what will be.

    ``receipt_wanted`` carries the id of a payment for which a receipt shall be printed.
    """

    receipt_wanted = Signal(int)

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(parent, runner, "Record payment", "Record payment", width=WIDE)
        self.customer = CustomerPicker(runner)
        self.amount = MoneyEdit(runner.currency)
        self.dated = DateEdit(runner.today, runner.currency, past=True)
        self.dated.set_day(runner.today)
        self.method = fields.choice(payment_choices(runner.currency))
        self.reference = fields.line(hint=REFERENCE_HINT)
        self.short = fields.choice(_SHORTS)
        self.allow_late = fields.tick("Allow a discount that was taken too &late")
        self.lines = AllocationModel(runner.currency, runner.today, self)
        self.table = AllocationTable(self.lines)
        self.consequence = label("", "strong", wrap=True)
        self.further = label("", "quiet", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=_TELL_AFTER_MS)
        self._pause.timeout.connect(self._ask_further)
        self.receipt = fields.tick("Show a receipt for &printing")
        self.buttons.insertWidget(0, self.receipt)
        self._lay_out_fields()
        self.customer.picked.connect(self.choose_customer)
        self.amount.amount_changed.connect(self._payment_changed)
        self.dated.day_changed.connect(self._payment_changed)
        self.lines.changed.connect(self._tell_consequence)
        for signal in (self.allow_late.toggled, self.short.currentIndexChanged):
            signal.connect(lambda _: self._pause.start())
        self.lines.refused.connect(lambda words: self.show_error(InvalidInput(words, "parts")))
        self._tell_consequence()
        self.begin()
        self.customer.setFocus()

    def choose_customer(self, customer_id: int) -> None:
        """Show the open invoices of a customer."""
        self.runner.ask(
            customer_needs,
            customer_id,
            then=while_open(self, self.show_customer),
            failed=while_open(self, self.show_error),
            key=f"payment-customer-{id(self)}",
        )

    def show_customer(self, needs: CustomerNeeds) -> None:
        """Spread what was typed over the customer's open invoices."""
        untouched = not self.is_changed
        self.customer.show_customer(needs.head.customer_id, needs.head.name)
        amount = self.amount.amount_or_none() or 0
        allocation = PaymentSpread(needs.items, needs.currency, amount)
        allocation.set_paid_on(self.dated.day_or_none())
        self.lines.show(allocation)
        if untouched:
            self.begin()
        self.amount.setFocus()

    def typed(self) -> object:
        return (
            self.customer.text(),
            self.amount.text(),
            self.dated.text(),
            self.reference.text(),
            fields.chosen(self.method),
            fields.chosen(self.short),
            self.allow_late.isChecked(),
            self.lines.allocation.lines,
        )

    def save(self) -> None:
        self.send(record_payment, self._command, then=self._offer_receipt)

    def _offer_receipt(self, credit_id: int) -> None:
        if self.receipt.isChecked():
            self.receipt_wanted.emit(credit_id)

    def _command(self) -> RecordPayment:
        customer_id = self.customer.customer_id()
        amount = self.amount.amount()
        allocation = self.lines.allocation
        if allocation.unapplied < 0:
            raise InvalidInput(allocation.sentence(), "parts")
        return RecordPayment(
            customer_id=customer_id,
            amount=amount,
            dated=fields.read("dated", self.dated.day),
            method=fields.chosen(self.method),
            reference=self.reference.text(),
            parts=allocation.parts,
            short_codes=self._short_codes(),
            allow_late_discount=self.allow_late.isChecked(),
        )

    def _short_codes(self) -> tuple[tuple[int, str], ...]:
        """The reason, for each invoice that is paid in part."""
        code = fields.chosen(self.short)
        return tuple(
            (line.item.invoice_id, code)
            for line in self.lines.allocation.lines
            if code and 0 < line.pays < line.item.balance
        )

    def _payment_changed(self) -> None:
        self.lines.allocation.set_paid_on(self.dated.day_or_none())
        self.lines.allocation.set_amount(max(0, self.amount.amount_or_none() or 0))
        self.lines.refresh()

    def _tell_consequence(self) -> None:
        allocation = self.lines.allocation
        self.clear_errors()
        self.forget_foreseen()
        self._pause.start()
        self.consequence.setProperty("role", "late" if allocation.unapplied < 0 else "strong")
        self.consequence.style().polish(self.consequence)
        if self.customer.customer_id_or_none() is None:
            self.consequence.setText("Choose a customer to see the open invoices.")
        else:
            self.consequence.setText(
                allocation.sentence() if allocation.amount else self._amount_lacks()
            )

    def _amount_lacks(self) -> str:
        """Why nothing is paid yet: the amount is not there, or cannot be read."""
        typed = self.amount.text().strip()
        if not typed or typed[-1] in _GOES_ON:
            return _NO_AMOUNT
        try:
            self.amount.amount()
        except InvalidInput as error:
            return str(error)
        return "The amount must be above zero."

    def _ask_further(self) -> None:
        self.foresee(payment_foretold, self._command, self._tell_further, self._tell_nothing)

    def _tell_further(self, told: PaymentForetold) -> None:
        self.lines.foretell(told.settled)
        self.consequence.setText(self.lines.allocation.sentence())
        beside = told.consequences.beside
        self.further.setText(f"It also {listed(beside)}." if beside else "")
        self._offer_late_discount(self.lines.allocation.takes_late_discount)

    def _tell_nothing(self) -> None:
        self.further.setText("")
        self._offer_late_discount(False)

    def _offer_late_discount(self, taken: bool) -> None:
        """Ask whether to allow a late discount only while one is taken in what is typed."""
        self.allow_late.setVisible(taken)
        if not taken:
            self.allow_late.setChecked(False)

    def _lay_out_fields(self) -> None:
        self.grid.add_row("customer_id", "&Customer", self.customer)
        self.grid.add_row("amount", "&Amount", self.amount)
        self.grid.add_row("dated", "&Date", self.dated)
        right = FormGrid()
        self.grids.append(right)
        right.add_row("method", "&How", self.method)
        right.add_row("reference", "&Reference", self.reference)
        right.add_row("short_codes", "If paid &short", self.short)
        right.add_row("allow_late", "", self.allow_late)
        room = self.allow_late.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.allow_late.setSizePolicy(room)
        self.allow_late.hide()
        self.body.addLayout(side_by_side(self.grid, right))
        self.table.setMinimumHeight(self.lean(220))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(label(_KEYS, "small"))
        self.body.addWidget(self.error_place("parts", self.table))
        self.keep_in_view(self.consequence)
        self.keep_in_view(self.further)
