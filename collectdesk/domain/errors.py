"""Known failures, one class each, with the sentence that the owner reads.

A known error is not a crash: its text says what happened and what to do, in plain words. Whoever
shows it (window or terminal) prints ``str(error)`` and nothing else.
"""

from __future__ import annotations


class KnownError(Exception):
    """A foreseen failure. ``str(error)`` is one plain sentence for the owner; nothing was changed."""


class InvalidInput(KnownError):
    """A value that a person typed cannot be used. ``field`` names the command's field, if known."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field
