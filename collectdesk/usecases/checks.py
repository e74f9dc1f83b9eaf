"""What every use case checks before it writes: that things exist, and that text is text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, TypeVar

from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.money import format_amount
from collectdesk.store import customers, rows
from collectdesk.usecases.work import Work

Value = TypeVar("Value")

LONGEST_TEXT = 10_000
LARGEST_AMOUNT = 10**13
_EARLIEST = date(1970, 1, 1)
_LONGEST_AHEAD = 3_653


def line(text: str, field: str) -> str:
    """One line of typed text: control characters become spaces, the ends are trimmed."""
    return " ".join(_plain(text, field).split())


def text(text: str, field: str) -> str:
    """Typed text of several lines, without control characters."""
    return "\n".join(part.rstrip() for part in _plain(text, field).split("\n")).strip()


def _plain(text: str, field: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            f"This text has {len(text):,} characters; at most {LONGEST_TEXT:,} can be kept."
            " Please shorten it.",
            field,
        )
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(_kept(char) for char in unified))


def _kept(char: str) -> str:
    if char in "\n\t":
        return char
    # Lone surrogates cannot be stored, other control signs have no place in a name or note.
    return " " if unicodedata.category(char) in ("Cc", "Cs") else char


def in_field(field: str, parse: Callable[[str], Value], typed: str) -> Value:
    """Parse what was typed; a refusal names the field of the form."""
    try:
        return parse(typed)
    except InvalidInput as error:
        raise InvalidInput(str(error), field) from error


def customer(work: Work, customer_id: int) -> dict[str, Any]:
    """The customer's row; raises NotFound."""
    found = rows.CUSTOMERS.get(work.db, customer_id)
    if found is None:
        raise NotFound("customer", str(customer_id))
    return found


def customer_name(work: Work, customer_id: int) -> str:
    """The customer's name; raises NotFound."""
    found = customers.name_of(work.db, customer_id)
    if found is None:
        raise NotFound("customer", str(customer_id))
    return found


def invoice(work: Work, invoice_id: int, customer_id: int | None = None) -> dict[str, Any]:
    """The invoice's row; raises NotFound, also when it belongs to another customer."""
    found = rows.INVOICES.get(work.db, invoice_id)
    if found is None:
        raise NotFound("invoice", str(invoice_id))
    if customer_id is not None and found["customer_id"] != customer_id:
        raise InvalidInput(
            f"Invoice {found['number']} belongs to another customer. Choose one of this customer.",
            "invoices",
        )
    return found


def open_invoice(work: Work, invoice_id: int, customer_id: int | None = None) -> dict[str, Any]:
    """An issued invoice with a balance; otherwise a sentence why not."""
    found = issued_invoice(work, invoice_id, customer_id)
    if found["balance"] <= 0 and found["written_off"] > 0:
        raise InvalidInput(
            f"Invoice {found['number']} was written off. Record what comes in after all as a"
            " recovery.",
            "invoices",
        )
    if found["balance"] <= 0:
        raise InvalidInput(
            f"Invoice {found['number']} is paid already. Choose one that is open.", "invoices"
        )
    return found


def issued_invoice(work: Work, invoice_id: int, customer_id: int | None = None) -> dict[str, Any]:
    """An issued invoice, open or not; otherwise a sentence why not."""
    found = invoice(work, invoice_id, customer_id)
    if found["lifecycle"] == "void":
        raise InvalidInput(
            f"Invoice {found['number']} is void; nothing is owed on it. Choose one that is open.",
            "invoices",
        )
    if found["lifecycle"] == "draft":
        raise InvalidInput(f"Invoice {found['number']} is a draft. Issue it first.", "invoices")
    return found


def amount(value: int, field: str = "amount", what: str = "The amount") -> int:
    """An amount above zero that a business could mean."""
    if value <= 0:
        raise InvalidInput(f"{what} must be above zero.", field)
    if value > LARGEST_AMOUNT:
        raise InvalidInput(f"{what} is too large to be right. Please check it.", field)
    return value


def past_day(work: Work, day: date, field: str, what: str) -> date:
    """A day that is not ahead of today and not before the computer age."""
    if day > work.today:
        raise InvalidInput(
            f"{what} cannot lie in the future. Choose today or an earlier day.", field
        )
    if day < _EARLIEST:
        raise InvalidInput(f"{what} is too long ago to be right. Please check the year.", field)
    return day


def coming_day(work: Work, day: date, field: str, refusal: str) -> date:
    """Today or a later day, near enough to be meant; ``refusal`` tells why not an earlier one."""
    if day < work.today:
        raise InvalidInput(refusal, field)
    if day > work.today + timedelta(days=_LONGEST_AHEAD):
        raise InvalidInput("This day is more than ten years away. Please check the year.", field)
    return day


def limit(value: int | None, field: str, what: str) -> int | None:
    """A sum from zero on that a business could mean, or None."""
    if value is not None and not 0 <= value <= LARGEST_AMOUNT:
        raise InvalidInput(f"{what} below zero, or so large, cannot be right. Check it.", field)
    return value


def written(work: Work, minor: int) -> str:
    """An amount in the book's currency, for labels and sentences."""
    return format_amount(minor, work.currency, symbol=True)
