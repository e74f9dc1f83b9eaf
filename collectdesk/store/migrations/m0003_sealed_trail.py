"""A hash for each step of the trail, and the mark by which a book knows its own write-ahead log.

The hashes of steps that are there already are computed by ``store.upgrade``: SQL has none.
"""

from __future__ import annotations

_SEAL = """
CREATE TABLE step_seal (
  id INTEGER PRIMARY KEY REFERENCES step (id) ON DELETE RESTRICT,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT
"""


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        _SEAL.strip(),
        *(
            f"CREATE TRIGGER step_seal_keeps_{verb.lower()} BEFORE {verb} ON step_seal"
            " BEGIN SELECT RAISE(ABORT, 'step_seal is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        "ALTER TABLE book ADD COLUMN session TEXT NOT NULL DEFAULT ''",
    ]
