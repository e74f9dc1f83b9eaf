"""Money that comes in, and what else lowers a debt: credit notes and write-offs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.allocation import allocate, check_allocation, oldest_first
from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput, NotFound, StepsUntried
from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.domain.payment_method import METHODS
from collectdesk.domain.words import quoted, shortened
from collectdesk.store import facts, ledger, rows
from collectdesk.usecases import (
    aftermath,
    checks,
    credits,
    discounts,
    held_credit,
    last_steps,
    overrides,
    plan_judging,
    promises,
    short_payments,
)
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.debits import add_debit
from collectdesk.usecases.follow_ups import CAME_BACK
from collectdesk.usecases.short_payments import PaidParts
from collectdesk.usecases.work import Work

Parts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """A payment. ``parts`` (invoice id, amount) are the owner's own allocation; without them the
    ``named`` invoices come first, then the oldest due, disputed ones skipped.

    ``short_codes`` (invoice id, code) tell why an invoice was paid short, see ``short_payments``;
    ``allow_late_discount`` grants a discount although it was taken too late.
    """

    customer_id: int
    amount: int
    dated: date
    method: str = "cheque"
    reference: str = ""
    named: tuple[int, ...] = ()
    parts: Parts | None = None
    short_codes: tuple[tuple[int, str], ...] = ()
    allow_late_discount: bool = False


@dataclass(frozen=True, slots=True)
class ReversePayment:
    """A payment that the bank took back. ``fee`` becomes a charge of its own if above zero."""

    credit_id: int
    on: date
    fee: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ApplyUnapplied:
    """Use a customer's unapplied credits on open invoices.

    Without ``parts`` the rule of payments holds, over the ``named`` invoices only if there are any.
    """

    customer_id: int
    parts: Parts | None = None
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueCreditNote:
    """Lower an invoice by a credit note."""

    invoice_id: int
    amount: int
    reason: str


@dataclass(frozen=True, slots=True)
class WriteOff:
    """Give up what is left of an invoice; ``anyway`` although steps were not tried."""

    invoice_id: int
    reason: str
    anyway: bool = False


def record_payment(work: Work, command: RecordPayment) -> int:
    """Keep the payment, allocate it and grant the discount that it earns; returns its id."""
    name = checks.customer_name(work, command.customer_id)
    checks.amount(command.amount)
    codes = short_payments.check_codes(command.short_codes)
    parts = _parts(work, command)
    work.label = f"Payment of {checks.written(work, command.amount)} from {shortened(name)}"
    credit_id = add_payment(
        work,
        command.customer_id,
        command.amount,
        command.dated,
        command.method,
        command.reference,
        used=sum(amount for _, amount in parts),
    )
    ledger.allocate(work.db, command.customer_id, credit_id, parts, command.dated, taken_off=True)
    paid = PaidParts(
        command.customer_id,
        credit_id,
        parts,
        command.dated,
        codes=codes,
        allow_late_discount=command.allow_late_discount,
    )
    short_payments.settle(work, paid)
    aftermath.of_money(work, command.customer_id, command.dated)
    return credit_id


def add_payment(
    work: Work,
    customer_id: int,
    amount: int,
    dated: date,
    method: str,
    reference: str,
    *,
    used: int = 0,
) -> int:
    """Check and write a payment; returns its id. ``used`` of it is to be allocated next."""
    checks.amount(amount)
    checks.past_day(work, dated, "dated", "The date of a payment")
    if method not in METHODS:
        raise InvalidInput(
            f"{quoted(method)} is not a way to pay. Use one of: {', '.join(METHODS)}.",
            "method",
        )
    return rows.CREDITS.add(
        work.db,
        customer_id=customer_id,
        kind="payment",
        dated=dated,
        received_on=dated,
        method=method,
        reference=checks.line(reference, "reference"),
        amount=amount,
        unapplied=amount - used,
    )


def _parts(work: Work, command: RecordPayment) -> Parts:
    for invoice_id in command.named:
        checks.open_invoice(work, invoice_id, command.customer_id)
    items = discounts.open_items(work, command.customer_id)
    if command.parts is None:
        return allocate(command.amount, items, command.named, command.dated).parts
    for invoice_id, _ in command.parts:
        checks.open_invoice(work, invoice_id, command.customer_id)
    check_allocation(command.amount, command.parts, items)
    return command.parts


def reverse_payment(work: Work, command: ReversePayment) -> int | None:
    """Mark the payment as returned, undo its allocations, add the fee; returns the fee's id."""
    credit = rows.CREDITS.get(work.db, command.credit_id)
    if credit is None or credit["kind"] != "payment":
        raise NotFound("payment", str(command.credit_id))
    if credit["state"] == "reversed":
        raise InvalidInput(
            "This payment was returned already. If the money came after all, record a new payment."
        )
    checks.past_day(work, command.on, "on", "The day of the return")
    checks.limit(command.fee, "fee", "The fee")
    if command.on < credit["dated"]:
        raise InvalidInput("A payment cannot come back before it was made.", "on")
    work.label = f"Returned payment of {checks.written(work, credit['amount'])}"
    given_up = plan_judging.given_up_plans(work, credit["customer_id"])
    for credit_id in (command.credit_id, *credits.standing_with(work, command.credit_id)):
        credits.take_back(work, credit_id, command.on, command.reason)
    promises.break_linked(work, credit["customer_id"], command.credit_id)
    plan_judging.judge_again(work, credit["customer_id"], given_up)
    _call_the_same_day(work, credit)
    if not command.fee:
        return None
    note = f"Returned payment of {long_date(command.on)}"
    return add_debit(work, credit["customer_id"], "nsf_fee", command.fee, command.on, note)


def _call_the_same_day(work: Work, credit: dict[str, Any]) -> None:
    """A payment that came back is talked about at once (the manual's step for it)."""
    amount = checks.written(work, credit["amount"])
    rows.FOLLOW_UPS.add(
        work.db,
        customer_id=credit["customer_id"],
        due_on=work.today,
        what=f"Payment of {amount} {CAME_BACK}",
    )


def apply_unapplied(work: Work, command: ApplyUnapplied) -> int:
    """Allocate unapplied credits, oldest first; returns how much was applied."""
    customer = checks.customer(work, command.customer_id)
    held = facts.unapplied_now(work.db, [command.customer_id]).get(command.customer_id, 0)
    if held <= 0:
        raise InvalidInput("This customer has no credit on account.")
    items = discounts.open_items(work, command.customer_id)
    if command.parts is None:
        chosen = [item for item in items if not command.named or item.id in command.named]
        parts = allocate(held, chosen, command.named).parts
    else:
        check_allocation(held, command.parts, items)
        parts = command.parts
    if not parts:
        raise InvalidInput("There is no open, undisputed invoice to use the credit on.")
    work.label = f"Use of credit for {shortened(customer['name'])}"
    for credit, used in held_credit.use_held(work, command.customer_id, parts, work.today):
        if credit["kind"] == "payment" and used:
            paid = PaidParts(command.customer_id, credit["id"], used, credit["dated"], work.today)
            short_payments.settle(work, paid)
    aftermath.of_money(work, command.customer_id)
    return sum(amount for _, amount in parts)


def issue_credit_note(work: Work, command: IssueCreditNote) -> int:
    """Lower the invoice; what is above its open part, as of goods that were paid, stays on account.

    Returns the id of the credit.
    """
    invoice = checks.issued_invoice(work, command.invoice_id)
    checks.amount(command.amount)
    most = credits.creditable(work, invoice)
    if command.amount > most:
        raise InvalidInput(_above(work, invoice, most), "amount")
    if not command.reason.strip():
        raise InvalidInput("Please say why it is credited.", "reason")
    work.label = f"Credit note for {invoice['number']}"
    return _credit(work, invoice, "credit_note", command.amount, command.reason)


def _above(work: Work, invoice: dict[str, Any], most: int) -> str:
    if most <= 0 and invoice["kind"] != "invoice":
        return (
            f"Nothing of {invoice['number']} is open. Choose an invoice, or a charge that is open."
        )
    if most <= 0:
        return (
            f"All of {invoice['number']} was credited or given up already. Choose another invoice."
        )
    return (
        f"Only {checks.written(work, most)} of {invoice['number']} can be credited. A credit note"
        " cannot be above what was invoiced and not credited yet."
    )


def write_off(work: Work, command: WriteOff) -> int:
    """Write off what is left of the invoice; returns the id of the credit.

    Raises StepsUntried while steps of collecting are left, unless it is to be done ``anyway``.
    """
    invoice = checks.open_invoice(work, command.invoice_id)
    if not command.reason.strip():
        raise InvalidInput("Please say why it is written off.", "reason")
    untried = last_steps.untried_steps(work, command.invoice_id)
    if untried and not command.anyway:
        raise StepsUntried(invoice["number"], untried)
    work.label = f"Write-off of {invoice['number']}"
    if untried:
        what = f"{invoice['number']} was written off although not tried: {', '.join(untried)}."
        overrides.note(work, invoice["customer_id"], what)
    return _credit(work, invoice, "write_off", invoice["balance"], command.reason)


def _credit(work: Work, invoice: dict[str, Any], kind: str, amount: int, reason: str) -> int:
    on_invoice = min(amount, invoice["balance"])
    beyond = amount - on_invoice
    credit = NewCredit(
        invoice["customer_id"],
        kind,
        ((invoice["id"], on_invoice),) if on_invoice else (),
        work.today,
        reason,
        reference=invoice["number"] if beyond else "",
        on_account=beyond,
    )
    credit_id = credits.grant(work, credit)
    if on_invoice and on_invoice == invoice["balance"]:
        credits.end_disputes(work, invoice["id"])
        ledger.refresh_invoices(work.db, [invoice["id"]])
    aftermath.of_credit(work, invoice["customer_id"])
    return credit_id


def open_items(work: Work, customer_id: int) -> tuple[OpenItemRow, ...]:
    """What a payment of this customer can be allocated to, oldest due first."""
    return tuple(
        OpenItemRow(
            invoice_id=item.id,
            number=item.number,
            issued=item.issue_date,
            due=item.due_date,
            days_late=max(0, (work.today - item.due_date).days),
            balance=item.balance,
            disputed=item.disputed,
            discount=item.discount,
            discount_until=item.discount_until,
        )
        for item in oldest_first(discounts.open_items(work, customer_id))
    )
