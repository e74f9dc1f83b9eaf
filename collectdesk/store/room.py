"""Whether a disk has room for what is about to be written."""

from __future__ import annotations

import shutil
from pathlib import Path

from collectdesk.domain.errors import DiskFull

SPARE = 1024 * 1024
"""Bytes that are left free for the rest of the work."""


def require_room(folder: Path, needed: int) -> None:
    """Raises DiskFull, before anything is written, where ``needed`` bytes do not fit."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return  # the write itself will tell what is wrong there
    if free < needed + SPARE:
        raise DiskFull(str(folder))
