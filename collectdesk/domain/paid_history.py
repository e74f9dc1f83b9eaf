"""How an invoice was settled, day by day, in one cell of a list: written, and read again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.dates import parse_date_iso
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import major_string, parse_money
from collectdesk.domain.words import quoted

KINDS: Final = (
    "payment", "credit_note", "write_off", "discount", "small_balance", "settlement", "waiver",
)  # fmt: skip
"""What lowers a debt."""

_BETWEEN: Final = "; "
_RETURNED: Final = ", returned "
_WORDS: Final = {kind: kind.replace("_", " ") for kind in KINDS}
_BY_WORDS: Final = {words: kind for kind, words in _WORDS.items()}


@dataclass(frozen=True, slots=True)
class PaidPart:
    """So much of an invoice, in minor units, was paid or let go on a day, and taken back by the
    bank ``returned_on`` another."""

    dated: date
    amount: int
    kind: str = "payment"
    returned_on: date | None = None


def written_history(parts: Iterable[PaidPart], currency: str) -> str:
    """All on one line: "2026-02-10 40.00 payment; 2026-03-01 2.00 discount"."""
    return _BETWEEN.join(_written(part, currency) for part in parts)


def _written(part: PaidPart, currency: str) -> str:
    words = f"{part.dated.isoformat()} {major_string(part.amount, currency)} {_WORDS[part.kind]}"
    return f"{words}{_RETURNED}{part.returned_on.isoformat()}" if part.returned_on else words


def settled_by(parts: Iterable[PaidPart]) -> int:
    """What they settle together, in minor units."""
    return sum(part.amount for part in parts if part.returned_on is None)


def settled_last(parts: Iterable[PaidPart]) -> date | None:
    """The day of the last that was not taken back."""
    return max((part.dated for part in parts if part.returned_on is None), default=None)


def parse_history(text: str, currency: str) -> tuple[PaidPart, ...]:
    """What ``written_history`` wrote. Raises InvalidInput for anything else."""
    return tuple(_part(piece.strip(), currency) for piece in text.split(";") if piece.strip())


def _part(piece: str, currency: str) -> PaidPart:
    told, _, returned = piece.partition(_RETURNED)
    day, _, rest = told.partition(" ")
    amount, _, words = rest.partition(" ")
    kind = _BY_WORDS.get(words.strip() or "payment")
    try:
        part = PaidPart(
            parse_date_iso(day),
            parse_money(amount, currency),
            kind or "",
            parse_date_iso(returned) if returned else None,
        )
    except InvalidInput as error:
        raise _unclear(piece) from error
    if kind is None or part.amount <= 0 or not _can_be_returned(part):
        raise _unclear(piece)
    return part


def _can_be_returned(part: PaidPart) -> bool:
    """Only money comes back, and not before it came."""
    return part.returned_on is None or (part.kind == "payment" and part.returned_on >= part.dated)


def _unclear(piece: str) -> InvalidInput:
    return InvalidInput(
        f"How it was paid: {quoted(piece)} was not understood. Write it as 2026-02-10 40.00"
        " payment, several with a semicolon between."
    )
