"""Disputes: what a customer holds against an invoice, and how it was settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.dispute import (
    DisputeReason,
    DisputeState,
    Remedy,
    Resolution,
    answer_by,
    due_after_resolution,
    may_become,
)
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.store import ledger, plans, rows, settled
from collectdesk.usecases import aftermath, checks, credits, follow_ups
from collectdesk.usecases.credits import NewCredit
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
class MoveDispute:
    """Take a dispute a step further: look into it, offer a remedy, set the next step.

    Empty fields keep what was; ``state`` is investigating or offered, ``remedy`` a Remedy that is
    done on ``remedy_on``.
    """

    dispute_id: int
    state: str = ""
    next_step: str = ""
    next_on: date | None = None
    owner: str = ""
    remedy: str = ""
    remedy_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResolveDispute:
    """Settle a dispute. ``credit`` above zero issues a credit note for so much of the invoice.

    What is still owed of the disputed amount is to be paid by ``resumes_on``, and asked for again
    after it; without one by seven days from today, or by the invoice's own due date where that is
    later. While a plan runs, its instalments ask for it. The invoice's own due date stays.
    """

    dispute_id: int
    resolution: str
    note: str = ""
    credit: int = 0
    resumes_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute as it stands. ``amount`` is what is still open of the sum disputed, or all of it
    where the invoice was paid all the same. ``next_states`` are those that it may take next."""

    dispute_id: int
    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    amount: int
    reason: str
    owner: str
    opened_on: date
    days_open: int
    state: str
    next_states: tuple[str, ...]
    next_step: str
    next_on: date | None
    remedy: str
    remedy_on: date | None
    suggested_resolution: str
    resumes_on: date
    note: str


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
    if dispute.next_on is not None:
        checks.coming_day(
            work, dispute.next_on, "next_on", "The next step lies ahead. Choose a later day."
        )
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
        next_on=dispute.next_on or answer_by(work.today, work.calendar_of(customer_id)),
        note=checks.text(dispute.note, "note"),
    )
    ledger.refresh_invoices(work.db, [dispute.invoice_id])
    follow_ups.close(work, customer_id, _due_again(invoice["number"]))
    aftermath.of_dispute(work, customer_id)
    return dispute_id


def move_dispute(work: Work, command: MoveDispute) -> None:
    """Keep where the dispute stands and what is done next, and by when."""
    found = _open(work, command.dispute_id)
    state = DisputeState(found["state"])
    if command.state and command.state != state:
        state = _following(state, command.state)
    if command.remedy and command.remedy not in tuple(Remedy):
        raise InvalidInput("Please choose from the list what was offered.", "remedy")
    for day, field in ((command.next_on, "next_on"), (command.remedy_on, "remedy_on")):
        if day is not None:
            checks.coming_day(
                work, day, field, "The next step lies ahead. Choose today or a later day."
            )
    remedy = command.remedy or found["remedy"]
    task = Remedy(command.remedy).task if command.remedy else found["next_step"]
    invoice = checks.invoice(work, found["invoice_id"])
    work.label = f"Dispute of {invoice['number']}: {state.value}"
    rows.DISPUTES.change(
        work.db,
        command.dispute_id,
        state=state.value,
        owner=checks.line(command.owner, "owner") or found["owner"],
        next_step=checks.line(command.next_step, "next_step") or task,
        next_on=command.next_on or command.remedy_on or _next_day(work, found),
        remedy=remedy,
        remedy_on=command.remedy_on or found["remedy_on"],
        note=_added(found["note"], checks.text(command.note, "note")),
    )


def _open(work: Work, dispute_id: int) -> dict[str, Any]:
    found = rows.DISPUTES.get(work.db, dispute_id)
    if found is None:
        raise NotFound("dispute", str(dispute_id))
    if found["state"] == DisputeState.RESOLVED:
        raise InvalidInput("This dispute is settled already.")
    return found


def _following(state: DisputeState, wanted: str) -> DisputeState:
    if wanted not in tuple(DisputeState) or wanted == DisputeState.RESOLVED:
        raise InvalidInput("A dispute is looked into, or something is offered.", "state")
    following = DisputeState(wanted)
    if not may_become(state, following):
        raise InvalidInput(f"This dispute is {state.value} already.", "state")
    return following


def _next_day(work: Work, found: dict[str, Any]) -> date:
    """The day that was set, if it lies ahead; else an answer is owed within two business days."""
    kept: date | None = found["next_on"]
    calendar = work.calendar_of(found["customer_id"])
    return kept if kept and kept > work.today else answer_by(work.today, calendar)


def _added(note: str, more: str) -> str:
    return "\n".join(filter(None, [note, more]))


def resolve_dispute(work: Work, command: ResolveDispute) -> None:
    """Mark the dispute as settled, credit what was agreed, and set the day of the rest."""
    found = _open(work, command.dispute_id)
    if command.resolution not in tuple(Resolution):
        raise InvalidInput("Please choose how it was settled.", "resolution")
    invoice = checks.invoice(work, found["invoice_id"])
    credit = _checked_credit(work, command, found, invoice)
    resumes = command.resumes_on or due_after_resolution(work.today, invoice["due_date"])
    checks.coming_day(
        work, resumes, "resumes_on", "The rest can be paid until today or a later day."
    )
    work.label = f"Settled dispute of {invoice['number']}"
    if credit:
        parts = ((invoice["id"], credit),)
        reason = Resolution(command.resolution).label
        note = NewCredit(found["customer_id"], "credit_note", parts, work.today, reason)
        credits.grant(work, note)
    rows.DISPUTES.change(
        work.db,
        command.dispute_id,
        state=DisputeState.RESOLVED.value,
        resolution=command.resolution,
        resolved_on=work.today,
        note=_added(found["note"], checks.text(command.note, "note")),
    )
    still_disputed = _disputed_beside(work, found)
    left = min(
        settled.left_at_settling(work.db, work.today, invoice["id"], command.dispute_id),
        invoice["balance"] - credit - still_disputed,
    )
    if left > 0:
        rows.DISPUTES.change(work.db, command.dispute_id, resumes_on=resumes)
    if not still_disputed:
        _ask_whether_satisfied(work, invoice)
    ledger.refresh_invoices(work.db, [found["invoice_id"]])
    aftermath.of_credit(work, found["customer_id"])
    if left > 0 and not _is_in_plan(work, invoice):
        _ask_again(work, found["customer_id"], invoice["number"], resumes)


def _ask_whether_satisfied(work: Work, invoice: dict[str, Any]) -> None:
    """The problem was dealt with; whether all is in order now, only the customer can tell."""
    if invoice["satisfaction"] == "problem":
        rows.INVOICES.change(work.db, invoice["id"], satisfaction="unknown")


def _disputed_beside(work: Work, found: dict[str, Any]) -> int:
    """What of the invoice is held back by its other open disputes."""
    return sum(
        int(other["amount"])
        for other in rows.DISPUTES.find(work.db, invoice_id=found["invoice_id"])
        if other["id"] != found["id"] and other["state"] != DisputeState.RESOLVED
    )


def _checked_credit(
    work: Work, command: ResolveDispute, found: dict[str, Any], invoice: dict[str, Any]
) -> int:
    most = min(found["amount"], invoice["balance"])
    if command.credit < 0 or command.credit > most:
        raise InvalidInput(
            f"{checks.written(work, most)} is disputed and open. The credit cannot be above it.",
            "credit",
        )
    if command.resolution == Resolution.CREDIT_ISSUED and not command.credit:
        _require_credited(work, found, invoice)
    return command.credit


def _require_credited(work: Work, found: dict[str, Any], invoice: dict[str, Any]) -> None:
    """That the invoice was credited since it was disputed; raises InvalidInput if not."""
    if not credits.is_noted_since(work, invoice, found["opened_on"]):
        raise InvalidInput(
            "How much is credited? Enter the amount, or choose another way in which it was"
            " settled.",
            "credit",
        )


def _is_in_plan(work: Work, invoice: dict[str, Any]) -> bool:
    """Whether a running plan covers the invoice: its instalments ask for what is left."""
    return any(
        plan.runs_on(work.today) and invoice["id"] in plan.invoices
        for plan in plans.of_customer(work.db, invoice["customer_id"])
    )


def _ask_again(work: Work, customer_id: int, number: str, resumes: date) -> None:
    rows.FOLLOW_UPS.add(
        work.db,
        customer_id=customer_id,
        due_on=work.calendar_of(customer_id).next_business_day(resumes),
        what=_due_again(number),
    )


def _due_again(number: str) -> str:
    """What a settled dispute leaves to ask for, until the invoice is disputed again."""
    return f"{number}: dispute settled, payment due again"


def dispute_rows(work: Work, customer_id: int | None = None) -> tuple[DisputeRow, ...]:
    """The open disputes of a customer or of all, the nearest step first."""
    wanted = {} if customer_id is None else {"customer_id": customer_id}
    found = [
        row
        for state in DisputeState
        if state is not DisputeState.RESOLVED
        for row in rows.DISPUTES.find(work.db, state=state.value, **wanted)
    ]
    customers = rows.CUSTOMERS.get_many(work.db, {row["customer_id"] for row in found})
    invoices = rows.INVOICES.get_many(work.db, {row["invoice_id"] for row in found})
    return tuple(
        _row(work, row, customers[row["customer_id"]], invoices[row["invoice_id"]])
        for row in sorted(found, key=lambda row: str(row["next_on"]))
    )


def _row(
    work: Work, row: dict[str, Any], customer: dict[str, Any], invoice: dict[str, Any]
) -> DisputeRow:
    state = DisputeState(row["state"])
    remedy = Remedy(row["remedy"]) if row["remedy"] else None
    return DisputeRow(
        dispute_id=row["id"],
        customer_id=row["customer_id"],
        customer_name=customer["name"],
        invoice_id=row["invoice_id"],
        number=invoice["number"],
        amount=min(row["amount"], invoice["balance"]) or row["amount"],
        reason=ReasonCode(row["reason"]).label,
        owner=row["owner"],
        opened_on=row["opened_on"],
        days_open=(work.today - row["opened_on"]).days,
        state=state.value,
        next_states=tuple(one.value for one in DisputeState if may_become(state, one)),
        next_step=row["next_step"],
        next_on=row["next_on"],
        remedy=remedy.value if remedy else "",
        remedy_on=row["remedy_on"],
        suggested_resolution=remedy.resolution.value if remedy else "",
        resumes_on=due_after_resolution(work.today, invoice["due_date"]),
        note=row["note"],
    )
