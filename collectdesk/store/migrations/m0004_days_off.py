"""A customer's own public holidays, and interest on interest where it was agreed."""

from __future__ import annotations

_COLUMNS = (
    "customer ADD COLUMN calendar TEXT NOT NULL DEFAULT ''",
    "customer ADD COLUMN interest_compounds INTEGER NOT NULL DEFAULT 0"
    " CHECK (interest_compounds IN (0, 1))",
    "charge ADD COLUMN compounded INTEGER NOT NULL DEFAULT 0 CHECK (compounded IN (0, 1))",
)


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [f"ALTER TABLE {column}" for column in _COLUMNS]
