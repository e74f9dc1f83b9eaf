"""Putting money on invoices: which of them a payment settles, and how much stays unapplied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from operator import attrgetter
from typing import Final

from collectdesk.domain.errors import InvalidInput

Part = tuple[int, int]
"""An invoice's id and the minor units put on it."""

_DIGITS = re.compile(r"([0-9]+)")
_WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice or charge that still has a balance. Money in minor units.

    ``discount`` may be taken by a payment dated no later than ``discount_until``.
    """

    id: int
    number: str
    issue_date: date
    due_date: date
    balance: int
    disputed: int = 0
    discount: int = 0
    discount_until: date | None = None

    def price_on(self, day: date | None) -> int:
        """What settles it on a day: the balance, less the early-payment discount while in time."""
        in_time = day and self.discount_until and day <= self.discount_until
        return self.balance - self.discount if in_time else self.balance


@dataclass(frozen=True, slots=True)
class Allocation:
    """How a sum was spread; ``unapplied`` stays the customer's credit on account."""

    parts: tuple[Part, ...]
    unapplied: int


def oldest_first(items: Iterable[OpenItem]) -> list[OpenItem]:
    """Items by due date, then invoice date, then number (9 before 10)."""
    listed = list(items)
    if len({item.due_date for item in listed}) == len(listed):
        return sorted(listed, key=attrgetter("due_date"))  # no number is looked at
    return sorted(listed, key=lambda item: (item.due_date, item.issue_date, _natural(item.number)))


def allocate(
    amount: int,
    items: Iterable[OpenItem],
    named: Sequence[int] = (),
    paid_on: date | None = None,
) -> Allocation:
    """Spreads ``amount`` over open items: the named first, in their order, then the oldest due.

    Disputed items are skipped unless named. A payment dated ``paid_on`` that is just what settles
    the first of them, as many as it may be, less their discounts, pays each its early price. Raises
    InvalidInput for a sum that is not positive and for a named item that is not open.
    """
    _check_amount(amount)
    open_items = {item.id: item for item in items if item.balance > 0}
    if not open_items.keys() >= set(named):
        raise InvalidInput("A chosen invoice is no longer open. Choose from the list again.")
    chosen = [open_items[item_id] for item_id in dict.fromkeys(named)]
    undisputed = [
        item for item in open_items.values() if item.disputed <= 0 and item.id not in named
    ]
    all_items = chosen + oldest_first(undisputed)
    prices = [(item.id, item.price_on(paid_on)) for item in all_items]
    for count, total in enumerate(accumulate(price for _, price in prices), start=1):
        if total == amount:
            return Allocation(tuple(prices[:count]), 0)
    return _spread(amount, all_items)


def _spread(amount: int, items: Iterable[OpenItem]) -> Allocation:
    left = amount
    parts: list[Part] = []
    for item in items:
        part = min(left, item.balance)
        if part > 0:
            parts.append((item.id, part))
            left -= part
    return Allocation(tuple(parts), left)


def check_allocation(amount: int, parts: Iterable[Part], items: Iterable[OpenItem]) -> Allocation:
    """Checks an allocation made by hand and tells what stays unapplied.

    Raises InvalidInput with a sentence when a part is not positive, goes to an item twice or to one
    that is not open, exceeds its balance, or when the parts exceed ``amount``.
    """
    _check_amount(amount)
    open_items = {item.id: item for item in items if item.balance > 0}
    taken: dict[int, int] = {}
    for item_id, part in parts:
        _check_part(open_items.get(item_id), part, again=item_id in taken)
        taken[item_id] = part
    left = amount - sum(taken.values())
    if left < 0:
        raise InvalidInput("More is put on the invoices than was paid. Lower one of the amounts.")
    return Allocation(tuple(taken.items()), left)


def _check_amount(amount: int) -> None:
    if amount <= 0:
        raise InvalidInput("The amount must be more than zero.", "amount")


def _check_part(item: OpenItem | None, part: int, again: bool) -> None:
    if item is None:
        raise InvalidInput("A chosen invoice is no longer open. Choose from the list again.")
    if again:
        raise InvalidInput(f"Invoice {item.number} is listed twice. Enter it once.")
    if part <= 0:
        raise InvalidInput(f"The amount for invoice {item.number} must be more than zero.")
    if part > item.balance:
        raise InvalidInput(
            f"The amount for invoice {item.number} is more than its open balance. Lower it."
        )


@dataclass(frozen=True, slots=True)
class SmallBalanceLimits:
    """Up to where a short payment is written off: both limits must hold.

    ``amount`` in minor units, ``share_bp`` in hundredths of a percent of the invoice's total.
    """

    amount: int
    share_bp: int

    def allow(self, short: int, total: int) -> bool:
        """Whether ``short`` of an invoice of ``total`` may be written off as a small balance."""
        return 0 < short <= self.amount and short * _WHOLE <= total * self.share_bp


def _natural(number: str) -> tuple[tuple[int, int, str], ...]:
    return tuple(
        (0, int(piece), piece) if piece.isdecimal() else (1, 0, piece.casefold())
        for piece in _DIGITS.split(number[:200])
        if piece
    )
