"""What a payment would do, told before it is recorded: to each invoice, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collectdesk.domain.payment_spread import Settled
from collectdesk.usecases.consequences import Consequences, tried
from collectdesk.usecases.payment_told import payment_told
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.short_payments import UNEARNED_DISCOUNT
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class PaymentForetold:
    """``settled`` tells by invoice id what settles a part of it beside the money."""

    settled: Mapping[int, Settled]
    consequences: Consequences


def payment_foretold(work: Work, command: RecordPayment) -> PaymentForetold:
    """Try the payment. Raises what recording it would raise; ask it with ``Desk.ask``."""
    payment_id, told = tried(work, record_payment, command)
    settled = {
        part.invoice_id: Settled(
            part.discount, part.small_balance, too_late=part.code == UNEARNED_DISCOUNT
        )
        for part in payment_told(work, payment_id).parts
    }
    return PaymentForetold(settled, told)
