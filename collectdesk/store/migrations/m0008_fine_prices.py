"""Unit prices to a hundredth of a minor unit, as fuel and small parts are sold."""

from __future__ import annotations


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        "ALTER TABLE invoice_line ADD COLUMN unit_price_rest INTEGER NOT NULL DEFAULT 0"
        " CHECK (unit_price_rest BETWEEN 0 AND 99)",
    ]
