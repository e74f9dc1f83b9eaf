"""Money as a bank tells it: entries of a statement, each known again by what the bank said."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem
from collectdesk.domain.money import LARGEST_AMOUNT, decimals, format_amount, parse_money
from collectdesk.domain.numerals import GROUP_SPACES, TEXT_LIMIT, scaled, split_number
from collectdesk.domain.words import quoted

_MARK: Final = "Bank entry "
_KEY_LENGTH: Final = 24
_AMOUNT = re.compile(r"([0-9]{0,15})(?:[.,]([0-9]{0,8}))?")
_IN_BRACKETS = re.compile(r"([^0-9()]{0,4})\(([^()]*)\)")
_COMMA_BEFORE_THREE = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_THOUSANDS: Final = 3


@dataclass(frozen=True, slots=True)
class BankEntry:
    """Money that came in. ``day`` is the bank's own, ``amount`` in minor units of the book.

    ``bank_id`` is the bank's name for it, empty where it has none; ``occurrence`` counts entries
    that the bank tells in the very same words.
    """

    line: int
    account: str
    bank_id: str
    day: date
    amount: int
    payer: str
    text: str
    occurrence: int = 1

    @property
    def key(self) -> str:
        """By which it is known again, in this file or another: account, id, day and amount."""
        told = self.bank_id or f"{self.payer}\x1e{self.text}\x1e{self.occurrence}"
        parts = (self.account, told, self.day.isoformat(), str(self.amount))
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[
            :_KEY_LENGTH
        ]


@dataclass(frozen=True, slots=True)
class BankStatement:
    """What a file of a bank holds: money that came in, how much else, and what cannot be read."""

    file_name: str
    entries: tuple[BankEntry, ...]
    outgoing: int
    repeated: int
    problems: tuple[ImportProblem, ...]


def statement_of(
    file_name: str, entries: Iterable[BankEntry], problems: Iterable[ImportProblem]
) -> BankStatement:
    """The statement without money that went out, and without what the file tells twice."""
    listed = list(entries)
    incoming = [entry for entry in listed if entry.amount > 0]
    seen: Counter[str] = Counter()
    kept: dict[str, BankEntry] = {}
    for entry in incoming:
        counted = entry
        if not entry.bank_id:
            seen[entry.key] += 1
            counted = replace(entry, occurrence=seen[entry.key])
        kept.setdefault(counted.key, counted)
    return BankStatement(
        file_name,
        tuple(kept.values()),
        outgoing=len(listed) - len(incoming),
        repeated=len(incoming) - len(kept),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def note_of(key: str) -> str:
    """What is kept with a payment that came from a bank's file."""
    return f"{_MARK}{key}"


def key_in(note: str) -> str:
    """The key in such a note; empty in any other."""
    return note[len(_MARK) :] if note.startswith(_MARK) else ""


def exact_amount(text: str, currency: str) -> int:
    """An amount as banks write it for programs: a dot or comma for decimals, thousands together or
    by threes ("1,234.56").

    In minor units. Raises InvalidInput for anything else, for parts of the smallest coin, and where
    a comma can mean either.
    """
    bare = text.translate(GROUP_SPACES).strip() if len(text) <= TEXT_LIMIT else ""
    number = _exact_number(bare[1:] if bare[:1] in ("-", "+") else bare, currency)
    if number is None:
        raise InvalidInput(f"{quoted(text)} is not an amount.")
    places = decimals(currency)
    whole, fraction = number
    if len(fraction) > places:
        raise InvalidInput(f"{quoted(text)} has more than {places} decimals.")
    minor = scaled(whole, fraction, places)
    if minor > LARGEST_AMOUNT:
        raise InvalidInput(f"{quoted(text)} is too large to be an amount.")
    return -minor if bare.startswith("-") else minor


def _exact_number(digits: str, currency: str) -> tuple[str, str] | None:
    """Whole and decimal digits, the last one no zero; None where it is no number.

    A dot alone is the standard's decimal one. A comma alone before three digits is taken for what
    makes an amount of this currency; raises InvalidInput where both do.
    """
    plain = _AMOUNT.fullmatch(digits)
    if plain is None:
        grouped = split_number(digits)
        return (grouped[0], grouped[1].rstrip("0")) if grouped else None
    if not (plain[1] or plain[2]):
        return None
    whole, fraction = plain[1] or "0", (plain[2] or "").rstrip("0")
    places = decimals(currency)
    if places >= _THOUSANDS or not _COMMA_BEFORE_THREE.fullmatch(digits):
        return whole, fraction
    if len(fraction) > places:
        return digits.replace(",", ""), ""
    either = [
        format_amount(scaled(*number, places), currency)
        for number in ((whole, fraction), (digits.replace(",", ""), ""))
    ]
    raise InvalidInput(
        f"{quoted(digits)} can mean {either[0]} or {either[1]}. Look at the bank which it is, and"
        " record this payment by hand."
    )


def written_amount(text: str, currency: str) -> int:
    """An amount as banks write it for people; brackets or a minus behind it make it negative."""
    bare = text.strip()
    if in_brackets := _IN_BRACKETS.fullmatch(bare):
        return -parse_money(in_brackets[1] + in_brackets[2], currency)
    if bare.endswith("-"):
        return -parse_money(bare[:-1], currency)
    return parse_money(bare, currency)
