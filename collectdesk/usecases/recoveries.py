"""Money that comes for a debt that was written off: the debt comes back by as much, and is paid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.store import ledger, rows
from collectdesk.usecases import aftermath, checks, held_credit
from collectdesk.usecases.debits import add_debit
from collectdesk.usecases.payments import add_payment
from collectdesk.usecases.work import Work

ON_ACCOUNT: Final = "on_account"
"""Instead of a way to pay: the money came before, and waits on the customer's account."""


@dataclass(frozen=True, slots=True)
class RecordRecovery:
    """A payment for an invoice that was written off as bad debt, or credit ``ON_ACCOUNT``."""

    invoice_id: int
    amount: int
    dated: date
    method: str = "cheque"
    reference: str = ""


def recoverable(work: Work, invoice_id: int) -> int:
    """What was written off of an invoice and has not come in since, in minor units."""
    invoice = checks.invoice(work, invoice_id)
    recovered = sum(
        int(debit["total"])
        for debit in rows.INVOICES.find(work.db, parent_id=invoice_id, kind="recovery")
        if debit["lifecycle"] == "issued"
    )
    return int(invoice["written_off"]) - recovered


def _given_up_on(work: Work, invoice_id: int) -> date:
    days: list[date] = [
        part["dated"]
        for part in rows.ALLOCATIONS.find(work.db, invoice_id=invoice_id)
        if (rows.CREDITS.get(work.db, part["credit_id"]) or {})["kind"] == "write_off"
    ]
    return min(days)


def record_recovery(work: Work, command: RecordRecovery) -> int:
    """Keep the payment against the part of the debt that it brings back; returns its id, or that
    of the oldest credit on account that is used.

    The write-off stays in its period; the recovery counts in its own (see the bad-debt figure).
    """
    invoice = _written_off(work, command)
    customer_id = invoice["customer_id"]
    checks.past_day(work, command.dated, "dated", "The date of a recovery")
    held = _held(work, customer_id, command) if command.method == ON_ACCOUNT else []
    work.label = f"Recovery of {checks.written(work, command.amount)} for {invoice['number']}"
    note = f"Recovery of {invoice['number']}"
    debit = add_debit(
        work, customer_id, "recovery", command.amount, command.dated, note, command.invoice_id
    )
    brought = ((debit, command.amount),)
    if held:
        payment: int = held[0]["id"]
        held_credit.use_held(work, customer_id, brought, command.dated)
    else:
        payment = add_payment(
            work, customer_id, command.amount, command.dated, command.method, command.reference
        )
        ledger.allocate(work.db, customer_id, payment, brought, command.dated)
    aftermath.of_money(work, customer_id)
    return payment


def _written_off(work: Work, command: RecordRecovery) -> dict[str, Any]:
    """The invoice; raises InvalidInput unless so much of it was written off by that day."""
    invoice = checks.invoice(work, command.invoice_id)
    checks.amount(command.amount)
    left = recoverable(work, command.invoice_id)
    if left <= 0:
        raise InvalidInput(
            f"Nothing of {invoice['number']} was written off that has not come in since."
            " Record it as a payment.",
            "invoice_id",
        )
    if command.amount > left:
        raise InvalidInput(
            f"{checks.written(work, left)} of {invoice['number']} was written off. Record the rest"
            " as a payment of its own.",
            "amount",
        )
    given_up = _given_up_on(work, command.invoice_id)
    if command.dated < given_up:
        raise InvalidInput(
            f"{invoice['number']} was written off on {long_date(given_up)}, and a recovery follows"
            " that. Choose that day or a later one.",
            "dated",
        )
    return invoice


def _held(work: Work, customer_id: int, command: RecordRecovery) -> list[dict[str, Any]]:
    """The credits that were on account that day; raises InvalidInput where they are not enough."""
    found = held_credit.held_credits(work, customer_id, command.dated)
    held = sum(credit["unapplied"] for credit in found)
    if command.amount > held:
        raise InvalidInput(
            f"{checks.written(work, held)} was on account that day. Enter no more than that, or"
            " choose how the money came.",
            "amount",
        )
    return found
