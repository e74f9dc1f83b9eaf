"""Breaking text into lines: at spaces, between East Asian characters, inside long words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from collectdesk.documents.fonts import is_invisible
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.styles import Style, Weight
from collectdesk.domain.dates import MONTHS

_IDEOGRAPHS: Final = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
_MONTHS: Final = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS)
_DAY_FIRST: Final = f"[0-9]{{1,2}} (?:{_MONTHS})\\b(?: [0-9]{{4}}\\b)?"
_MONTH_FIRST: Final = f"(?:{_MONTHS}) [0-9]{{1,2}}, [0-9]{{4}}\\b"
_WORDS: Final = re.compile(
    f"(?:{_DAY_FIRST}|{_MONTH_FIRST})[^ {_IDEOGRAPHS}]*|[{_IDEOGRAPHS}]|[^ {_IDEOGRAPHS}]+| +"
)
"""Words, where a date is one, East Asian characters, and the spaces between."""

_SHORT: Final = 0.16
"""A last line of one word that is shorter than this share of the line does not stand alone."""

_FEW: Final = 2
_TWO: Final = 2
_LONGEST_KEPT: Final = 1_000
_JOINER: Final = "\u200d"


@dataclass(frozen=True, slots=True)
class Room:
    """The width of lines in points; the first ``narrow_lines`` have only ``narrow``."""

    width: float
    narrow: float = 0.0
    narrow_lines: int = 0

    def of_line(self, number: int) -> float:
        """The width of the line with this number, from 0."""
        return self.narrow if number < self.narrow_lines else self.width


def wrap(text: str, style: Style, width: float) -> list[Ink]:
    """The lines of cleaned one-line ``text`` within ``width`` points; at least one."""
    whole = ink(text, style.weight) if len(text) < 400 else None
    if whole is not None and whole.width * style.size <= width * 1000:
        return [whole]
    return wrap_in(text, style, Room(width))


def wrap_in(text: str, style: Style, room: Room) -> list[Ink]:
    """The lines of ``text`` where the first lines may be narrower than the rest."""
    if len(text) > _LONGEST_KEPT:
        return _broken(text, style, room)
    return list(_kept_lines(text, style, room))


@lru_cache(maxsize=1024)
def _kept_lines(text: str, style: Style, room: Room) -> tuple[Ink, ...]:
    """Letters to many customers have the same paragraphs."""
    return tuple(_broken(text, style, room))


def broken(text: str, style: Style, width: float) -> list[str]:
    """The texts of the lines of ``text`` within ``width`` points, even of one that is short."""
    return _filled(text, style, Room(width)).texts()


def _broken(text: str, style: Style, room: Room) -> list[Ink]:
    return [ink(line, style.weight) for line in _filled(text, style, room).texts()]


def _filled(text: str, style: Style, room: Room) -> _Lines:
    lines = _Lines(style, room)
    for word in _WORDS.findall(text):
        lines.add(word)
    return lines


class _Lines:
    """Lines being filled word by word; widths in thousandths of the font size."""

    def __init__(self, style: Style, room: Room) -> None:
        self._weight: Weight = style.weight
        self._limits = [room.of_line(line) * 1000 / style.size for line in range(room.narrow_lines)]
        self._last_limit = room.width * 1000 / style.size
        self._done: list[str] = []
        self._ended_at_space = False
        self._current = ""
        self._width = 0.0

    def add(self, word: str) -> None:
        """Put ``word`` on the current line or start the next one with it."""
        width = ink(word, self._weight).width
        if self._width + width > self._limit() and not word.isspace():
            self._end_line()
            if width > self._limit():
                word = self._break_long(word)
                width = ink(word, self._weight).width
        if self._current or not word.isspace():
            self._current += word
            self._width += width

    def texts(self) -> list[str]:
        """All lines, the last one included; nothing is added afterwards."""
        if self._current or not self._done:
            self._done.append(self._current.rstrip(" "))
            self._company()
        return self._done

    def _company(self) -> None:
        """Give a short word that is alone on the last line one from the line before."""
        if len(self._done) < _FEW or " " in self._done[-1] or not self._ended_at_space:
            return
        *before, word = _WORDS.findall(self._done[-2])
        together = f"{word} {self._done[-1]}"
        if before.count(" ") <= _FEW or before[-1] != " " or self._is_long(together):
            return
        self._done[-2:] = ["".join(before).rstrip(" "), together]

    def _is_long(self, last: str) -> bool:
        """Whether a last line cannot be or need not be helped."""
        short = ink(self._done[-1], self._weight).width <= _SHORT * self._last_limit
        return not short or ink(last, self._weight).width > self._last_limit

    def _limit(self) -> float:
        line = len(self._done)
        return self._limits[line] if line < len(self._limits) else self._last_limit

    def _end_line(self) -> None:
        if self._current:
            self._ended_at_space = self._current.endswith(" ")
            self._done.append(self._current.rstrip(" "))
        self._current, self._width = "", 0.0

    def _break_long(self, word: str) -> str:
        """Fill lines with pieces of a word that is longer than a line; what is left of it."""
        while True:
            piece = _fitting(word, self._weight, self._limit())
            if len(piece) == len(word):
                return word
            self._done.append(piece)
            self._ended_at_space = False
            word = word[len(piece) :]


def _fitting(word: str, weight: Weight, limit: float) -> str:
    """The longest beginning of ``word`` that fits, at least one whole character."""
    low, high = 1, 32
    while high < len(word) and ink(word[:high], weight).width <= limit:
        low, high = high, 2 * high
    high = min(high, len(word))
    while low < high:
        middle = (low + high + 1) // 2
        if ink(word[:middle], weight).width <= limit:
            low = middle
        else:
            high = middle - 1
    return word[: _whole_character(word, low)]


def _whole_character(word: str, end: int) -> int:
    """Move a cut so that it does not part a character from its marks."""
    cuts = [cut for cut in _cuts(word, end) if cut <= end]
    return cuts[-1] if cuts else next((cut for cut in _cuts(word, len(word))), len(word))


def _cuts(word: str, until: int) -> Iterator[int]:
    for place in range(1, min(until + 1, len(word) + 1)):
        if place == len(word) or not (_belongs(word[place]) or word[place - 1] == _JOINER):
            yield place


def _belongs(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me") or is_invisible(character)


def on_two_at_most(
    text: str, style: Style, smaller: Style, width: float
) -> tuple[list[Ink], Style]:
    """The text on one line, or ``smaller`` on two where it takes two of those; only what is longer
    is cut."""
    lines = wrap(text, smaller, width)
    if len(lines) == _TWO:
        return lines, smaller
    line, style = fit(text, style, width)
    return [line], style


def fit(text: str, style: Style, width: float, smallest: float = 0.7) -> tuple[Ink, Style]:
    """One line within ``width``: the text smaller if need be, then cut with an ellipsis."""
    whole = ink(text, style.weight)
    needed = whole.width * style.size / 1000
    if needed <= width:
        return whole, style
    factor = max(smallest, width / needed)
    style = style.scaled(factor)
    if needed * factor <= width * 1.001:
        return whole, style
    room = width * 1000 / style.size - ink("…", style.weight).width
    return ink(_fitting(text, style.weight, room).rstrip() + "…", style.weight), style
