"""A list on its way into another program: columns of one kind each, and values that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | date | None


class Kind(StrEnum):
    """What a column holds. Amounts are in minor units, numbers are whole."""

    TEXT = "text"
    AMOUNT = "amount"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: what stands above it, and what it holds."""

    title: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list: its title, the currency of its amounts, and its rows; None is an empty cell."""

    title: str
    currency: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list as it is shown: which one, what was typed into its search, what of it.

    ``show`` is the filter of invoices, the tab of customers, or what aging counts by; ``day`` is
    that of aging, or a day in the month of statements.
    """

    what: str
    search: str = ""
    show: str = ""
    day: date | None = None
