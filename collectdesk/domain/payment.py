"""Payments: how money came, and what became of it."""

from __future__ import annotations

from enum import StrEnum


class PaymentState(StrEnum):
    """A payment that bounces is kept and marked reversed, never deleted."""

    RECEIVED = "received"
    CLEARED = "cleared"
    REVERSED = "reversed"


class ChargeKind(StrEnum):
    """Charges are debit items of their own, never added to an invoice."""

    INTEREST = "interest"
    LATE_FEE = "late_fee"
    NSF_FEE = "nsf_fee"
