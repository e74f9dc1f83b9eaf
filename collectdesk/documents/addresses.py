"""Addresses set into the places that an envelope's window shows: whole, and large enough to read.

A crowded address is first put on fewer lines, then set smaller. Whatever cannot be read well, or
does not fit, is known from the result, so that it can be told before anything is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import Final

from collectdesk.documents.envelopes import Layout, Rect
from collectdesk.documents.ink import ink
from collectdesk.documents.safe_text import LINE_CAP, one_line
from collectdesk.documents.styles import ADDRESS, QUIET, SMALL, Style
from collectdesk.documents.wrap import broken
from collectdesk.domain.papers import Firm, Party

READABLE: Final = 8.0
"""Points: what post offices ask of an address at least."""

_SIZES: Final = (ADDRESS.size, 9.0, 8.5, READABLE)
_SMALL_SIZES: Final = (7.5, 7.0, 6.5)
_SENDER_SIZES: Final = (SMALL.size, 7.5, 7.0, 6.5)
_RETURN: Final = Style(size=6.8, leading=8, colour=QUIET)
_RETURN_SIZES: Final = (_RETURN.size, 6.4, 6.0)
_RETURN_LINES: Final = 2
_SENDER_LEADING: Final = 10.0
_CLOSE: Final = 1.1
_DOTS: Final = 2
"""Letters that give way to an ellipsis."""

_EVEN: Final = (1.02, 1.1, 1.2, 1.35)
"""How much wider than even lines the lines of a broken text may be, tried in this order."""


@dataclass(frozen=True, slots=True)
class SetAddress:
    """The lines of an address as they are printed, and what is left out of it."""

    lines: tuple[str, ...]
    style: Style
    left_out: tuple[str, ...] = ()

    @property
    def is_small(self) -> bool:
        """Whether it is smaller than a post office reads well."""
        return self.style.size < READABLE


@lru_cache(maxsize=64)
def set_address(party: Party, layout: Layout) -> SetAddress:
    """The recipient's address for the window.

    Where there is too much, neighbouring lines join, the name's last, and the letters get smaller;
    of what still does not fit, the person is left out first: a letter finds its way to a firm
    without a name, but not without a street. Then the letters get smaller than is read well. At
    last lines are left out, but never the last one, for the post goes by it.
    """
    area = layout.recipient
    person = one_line(party.attention)
    whole = _lines((party.name, party.attention, *party.address))
    if found := _set(whole, ADDRESS, area, _SIZES):
        return found
    firm_alone = _lines((party.name, *party.address))
    left_out = (person,) if person else ()
    if found := _set(firm_alone, ADDRESS, area, (*_SIZES, *_SMALL_SIZES)):
        return replace(found, left_out=left_out)
    cut = _cut(firm_alone, _smaller(ADDRESS, READABLE), area)
    return replace(cut, left_out=(*left_out, *cut.left_out))


def set_sender(lines: Sequence[str], style: Style, area: Rect) -> SetAddress:
    """The owner's own address for the window that shows it, at most as large as ``style``; of what
    does not fit, the first lines are left out."""
    wanted = _lines(lines)
    for start in range(len(wanted)):
        if found := _set(wanted[start:], style, area, _SENDER_SIZES):
            return replace(found, left_out=tuple(wanted[:start]))
    return SetAddress((), style, tuple(wanted))


def set_lines(lines: Sequence[str], style: Style, area: Rect, least: float) -> SetAddress:
    """An address on a label, at most as large as ``style`` and at least of ``least`` points; of
    what does not fit, lines before the last are left out."""
    wanted = _lines(lines)
    sizes = [style.size - step / 2 for step in range(int(2 * (style.size - least)) + 1)]
    if not wanted:
        return SetAddress((), style)
    return _set(wanted, style, area, sizes) or _cut(wanted, _smaller(style, least), area)


def set_return_line(firm: Firm, area: Rect) -> SetAddress:
    """The sender in small letters for the narrow place above a recipient, on one line or two."""
    parts = _lines((firm.name, *firm.address))
    width = area.right - area.left
    for size in _RETURN_SIZES:
        style = _smaller(_RETURN, size)
        found = _in_rows(parts, style, width)
        if len(found) <= _RETURN_LINES:
            break
    return SetAddress(tuple(found[:_RETURN_LINES]), style, tuple(found[_RETURN_LINES:]))


def _in_rows(parts: Sequence[str], style: Style, width: float) -> list[str]:
    """Rows of parts with dots between them; only a part that is wider than a row is broken."""
    rows: list[str] = []
    for part in parts:
        longer = f"{rows[-1]} · {part}" if rows else part
        if rows and _fits(longer, style, width):
            rows[-1] = longer
        else:
            rows += _even(part, style, width)
    return rows


def is_cut(lines: Sequence[str]) -> bool:
    """Whether one of the lines is longer than any line is printed."""
    return any(one_line(line) != one_line(line, LINE_CAP + 1) for line in lines)


def _lines(texts: Sequence[str]) -> list[str]:
    return [line for line in map(one_line, texts) if line]


def _set(wanted: list[str], style: Style, area: Rect, sizes: Sequence[float]) -> SetAddress | None:
    """All the lines in the largest of the sizes in which they fit, the first one by itself if that
    can be."""
    for kept in (1, 0):
        for size in sizes:
            smaller = _smaller(style, size)
            found = _all_in(wanted, smaller, area, kept)
            if found is not None:
                return SetAddress(tuple(found), smaller)
    return None


def _smaller(style: Style, size: float) -> Style:
    """The style in this size; letters that are set smaller stand on closer lines."""
    return style if size == style.size else replace(style, size=size, leading=size * _CLOSE)


def _all_in(wanted: list[str], style: Style, area: Rect, kept: int) -> list[str] | None:
    """The lines as they fit in this size: as they are, else broken, else joined after the first
    ``kept`` of them."""
    width, allowed = area.right - area.left, lines_allowed(area, style)
    joined = list(wanted)
    while True:
        rows = [row for line in joined for row in _even(line, style, width)]
        if len(rows) <= allowed:
            return rows
        at = _joinable(joined, style, width, kept)
        if at is None:
            return None
        joined[at : at + 2] = [f"{joined[at]}, {joined[at + 1]}"]


def lines_allowed(area: Rect, style: Style = ADDRESS) -> int:
    """How many lines a block holds."""
    return int((area.bottom - area.top + 0.5) / style.leading)


def _joinable(lines: list[str], style: Style, width: float, kept: int) -> int | None:
    """The first pair of neighbours, below the first line if possible, that fits on one line."""
    places: list[int] = [*range(1, len(lines) - 1), 0][: len(lines) - 1 - kept]
    for at in places:
        if _fits(f"{lines[at]}, {lines[at + 1]}", style, width):
            return at
    return None


def _fits(text: str, style: Style, width: float) -> bool:
    return ink(text, style.weight).width * style.size <= width * 1000


def _even(text: str, style: Style, width: float) -> list[str]:
    """A text that is too wide, on lines of much the same length."""
    if _fits(text, style, width):
        return [text]
    greedy = broken(text, style, width)
    count = len(greedy)
    share = ink(text, style.weight).width * style.size / 1000 / count
    for factor in _EVEN:
        found = broken(text, style, min(width, ceil(share * factor)))
        if len(found) == count:
            return found
    return greedy


def _cut(wanted: list[str], style: Style, area: Rect) -> SetAddress:
    """The first lines that fit and the last one; the others are left out."""
    width, allowed = area.right - area.left, lines_allowed(area, style)
    last = _even(wanted[-1], style, width)[-max(1, allowed - 1) :]
    room = max(1, allowed) - len(last)
    shown, left_out = list[str](), list[str]()
    for line in wanted[:-1]:
        rows = _even(line, style, width)
        fitting = rows[: max(0, room - len(shown))]
        left_out += rows[len(fitting) :]
        if 0 < len(fitting) < len(rows):
            fitting[-1] = f"{fitting[-1][:-_DOTS].rstrip()}…"
        shown += fitting
    return SetAddress((*shown, *last), style, tuple(left_out))
