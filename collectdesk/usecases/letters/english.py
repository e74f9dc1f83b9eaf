"""The English of a book's papers: that of the country whose money the book is kept in."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final

from collectdesk.base.resources import resource_bytes

AMERICAN: Final = "en-US"
_EUROPEAN: Final = frozenset(
    ("GBP", "EUR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "ISK")
)


def english_of(currency: str) -> str:
    """The language tag of papers in ``currency``; "en-001" is the English of everywhere else."""
    if currency == "USD":
        return AMERICAN
    return "en-GB" if currency in _EUROPEAN else "en-001"


def respelled(text: str, english: str) -> str:
    """American words of the program as they are written in ``english``."""
    for american, local in _spelling().get(english.partition("-")[2], {}).items():
        text = text.replace(american, local)
    return text


@cache
def _spelling() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_bytes("texts/en/spelling.toml").decode("utf-8"))
