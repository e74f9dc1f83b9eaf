"""Settlements: less is accepted in full, and the rest is given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from collectdesk.domain.allocation import OpenItem, allocate
from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import to_basis_points
from collectdesk.domain.promise import PromiseState
from collectdesk.domain.words import shortened
from collectdesk.store import ledger, rows
from collectdesk.store import promises as stored_promises
from collectdesk.usecases import aftermath, checks, credits
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.payments import add_payment
from collectdesk.usecases.work import Work

MOST_DAYS_TO_ACCEPT: Final = 366


@dataclass(frozen=True, slots=True)
class OfferSettlement:
    """Offer to accept ``amount`` for these invoices if it comes by a day."""

    customer_id: int
    invoices: tuple[int, ...]
    amount: int
    until: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class SettleForLess:
    """``amount`` came and is accepted in full for these invoices."""

    customer_id: int
    invoices: tuple[int, ...]
    amount: int
    dated: date
    reason: str
    method: str = "cheque"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SettlementPreview:
    """What a settlement means, in minor units: what is open, accepted and given up.

    ``share_bp`` is what is given up, in hundredths of a percent of what is open.
    """

    open: int
    accepted: int
    given_up: int
    share_bp: int


def settlement_preview(
    work: Work, customer_id: int, invoices: tuple[int, ...], amount: int
) -> SettlementPreview:
    """What accepting ``amount`` gives up; raises InvalidInput where settling would."""
    chosen = _chosen(work, customer_id, invoices)
    owed = sum(row["balance"] for row in chosen)
    checks.amount(amount)
    if amount >= owed:
        raise InvalidInput(
            f"{checks.written(work, owed)} is open on these invoices. Record a payment instead of"
            " a settlement.",
            "amount",
        )
    return SettlementPreview(
        owed, amount, owed - amount, to_basis_points(Fraction(owed - amount, owed))
    )


def _chosen(work: Work, customer_id: int, invoices: tuple[int, ...]) -> list[dict[str, Any]]:
    if not invoices:
        raise InvalidInput("Please choose the invoices that are settled.", "invoices")
    return [checks.open_invoice(work, one, customer_id) for one in dict.fromkeys(invoices)]


def offer_settlement(work: Work, command: OfferSettlement) -> int:
    """Note the offer, and a follow-up for its last day; returns the id of the follow-up."""
    customer = checks.customer(work, command.customer_id)
    preview = settlement_preview(work, command.customer_id, command.invoices, command.amount)
    days = (command.until - work.today).days
    if not 0 <= days <= MOST_DAYS_TO_ACCEPT:
        raise InvalidInput("The offer ends today or later, within a year.", "until")
    work.label = f"Settlement offered to {shortened(customer['name'])}"
    offer = (
        f"{checks.written(work, preview.accepted)} instead of {checks.written(work, preview.open)}"
    )
    day = short_date(command.until, work.today)
    told = (f"Settlement offered: {offer} by {day}.", checks.text(command.note, "note"))
    rows.NOTES.add(
        work.db,
        customer_id=command.customer_id,
        at=work.stamp,
        kind="settlement",
        text=" ".join(filter(None, told)),
        made_by=work.who,
    )
    return rows.FOLLOW_UPS.add(
        work.db,
        customer_id=command.customer_id,
        due_on=work.calendar_of(command.customer_id).next_business_day(command.until),
        what=f"Settlement offer ends: {offer}",
    )


def settle_for_less(work: Work, command: SettleForLess) -> int:
    """Keep the payment, oldest due first, and give up the rest; returns the payment's id.

    What is given up stands and falls with the payment: if it bounces, all is owed again.
    """
    customer = checks.customer(work, command.customer_id)
    settlement_preview(work, command.customer_id, command.invoices, command.amount)
    if not command.reason.strip():
        raise InvalidInput("Please say why less is accepted.", "reason")
    work.label = f"Settlement with {shortened(customer['name'])}"
    payment = add_payment(
        work, command.customer_id, command.amount, command.dated, command.method, command.reference
    )
    chosen = _chosen(work, command.customer_id, command.invoices)
    parts = allocate(command.amount, _items(chosen), [row["id"] for row in _oldest_first(chosen)])
    ledger.allocate(work.db, command.customer_id, payment, parts.parts, command.dated)
    paid = dict(parts.parts)
    rest = tuple(
        (row["id"], left) for row in chosen if (left := row["balance"] - paid.get(row["id"], 0))
    )
    given_up = NewCredit(
        command.customer_id,
        "settlement",
        rest,
        command.dated,
        command.reason,
        payment_id=payment,
    )
    credits.grant(work, given_up)
    for row in chosen:
        credits.end_disputes(work, row["id"])
    ledger.refresh_invoices(work.db, [row["id"] for row in chosen])
    aftermath.of_money(work, command.customer_id)
    _replace_promises(work, command.customer_id, {row["id"] for row in chosen})
    return payment


def _items(chosen: list[dict[str, Any]]) -> list[OpenItem]:
    return [
        OpenItem(row["id"], row["number"], row["issue_date"], row["due_date"], row["balance"])
        for row in chosen
    ]


def _oldest_first(chosen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(chosen, key=lambda row: (row["due_date"], row["issue_date"], row["id"]))


def _replace_promises(work: Work, customer_id: int, settled: set[int]) -> None:
    """Open promises for these invoices gave way to the settlement."""
    for promise in stored_promises.open_promises(work.db, work.today, [customer_id]):
        named = {one for one, _ in stored_promises.invoices_of(work.db, promise.promise_id)}
        if named and named <= settled:
            rows.PROMISES.change(
                work.db,
                promise.promise_id,
                state=PromiseState.RENEGOTIATED.value,
                judged_on=work.today,
            )
