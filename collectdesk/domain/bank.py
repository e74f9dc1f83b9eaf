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
from collectdesk.domain.money import LARGEST_AMOUNT, decimals, parse_money
from collectdesk.domain.numerals import scaled
from collectdesk.domain.words import quoted

_MARK: Final = "Bank entry "
_KEY_LENGTH: Final = 24
_AMOUNT = re.compile(r"([+-]?)([0-9]{0,15})(?:[.,]([0-9]{0,8}))?")


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
    """An amount as banks write it for programs: no grouping, a dot or comma for decimals.

    In minor units. Raises InvalidInput for anything else, and for parts of the smallest coin.
    """
    match = _AMOUNT.fullmatch(text.strip())
    places = decimals(currency)
    if match is None or not (match[2] or match[3]):
        raise InvalidInput(f"{quoted(text)} is not an amount.")
    fraction = (match[3] or "").rstrip("0")
    if len(fraction) > places:
        raise InvalidInput(f"{quoted(text)} has more than {places} decimals.")
    minor = scaled(match[2] or "0", fraction, places)
    if minor > LARGEST_AMOUNT:
        raise InvalidInput(f"{quoted(text)} is too large to be an amount.")
    return -minor if match[1] == "-" else minor


def written_amount(text: str, currency: str) -> int:
    """An amount as banks write it for people; brackets or a minus behind it make it negative."""
    bare = text.strip()
    if bare.startswith("(") and bare.endswith(")"):
        return -parse_money(bare[1:-1], currency)
    if bare.endswith("-"):
        return -parse_money(bare[:-1], currency)
    return parse_money(bare, currency)
