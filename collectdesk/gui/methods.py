"""The ways to pay, as lists to choose from name them."""

from __future__ import annotations

from typing import Final

from collectdesk.domain.english import spelled
from collectdesk.domain.promise import PromiseMethod

REFERENCE_HINT: Final = "Its number, or the text of the transfer"
_METHODS: Final = (
    ("cheque", "Cheque"),
    ("transfer", "Bank transfer"),
    ("card", "Card"),
    ("cash", "Cash"),
    ("direct_debit", "Direct debit"),
    ("other", "Another way"),
)

Choices = tuple[tuple[str, str], ...]


def methods(currency: str) -> Choices:
    """How money came or went, in the words of a book of this currency."""
    return tuple((code, spelled(name, currency)) for code, name in _METHODS)


def promised_methods(currency: str) -> Choices:
    """How money can be promised: a direct debit is nobody's promise."""
    return tuple((code, name) for code, name in methods(currency) if code in set(PromiseMethod))
