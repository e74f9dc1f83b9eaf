"""Opening a dispute: what the customer holds against an invoice."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dispute import DisputeReason
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, one_line
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute

_REASONS = (
    ("", "Choose what is wrong"),
    *((reason.value, reason.label) for reason in DisputeReason),
)


class DisputeDialog(FormDialog):
    """What is wrong, how much of the invoice it touches, and what happens next."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds, invoice_id: int | None
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Open a dispute",
            "&Open dispute",
            about=needs.head.name,
            lead="The disputed amount rests until it is settled; the rest is still asked for.",
        )
        self._needs = needs
        self.invoice = fields.choice(
            (
                (
                    str(item.invoice_id),
                    f"{one_line(item.number)}  ·  {money(item.balance, needs.currency)} open",
                )
                for item in needs.items
            ),
            str(invoice_id or ""),
        )
        self.amount = MoneyEdit(needs.currency)
        self.reason = fields.choice(_REASONS)
        self.note = fields.paragraph(hint="What they saw, which items, in their words")
        self.next_step = fields.line(hint="Give a first answer")
        self.next_on = DateEdit(needs.today, needs.currency)
        self.next_on.setPlaceholderText("In two business days")
        self.grid.add_row("invoices", "&Invoice", self.invoice)
        self.grid.add_row("dispute_reason", "&What is wrong", self.reason)
        self.grid.add_row("dispute_amount", "&Amount", self.amount)
        self.grid.add_row("note", "&Notes", self.note)
        self.grid.add_row("next_step", "Ne&xt step", self.next_step)
        self.grid.add_row("next_on", "&By", self.next_on)
        self.invoice.currentIndexChanged.connect(self._show_invoice)
        self._show_invoice()
        self.begin()
        self.reason.setFocus()

    def typed(self) -> object:
        return (
            fields.chosen(self.invoice),
            fields.chosen(self.reason),
            self.amount.text(),
            self.note.toPlainText(),
            self.next_step.text(),
            self.next_on.text(),
        )

    def save(self) -> None:
        self.send(open_dispute, self._command)

    def _command(self) -> OpenDispute:
        dispute = NewDispute(
            invoice_id=int(fields.chosen(self.invoice) or 0),
            amount=fields.read("dispute_amount", self.amount.amount),
            reason=fields.chosen(self.reason),
            note=self.note.toPlainText(),
            next_step=self.next_step.text(),
            next_on=fields.read("next_on", self.next_on.optional_day),
        )
        return OpenDispute(self._needs.head.customer_id, dispute)

    def _show_invoice(self) -> None:
        """How much of it can be disputed, and what a short payment said is wrong."""
        wanted = fields.chosen(self.invoice)
        for item in self._needs.items:
            if str(item.invoice_id) == wanted:
                self.amount.set_amount(item.balance - item.disputed)
                told = self.reason.findData(self._needs.shorts.get(item.invoice_id, ""))
                self.reason.setCurrentIndex(max(told, 0))
