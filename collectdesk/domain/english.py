"""How the program's own words are spelled: as in the country whose money the book is kept in.

Only the program's own words ever pass through here, before anything that somebody typed is put
into them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

AMERICAN: Final = "en-US"
BRITISH: Final = "en-GB"
INTERNATIONAL: Final = "en-001"
_EUROPEAN: Final = frozenset(
    ("GBP", "EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK")
)

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    AMERICAN: {
        "acknowledgement": "acknowledgment",
        "ageing": "aging",
        "by post": "by mail",
        "cancelled": "canceled",
        "cheque": "check",
        "cheques": "checks",
        "colour": "color",
        "favour": "favor",
        "in the post": "in the mail",
        "instalment": "installment",
        "instalments": "installments",
        "licence": "license",
        "posted": "mailed",
        "postcode": "ZIP code",
    },
    BRITISH: {
        "an attorney": "a solicitor",
        "attorney": "solicitor",
        "past due": "overdue",
        "past-due": "overdue",
        "routing number": "sort code",
        "sales tax": "VAT",
        "tax ID": "VAT no.",
    },
    INTERNATIONAL: {
        "an attorney": "a lawyer",
        "attorney": "lawyer",
        "past due": "overdue",
        "past-due": "overdue",
        "routing number": "bank code",
        "sales tax": "tax",
    },
}
"""What is written otherwise in one country than in the program's texts."""


def english_of(currency: str) -> str:
    """The language tag of a book in ``currency``; "en-001" is the English of everywhere else."""
    if currency == "USD":
        return AMERICAN
    return BRITISH if currency in _EUROPEAN else INTERNATIONAL


@lru_cache(maxsize=1024)
def spelled(words: str, currency: str) -> str:
    """Words of the program as they are written where the money of a book is ``currency``."""
    return respelled(words, english_of(currency))


def respelled(text: str, english: str) -> str:
    """A text of the program as it is written in ``english``, a language tag.

    American where the tag is of no country that is known here.
    """
    english = english if english in _WORDS else AMERICAN
    local = _local(english)
    return _pattern(english).sub(lambda found: local[found[0]], text)


@cache
def _local(english: str) -> dict[str, str]:
    words = _WORDS[english]
    return {**words, **{_capital(word): _capital(other) for word, other in words.items()}}


@cache
def _pattern(english: str) -> re.Pattern[str]:
    longest_first = sorted(_local(english), key=len, reverse=True)
    # Never the name of a field, which stands in braces.
    return re.compile(rf"(?<![\w{{])(?:{'|'.join(map(re.escape, longest_first))})\b")


def _capital(word: str) -> str:
    return word[0].upper() + word[1:]
