"""Which backups there are, of which book, and where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from collectdesk.usecases.backup_folder import StoredBackup, described_in, is_of_its_size
from collectdesk.usecases.second_place import is_there


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup. ``in_second`` tells that it lies in the second place.

    Each was verified when it was made; ``is_whole`` tells whether its file is as long as then.
    """

    stored: StoredBackup
    in_second: bool
    is_whole: bool


def backup_lines(folder: Path, second: Path | None = None) -> list[BackupLine]:
    """All backups in both places, the newest first; a second place that is away has none."""
    found = _lines(folder, in_second=False)
    if second is not None and is_there(second):
        found += _lines(second, in_second=True)
    return sorted(found, key=_age, reverse=True)


def backups_of(folder: Path, book: Path) -> list[StoredBackup]:
    """The whole backups of the books of that name, the newest first.

    A book that cannot be opened is known by its name alone.
    """
    return [
        line.stored
        for line in backup_lines(folder)
        if line.is_whole and line.stored.backup.book_name == book.stem
    ]


def _lines(folder: Path, *, in_second: bool) -> list[BackupLine]:
    folders = [folder, *sorted(path for path in folder.glob("*") if path.is_dir())]
    return [
        BackupLine(stored, in_second, is_of_its_size(stored))
        for each in folders
        for stored in described_in(each)
    ]


def _age(line: BackupLine) -> tuple[object, ...]:
    """Of one book the later number is newer, whatever the clock said; books go by the clock."""
    backup = line.stored.backup
    return backup.made_at, backup.sequence, not line.in_second
