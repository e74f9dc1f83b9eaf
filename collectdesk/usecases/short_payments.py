"""Payments that come short: a discount, a small balance, or a rest that stays open, coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from collectdesk.domain.allocation import SmallBalanceLimits
from collectdesk.domain.call import ReasonCode
from collectdesk.domain.discount import DiscountVerdict
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.store import invoices, rows
from collectdesk.store import shorts as stored
from collectdesk.store.invoices import PaidInvoice
from collectdesk.usecases import aftermath, checks, credits, discounts
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.work import Work

UNEARNED_DISCOUNT: Final = DiscountVerdict.UNEARNED.value
SHORT_PAYMENT: Final = "SHORT_PAYMENT"

UNEXPLAINED: Final = (SHORT_PAYMENT, ReasonCode.UNKNOWN.value)

CODE_LABELS: Final[Mapping[str, str]] = {
    UNEARNED_DISCOUNT: "Discount taken too late",
    SHORT_PAYMENT: "Paid short",
    **{
        code.value: code.label
        for code in (
            ReasonCode.DEFECTIVE,
            ReasonCode.DAMAGED,
            ReasonCode.SHORT_SHIPPED,
            ReasonCode.WRONG_ITEM,
            ReasonCode.PRICE,
            ReasonCode.TAX,
            ReasonCode.TERMS,
            ReasonCode.DUPLICATE,
            ReasonCode.NOT_DELIVERED,
            ReasonCode.SERVICE_INCOMPLETE,
            ReasonCode.UNKNOWN,
        )
    },
}
"""Why less was paid than is owed, as the remittance tells it: each code with its words."""

_NEXT_STEPS: Final[Mapping[str, str]] = {
    UNEARNED_DISCOUNT: "Ask for the discount back, or allow it",
    SHORT_PAYMENT: "Ask why, and when the rest comes",
    ReasonCode.UNKNOWN.value: "Ask why, and when the rest comes",
}
_SETTLE: Final = "Credit what is right, or open a dispute"

Parts = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AllowLateDiscount:
    """Grant a discount although it was taken too late, as a courtesy."""

    invoice_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class ShortPaymentRow:
    """An open invoice whose last payment came short. Money in minor units.

    ``next_step`` and ``owner`` are those of its open dispute, else what the code asks for.
    """

    invoice_id: int
    number: str
    customer_id: int
    customer_name: str
    code: str
    label: str
    open: int
    payment_id: int
    paid_on: date
    days: int
    next_step: str
    owner: str


def check_codes(codes: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The codes by invoice; raises InvalidInput for one that is not known."""
    found = dict(codes)
    if any(code not in CODE_LABELS for code in found.values()):
        raise InvalidInput("Please choose why less was paid from the list.", "short_codes")
    return found


@dataclass(frozen=True, slots=True)
class PaidParts:
    """What a payment was put on: ``parts`` of invoices (id and minor units).

    A discount is judged by ``dated``, the day on which the payment was received, whenever it is
    entered or used; what is granted is dated that day too, or the later day on which it is
    ``used_on`` the invoices. ``codes`` tell by invoice why it came short.
    """

    customer_id: int
    payment_id: int
    parts: Parts
    dated: date
    used_on: date | None = None
    codes: Mapping[int, str] = field(default_factory=dict)
    allow_late_discount: bool = False


def settle(work: Work, paid: PaidParts) -> None:
    """Deal with what a payment left open on the invoices that it was put on.

    A discount is granted if it was earned (or late ones are allowed), else left open under its
    code. What is short within both limits is written off as a small balance; more stays open under
    the code given.
    """
    customer_id, payment_id, on = paid.customer_id, paid.payment_id, paid.used_on or paid.dated
    left = {invoice_id: invoices.as_paid(work.db, invoice_id) for invoice_id, _ in paid.parts}
    earned, too_late = _discounts_taken(work, left, paid)
    if earned:
        _grant_discount(work, customer_id, payment_id, earned, on)
        left |= {invoice_id: invoices.as_paid(work.db, invoice_id) for invoice_id, _ in earned}
    coded = dict(paid.codes) | dict.fromkeys(too_late, UNEARNED_DISCOUNT)
    for invoice_id, invoice in left.items():
        if invoice_id not in coded:
            _write_off_small(work, customer_id, payment_id, invoice, on)
    if coded:
        _keep_codes(work, payment_id, coded)


def _keep_codes(work: Work, payment_id: int, coded: Mapping[int, str]) -> None:
    for row in rows.ALLOCATIONS.find(work.db, credit_id=payment_id):
        code = coded.get(row["invoice_id"])
        if code and checks.invoice(work, row["invoice_id"])["balance"]:
            rows.ALLOCATIONS.change(work.db, row["id"], code=code)


def _discounts_taken(
    work: Work, left: Mapping[int, PaidInvoice], paid: PaidParts
) -> tuple[Parts, tuple[int, ...]]:
    """The discounts to grant, and the invoices whose discount was taken too late."""
    taken = [
        (invoice_id, discounts.judge(work, left[invoice_id], part, paid.dated))
        for invoice_id, part in paid.parts
    ]
    allowed = paid.allow_late_discount
    refused = tuple(one for one, discount in taken if discount.too_late and not allowed)
    return (
        tuple((one, d.amount) for one, d in taken if d.amount and one not in refused),
        refused,
    )


def _grant_discount(
    work: Work, customer_id: int, payment_id: int, parts: Parts, dated: date, reason: str = ""
) -> int:
    first = checks.invoice(work, parts[0][0])
    terms = terms_label(parse_terms(first["terms"]))
    return credits.grant(
        work, NewCredit(customer_id, "discount", parts, dated, reason, terms, payment_id)
    )


def _write_off_small(
    work: Work, customer_id: int, payment_id: int, invoice: PaidInvoice, on: date
) -> None:
    """Write off what is small of the invoice, no earlier than so little of it was open: payments
    may be entered in another order than they came."""
    short = _small_balance(work, invoice)
    if not short:
        return
    parts = rows.ALLOCATIONS.find(work.db, invoice_id=invoice.id)
    credit = NewCredit(
        customer_id,
        "small_balance",
        ((invoice.id, short),),
        max(on, *(part["dated"] for part in parts)),
        reason="Short by less than both limits",
        payment_id=payment_id,
    )
    credits.grant(work, credit)


def _small_balance(work: Work, invoice: PaidInvoice) -> int:
    """What is short of the invoice, if it may be written off; nothing while it is disputed."""
    limits = SmallBalanceLimits(work.settings.small_balance, work.settings.small_balance_bp)
    small = limits.allow(invoice.balance, invoice.total)
    return invoice.balance if small and not invoice.disputed else 0


def short_payments(work: Work, customer_id: int | None = None) -> tuple[ShortPaymentRow, ...]:
    """Open invoices that were paid short, with the reason, of one customer or of all."""
    return tuple(_short(work, row) for row in stored.coded(work.db, customer_id))


def _short(work: Work, short: stored.ShortFile) -> ShortPaymentRow:
    step = short.next_step
    return ShortPaymentRow(
        invoice_id=short.invoice_id,
        number=short.number,
        customer_id=short.customer_id,
        customer_name=short.customer_name,
        code=short.code,
        label=CODE_LABELS.get(short.code, short.code),
        open=short.balance,
        payment_id=short.payment_id,
        paid_on=short.paid_on,
        days=(work.today - short.paid_on).days,
        next_step=_NEXT_STEPS.get(short.code, _SETTLE) if step is None else step,
        owner=work.who if short.owner is None else short.owner,
    )


def allow_late_discount(work: Work, command: AllowLateDiscount) -> int:
    """Credit the discount that was taken too late; returns the id of the credit."""
    invoice = checks.open_invoice(work, command.invoice_id)
    taken = [
        row
        for row in short_payments(work, invoice["customer_id"])
        if row.invoice_id == command.invoice_id and row.code == UNEARNED_DISCOUNT
    ]
    if not taken:
        raise InvalidInput(
            f"No discount was taken too late on {invoice['number']}. Issue a credit note instead.",
            "invoice_id",
        )
    if not command.reason.strip():
        raise InvalidInput("Please say why the discount is granted all the same.", "reason")
    amount = min(invoice["balance"], invoice["discount_amount"])
    work.label = f"Discount allowed on {invoice['number']}"
    credit_id = _grant_discount(
        work,
        invoice["customer_id"],
        taken[0].payment_id,
        ((command.invoice_id, amount),),
        work.today,
        command.reason,
    )
    aftermath.of_credit(work, invoice["customer_id"])
    return credit_id
