"""What a customer asks for with each invoice: the standard, and the checklist before "sent"."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from collectdesk.domain.billing import BillingStandard, CheckLine
from collectdesk.domain.rows import InvoiceRow
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import for_button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.usecases.billing import (
    MOST_COPIES,
    NoteOrderNumber,
    SaveBillingStandard,
    billing_standard,
    note_order_number,
    save_billing_standard,
)
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.invoices import MarkSent, mark_sent
from collectdesk.usecases.work import Work


class SentForm(FormDialog):
    """The day of sending, and a tick for all that this customer wants with it."""

    def __init__(
        self, parent: QWidget, runner: Runner, invoice_id: int, checklist: tuple[CheckLine, ...]
    ) -> None:
        lead = (
            "It counts as sent once all that this customer asks for is done." if checklist else ""
        )
        super().__init__(parent, runner, "Sent to the customer", "&Save", lead=lead)
        self._invoice_id = invoice_id
        self.on = DateEdit(runner.today, runner.currency, past=True)
        self.on.set_day(runner.today)
        self.grid.add_row("on", "&On", self.on)
        self.ticks = {}
        for line in checklist:
            tick = fields.tick(for_button(line.label), line.done)
            tick.setEnabled(line.by_hand)
            self.ticks[line.item.value] = tick
            self.grid.add_wide(tick)
        first = next(iter(self.ticks.values()), self.grid)
        self.body.addWidget(self.error_place("ticked", first))
        self.begin()
        self.on.setFocus()
        self.on.selectAll()

    def typed(self) -> object:
        return self.on.text(), self._ticked()

    def save(self) -> None:
        self.send(mark_sent, self._command)

    def _ticked(self) -> tuple[str, ...]:
        return tuple(
            item for item, tick in self.ticks.items() if tick.isEnabled() and tick.isChecked()
        )

    def _command(self) -> MarkSent:
        return MarkSent(self._invoice_id, fields.read("on", self.on.day), self._ticked())


class OrderNumberForm(FormDialog):
    """The customer's order number, the one thing that may be added to an issued invoice."""

    def __init__(self, parent: QWidget, runner: Runner, row: InvoiceRow) -> None:
        super().__init__(parent, runner, f"Order number of {row.number}", "&Save")
        self._invoice_id = row.invoice_id
        self.number = fields.line(row.po_number, hint="As it stands on their order")
        self.grid.add_row("po_number", "PO &number", self.number)
        self.begin()
        self.number.setFocus()

    def typed(self) -> object:
        return self.number.text()

    def save(self) -> None:
        self.send(note_order_number, lambda: NoteOrderNumber(self._invoice_id, self.number.text()))


@dataclass(frozen=True, slots=True)
class BillingNeeds:
    """A customer and what it asks for."""

    customer_id: int
    name: str
    standard: BillingStandard


def billing_needs(work: Work, customer_id: int) -> BillingNeeds:
    """What the form starts from."""
    name = customer_form(work, customer_id).name
    return BillingNeeds(customer_id, name, billing_standard(work, customer_id))


class BillingForm(FormDialog):
    """What belongs to each invoice of this customer."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: BillingNeeds) -> None:
        super().__init__(
            parent,
            runner,
            "Billing standard",
            "&Save",
            about=needs.name,
            lead="An invoice counts as sent only when all of this is done.",
        )
        self._customer_id = needs.customer_id
        standard = needs.standard
        self.po_number = fields.tick("Their &order number is on the invoice", standard.po_number)
        self.delivery_note = fields.tick("A &delivery note is enclosed", standard.delivery_note)
        self.portal = fields.line(standard.portal, hint="Name or address, if they use one")
        self.copies = NumberEdit(0, MOST_COPIES, standard.copies)
        self.grid.add_row("po_number", "", self.po_number)
        self.grid.add_row("delivery_note", "", self.delivery_note)
        self.grid.add_row("portal", "Upload &to", self.portal)
        self.grid.add_row("copies", "&Copies", self.copies)
        self.begin()
        self.po_number.setFocus()

    def typed(self) -> object:
        return (
            self.po_number.isChecked(),
            self.delivery_note.isChecked(),
            self.portal.text(),
            self.copies.text(),
        )

    def save(self) -> None:
        self.send(save_billing_standard, self._command)

    def _command(self) -> SaveBillingStandard:
        return SaveBillingStandard(
            self._customer_id,
            self.po_number.isChecked(),
            self.portal.text(),
            fields.read("copies", self.copies.value),
            self.delivery_note.isChecked(),
        )
