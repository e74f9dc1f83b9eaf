"""What a step of the trail changed, in words: one line for each row it touched."""

from __future__ import annotations

from typing import Any, Final

from collectdesk.domain.english import spelled
from collectdesk.domain.money import format_amount
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
        "unit_price",
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
_NAMED_BY: Final = ("number", "name", "what", "text", "title", "description", "code", "day")
_LONGEST: Final = 60


def describe_change(table: str, before: Row | None, after: Row | None, currency: str) -> str:
    """ "Invoice INV-7: balance 1,000.00 → 750.00"; amounts are in the book's currency."""
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


def _column(name: str) -> str:
    return name.removesuffix("_id").removesuffix("_bp").replace("_", " ")


def _value(name: str, value: Any, currency: str) -> str:
    if value is None or value == "":
        return "none"
    if name in _MONEY and isinstance(value, int):
        return format_amount(value, currency)
    if name in _FLAGS:
        return "yes" if value else "no"
    told = _short(str(value))
    return spelled(told, currency) if name in _CODES else told


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST)
