"""One line of user text in the room that there is, in the direction in which it is read."""

from __future__ import annotations

import unicodedata
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_RIGHT_TO_LEFT: Final = frozenset(("R", "AL"))
_AS_IT_BEGINS: Final = "\u2068"
_END: Final = "\u2069"


def elided(text: str, metrics: QFontMetrics, room: int) -> str:
    """``text`` as it is painted in ``room`` pixels: ending in "…" where it lacks room.

    A text with Arabic or Hebrew in it runs as its own beginning does, so that its "…" stands at its
    end and not before its first word.
    """
    if metrics.horizontalAdvance(text) > room:
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    return directed(text)


def directed(text: str) -> str:
    """``text`` so that it runs as it begins, whatever stands around it."""
    if text.isascii() or not any(map(_runs_left, text)):
        return text
    return f"{_AS_IT_BEGINS}{text}{_END}"


def _runs_left(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT
