"""Money back: what a customer has on account is paid out, as a debit that uses the credit up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.payment_method import METHODS
from collectdesk.domain.words import shortened
from collectdesk.usecases import checks, held_credit
from collectdesk.usecases.debits import add_debit
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class RefundCredit:
    """Pay a customer's unapplied credit back."""

    customer_id: int
    amount: int
    on: date
    method: str = "transfer"
    reference: str = ""
    reason: str = ""


def refundable(work: Work, customer_id: int, on: date | None = None) -> int:
    """How much of a customer's credit can be paid back on the day, in minor units."""
    held = held_credit.held_credits(work, customer_id, on or work.today)
    return sum(credit["unapplied"] for credit in held)


def refund_credit(work: Work, command: RefundCredit) -> int:
    """Note the refund and use the oldest credits for it; returns the id of its debit."""
    customer = checks.customer(work, command.customer_id)
    checks.amount(command.amount)
    checks.past_day(work, command.on, "on", "The day of a refund")
    if command.method not in METHODS:
        raise InvalidInput("Please choose how the money went back.", "method")
    held = refundable(work, command.customer_id, command.on)
    if command.amount > held:
        raise InvalidInput(
            f"{checks.written(work, held)} was on account that day. No more can be paid back.",
            "amount",
        )
    work.label = (
        f"Refund of {checks.written(work, command.amount)} to {shortened(customer['name'])}"
    )
    told = (
        work.spelled(command.method.replace("_", " ")),
        checks.line(command.reference, "reference"),
    )
    words = (" ".join(filter(None, told)), checks.line(command.reason, "reason"))
    note = ": ".join(filter(None, words))
    debit = add_debit(work, command.customer_id, "refund", command.amount, command.on, note)
    held_credit.use_held(work, command.customer_id, ((debit, command.amount),), command.on)
    return debit
