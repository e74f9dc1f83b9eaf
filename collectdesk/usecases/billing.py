"""How each customer wants to be billed, and the checklist before an invoice counts as sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from collectdesk.domain.billing import BillingItem, BillingStandard, CheckLine, checklist
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import listed, shortened
from collectdesk.store import rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

MOST_COPIES: Final = 9


@dataclass(frozen=True, slots=True)
class SaveBillingStandard:
    """Keep what a customer asks for with each invoice; ``portal`` is its name or address."""

    customer_id: int
    po_number: bool = False
    portal: str = ""
    copies: int = 0
    delivery_note: bool = False


@dataclass(frozen=True, slots=True)
class NoteOrderNumber:
    """Put the customer's order number on an invoice that lacks it, or correct it."""

    invoice_id: int
    po_number: str


def billing_standard(work: Work, customer_id: int) -> BillingStandard:
    """What a customer asks for with each invoice."""
    return _standard(checks.customer(work, customer_id))


def _standard(customer: dict[str, Any]) -> BillingStandard:
    return BillingStandard(
        po_number=bool(customer["po_required"]),
        portal=customer["billing_portal"],
        copies=customer["billing_copies"],
        delivery_note=bool(customer["delivery_note_required"]),
    )


def save_billing_standard(work: Work, command: SaveBillingStandard) -> None:
    """Keep the standard; invoices that are not sent yet are checked against it."""
    customer = checks.customer(work, command.customer_id)
    if not 0 <= command.copies <= MOST_COPIES:
        raise InvalidInput(f"From 0 to {MOST_COPIES} copies can be asked for.", "copies")
    work.label = f"Billing standard of {shortened(customer['name'])}"
    rows.CUSTOMERS.change(
        work.db,
        command.customer_id,
        po_required=int(command.po_number),
        billing_portal=checks.line(command.portal, "portal"),
        billing_copies=command.copies,
        delivery_note_required=int(command.delivery_note),
    )


def note_order_number(work: Work, command: NoteOrderNumber) -> None:
    """Note the number; the rest of an issued invoice never changes."""
    invoice = checks.invoice(work, command.invoice_id)
    if invoice["lifecycle"] == "void":
        raise InvalidInput(
            f"Invoice {invoice['number']} is void. Note the number on the one that took its place.",
            "invoice_id",
        )
    number = checks.line(command.po_number, "po_number")
    if not number:
        raise InvalidInput("Please enter the order number.", "po_number")
    work.label = f"Order number of {invoice['number']}"
    rows.INVOICES.change(work.db, command.invoice_id, po_number=number)


def sending_checklist(work: Work, invoice_id: int) -> tuple[CheckLine, ...]:
    """What an invoice needs before it counts as sent; empty when the customer asks for nothing.

    What was ticked when it was sent stays ticked.
    """
    invoice = checks.invoice(work, invoice_id)
    customer = checks.customer(work, invoice["customer_id"])
    return checklist(_standard(customer), invoice["po_number"], invoice["sent_checks"].split())


def checked_for_sending(work: Work, invoice_id: int, ticked: Collection[str]) -> str:
    """The ticks to store with a sent invoice; raises InvalidInput naming what is missing."""
    unknown = [item for item in ticked if item not in tuple(BillingItem)]
    if unknown:
        raise InvalidInput("Please tick in the list what was done.", "ticked")
    invoice = checks.invoice(work, invoice_id)
    customer = checks.customer(work, invoice["customer_id"])
    lines = checklist(_standard(customer), invoice["po_number"], ticked)
    missing = [line.label[0].lower() + line.label[1:] for line in lines if not line.done]
    if missing:
        raise InvalidInput(
            f"{invoice['number']} counts as sent once this is done: {listed(missing)}.", "ticked"
        )
    return " ".join(line.item.value for line in lines if line.by_hand)


def needs_more_than_paper(work: Work, invoice_id: int) -> bool:
    """Whether printing alone does not make the invoice count as sent."""
    return any(not line.done for line in sending_checklist(work, invoice_id))
