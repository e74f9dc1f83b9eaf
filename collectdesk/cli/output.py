"""How the terminal shows things: aligned tables, one safe line per text, JSON for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

from collectdesk.domain.money import format_amount
from collectdesk.domain.words import shortened

_WIDEST_TEXT: Final = 44
_UNSAFE_CATEGORIES: Final = frozenset(["Cc", "Zl", "Zp"])
_DIRECTION_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def say(text: str = "") -> None:
    """Print lines for people; each is shown as it is, without control marks."""
    print("\n".join(plain(line) for line in text.split("\n")))


def complain(sentence: str) -> None:
    """Print a sentence on standard error."""
    print(plain(sentence), file=sys.stderr)


def say_json(value: dict[str, Any]) -> None:
    """Print one JSON object, in ASCII so that every terminal and pipe carries it."""
    print(json.dumps(value, indent=2))


def plain(text: str) -> str:
    """``text`` on one line, without marks that could command a terminal or turn its direction."""
    return "".join(
        " "
        if unicodedata.category(mark) in _UNSAFE_CATEGORIES or mark in _DIRECTION_MARKS
        else mark
        for mark in text
    )


def say_table(heading: Sequence[str], rows: Sequence[Sequence[str]], right: str = "") -> None:
    """Print rows under their heading. ``right`` has an "r" for each column set to the right.

    Long texts are clipped, but not in the last column, which nothing follows.
    """
    sides = right.ljust(len(heading))
    cells = [
        [*(_clipped(plain(cell)) for cell in row[:-1]), plain(row[-1])] for row in (heading, *rows)
    ]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            _padded(cell, width, side) for cell, width, side in zip(row, widths, sides, strict=True)
        ]
        print("  ".join(padded).rstrip())


def amount(minor: int, currency: str) -> str:
    """ "1,234.50" for a column; nothing of a currency is a dash."""
    return format_amount(minor, currency) if minor else "–"


def _clipped(text: str) -> str:
    if _width(text) <= _WIDEST_TEXT:
        return text
    kept = shortened(text, min(_WIDEST_TEXT, len(text) - 1))
    while _width(kept) > _WIDEST_TEXT:
        kept = shortened(text, len(kept) - 1)
    return kept


def _padded(text: str, width: int, side: str) -> str:
    space = " " * (width - _width(text))
    return space + text if side == "r" else text + space


def _width(text: str) -> int:
    """Columns of a terminal: East Asian letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(mark) else 1 + (unicodedata.east_asian_width(mark) in "WF")
        for mark in text
    )
