"""Aging: how old the open money is, as of any day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

BUCKETS_BY_DUE: Final = ("current", "1-30", "31-60", "61-90", "90+")
BUCKETS_BY_INVOICE: Final = ("0-30", "31-60", "61-90", "90+")

_UPPER_EDGES_BY_DUE = (0, 30, 60, 90)
_UPPER_EDGES_BY_INVOICE = (30, 60, 90)


class AgingBy(StrEnum):
    """From which day an invoice's age is counted."""

    DUE = "due"
    INVOICE = "invoice"


@dataclass(frozen=True, slots=True)
class Aging:
    """Open money by age, in minor units: one amount per bucket, oldest last.

    ``unapplied`` is cash that belongs to no invoice yet; it is never taken out of a bucket, only
    out of ``total``.
    """

    by: AgingBy
    amounts: tuple[int, ...]
    unapplied: int
    total: int

    @property
    def buckets(self) -> tuple[str, ...]:
        """The names of the buckets, in the order of ``amounts``."""
        return _buckets(self.by)

    @property
    def past_due(self) -> int:
        """What is overdue (by due date) or older than 30 days (by invoice date)."""
        return sum(self.amounts[1:])


def bucket_by_due(as_of: date, due: date) -> str:
    """The bucket of an invoice by its due date; an upper edge belongs to the lower bucket."""
    return BUCKETS_BY_DUE[_index(AgingBy.DUE, as_of, due)]


def age(
    items: Iterable[tuple[date, int]],
    unapplied: int,
    as_of: date,
    by: AgingBy | str = AgingBy.DUE,
) -> Aging:
    """Sorts open balances into buckets. Each item is its due (or invoice) date and its balance."""
    basis = AgingBy(by)
    amounts = [0] * len(_buckets(basis))
    for day, balance in items:
        amounts[_index(basis, as_of, day)] += balance
    return Aging(basis, tuple(amounts), unapplied, sum(amounts) - unapplied)


def bucket_floors(as_of: date, by: AgingBy) -> tuple[date, ...]:
    """The earliest day of each bucket but the last, newest bucket first.

    An item belongs to the first bucket whose day it is on or after, else to the last one.
    """
    return tuple(as_of - timedelta(days=edge) for edge in _edges(by))


def _edges(by: AgingBy) -> tuple[int, ...]:
    return _UPPER_EDGES_BY_DUE if by is AgingBy.DUE else _UPPER_EDGES_BY_INVOICE


def _buckets(by: AgingBy) -> tuple[str, ...]:
    return BUCKETS_BY_DUE if by is AgingBy.DUE else BUCKETS_BY_INVOICE


def _index(by: AgingBy, as_of: date, day: date) -> int:
    days = (as_of - day).days
    return sum(days > edge for edge in _edges(by))
