"""What a payment QR code says: a transfer in euro by EPC069-12, or a plain link."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_IBAN: Final = re.compile(r"\b([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30})\b")
_MOST_CENTS: Final = 99_999_999_999
_LONGEST_NAME: Final = 70
_LONGEST_REFERENCE: Final = 140
_LONGEST_LINK: Final = 300


def iban_in(lines: Iterable[str]) -> str:
    """The first valid IBAN in lines of bank details, without spaces; "" if there is none."""
    for line in lines:
        for match in _IBAN.finditer(line.upper()):
            words = match[1].split(" ")
            for count in range(len(words), 0, -1):
                iban = "".join(words[:count])
                if is_iban(iban):
                    return iban
    return ""


def is_iban(text: str) -> bool:
    """Whether the check digits fit (ISO 13616: remainder 1 of 97)."""
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", text):
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def transfer_code(name: str, iban: str, cents: int, reference: str) -> str:
    """The payload that banking apps read (EPC069-12, version 002, UTF-8).

    "" for an amount that such a transfer cannot have, or without a name or IBAN.
    """
    payee = _line(name, _LONGEST_NAME)
    if not payee or not is_iban(iban) or not 0 < cents <= _MOST_CENTS:
        return ""
    amount = f"EUR{cents // 100}.{cents % 100:02d}"
    lines = ("BCD", "002", "1", "SCT", "", payee, iban, amount, "", "",
             _line(reference, _LONGEST_REFERENCE))  # fmt: skip
    return "\n".join(lines).rstrip("\n")


def link_code(link: str, reference: str) -> str:
    """The owner's payment link with ``{number}`` filled in; "" unless it is an https link."""
    number = re.sub("[^A-Za-z0-9._~-]", "-", reference)[:60]
    filled = link.strip().replace("{number}", number)
    plain = filled.isascii() and filled.isprintable() and " " not in filled
    fits = filled.lower().startswith("https://") and len(filled) <= _LONGEST_LINK
    return filled if plain and fits else ""


def _line(text: str, most: int) -> str:
    printable = "".join(mark if mark.isprintable() else " " for mark in text[: 4 * most])
    return " ".join(printable.split())[:most]
