"""Statement arithmetic: running balances, closing, and the open-item view that must equal it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate

from collectdesk.domain.aging import Aging


class EntryKind(StrEnum):
    """What an event does to the balance: charges raise it, the others lower it."""

    CHARGE = "charge"
    CREDIT = "credit"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a statement. ``amount`` in minor units as the document shows it, unsigned.

    A reversed payment is a charge; a reversed credit too. ``what`` names the event.
    """

    day: date
    kind: EntryKind
    reference: str
    amount: int
    what: str = ""

    @property
    def effect(self) -> int:
        """What it adds to the balance."""
        return self.amount if self.kind is EntryKind.CHARGE else -self.amount


def running(opening: int, effects: Iterable[int]) -> tuple[int, ...]:
    """The balance after each line, from the opening one; ``effects`` are signed."""
    return tuple(accumulate(effects, initial=opening))[1:]


@dataclass(frozen=True, slots=True)
class StatementTotals:
    """What a statement adds up to, in minor units; payments may stand among the credits."""

    opening: int
    charges: int
    credits: int
    payments: int = 0

    @property
    def closing(self) -> int:
        """Opening + charges - credits - payments."""
        return self.opening + self.charges - self.credits - self.payments

    @property
    def has_slip(self) -> bool:
        """Whether there is something to pay, so that a slip and a stamp make sense."""
        return self.closing > 0


def statement_totals(opening: int, entries: Iterable[Entry]) -> StatementTotals:
    """Adds up a statement's events by kind."""
    sums = dict.fromkeys(EntryKind, 0)
    for entry in entries:
        sums[entry.kind] += entry.amount
    return StatementTotals(
        opening, sums[EntryKind.CHARGE], sums[EntryKind.CREDIT], sums[EntryKind.PAYMENT]
    )


def open_item_closing(balances: Iterable[int], unapplied: int) -> int:
    """The closing of an open-item statement: what is open less the cash not yet applied."""
    return sum(balances) - unapplied


def shown_buckets(aging: Aging) -> tuple[int, ...]:
    """The aging strip of a statement: never a bucket below zero."""
    return tuple(max(0, amount) for amount in aging.amounts)
