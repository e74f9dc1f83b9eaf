"""Ten years of backups by a clock that jumps: the newest must never be thinned away."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from collectdesk.domain.backup import Backup, Reason, superfluous

_JUMPS = (-27_000, -3_650, -400, -31, -1, 1, 31, 400, 27_000)
_EARLIEST, _LATEST = datetime(1970, 1, 2), datetime(2199, 1, 1)


@dataclass
class Thinned:
    """What the years came to. ``lost`` counts the times when one of the ten newest went."""

    backups: int = 0
    jumps: int = 0
    kept: int = 0
    lost: int = 0


def ten_years(seed: int = 1) -> Thinned:
    """Three backups on each working day of ten years, about one in fifty after a jump."""
    chance = random.Random(seed)
    result = Thinned()
    now = datetime(2026, 3, 31, 9, 0)
    kept: list[Backup] = []
    while result.backups < 3 * 260 * 10:
        result.backups += 1
        now += timedelta(hours=chance.randint(1, 20))
        if chance.random() < 0.02:
            result.jumps += 1
            now += timedelta(days=chance.choice(_JUMPS))
        now = min(max(now, _EARLIEST), _LATEST)
        kept.append(_backup(result.backups, now))
        gone = {backup.sequence for backup in superfluous(kept)}
        result.lost += any(backup.sequence in gone for backup in kept[-10:])
        kept = [backup for backup in kept if backup.sequence not in gone]
    result.kept = len(kept)
    return result


def _backup(sequence: int, at: datetime) -> Backup:
    return Backup(
        sequence, at, Reason.HOURLY, "Firm", "u" * 36, "USD", 4096, "0" * 64, 3, sequence, "", {}
    )
