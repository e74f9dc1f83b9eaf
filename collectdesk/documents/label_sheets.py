"""Sheets of sticky labels: where each label lies, and stamps and addresses drawn on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from collectdesk.base.resources import resource_bytes
from collectdesk.documents.addresses import READABLE, SetAddress, is_cut, set_lines
from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import Rect
from collectdesk.documents.ink import ink
from collectdesk.documents.pdf import PROGRAM, PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.stamps import draw_stamp, stamp_size
from collectdesk.documents.styles import INCH, MM, Style
from collectdesk.domain.errors import InvalidInput, KnownError
from collectdesk.domain.label import Label, PrintOffset
from collectdesk.domain.words import counted, quoted

_MARGIN: Final = 1.5 * MM
_SMALL: Final = 25 * MM
"""Labels lower than this take one line of a stamp only."""

_TEXT: Final = Style(size=10, leading=12.4)
_SMALLEST_TEXT: Final = 6.0
_CUT: Final = "the address has no room on these labels, and lines of it are left out."
_SMALL_LETTERS: Final = (
    f"the address only goes on these labels in letters below the {READABLE:g} points that post"
    " offices ask for."
)
_NO_OFFSET: Final = PrintOffset()
_LENGTHS: Final = ("w", "h", "left", "top", "pitch_x", "pitch_y", "corner")


class UnknownLabelSheet(KnownError):
    """A sheet of labels was asked for that the geometry file does not describe."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels in points; labels are counted from 1, row by row."""

    name: str
    page: tuple[float, float]
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    corner: float

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    def place(self, number: int, offset: PrintOffset = _NO_OFFSET) -> Rect:
        """Where label ``number`` lies: left + column x pitch, top + row x pitch."""
        row, column = divmod(number - 1, self.columns)
        left = self.left + column * self.pitch_x + offset.right_mm * MM
        top = self.top + row * self.pitch_y + offset.down_mm * MM
        return Rect(left, top, left + self.width, top + self.height)


def label_sheet_names() -> tuple[str, ...]:
    """All sheets of labels, in the order of the geometry file."""
    return tuple(_sheets())


def label_sheet(name: str) -> LabelSheet:
    """The sheet with this name. Raises ``UnknownLabelSheet``."""
    found = _sheets().get(name)
    if found is None:
        raise UnknownLabelSheet("This sheet of labels is not known; choose one from the list.")
    return found


@cache
def _sheets() -> dict[str, LabelSheet]:
    entries = json.loads(resource_bytes("geometry.json"))["labels"]
    return {name: _read(name, entries) for name in entries}


def _read(name: str, entries: dict[str, dict[str, Any]]) -> LabelSheet:
    entry = entries[name]
    if "same_as" in entry:
        return replace(_read(entry["same_as"], entries), name=name)
    unit = MM if entry["unit"] == "mm" else INCH
    across, down = entry["page"]
    lengths = (entry.get(key, 0) * unit for key in _LENGTHS)
    return LabelSheet(
        name, (across * unit, down * unit), entry["cols"], entry["rows"], *lengths
    )  # fmt: skip


def render_labels(
    labels: Iterable[Label], sheet_name: str, start: int = 1, offset: PrintOffset = _NO_OFFSET
) -> bytes:
    """The labels on as many sheets as they need, the first one from label ``start`` on.

    Raises ``UnknownLabelSheet``, ``UnknownStamp``, or InvalidInput for a start that is not on the
    sheet and when there are no labels.
    """
    sheet = label_sheet(sheet_name)
    if not 1 <= start <= sheet.count:
        raise InvalidInput(f"This sheet has labels 1 to {sheet.count}.", "start")
    pdf = PdfFile(f"Labels {sheet.name}", PROGRAM, "en")
    page: Canvas | None = None
    number = start
    for label in labels:
        if page is None or number > sheet.count:
            _finish(pdf, sheet, page)
            page = Canvas(pdf.fonts, sheet.page[1])
            number = number if number <= sheet.count else 1
        _draw(page, sheet, sheet.place(number, offset), label)
        number += 1
    if page is None:
        raise InvalidInput("There is nothing to print on labels.")
    _finish(pdf, sheet, page)
    return pdf.finish()


def _finish(pdf: PdfFile, sheet: LabelSheet, page: Canvas | None) -> None:
    if page is not None:
        pdf.add_page(page.operators(), *sheet.page)


def _draw(page: Canvas, sheet: LabelSheet, place: Rect, label: Label) -> None:
    if label.stamp is None:
        _draw_lines(page, sheet, place, label)
        return
    stamp = label.stamp
    if sheet.height < _SMALL:
        stamp = replace(stamp, texts=stamp.texts[:1])
    middle = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    draw_stamp(page, stamp, *middle, scale=stamp_scale(sheet, stamp.id))


def stamp_scale(sheet: LabelSheet, stamp_id: str) -> float:
    """How much smaller a stamp is drawn so that it lies on the label, turned as it is."""
    width, height = stamp_size(stamp_id)
    return min(
        1.0, (sheet.width - 2 * _MARGIN) / width, (sheet.height - 2 * _MARGIN) / height
    )  # fmt: skip


def _draw_lines(page: Canvas, sheet: LabelSheet, place: Rect, label: Label) -> None:
    shown = set_on(sheet, label)
    style, count = shown.style, len(shown.lines)
    leading = min(_TEXT.leading, max(style.leading, (sheet.height - 2 * _MARGIN) / max(1, count)))
    y = (place.top + place.bottom - leading * count) / 2 + 0.78 * leading
    for number, line in enumerate(shown.lines):
        item = ink(line, style.weight)
        page.text(place.left + 2 * _MARGIN, y + number * leading, item, style)


def set_on(sheet: LabelSheet, label: Label) -> SetAddress:
    """An address as it stands on a label of the sheet, with what has to be left out of it."""
    area = Rect(0, 0, sheet.width - 3 * _MARGIN, sheet.height - 2 * _MARGIN)
    return set_lines(label.lines, _TEXT, area, _SMALLEST_TEXT)


def label_cautions(labels: Iterable[Label], sheet_name: str) -> tuple[str, ...]:
    """A sentence each for addresses without room on these labels, and for those in letters that
    are not read well. Raises ``UnknownLabelSheet``."""
    sheet = label_sheet(sheet_name)
    cut, small = list[str](), list[str]()
    for label in labels:
        shown = set_on(sheet, label)
        if shown.left_out or is_cut(label.lines):
            cut.append(one_line(label.lines[0]))
        elif shown.lines and shown.is_small:
            small.append(one_line(label.lines[0]))
    return (*_told(cut, _CUT), *_told(small, _SMALL_LETTERS))


def _told(names: list[str], what: str) -> Iterator[str]:
    if names:
        more = f" and {counted(len(names) - 1, 'other')}" if names[1:] else ""
        yield f"{quoted(names[0])}{more}: {what} Choose larger labels, or shorten the address."
