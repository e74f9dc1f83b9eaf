"""Whether a disk has room for what is about to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

from collectdesk.domain.errors import DiskFull
from collectdesk.store.engine import BookDatabase

SPARE = 1024 * 1024
"""Bytes that are left free for the rest of the work."""

_BYTES_A_ROW = 8 * 1024


def require_room(folder: Path, needed: int) -> None:
    """Raises DiskFull, before anything is written, where ``needed`` bytes do not fit."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # the write itself will tell what is wrong there
    if free < needed + SPARE:
        raise DiskFull(str(folder))


def require_room_for_rows(db: BookDatabase, rows: int) -> None:
    """Raises DiskFull where so many rows with their trail and their log do not fit beside the book.

    What is needed is a cautious guess; a disk that fills up all the same rolls the step back.
    """
    path = Path(db.execute_sql("PRAGMA database_list").fetchone()[2])
    require_room(path.parent, rows * _BYTES_A_ROW)
