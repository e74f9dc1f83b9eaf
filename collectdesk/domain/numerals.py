"""Plain decimal numbers as people type them: digits, one decimal mark, grouping by threes."""

from __future__ import annotations

import re
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted

TEXT_LIMIT: Final = 60
GROUP_SPACES: Final = {**dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " "), 0x2019: "'"}
"""Spaces and apostrophes that spreadsheets put between thousands, for str.translate."""

_QUANTITY_PLACES: Final = 3
_PERCENT_PLACES: Final = 2
_TAX_PLACES: Final = 3

_PLAIN = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?|()[.,]([0-9]{1,2})")
_LONG_FRACTION = re.compile(r"([0-9]*)\.([0-9]{3,})|(0?|[0-9]{4,}),([0-9]{3,})")
_GROUPED = re.compile(r"([0-9]{1,3}(?:([,. '])[0-9]{3})(?:\2[0-9]{3})*)(?:([.,])([0-9]+))?")


def split_number(digits: str) -> tuple[str, str] | None:
    """Whole and decimal digits of an unsigned number, or None when it is none.

    A decimal comma is taken where it can mean nothing else; a lone comma before three digits groups
    thousands. Only the digits 0 to 9 count.
    """
    plain = _PLAIN.fullmatch(digits)
    if plain:
        return plain[1] or "", plain[2] or plain[4] or ""
    long_fraction = _LONG_FRACTION.fullmatch(digits)
    if long_fraction:
        return long_fraction[1] or long_fraction[3] or "", long_fraction[2] or long_fraction[4]
    grouped = _GROUPED.fullmatch(digits)
    if grouped is None or grouped[2] == grouped[3] or grouped[1].startswith("0"):
        return None
    return re.sub(r"[^0-9]", "", grouped[1]), grouped[4] or ""


def scaled(whole: str, fraction: str, places: int) -> int:
    """The number times ten to the power of ``places``; ``fraction`` has at most as many digits."""
    return int((whole + fraction.ljust(places, "0")) or "0")


def parse_whole(text: str, least: int, most: int, field: str = "") -> int:
    """A whole number from ``least`` to ``most``: "30", "1,200". Raises InvalidInput otherwise."""
    bare = text.translate(GROUP_SPACES).strip() if len(text) <= TEXT_LIMIT else ""
    number = split_number(bare.removeprefix("-"))
    value = int(number[0]) if number and number[0] and not number[1] else None
    if value is not None and bare.startswith("-"):
        value = -value
    if value is None or not least <= value <= most:
        raise InvalidInput(
            f"{quoted(text.strip()) if text.strip() else 'Nothing'} does not fit here."
            f" Type a number from {least:,} to {most:,}.",
            field,
        )
    return value


def parse_quantity(text: str) -> int:
    """A quantity in thousandths: "2.5" is 2500. Raises InvalidInput for anything else."""
    return _parse_scaled(text, _QUANTITY_PLACES, "quantity", "a quantity, such as 2 or 2.5")


def format_quantity(milli: int) -> str:
    """A quantity as short as it goes: 2500 is "2.5", 2000 is "2"."""
    return _shortest(milli, _QUANTITY_PLACES)


def parse_percent(text: str) -> int:
    """A percentage in hundredths of a percent: "8.25 %" is 825. Raises InvalidInput otherwise.

    No rate reaches a thousand, so a comma is always a decimal one.
    """
    return _parse_rate(text, _PERCENT_PLACES, "percent", "a percentage", "8.25")


def format_percent(basis_points: int) -> str:
    """Hundredths of a percent as short as it goes: 200 is "2", 150 is "1.5"."""
    return _shortest(basis_points, _PERCENT_PLACES)


def parse_tax_rate(text: str) -> int:
    """A tax rate in thousandths of a percent: "8.875 %" is 8875. Raises InvalidInput otherwise.

    A comma is a decimal one, as in ``parse_percent``.
    """
    return _parse_rate(text, _TAX_PLACES, "tax_rate", "a tax rate", "8.25 or 8.875")


def format_tax_rate(milli: int) -> str:
    """A tax rate as short as it goes: 8875 is "8.875", 7000 is "7"."""
    return _shortest(milli, _TAX_PLACES)


def _shortest(value: int, places: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    text = f"{whole:,}.{rest:0{places}d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


def _parse_rate(text: str, places: int, field: str, what: str, example: str) -> int:
    bare = text.strip().removesuffix("%").rstrip().replace(",", ".")
    whole, dot, fraction = bare.partition(".")
    bare = f"{whole}{dot}{fraction.rstrip('0')}".rstrip(".")
    number = split_number(bare.removeprefix("-")) if len(bare) <= TEXT_LIMIT else None
    if number is not None and len(number[1]) > places:
        raise InvalidInput(
            f"{quoted(text)} is finer than {what} is kept, and is not rounded. Type at most"
            f" {places} decimals, such as {example}.",
            field,
        )
    return _parse_scaled(bare, places, field, f"{what}, such as {example}")


def _parse_scaled(text: str, places: int, field: str, example: str) -> int:
    bare = text.translate(GROUP_SPACES).strip() if len(text) <= TEXT_LIMIT else ""
    number = split_number(bare.removeprefix("-"))
    if number is None or len(number[1]) > places:
        raise InvalidInput(f"{quoted(text)} is not {example}.", field)
    value = scaled(*number, places)
    return -value if bare.startswith("-") else value
