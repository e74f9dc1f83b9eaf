"""Disputes: what a customer holds against an invoice, and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.dispute import (
    DisputeReason,
    Resolution,
    answer_by,
    due_after_resolution,
)
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.store import ledger, rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class NewDispute:
    """What is disputed of an invoice, and why."""

    invoice_id: int
    amount: int
    reason: str
    note: str = ""
    next_step: str = ""
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """Open a dispute."""

    customer_id: int
    dispute: NewDispute


@dataclass(frozen=True, slots=True)
class ResolveDispute:
    """Settle a dispute; chasing of what is still open resumes with a new due date for action."""

    dispute_id: int
    resolution: str
    note: str = ""


def open_dispute(work: Work, command: OpenDispute) -> int:
    """Open the dispute; returns its id."""
    invoice = checks.open_invoice(work, command.dispute.invoice_id, command.customer_id)
    work.label = f"Dispute of {invoice['number']}"
    return keep_dispute(work, command.customer_id, command.dispute)


def keep_dispute(work: Work, customer_id: int, dispute: NewDispute) -> int:
    """Check and write a dispute; its amount rests from the chase until it is resolved."""
    invoice = checks.open_invoice(work, dispute.invoice_id, customer_id)
    checks.amount(dispute.amount, "dispute_amount", "The disputed amount")
    if dispute.reason not in tuple(DisputeReason):
        raise InvalidInput("Please choose what is disputed.", "dispute_reason")
    free = invoice["balance"] - invoice["disputed"]
    if dispute.amount > free:
        raise InvalidInput(
            f"Only {checks.written(work, free)} of {invoice['number']} is open and undisputed."
            " Please lower the amount.",
            "dispute_amount",
        )
    dispute_id = rows.DISPUTES.add(
        work.db,
        customer_id=customer_id,
        invoice_id=dispute.invoice_id,
        amount=dispute.amount,
        reason=dispute.reason,
        owner=work.who,
        opened_on=work.today,
        next_step=checks.line(dispute.next_step, "next_step") or "Give a first answer",
        next_on=dispute.next_on or answer_by(work.today, work.calendar),
        note=checks.text(dispute.note, "note"),
    )
    ledger.refresh_invoices(work.db, [dispute.invoice_id])
    return dispute_id


def resolve_dispute(work: Work, command: ResolveDispute) -> None:
    """Mark the dispute as settled and set the day on which the chase resumes."""
    found = rows.DISPUTES.get(work.db, command.dispute_id)
    if found is None:
        raise NotFound("dispute", str(command.dispute_id))
    if found["state"] == "resolved":
        raise InvalidInput("This dispute is settled already.")
    if command.resolution not in tuple(Resolution):
        raise InvalidInput("Please choose how it was settled.", "resolution")
    invoice = checks.invoice(work, found["invoice_id"])
    work.label = f"Settled dispute of {invoice['number']}"
    rows.DISPUTES.change(
        work.db,
        command.dispute_id,
        state="resolved",
        resolution=command.resolution,
        resolved_on=work.today,
        note="\n".join(filter(None, [found["note"], checks.text(command.note, "note")])),
    )
    ledger.refresh_invoices(work.db, [found["invoice_id"]])
    resumes = due_after_resolution(work.today)
    rows.FOLLOW_UPS.add(
        work.db,
        customer_id=found["customer_id"],
        due_on=work.calendar.next_business_day(resumes),
        what=f"{invoice['number']}: dispute settled, payment due again",
    )
