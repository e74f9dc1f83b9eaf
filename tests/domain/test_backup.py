"""Backups are thinned by their order, so that no clock can make the newest one go."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectdesk.domain.backup import (
    Backup,
    Reason,
    backup_from_json,
    is_needed,
    superfluous,
)

START = datetime(2026, 3, 31, 9, 0)


def made(sequence: int, at: datetime, reason: Reason = Reason.HOURLY) -> Backup:
    """A backup of the same book."""
    return Backup(
        sequence, at, reason, "Firm", "u" * 36, "USD", 4096, "0" * 64, 3, sequence, "s", {"a": 1}
    )


def kept_of(backups: list[Backup]) -> list[Backup]:
    """What thinning leaves."""
    gone = {backup.sequence for backup in superfluous(backups)}
    return [backup for backup in backups if backup.sequence not in gone]


def test_the_ten_latest_stay_whatever_their_day() -> None:
    backups = [made(number, START) for number in range(1, 31)]
    assert [backup.sequence for backup in kept_of(backups)] == list(range(21, 31))


def test_days_weeks_and_months_stay_after_two_years_of_work() -> None:
    backups = [made(number, START + timedelta(hours=6 * number)) for number in range(1, 2921)]
    kept = kept_of(backups)
    days = sorted({backup.made_at.date() for backup in kept}, reverse=True)
    assert days[13] == days[0] - timedelta(days=13)
    assert len({(day.year, day.month) for day in days}) == 12
    assert len(kept) <= 10 + 14 + 8 + 12


def test_what_was_made_by_hand_or_before_an_upgrade_is_never_removed() -> None:
    held = [made(1, START, Reason.BY_HAND), made(2, START, Reason.BEFORE_UPGRADE)]
    backups = held + [made(number, START) for number in range(3, 60)]
    assert kept_of(backups)[:2] == held


def test_a_spell_in_another_century_never_costs_the_newest_backup() -> None:
    chance = random.Random(11)
    now = START
    backups: list[Backup] = []
    for sequence in range(1, 4000):
        now += timedelta(hours=chance.randint(1, 40))
        if chance.random() < 0.01:
            now += timedelta(days=chance.choice([-27_000, -400, -1, 1, 400, 27_000]))
        now = min(max(now, datetime(1970, 1, 2)), datetime(2190, 1, 1))
        backups = kept_of([*backups, made(sequence, now)])
        assert backups[-1].sequence == sequence
        assert [backup.sequence for backup in backups[-10:]] == list(
            range(max(1, sequence - 9), sequence + 1)
        )
    assert len(backups) <= 10 + 14 + 8 + 12


@settings(max_examples=60)
@given(st.lists(st.tuples(st.datetimes(), st.sampled_from(Reason)), max_size=60))
def test_thinning_twice_is_thinning_once(stamps: list[tuple[datetime, Reason]]) -> None:
    backups = [made(number, at, why) for number, (at, why) in enumerate(stamps, start=1)]
    once = kept_of(backups)
    assert kept_of(once) == once


def test_a_manifest_reads_back_the_same() -> None:
    backup = made(7, START, Reason.BY_HAND)
    assert backup_from_json(backup.as_json()) == backup


@pytest.mark.parametrize(
    "spoilt",
    [None, [], {}, {"sequence": "7"}, {"reason": "fun"}, {"made_at": "soon"}, {"format": 2}],
    ids=str,
)
def test_what_is_no_manifest_is_refused(spoilt: object) -> None:
    value = made(7, START).as_json() | spoilt if isinstance(spoilt, dict) and spoilt else spoilt
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever is wrong in it
        backup_from_json(value)


def test_nothing_new_needs_no_backup_but_the_owner_always_gets_one() -> None:
    newest = made(7, START)
    assert not is_needed(Reason.HOURLY, 7, "s", newest)
    assert is_needed(Reason.HOURLY, 8, "t", newest)
    assert is_needed(Reason.CLOSED, 7, "forged", newest)
    assert is_needed(Reason.BY_HAND, 7, "s", newest)
    assert is_needed(Reason.OPENED, 7, "s", None)
