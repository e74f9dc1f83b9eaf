"""Tables whose columns fit their contents, whose cells wrap, and which go on over pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from collectdesk.documents.canvas import Canvas, CellPlace, tracked_width
from collectdesk.documents.flow import Flow
from collectdesk.documents.ink import Ink, ink, line_inks
from collectdesk.documents.safe_text import CELL_CAP, many_lines, one_line
from collectdesk.documents.styles import CELL, INK, TABLE_HEAD, Style
from collectdesk.documents.wrap import wrap

_PAD: Final = 6.0
_GUTTER: Final = 12.0
_SMALLEST: Final = 0.45
_KEPT_TOGETHER: Final = 0.35
"""Rows up to this share of a page are not parted at its end."""

_LEAST_GROWING: Final = 0.22
"""The share of the table that a column that grows keeps in any case."""

_BASELINE: Final = 0.74
_TIGHTEST: Final = 0.5
_WITH_SUM: Final = 2
"""So many rows go to the next page with their sum."""

_HEAD_HEIGHT: Final = 18.0
_ROW_PAD: Final = 7.5
_FINE_PAD: Final = 0.12
_ROUNDING: Final = 1e-6

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

    @property
    def cell(self) -> CellPlace:
        """Where its text begins, or ends if it is set to the right, and how it looks."""
        if self.column.align == "right":
            return self.right, self.style.size / 1000, self.style
        return self.left, 0.0, self.style


class Table:
    """A table being drawn into a flow.

    ``below`` is the height of its sum: that never stands on a page without a row. ``with_slip`` is
    the height of its sum and all that follows with a slip at the end; where that does not fit on
    the page, rows go to the next one with it, and the slip never stands alone.
    """

    def __init__(
        self, flow: Flow, columns: Sequence[Column], rows: Sequence[Cells],
        row_pad: float = _ROW_PAD, below: float = 0.0, with_slip: float = 0.0,
    ) -> None:  # fmt: skip
        columns = [replace(column, style=flow.fine(column.style)) for column in columns]
        self._flow = flow
        self._below, self._with_slip = below, with_slip
        saved = row_pad * (1 - _TIGHTEST)
        finer = row_pad * _FINE_PAD
        self._row_pad = row_pad - flow.layout.tight * saved - flow.layout.fine * finer
        self._rows = rows
        by_column = [
            line_inks([row[place] for row in rows], column.style.weight)
            for place, column in enumerate(columns)
        ]
        self._inks = list(zip(*by_column, strict=True))
        self._widest = [max([item.width for item in inks], default=0) for inks in by_column]
        self._places = _placed(flow, columns, self._widest)
        self._leading = max(place.style.leading for place in self._places)
        self._cells = [place.cell for place in self._places]
        self._limits = [place.width * 1000 / place.style.size for place in self._places]
        self._wraps = self._is_wider(self._widest)
        self._on_row: Callable[[float, float], None] | None = None
        flow.could_save(len(rows) * saved)
        flow.could_refine(CELL, len(rows), finer)

    def draw(self, on_row: Callable[[float, float], None] | None = None) -> None:
        """The head and all rows, the head again on each page.

        ``on_row`` is told top and bottom of each row as it was drawn on the page of the moment.
        """
        self._on_row = on_row
        self._flow.story.begin_table()
        self._flow.need(_HEAD_HEIGHT + 2 * (CELL.leading + self._row_pad))
        self._head()
        done = 0
        while done < len(self._rows):
            lines = self._one_line_rows(done)
            if lines:
                self._draw_rows(self._inks[done : done + lines], done + lines == len(self._rows))
            else:
                self._wrapped_row(self._rows[done])
                self._flow.rule()
            done += lines or 1

    def _one_line_rows(self, start: int) -> int:
        """How many rows from this one on have one line each; nearly all do."""
        if not self._wraps:
            return len(self._rows) - start
        for count, inks in enumerate(self._inks[start:]):
            if self._is_wider([drawn.width for drawn in inks]):
                return count
        return len(self._rows) - start

    def _is_wider(self, widths: Sequence[float]) -> bool:
        return any(width > limit for width, limit in zip(widths, self._limits, strict=True))

    def _draw_rows(self, rows: Sequence[Sequence[Ink]], last: bool) -> None:
        """Rows of one line with a rule under each, as many on this page as it has room for."""
        flow = self._flow
        height = self._leading + self._row_pad
        done = 0
        while done < len(rows):
            if not done and flow.y + height > flow.bottom + _ROUNDING:
                self._next_page()
            fitting = max(1, int((flow.bottom - flow.y) / height + _ROUNDING))
            left = len(rows) - done
            if last and _WITH_SUM < left <= fitting and self._sum_lacks_room(left * height):
                fitting = left - _WITH_SUM
            elif last and left - fitting == 1 and fitting > _WITH_SUM:
                fitting -= 1
            drawn = rows[done : done + fitting]
            baseline = flow.y + self._row_pad / 2 + _BASELINE * self._leading
            flow.canvas.rows(baseline, height, self._cells, drawn)
            flow.canvas.rules(flow.left, flow.right, flow.y + height, height, len(drawn))
            for place in range(len(drawn) if self._on_row else 0):
                self._tell(flow.y + place * height, flow.y + (place + 1) * height)
            flow.y += height * len(drawn)
            done += len(drawn)
            if done < len(rows):
                self._next_page()

    def _sum_lacks_room(self, height: float) -> bool:
        end = self._flow.y + height
        missing = end + self._with_slip - self._flow.bottom
        if self._with_slip and missing > 0:
            self._flow.carry(missing)
            return True
        return end + self._below > self._flow.bottom

    def _head(self) -> None:
        flow = self._flow
        y = flow.y + 10
        flow.story.begin_row()
        for column, place in enumerate(self._places):
            flow.story.cell(column, "TH")
            title = place.column.title.upper()
            drawn = ink(title, TABLE_HEAD.weight)
            x = place.left
            if place.column.align == "right":
                x = place.right - tracked_width(drawn, TABLE_HEAD, len(title))
            flow.canvas.text(x, y, drawn, TABLE_HEAD)
        flow.story.end()
        flow.y += _HEAD_HEIGHT
        flow.rule(INK, 0.8)

    def _wrapped_row(self, row: Cells) -> None:
        cells = [_lines(place, text) for place, text in zip(self._places, row, strict=True)]
        count = max(map(len, cells))
        height = count * self._leading + self._row_pad
        flow = self._flow
        if flow.y + height > flow.bottom and height <= _KEPT_TOGETHER * flow.page_room:
            self._next_page()
        flow.y += self._row_pad / 2
        flow.story.begin_row()
        for line in range(count):
            self._line_of_cells(cells, line)
        flow.story.end()
        flow.y += self._row_pad / 2
        self._tell(max(flow.y - height, flow.top_of_page), flow.y)

    def _tell(self, top: float, bottom: float) -> None:
        if self._on_row is not None:
            self._on_row(top, bottom)

    def _line_of_cells(self, cells: list[list[Ink]], line: int) -> None:
        """One line of a row; a row taller than a page goes on at the next."""
        flow = self._flow
        if flow.y + self._leading + self._row_pad / 2 > flow.bottom:
            self._next_page()
            flow.y += self._row_pad / 2
        y = flow.y + _BASELINE * self._leading
        for column, (place, lines) in enumerate(zip(self._places, cells, strict=True)):
            if line < len(lines):
                flow.story.cell(column)
                _draw(flow.canvas, place, lines[line], y)
        flow.y += self._leading

    def _next_page(self) -> None:
        self._flow.new_page()
        self._head()


def table_height(flow: Flow, rows: int, row_pad: float = _ROW_PAD) -> float:
    """What a table of so many rows of one line takes of a usual page."""
    return _HEAD_HEIGHT + rows * (flow.fine(CELL).leading + row_pad)


def _draw(canvas: Canvas, place: _Placed, item: Ink, y: float) -> None:
    if not item.width:
        return
    if place.column.align == "right":
        canvas.text_right(place.right, y, item, place.style)
    else:
        canvas.text(place.left, y, item, place.style)


def _lines(place: _Placed, text: str) -> list[Ink]:
    if not place.column.grows:
        return wrap(one_line(text), place.style, place.width)
    parts = many_lines(text, CELL_CAP)
    return [line for part in parts for line in wrap(part, place.style, place.width)]


def _placed(flow: Flow, columns: Sequence[Column], widest: Sequence[float]) -> list[_Placed]:
    """Columns with their places; all text gets smaller where it would not fit otherwise."""
    available = flow.width - 2 * _PAD - _GUTTER * (len(columns) - 1)
    wanted = [
        _wanted(column, wide, available) for column, wide in zip(columns, widest, strict=True)
    ]
    fixed = sum(width for width, column in zip(wanted, columns, strict=True) if not column.grows)
    growing = sum(column.grows for column in columns)
    least = _LEAST_GROWING * available * growing
    factor = min(1.0, max(_SMALLEST, (available - least) / fixed)) if fixed else 1.0
    spare = max(0.0, available - fixed * factor)
    return _in_order(flow, columns, wanted, factor, spare, growing)


def _in_order(
    flow: Flow,
    columns: Sequence[Column],
    wanted: list[float],
    factor: float,
    spare: float,
    growing: int,
) -> list[_Placed]:
    extra = 0.0 if growing else spare / max(1, len(columns) - 1)
    x = flow.left + _PAD
    places = []
    for column, width in zip(columns, wanted, strict=True):
        taken = spare / growing if column.grows else width * factor
        style = column.style if factor == 1.0 else column.style.scaled(factor)
        places.append(_Placed(column, style, x, x + taken))
        x += taken + _GUTTER + extra
    return places


def _wanted(column: Column, widest: float, available: float) -> float:
    title = column.title.upper()
    head = tracked_width(ink(title, TABLE_HEAD.weight), TABLE_HEAD, len(title) + 1)
    if column.grows:
        return head
    return max(head, min(widest * column.style.size / 1000 + 0.5, column.most * available))
