"""What a step of the trail changed, in words: one line for each row it touched."""

from __future__ import annotations

from typing import Any, Final

from collectdesk.domain.english import spelled
from collectdesk.domain.money import PRICE_PARTS, format_amount, format_price
from collectdesk.domain.numerals import format_percent, format_quantity, format_tax_rate
from collectdesk.domain.words import shortened

Row = dict[str, Any]

_MONEY: Final = frozenset(
    (
        "total",
        "balance",
        "amount",
        "unapplied",
        "net",
        "tax",
        "credit_limit",
        "discount_amount",
        "written_off",
        "disputed",
        "received",
        "down_payment",
        "principal",
        "late_fee",
        "late_fee_minimum",
        "requested_limit",
        "granted_limit",
        "high_credit",
    )
)
_FLAGS: Final = frozenset(
    (
        "natural_person",
        "agency_intended",
        "struggling",
        "po_required",
        "archived",
        "do_not_call",
        "interest_compounds",
        "compounded",
    )
)
_CODES: Final = frozenset(["kind", "method", "placed", "reason_code", "state"])
_NOT_TOLD: Final = frozenset(["id", "paper", "position", "sent_checks", "terms_version"])
_QUANTITY: Final = "quantity_milli"
_PRICE: Final = "unit_price"
_TAX_RATE: Final = "tax_rate_milli"
_NAMED_BY: Final = ("number", "name", "what", "text", "title", "description", "code", "day")


def describe_change(table: str, before: Row | None, after: Row | None, currency: str) -> str:
    """ "Invoice INV-7: balance 1,000.00 → 750.00"; amounts are in the book's currency."""
    before, after = _as_read(table, before), _as_read(table, after)
    name = _name(after or before or {})
    name = spelled(name.replace("_", " "), currency) if table == "setting" else name
    thing = f"{spelled(table.replace('_', ' ').capitalize(), currency)} {name}".strip()
    if before is None:
        amount = (after or {}).get("total", (after or {}).get("amount"))
        of_what = f" of {format_amount(amount, currency)}" if isinstance(amount, int) else ""
        return f"{thing}{of_what} added"
    if after is None:
        return f"{thing} removed"
    told = [
        f"{_column(name)} {_value(name, before.get(name), currency)}"
        f" → {_value(name, value, currency)}"
        for name, value in after.items()
        if name not in _NOT_TOLD and before.get(name) != value
    ]
    return f"{thing}: {', '.join(told)}" if told else f"{thing} changed"


def _name(row: Row) -> str:
    found = next((row[name] for name in _NAMED_BY if row.get(name)), "")
    return _short(str(found))


def _as_read(table: str, row: Row | None) -> Row | None:
    """A row with a price and a rate in one piece, that are kept with what is finer by itself.

    The price in hundredths of a minor unit, the rate in thousandths of a percent.
    """
    if row is None or table != "invoice_line":
        return row
    read = dict(row)
    finer, third = read.pop("unit_price_rest", 0), read.pop("tax_rate_third", 0)
    if _PRICE in read:
        read[_PRICE] = read[_PRICE] * PRICE_PARTS + finer
    if "tax_rate_bp" in read:
        read[_TAX_RATE] = read.pop("tax_rate_bp") * 10 + third
    return read


def _column(name: str) -> str:
    for ending in ("_id", "_bp", "_milli"):
        name = name.removesuffix(ending)
    return name.replace("_", " ")


def _value(name: str, value: Any, currency: str) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, int) and (number := _number(name, value, currency)):
        return number
    if name in _FLAGS:
        return "yes" if value else "no"
    told = _short(str(value))
    return spelled(told, currency) if name in _CODES else told


def _number(name: str, value: int, currency: str) -> str:
    """A number as people read it; empty where it has no unit."""
    if name in _MONEY:
        return format_amount(value, currency)
    if name == _PRICE:
        return format_price(value, currency)
    if name == _QUANTITY:
        return format_quantity(value)
    if name == _TAX_RATE:
        return f"{format_tax_rate(value)} %"
    return f"{format_percent(value)} %" if name.endswith("_bp") else ""


def _short(text: str) -> str:
    return shortened(" ".join(text.split()))
