"""Entries of a bank that are no customer's payment: said once, remembered by what the bank said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.bank import BankEntry
from collectdesk.domain.dates import parse_date_iso

_KEPT: Final = timedelta(days=730)
"""So long before today; no bank offers entries for download that are older."""


def keys_aside(kept: str) -> frozenset[str]:
    """The keys of the entries that were set aside, from what the book keeps of them."""
    return frozenset(line.partition(" ")[2] for line in kept.splitlines())


def with_aside(kept: str, entries: Iterable[BankEntry], today: date) -> str:
    """What the book keeps when these are set aside, too; what is too old to come again goes."""
    told = {entry.key: entry.day for entry in entries}
    days = {line.partition(" ")[2]: _day(line, today) for line in kept.splitlines()} | told
    return "\n".join(
        f"{day.isoformat()} {key}" for key, day in days.items() if day >= today - _KEPT
    )


def without_aside(kept: str, entries: Iterable[BankEntry]) -> str:
    """What the book keeps when these are offered again."""
    again = {entry.key for entry in entries}
    return "\n".join(line for line in kept.splitlines() if line.partition(" ")[2] not in again)


def _day(line: str, today: date) -> date:
    day = line.partition(" ")[0]
    return parse_date_iso(day) if day else today
