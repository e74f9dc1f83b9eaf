"""Tables whose columns fit their contents, whose cells wrap, and which go on over pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from collectdesk.documents.canvas import tracked_width
from collectdesk.documents.flow import Flow
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.safe_text import CELL_CAP, many_lines, one_line
from collectdesk.documents.styles import CELL, INK, LINE, TABLE_HEAD, Style
from collectdesk.documents.wrap import wrap

_PAD: Final = 6.0
_GUTTER: Final = 12.0
_SMALLEST: Final = 0.45
_HEAD_HEIGHT: Final = 18.0

Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """``grows`` takes the room that others leave and wraps; others are as wide as their contents.

    ``most`` limits a column that wraps, as a share of the table.
    """

    title: str
    align: Literal["left", "right"] = "left"
    style: Style = CELL
    grows: bool = False
    most: float = 1.0


@dataclass(frozen=True, slots=True)
class _Placed:
    column: Column
    style: Style
    left: float
    right: float

    @property
    def width(self) -> float:
        return self.right - self.left


class Table:
    """A table being drawn into a flow."""

    def __init__(
        self, flow: Flow, columns: Sequence[Column], rows: Sequence[Cells], row_pad: float = 7.5
    ) -> None:
        self._flow = flow
        self._row_pad = row_pad
        self._places = _placed(flow, columns, rows)
        self._rows = rows

    def draw(self) -> None:
        """The head and all rows, the head again on each page."""
        self._flow.need(_HEAD_HEIGHT + 2 * (CELL.leading + self._row_pad))
        self._head()
        for row in self._rows:
            self._row(row)

    def _head(self) -> None:
        flow = self._flow
        y = flow.y + 10
        for place in self._places:
            title = place.column.title.upper()
            drawn = ink(title, TABLE_HEAD.weight)
            x = place.left
            if place.column.align == "right":
                x = place.right - tracked_width(drawn, TABLE_HEAD, len(title))
            flow.canvas.text(x, y, drawn, TABLE_HEAD)
        flow.y += _HEAD_HEIGHT
        flow.rule(INK, 0.8)

    def _row(self, row: Cells) -> None:
        cells = [_lines(place, text) for place, text in zip(self._places, row, strict=True)]
        count = max(map(len, cells))
        leading = max(place.style.leading for place in self._places)
        height = count * leading + self._row_pad
        flow = self._flow
        if flow.y + height > flow.bottom and height <= flow.page_room - _HEAD_HEIGHT:
            self._next_page()
        self._draw_cells(cells, count, leading)
        flow.canvas.line(flow.left, flow.y, flow.right, flow.y, LINE)

    def _draw_cells(self, cells: list[list[Ink]], count: int, leading: float) -> None:
        """Draw line by line, so that a row taller than a page goes on at the next."""
        flow = self._flow
        flow.y += self._row_pad / 2
        for line in range(count):
            if flow.y + leading + self._row_pad / 2 > flow.bottom:
                self._next_page()
                flow.y += self._row_pad / 2
            y = flow.y + 0.74 * leading
            for place, lines in zip(self._places, cells, strict=True):
                if line < len(lines):
                    _draw(flow, place, lines[line], y)
            flow.y += leading
        flow.y += self._row_pad / 2

    def _next_page(self) -> None:
        self._flow.new_page()
        self._head()


def _draw(flow: Flow, place: _Placed, item: Ink, y: float) -> None:
    if place.column.align == "right":
        flow.canvas.text_right(place.right, y, item, place.style)
    else:
        flow.canvas.text(place.left, y, item, place.style)


def _lines(place: _Placed, text: str) -> list[Ink]:
    item = ink(text, place.style.weight) if text.isascii() and text.isprintable() else None
    if item is not None and item.width * place.style.size <= place.width * 1000:
        return [item]
    if not place.column.grows:
        return wrap(one_line(text), place.style, place.width)
    return [
        line
        for part in many_lines(text, CELL_CAP)
        for line in wrap(part, place.style, place.width)
    ]


def _placed(flow: Flow, columns: Sequence[Column], rows: Sequence[Cells]) -> list[_Placed]:
    """Columns with their places; all text gets smaller where it would not fit otherwise."""
    available = flow.width - 2 * _PAD - _GUTTER * (len(columns) - 1)
    wanted = [_wanted(column, index, rows, available) for index, column in enumerate(columns)]
    fixed = sum(width for width, column in zip(wanted, columns, strict=True) if not column.grows)
    growing = sum(column.grows for column in columns)
    least = 0.22 * available * growing
    factor = min(1.0, max(_SMALLEST, (available - least) / fixed)) if fixed else 1.0
    spare = max(0.0, available - fixed * factor)
    return _in_order(flow, columns, wanted, factor, spare, growing)


def _in_order(
    flow: Flow, columns: Sequence[Column], wanted: list[float], factor: float, spare: float,
    growing: int,
) -> list[_Placed]:  # fmt: skip
    extra = 0.0 if growing else spare / max(1, len(columns) - 1)
    x = flow.left + _PAD
    places = []
    for column, width in zip(columns, wanted, strict=True):
        taken = spare / growing if column.grows else width * factor
        style = column.style if factor == 1.0 else column.style.scaled(factor)
        places.append(_Placed(column, style, x, x + taken))
        x += taken + _GUTTER + extra
    return places


def _wanted(column: Column, index: int, rows: Iterable[Cells], available: float) -> float:
    head = tracked_width(
        ink(column.title.upper(), TABLE_HEAD.weight), TABLE_HEAD, len(column.title) + 1
    )
    if column.grows:
        return head
    weight, size = column.style.weight, column.style.size
    widest = max((ink(one_line(row[index]), weight).width for row in rows), default=0)
    return max(head, min(widest * size / 1000 + 0.5, column.most * available))
