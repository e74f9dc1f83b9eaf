"""In which order the documents of a batch are numbered, drawn and printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.postcodes import postcode_of

_DIGITS: Final = re.compile(r"(\d+)")
_Key = tuple[object, ...]


class BatchOrder(StrEnum):
    """LISTED keeps the order of the list that the owner looked at."""

    LISTED = "listed"
    NAME = "name"
    NUMBER = "number"
    POSTCODE = "postcode"

    @property
    def label(self) -> str:
        """How the order is offered."""
        return _LABELS[self]


_LABELS: Final = {
    BatchOrder.LISTED: "As listed",
    BatchOrder.NAME: "By name",
    BatchOrder.NUMBER: "By customer number",
    BatchOrder.POSTCODE: "By postcode",
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a document; ``key`` is the id of the customer or the document."""

    key: int
    name: str
    number: str
    address: tuple[str, ...]


def in_order(addressees: Iterable[Addressee], order: BatchOrder) -> tuple[int, ...]:
    """The keys in order; who has no postcode comes last, equal ones go by name and number."""
    return tuple(one.key for one in sorted(addressees, key=_KEYS[order]))


def rest_from(documents: tuple[int, ...], number: int) -> tuple[int, ...]:
    """The documents of a batch from one of them on, counted from 1.

    Raises InvalidInput for a number that the batch does not have.
    """
    if not 1 <= number <= len(documents):
        raise InvalidInput(
            f"This batch has the numbers 1 to {len(documents):,}. Start at one of them.",
            "from_row",
        )
    return documents[number - 1 :]


def _as_listed(_: Addressee) -> _Key:
    return ()


def _by_name(one: Addressee) -> _Key:
    return _letters(one.name), *_by_number(one)


def _by_number(one: Addressee) -> _Key:
    """C-9 comes before C-10."""
    parts = _DIGITS.split(one.number.casefold())
    return (tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts),)


def _by_postcode(one: Addressee) -> _Key:
    postcode = postcode_of(one.address)
    return (not postcode, postcode, *_by_name(one))


def _letters(text: str) -> str:
    """Accents aside: Éclair stands with Eclair, not behind Zebra."""
    parted = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in parted if not unicodedata.combining(mark))


_KEYS: Final[dict[BatchOrder, Callable[[Addressee], _Key]]] = {
    BatchOrder.LISTED: _as_listed,
    BatchOrder.NAME: _by_name,
    BatchOrder.NUMBER: _by_number,
    BatchOrder.POSTCODE: _by_postcode,
}
