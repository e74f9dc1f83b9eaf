"""Invoices: the arithmetic of lines and tax, and how far one is paid.

Settlement stands apart from all else that is true of an invoice: it can be part paid, disputed and
in a plan at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import LARGEST_AMOUNT, PRICE_PARTS, round_half_up, tax_of

WHOLE_TAX_RATE: Final = 100_000
"""A tax of 100 %, in thousandths of a percent."""

_WHOLE: Final = 10_000
_THOUSAND: Final = 1_000
_LARGEST_QUANTITY: Final = 10**12


class Settlement(StrEnum):
    """How far an issued invoice is paid; always derived, never stored."""

    OPEN = "open"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    WRITTEN_OFF = "written_off"


def settlement(total: int, balance: int, written_off: int = 0) -> Settlement:
    """The settlement of an invoice. ``written_off`` is bad debt, without small balances."""
    if balance > 0:
        return Settlement.OPEN if balance >= total else Settlement.PARTLY_PAID
    return Settlement.WRITTEN_OFF if written_off > 0 else Settlement.PAID


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice. Raises InvalidInput for numbers outside any use.

    ``quantity_milli`` is in thousandths of ``unit``, ``unit_price`` in hundredths of a minor unit
    (fuel at $3.459: 34590), ``discount_bp`` in hundredths of a percent, ``tax_rate_milli`` in
    thousandths (New York City: 8.875 %, 8875).
    """

    description: str
    quantity_milli: int
    unit: str = ""
    unit_price: int = 0
    discount_bp: int = 0
    tax_rate_milli: int = 0
    tax_name: str = ""

    def __post_init__(self) -> None:
        if abs(self.quantity_milli) > _LARGEST_QUANTITY:
            raise InvalidInput("This quantity is too large. Check the digits.", "quantity")
        if abs(self.unit_price) > LARGEST_AMOUNT * PRICE_PARTS:
            raise InvalidInput("This price is too large. Check the digits.", "unit_price")
        if not 0 <= self.discount_bp <= _WHOLE:
            raise InvalidInput("The line discount must be from 0 to 100 %.", "discount")
        if not 0 <= self.tax_rate_milli <= WHOLE_TAX_RATE:
            raise InvalidInput("The tax rate must be from 0 to 100 %.", "tax_rate")


@dataclass(frozen=True, slots=True)
class TaxGroup:
    """All lines of one tax rate: their net and the tax on it, in minor units."""

    name: str
    rate_milli: int
    net: int
    tax: int


@dataclass(frozen=True, slots=True)
class InvoiceTotals:
    """What an invoice adds up to, in minor units. Untaxed, unnamed lines have no group."""

    net: int
    tax_by_rate: tuple[TaxGroup, ...]
    tax: int
    total: int


def line_net(line: Line) -> int:
    """Quantity times price less the line's discount, rounded half up once."""
    exact = line.quantity_milli * line.unit_price * (_WHOLE - line.discount_bp)
    return round_half_up(Fraction(exact, _THOUSAND * _WHOLE * PRICE_PARTS))


def invoice_totals(lines: Sequence[Line], per_line: bool = False) -> InvoiceTotals:
    """Adds up an invoice; tax once per rate on the group's net, or with ``per_line`` on each."""
    keys = sorted({(line.tax_rate_milli, line.tax_name) for line in lines}, reverse=True)
    groups = [
        _tax_group(key, [line_net(line) for line in lines if _tax_key(line) == key], per_line)
        for key in keys
    ]
    net = sum(group.net for group in groups)
    tax = sum(group.tax for group in groups)
    shown = tuple(group for group in groups if group.rate_milli or group.name)
    return InvoiceTotals(net, shown, tax, net + tax)


def _tax_key(line: Line) -> tuple[int, str]:
    return (line.tax_rate_milli, line.tax_name)


def _tax_group(key: tuple[int, str], nets: Iterable[int], per_line: bool) -> TaxGroup:
    rate, name = key
    amounts = list(nets)
    taxed = amounts if per_line else [sum(amounts)]
    return TaxGroup(name, rate, sum(amounts), sum(tax_of(amount, rate) for amount in taxed))
