"""A second place for backups: a stick, another disk, a shared folder. It may be away for a while.

A marker is put into the folder when it is chosen. Without it nothing is written there: the empty
folder of a stick that is not plugged in lies on the computer's own disk, and its letter may belong
to another stick today.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from collectdesk.base.files import write_atomically
from collectdesk.domain.errors import FolderNotWritable, KnownError
from collectdesk.usecases.backup_folder import StoredBackup, copy_backup, newest_of

MARKER = ".collectdesk-backups"
_IN_THE_MARKER = b"CollectDesk keeps second copies of its backups in this folder.\n"


class SecondPlace(StrEnum):
    """What became of the second copy."""

    NONE = "none"
    KEPT = "kept"
    AWAY = "away"
    FAILED = "failed"


def mark_second_place(folder: Path) -> None:
    """Make a folder known as a second place. Raises FolderNotWritable."""
    if not folder.is_dir():
        raise FolderNotWritable(str(folder), "the folder does not exist")
    try:
        write_atomically(folder / MARKER, _IN_THE_MARKER)
    except OSError as error:
        raise FolderNotWritable(str(folder), error.strerror or "") from error


def is_there(folder: Path) -> bool:
    """Whether the second place can be reached now, and is the one that was chosen."""
    try:
        return (folder / MARKER).is_file()
    except OSError:
        return False


def bring(stored: StoredBackup, place: Path | None, below: Path) -> tuple[SecondPlace, str]:
    """See that the newest backup has a verified copy in ``below``, which is inside ``place``.

    Returns what became of it, with the sentence of a failure.
    """
    if place is None:
        return SecondPlace.NONE, ""
    if not is_there(place):
        return SecondPlace.AWAY, ""
    try:
        newest = newest_of(below, stored.backup.book_uuid)
        if newest is None or newest.backup.sha256 != stored.backup.sha256:
            copy_backup(stored, below)
    except KnownError as error:
        return SecondPlace.FAILED, str(error)
    return SecondPlace.KEPT, ""
