"""Backups: what is known of one, and which are kept when there are many.

Age is told by the sequence number, never by the clock: a computer that spent a week in the year
2099 must not make the newest backup look old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

KEEP_LATEST = 10
KEEP_DAILY = 14
KEEP_WEEKLY = 8
KEEP_MONTHLY = 12


class Reason(StrEnum):
    """Why a backup was made."""

    OPENED = "opened"
    CLOSED = "closed"
    HOURLY = "hourly"
    BEFORE_IMPORT = "import"
    BEFORE_DELETION = "deletion"
    BEFORE_RESTORE = "restore"
    BEFORE_UPGRADE = "upgrade"
    BY_HAND = "manual"


_FOR_EVER = frozenset({Reason.BY_HAND, Reason.BEFORE_UPGRADE})
_ONLY_IF_CHANGED = frozenset({Reason.OPENED, Reason.CLOSED, Reason.HOURLY})


@dataclass(frozen=True, slots=True)
class Backup:
    """What the manifest says of a verified backup.

    ``counts`` are rows by table and sums of whole numbers by "table.column" (money in minor
    units). ``step`` is the last step of the trail that it holds, ``seal`` that step's hash.
    """

    sequence: int
    made_at: datetime
    reason: Reason
    book_name: str
    book_uuid: str
    currency: str
    size: int
    sha256: str
    schema: int
    step: int
    seal: str
    counts: dict[str, int]

    @property
    def kept_for_ever(self) -> bool:
        """Whether thinning leaves it alone."""
        return self.reason in _FOR_EVER

    def as_json(self) -> dict[str, Any]:
        """For the manifest."""
        names = (name for name in self.__slots__ if name not in ("made_at", "reason"))
        return {
            "format": 1,
            **{name: getattr(self, name) for name in names},
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "reason": self.reason.value,
        }


def backup_from_json(value: Any) -> Backup:
    """The backup that a manifest describes. Raises ValueError where it is none."""
    if not isinstance(value, dict) or value.get("format") != 1:
        raise ValueError("not a manifest of a backup")
    kinds: dict[str, type] = {
        "sequence": int, "book_name": str, "book_uuid": str, "currency": str, "size": int,
        "sha256": str, "schema": int, "step": int, "seal": str, "counts": dict,
    }  # fmt: skip
    if any(type(value.get(name)) is not kind for name, kind in kinds.items()):
        raise ValueError("a manifest with unusable values")
    return Backup(
        made_at=datetime.fromisoformat(str(value.get("made_at"))),
        reason=Reason(str(value.get("reason"))),
        **{name: value[name] for name in kinds},
    )


def is_needed(reason: Reason, step: int, seal: str, newest: Backup | None) -> bool:
    """Whether a backup for this reason would hold anything that the newest does not."""
    if newest is None or reason not in _ONLY_IF_CHANGED:
        return True
    return (newest.step, newest.seal) != (step, seal)


def superfluous(backups: Iterable[Backup]) -> list[Backup]:
    """The backups that thinning removes, the oldest first.

    Of the others the 10 latest stay, the last of each of 14 days, 8 weeks and 12 months, counted
    back by sequence; those made by hand or before an upgrade always stay.
    """
    newest_first = sorted(backups, key=lambda backup: backup.sequence, reverse=True)
    kept = {backup.sequence for backup in newest_first[:KEEP_LATEST]}
    for period, most in ((_day, KEEP_DAILY), (_week, KEEP_WEEKLY), (_month, KEEP_MONTHLY)):
        kept |= _last_of_each(newest_first, period, most)
    return [
        backup
        for backup in reversed(newest_first)
        if backup.sequence not in kept and not backup.kept_for_ever
    ]


def _last_of_each(
    newest_first: list[Backup], period: Callable[[date], tuple[int, ...]], most: int
) -> set[int]:
    last: dict[tuple[int, ...], int] = {}
    for backup in newest_first:
        last.setdefault(period(backup.made_at.date()), backup.sequence)
        if len(last) == most:
            break
    return set(last.values())


def _day(day: date) -> tuple[int, ...]:
    return (day.toordinal(),)


def _week(day: date) -> tuple[int, ...]:
    return tuple(day.isocalendar()[:2])


def _month(day: date) -> tuple[int, ...]:
    return (day.year, day.month)
