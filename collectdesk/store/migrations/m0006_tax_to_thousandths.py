"""Tax rates to the thousandth of a percent, as in New York City (8.875 %)."""

from __future__ import annotations


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        "ALTER TABLE invoice_line ADD COLUMN tax_rate_third INTEGER NOT NULL DEFAULT 0"
        " CHECK (tax_rate_third BETWEEN 0 AND 9)",
        "UPDATE setting SET name = 'tax_rate_milli', value = CAST(value * 10 AS TEXT)"
        " WHERE name = 'tax_rate_bp'",
    ]
