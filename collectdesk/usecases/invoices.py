"""Invoices: drafted, issued, sent, delivered, voided. An issued one never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.invoice import Line
from collectdesk.domain.words import shortened
from collectdesk.store import invoice_lines, ledger, rows
from collectdesk.usecases import aftermath, checks, credits
from collectdesk.usecases.billing import checked_for_sending
from collectdesk.usecases.credit_room import note_override, require_room
from collectdesk.usecases.invoice_forms import (
    InvoiceForm,
    checked_form,
    next_number,
    require_draft,
)
from collectdesk.usecases.work import Work

SATISFACTIONS = ("unknown", "confirmed", "problem")


@dataclass(frozen=True, slots=True)
class IssueInvoice:
    """Issue an invoice; from then on it can only be credited or voided.

    ``override`` is the owner's reason to issue it against a hold, a limit or paying first.
    """

    form: InvoiceForm
    override: str = ""


@dataclass(frozen=True, slots=True)
class SaveDraft:
    """Keep an invoice for later."""

    form: InvoiceForm


@dataclass(frozen=True, slots=True)
class DeleteDraft:
    """Throw a draft away."""

    invoice_id: int


@dataclass(frozen=True, slots=True)
class VoidInvoice:
    """Void an unpaid invoice, with a reason; its number stays taken."""

    invoice_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class MarkSent:
    """Note the day on which an invoice was sent.

    ``ticked`` are the items of the customer's billing standard that were done by hand: portal,
    copies, delivery_note (see ``billing.sending_checklist``).
    """

    invoice_id: int
    on: date
    ticked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkDelivered:
    """Note the day on which the goods were delivered."""

    invoice_id: int
    on: date


@dataclass(frozen=True, slots=True)
class SetSatisfaction:
    """Note what the customer said of the delivery."""

    invoice_id: int
    state: str


def issue_invoice(work: Work, command: IssueInvoice) -> int:
    """Issue the invoice; returns its id."""
    form = command.form
    checks.past_day(work, form.issue_date or work.today, "issue_date", "The date of an invoice")
    customer = checks.customer(work, form.customer_id)
    values, lines, _ = checked_form(work, form)
    if values["total"] <= 0:
        raise InvalidInput(
            "An invoice comes to more than zero. For money back, issue a credit note.", "lines"
        )
    if customer["po_required"] and not values["po_number"]:
        raise InvalidInput(
            f"{shortened(customer['name'])} wants its order number on each invoice.", "po_number"
        )
    overridden = require_room(work, form.customer_id, values["total"], command.override)
    invoice_id = _write(work, form, values, lines, "issued", "Invoice")
    work.stays = f"{values['number']} was issued, so it is not taken back. Void it, or credit it."
    note_override(work, form.customer_id, values["number"], overridden, command.override)
    return invoice_id


def save_draft(work: Work, command: SaveDraft) -> int:
    """Keep the draft; returns its id."""
    values, lines, _ = checked_form(work, command.form)
    return _write(work, command.form, values, lines, "draft", "Draft")


def _write(
    work: Work,
    form: InvoiceForm,
    values: dict[str, Any],
    lines: list[Line],
    lifecycle: str,
    word: str,
) -> int:
    if form.invoice_id is not None:
        require_draft(work, form.invoice_id)
    values["number"] = _number(work, values["number"])
    _require_free_number(work, values["number"], form.invoice_id)
    issued = lifecycle == "issued"
    values |= {"lifecycle": lifecycle, "balance": values["total"] if issued else 0}
    work.label = f"{word} {values['number']}"
    if form.invoice_id is None:
        invoice_id = rows.INVOICES.add(work.db, **values)
    else:
        invoice_id = form.invoice_id
        rows.INVOICES.change(work.db, invoice_id, **values)
        invoice_lines.remove_all(work.db, invoice_id)
    for position, line in enumerate(lines):
        invoice_lines.add(work.db, invoice_id, position, line)
    return invoice_id


def _number(work: Work, typed: str) -> str:
    """The number as typed; none, or the one that was proposed, is taken from the series."""
    proposed = next_number(work, take=False)
    return next_number(work, take=True) if typed in ("", proposed) else typed


def _require_free_number(work: Work, number: str, invoice_id: int | None) -> None:
    for other in rows.INVOICES.find(work.db, number=number):
        if other["id"] != invoice_id:
            raise InvalidInput(
                f"Invoice number {number} is taken. Leave it empty for the next free one.",
                "number",
            )


def delete_draft(work: Work, command: DeleteDraft) -> None:
    """Delete a draft; an issued invoice is refused."""
    found = require_draft(work, command.invoice_id)
    work.label = f"Deleted draft {found['number']}"
    invoice_lines.remove_all(work.db, command.invoice_id)
    rows.INVOICES.remove(work.db, command.invoice_id)


def void_invoice(work: Work, command: VoidInvoice) -> None:
    """Void an issued invoice on which nothing was paid or credited."""
    found = checks.invoice(work, command.invoice_id)
    if found["lifecycle"] == "void":
        raise InvalidInput(f"Invoice {found['number']} is void already.")
    if found["lifecycle"] != "issued":
        raise InvalidInput(f"Invoice {found['number']} is not issued, so it cannot be voided.")
    if found["balance"] != found["total"] or credits.notes_beyond(work, found):
        raise InvalidInput(
            f"Something was paid or credited on {found['number']}, so it cannot be voided."
            " Issue a credit note for the rest."
        )
    if not command.reason.strip():
        raise InvalidInput("Please say why it is voided.", "reason")
    work.label = f"Voided {found['number']}"
    credits.end_disputes(work, command.invoice_id)
    rows.INVOICES.change(
        work.db,
        command.invoice_id,
        lifecycle="void",
        balance=0,
        disputed=0,
        void_on=max(work.today, found["issue_date"]),
        void_reason=checks.line(command.reason, "reason"),
    )
    ledger.refresh_invoices(work.db, [command.invoice_id])
    aftermath.of_credit(work, found["customer_id"])


def mark_sent(work: Work, command: MarkSent) -> None:
    """Note when the invoice was sent."""
    found = checks.issued_invoice(work, command.invoice_id)
    checks.past_day(work, command.on, "on", "The day of sending")
    if command.on < found["issue_date"]:
        raise InvalidInput(
            f"{found['number']} is dated {short_date(found['issue_date'], work.today)}. It cannot"
            " have been sent before that day.",
            "on",
        )
    done = checked_for_sending(work, command.invoice_id, command.ticked)
    work.label = f"{found['number']} sent"
    rows.INVOICES.change(work.db, command.invoice_id, sent_on=command.on, sent_checks=done)


def mark_delivered(work: Work, command: MarkDelivered) -> None:
    """Note when the goods arrived."""
    found = checks.issued_invoice(work, command.invoice_id)
    checks.past_day(work, command.on, "on", "The day of delivery")
    work.label = f"{found['number']} delivered"
    rows.INVOICES.change(work.db, command.invoice_id, delivered_on=command.on)


def set_satisfaction(work: Work, command: SetSatisfaction) -> None:
    """Note whether the customer is satisfied with what was delivered."""
    found = checks.issued_invoice(work, command.invoice_id)
    if command.state not in SATISFACTIONS:
        raise InvalidInput("Satisfaction is unknown, confirmed or a problem.", "state")
    work.label = f"{found['number']}: delivery {command.state}"
    rows.INVOICES.change(work.db, command.invoice_id, satisfaction=command.state)


def invoice_id_by_number(work: Work, number: str) -> int:
    """The id behind an invoice number."""
    found = rows.INVOICES.find(work.db, number=checks.line(number, "invoice"))
    if not found:
        raise NotFound("invoice", number)
    return int(found[0]["id"])
