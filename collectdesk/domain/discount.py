"""The early-payment discount: its days and sum, what a short payment means, what skipping costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from collectdesk.domain.money import percent_of, round_half_up, to_basis_points
from collectdesk.domain.terms import Terms, due_date

_WHOLE: Final = 10_000


class DiscountVerdict(StrEnum):
    """What a short payment means for the early-payment discount."""

    NONE = "none"
    """The payment is not short by the discount."""
    EARNED = "earned"
    """Paid in time: the discount is granted."""
    UNEARNED = "UNEARNED_DISCOUNT"
    """Taken too late: the discount stays open under this code."""


def discount_date(issue: date, terms: Terms) -> date | None:
    """The last day of the early price as printed, without grace; None without a discount."""
    return issue + timedelta(days=terms.discount_days) if terms.discount_bp else None


def last_early_day(issue: date, terms: Terms) -> date | None:
    """The last day on which a payment earns the early price, grace included."""
    last = discount_date(issue, terms)
    return None if last is None else last + timedelta(days=terms.discount_grace)


def discount_earned(issue: date, paid_on: date, terms: Terms) -> bool:
    """Whether a payment dated ``paid_on`` earns the early price, grace included."""
    last = last_early_day(issue, terms)
    return last is not None and paid_on <= last


def discount_amount(base: int, terms: Terms) -> int:
    """The early-payment discount on ``base`` minor units, rounded half up."""
    return percent_of(base, terms.discount_bp)


def judge_discount(
    balance: int, paid: int, base: int, issue: date, paid_on: date, terms: Terms
) -> DiscountVerdict:
    """Judges a payment that leaves the discount on ``base`` unpaid of ``balance``.

    In time, the early price or more earns what is left; too late, exactly the early price is taken
    for the discount.
    """
    short, discount = balance - paid, discount_amount(base, terms)
    if not terms.discount_bp or not 0 < short <= discount:
        return DiscountVerdict.NONE
    if discount_earned(issue, paid_on, terms):
        return DiscountVerdict.EARNED
    return DiscountVerdict.UNEARNED if short == discount else DiscountVerdict.NONE


def settled_by_part_payment(paid: int, terms: Terms) -> int:
    """What a part payment in time settles where the owner grants discount on parts: paid / (1 - p).

    The default policy grants none: a part payment settles itself.
    """
    return round_half_up(Fraction(paid * _WHOLE, _WHOLE - terms.discount_bp))


@dataclass(frozen=True, slots=True)
class SkippingCost:
    """Yearly cost of not taking a discount, in hundredths of a percent (3724 is 37.24 %)."""

    simple_bp: int
    effective_bp: int


def skipping_cost(discount_bp: int, days_gained: int) -> SkippingCost | None:
    """What a buyer pays a year for ``days_gained`` more days of credit; None where it has no sense.

    Simple: p/(100-p) x 365/days. Effective: (1 + p/(100-p))^(365/days) - 1.
    """
    if days_gained <= 0 or not 0 < discount_bp < _WHOLE:
        return None
    gain = Fraction(discount_bp, _WHOLE - discount_bp)
    base = Decimal(_WHOLE) / Decimal(_WHOLE - discount_bp)
    effective = base ** (Decimal(365) / Decimal(days_gained)) - 1
    return SkippingCost(
        to_basis_points(gain * Fraction(365, days_gained)), round_half_up(effective * _WHOLE)
    )


def skipping_cost_of(issue: date, terms: Terms) -> SkippingCost | None:
    """The yearly cost of skipping the discount of an invoice dated ``issue``."""
    last = discount_date(issue, terms)
    return skipping_cost(terms.discount_bp, (due_date(issue, terms) - last).days) if last else None
