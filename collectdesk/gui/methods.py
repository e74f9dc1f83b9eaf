"""The ways to pay, as lists to choose from name them."""

from __future__ import annotations

from typing import Final

from collectdesk.domain.promise import PromiseMethod

METHODS: Final = (
    ("cheque", "Cheque"),
    ("transfer", "Bank transfer"),
    ("card", "Card"),
    ("cash", "Cash"),
    ("direct_debit", "Direct debit"),
    ("other", "Another way"),
)
"""How money came or went."""

PROMISED: Final = tuple((code, name) for code, name in METHODS if code in set(PromiseMethod))
"""How money can be promised: a direct debit is nobody's promise."""
