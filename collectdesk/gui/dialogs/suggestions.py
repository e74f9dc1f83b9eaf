"""What is offered while typing. Everything else may be typed as well."""

from __future__ import annotations

from typing import Final

TERMS: Final = (
    "Due on receipt",
    "Net 7",
    "Net 10",
    "Net 14",
    "Net 15",
    "Net 30",
    "Net 45",
    "Net 60",
    "Net 90",
    "2/10 Net 30",
    "1/10 Net 30",
    "End of month",
    "Net 30 EOM",
    "15 MFI",
)
PAY_RUNS: Final = (
    "every Fri",
    "every Thu",
    "15th and last day of the month",
    "last day of the month",
    "every Fri, cut-off 3",
)
ENTITY_TYPES: Final = (
    "Corporation",
    "LLC",
    "Partnership",
    "Sole proprietor",
    "Non-profit",
    "Public body",
    "School district",
)
ROLES: Final = (
    "accounts payable",
    "accounts payable manager",
    "approver",
    "buyer",
    "owner",
    "reception",
)

REFERENCE_HINT: Final = "Its number, or the text of the transfer"
"""What the reference of a payment is."""
