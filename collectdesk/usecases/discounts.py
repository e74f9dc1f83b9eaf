"""The early price: what settles an invoice in time, and what a payment earns of its discount."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.allocation import OpenItem
from collectdesk.domain.discount import (
    DiscountVerdict,
    discount_amount,
    discount_earned,
    judge_discount,
    last_early_day,
    settled_by_part_payment,
)
from collectdesk.domain.terms import parse_terms
from collectdesk.store import invoices
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class DiscountTaken:
    """What a payment means for an invoice's early-payment discount, in minor units.

    ``amount`` is what it earns, or, with ``too_late``, what was taken although its time was over.
    """

    amount: int = 0
    too_late: bool = False


def open_items(work: Work, customer_id: int | None = None) -> list[OpenItem]:
    """What a payment can be put on, with the discounts that may still be taken, by one or all."""
    return [_open_item(row) for row in invoices.open_with_terms(work.db, customer_id)]


def _open_item(row: invoices.OpenWithTerms) -> OpenItem:
    if not row[7]:
        return OpenItem(*row[:6])
    issued, balance, terms = row[2], row[4], parse_terms(row[6])
    return OpenItem(*row[:6], discount_amount(balance, terms), last_early_day(issued, terms))


def is_offered(work: Work, invoice: dict[str, Any]) -> bool:
    """Whether an early price is agreed, and nothing but credit notes has lowered the total."""
    balance, total = invoice["balance"], invoice["total"]
    if not invoice["discount_amount"] or balance <= 0:
        return False
    return bool(balance == total or balance == total - invoices.credited(work.db, invoice["id"]))


def judge(work: Work, invoice: invoices.PaidInvoice, part: int, dated: date) -> DiscountTaken:
    """Judge a part of a payment that was put on an invoice.

    The discount is that of the total less credit notes. By default a part payment earns nothing.
    Nor does the one that follows it, which takes the discount too late if it leaves just that open.
    Where the owner grants discount on parts, money in time settles its amount ÷ (1 - discount
    rate).
    """
    balance, total = invoice.balance, invoice.total
    if not invoice.discount_amount or balance <= 0:
        return DiscountTaken()
    terms = parse_terms(invoice.terms)
    if total - part != balance:
        total -= invoices.credited(work.db, invoice.id)
    verdict = judge_discount(balance + part, part, total, invoice.issue_date, dated, terms)
    on_parts = work.settings.discount_on_parts
    if total - part != balance and (on_parts or verdict is DiscountVerdict.EARNED):
        verdict = DiscountVerdict.NONE
    if verdict is DiscountVerdict.NONE and on_parts:
        if discount_earned(invoice.issue_date, dated, terms):
            settled = settled_by_part_payment(part, terms)
            return DiscountTaken(min(settled - part, balance, invoice.discount_amount))
        return DiscountTaken()
    if verdict is DiscountVerdict.NONE:
        return DiscountTaken()
    return DiscountTaken(balance, too_late=verdict is DiscountVerdict.UNEARNED)
