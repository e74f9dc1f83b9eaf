"""Copies that a crash left beside a book while it was written anew."""

from __future__ import annotations

import glob
import logging
import re
from pathlib import Path

_log = logging.getLogger(__name__)


def remove_leftovers(book: Path) -> None:
    """Take unfinished copies of a book away; one of a book with a passphrase may be plain.

    Only for who holds the book alone: then nobody is writing one.
    """
    ours = re.compile(re.escape(f".{book.name}.") + r"[0-9a-f]{16,32}\.new(-wal|-shm|-journal)?")
    for found in book.parent.glob(f".{glob.escape(book.name)}.*.new*"):
        if ours.fullmatch(found.name):
            try:
                found.unlink()
            except OSError:
                _log.warning("an unfinished copy of a book could not be removed")
