"""What a payment did: what it paid, what settled the rest beside it, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.domain.errors import NotFound
from collectdesk.store import rows
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class PaidPart:
    """What a payment brought to an invoice or charge, with the discount that it earned there and
    the small balance that was written off beside it.

    ``code`` tells why the rest is open, where that is known (see ``short_payments``).
    """

    invoice_id: int
    number: str
    paid: int
    discount: int
    small_balance: int
    code: str


@dataclass(frozen=True, slots=True)
class PaymentTold:
    """The parts of a payment in the order in which it was spread; ``on_account`` is what is left of
    it as credit."""

    parts: tuple[PaidPart, ...]
    on_account: int


def payment_told(work: Work, payment_id: int) -> PaymentTold:
    """Where a payment went."""
    payment = rows.CREDITS.get(work.db, payment_id)
    if payment is None or payment["kind"] != "payment":
        raise NotFound("payment", str(payment_id))
    paid = _by_invoice(work, payment_id)
    codes = {
        part["invoice_id"]: part["code"]
        for part in rows.ALLOCATIONS.find(work.db, credit_id=payment_id)
        if part["code"]
    }
    beside: dict[str, dict[int, int]] = {"discount": {}, "small_balance": {}}
    for credit in rows.CREDITS.find(work.db, payment_id=payment_id):
        for invoice_id, amount in _by_invoice(work, credit["id"]).items():
            sums = beside.setdefault(credit["kind"], {})
            sums[invoice_id] = sums.get(invoice_id, 0) + amount
    invoices = rows.INVOICES.get_many(work.db, paid)
    parts = tuple(
        PaidPart(
            invoice_id=invoice_id,
            number=invoices[invoice_id]["number"],
            paid=amount,
            discount=beside["discount"].get(invoice_id, 0),
            small_balance=beside["small_balance"].get(invoice_id, 0),
            code=codes.get(invoice_id, ""),
        )
        for invoice_id, amount in paid.items()
        if amount
    )
    return PaymentTold(parts, payment["unapplied"])


def _by_invoice(work: Work, credit_id: int) -> dict[int, int]:
    sums: dict[int, int] = {}
    for part in rows.ALLOCATIONS.find(work.db, credit_id=credit_id):
        sums[part["invoice_id"]] = sums.get(part["invoice_id"], 0) + part["amount"]
    return sums
