"""The early price: granted when a payment settles an invoice less its discount in time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from collectdesk.domain.discount import DiscountVerdict, judge_discount
from collectdesk.domain.terms import discount_earned, parse_terms, terms_label
from collectdesk.store import ledger, rows
from collectdesk.usecases.work import Work

Parts = tuple[tuple[int, int], ...]


def early_parts(work: Work, amount: int, named: Sequence[int], dated: date) -> Parts | None:
    """The early prices of the named invoices where they add up to the amount, else None."""
    parts = tuple((one, early_price(work, one, dated)) for one in dict.fromkeys(named))
    return parts if parts and sum(price for _, price in parts) == amount else None


def early_price(work: Work, invoice_id: int, dated: date) -> int:
    """What settles an open invoice on that day: its balance, less the discount if in time."""
    invoice = rows.INVOICES.get(work.db, invoice_id) or {}
    balance, discount = int(invoice["balance"]), int(invoice["discount_amount"])
    if not discount or balance != invoice["total"]:
        return balance
    earned = discount_earned(invoice["issue_date"], dated, parse_terms(invoice["terms"]))
    return balance - discount if earned else balance


def grant_discounts(work: Work, customer_id: int, payment_id: int, parts: Parts) -> None:
    """Credit the discount of each invoice that this payment settles less its discount in time.

    Part payments earn none, and what is taken too late stays open.
    """
    payment = rows.CREDITS.get(work.db, payment_id) or {}
    earned = [
        (invoice["id"], invoice["balance"], terms_label(parse_terms(invoice["terms"])))
        for invoice_id, part in parts
        if (invoice := _earning(work, invoice_id, part, payment["dated"]))
    ]
    if not earned:
        return
    discount = sum(amount for _, amount, _ in earned)
    credit_id = rows.CREDITS.add(
        work.db,
        customer_id=customer_id,
        kind="discount",
        dated=payment["dated"],
        reference=earned[0][2],
        amount=discount,
        unapplied=discount,
        payment_id=payment_id,
    )
    taken = [(invoice_id, amount) for invoice_id, amount, _ in earned]
    ledger.allocate(work.db, customer_id, credit_id, taken, payment["dated"])


def _earning(work: Work, invoice_id: int, part: int, dated: date) -> dict[str, Any] | None:
    invoice = rows.INVOICES.get(work.db, invoice_id) or {}
    total = invoice["total"]
    if not invoice["discount_amount"] or total - part != invoice["balance"]:
        return None
    terms = parse_terms(invoice["terms"])
    verdict = judge_discount(total, part, total, invoice["issue_date"], dated, terms)
    return invoice if verdict is DiscountVerdict.EARNED else None


def discounts_of(work: Work, payment_id: int) -> list[int]:
    """The ids of the discounts that were granted for a payment and still stand."""
    found = rows.CREDITS.find(work.db, kind="discount", payment_id=payment_id)
    return [credit["id"] for credit in found if credit["state"] != "reversed"]
