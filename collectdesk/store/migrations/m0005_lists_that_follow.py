"""How far the work list and the search follow the steps, and the order in which lists are read.

A step is kept first; the lists follow it when they are next looked at.
"""

from __future__ import annotations


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        "ALTER TABLE book ADD COLUMN followed_step INTEGER NOT NULL DEFAULT 0",
        "UPDATE book SET followed_step = (SELECT COALESCE(MAX(id), 0) FROM step)",
    ]
