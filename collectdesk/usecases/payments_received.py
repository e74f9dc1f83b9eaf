"""What a customer has paid, payment by payment."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.domain.errors import NotFound
from collectdesk.domain.form_rows import PaymentRow
from collectdesk.store import payments as stored
from collectdesk.store import rows
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work

_MOST = 400


@dataclass(frozen=True, slots=True)
class PaymentsReceived:
    """A customer's payments, newest first."""

    customer_id: int
    customer_name: str
    payments: tuple[PaymentRow, ...]


@dataclass(frozen=True, slots=True)
class ReturnNeeds:
    """A payment that may have come back, and the fee that is usually charged for it."""

    payment: PaymentRow
    usual_fee: int


def payments_received(work: Work, customer_id: int) -> PaymentsReceived:
    """The latest payments of a customer. Raises NotFound."""
    name = checks.customer(work, customer_id)["name"]
    found = stored.of_customer(work.db, customer_id, _MOST)
    return PaymentsReceived(customer_id, name, tuple(found))


def return_needs(work: Work, payment_id: int) -> ReturnNeeds:
    """What is known of a payment that the bank took back. Raises NotFound."""
    payment = stored.one(work.db, payment_id)
    if payment is None:
        raise NotFound("payment", str(payment_id))
    return ReturnNeeds(payment, work.settings.nsf_fee)


def invoice_of_credit(work: Work, credit_id: int) -> int | None:
    """The invoice that a credit note, write-off and the like is about; None for a payment."""
    credit = rows.CREDITS.get(work.db, credit_id)
    if credit is None or credit["kind"] == "payment":
        return None
    parts = rows.ALLOCATIONS.find(work.db, credit_id=credit_id)
    return parts[0]["invoice_id"] if parts else None


def invoice_of_use(work: Work, allocation_id: int) -> int:
    """The invoice that credit on account was used for. Raises NotFound."""
    use = rows.ALLOCATIONS.get(work.db, allocation_id)
    if use is None:
        raise NotFound("allocation", str(allocation_id))
    return int(use["invoice_id"])


def invoice_of_dispute(work: Work, dispute_id: int) -> int:
    """The invoice that is disputed. Raises NotFound."""
    dispute = rows.DISPUTES.get(work.db, dispute_id)
    if dispute is None:
        raise NotFound("dispute", str(dispute_id))
    return int(dispute["invoice_id"])
