"""Pages to print once and hold against the real thing: sheets of labels and window envelopes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collectdesk.documents.addresses import set_address
from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import (
    EnvelopeName,
    Layout,
    PageName,
    Rect,
    layout_for,
)  # fmt: skip
from collectdesk.documents.ink import ink
from collectdesk.documents.label_sheets import LabelSheet, label_sheet
from collectdesk.documents.pdf import PROGRAM, PdfFile
from collectdesk.documents.styles import (
    BODY,
    EDGE,
    HEADING,
    INCH,
    INK,
    LATE,
    MM,
    SMALL,
    TINY,
    Style,
)  # fmt: skip
from collectdesk.documents.wording import Wording
from collectdesk.documents.wrap import fit, wrap
from collectdesk.domain.label import PrintOffset
from collectdesk.domain.papers import Party

_GREEN: Final = "0.118 0.49 0.235"
_NO_OFFSET: Final = PrintOffset()
_CROSS: Final = 3 * MM


def render_calibration(
    sheet_name: str, offset: PrintOffset = _NO_OFFSET, language: str = "en-US"
) -> bytes:
    """The outlines of all labels of a sheet, to hold against the light over a real one.

    Raises ``UnknownLabelSheet``.
    """
    sheet = label_sheet(sheet_name)
    words = Wording(language)
    pdf = PdfFile(words.filled("calibration", sheet=sheet.name), PROGRAM, language)
    page = Canvas(pdf.fonts, sheet.page[1])
    for number in range(1, sheet.count + 1):
        _outline(page, sheet, number, offset)
    _told_on_labels(page, sheet, offset, words)
    pdf.add_page(page.operators(), *sheet.page)
    return pdf.finish()


def _outline(page: Canvas, sheet: LabelSheet, number: int, offset: PrintOffset) -> None:
    place = sheet.place(number, offset)
    page.box(
        place.left, place.top, sheet.width, sheet.height, radius=sheet.corner, edge=EDGE, line=0.5
    )
    if number <= sheet.columns or number > sheet.count - sheet.columns:
        x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
        page.line(x - _CROSS, y, x + _CROSS, y, EDGE, 0.5)
        page.line(x, y - _CROSS, x, y + _CROSS, EDGE, 0.5)
    page.text_right(place.right - 4, place.bottom - 4, ink(f"{number}"), TINY)


def _told_on_labels(page: Canvas, sheet: LabelSheet, offset: PrintOffset, words: Wording) -> None:
    """What to do, on the labels themselves, since some sheets have no margin to write on."""
    told = (
        words.filled("calibration", sheet=sheet.name),
        words["calibration_how"],
        words.filled(
            "calibration_offset", right=f"{offset.right_mm:+.2f}", down=f"{offset.down_mm:+.2f}"
        ),
    )
    left = sheet.place(1, offset).left + 6
    below = sheet.place(1 + sheet.columns, offset).top
    width = sheet.page[0] - left - 2 * sheet.left
    _lines(page, left, below + 14, told, width)
    y = sheet.page[1] / 2
    _ruler(page, left, y, 100 * MM, words["ruler_mm"])
    _ruler(page, left, y + 26, 4 * INCH, words["ruler_in"])


def _lines(page: Canvas, x: float, y: float, texts: Sequence[str], width: float) -> float:
    for text in texts:
        for line in wrap(text, SMALL, width):
            page.text(x, y, line, SMALL)
            y += SMALL.leading
    return y


def _ruler(page: Canvas, x: float, y: float, length: float, label: str) -> None:
    """A line of a known length: if it measures less, the printer shrinks the page."""
    page.line(x, y, x + length, y, INK, 0.8)
    for end in (x, x + length):
        page.line(end, y - 4, end, y + 4, INK, 0.8)
    page.text(x + 6, y - 3, ink(label), TINY)


def render_envelope_test(
    page: PageName = "letter", envelope: EnvelopeName | None = None, language: str = "en-US"
) -> bytes:
    """A page to fold and put into an envelope: what its windows always and ever show, the folds,
    and an address where letters have it. Raises ``UnknownEnvelope``."""
    layout = layout_for(page, envelope)
    words = Wording(language)
    pdf = PdfFile(words["envelope_test"], PROGRAM, language)
    canvas = Canvas(pdf.fonts, layout.height)
    for rect in layout.ever_visible:
        _frame(canvas, rect, LATE, words["ever_visible"], below=True)
    for rect in layout.always_visible:
        _frame(canvas, rect, _GREEN, words["always_visible"], below=False)
    _sample_address(canvas, layout, words)
    _folds(canvas, layout, words)
    _told_on_page(canvas, layout, words)
    pdf.add_page(canvas.operators(), layout.width, layout.height)
    return pdf.finish()


def _frame(canvas: Canvas, rect: Rect, colour: str, label: str, *, below: bool) -> None:
    width, height = rect.right - rect.left, rect.bottom - rect.top
    canvas.box(rect.left, rect.top, width, height, edge=colour, line=0.6)
    style = Style(size=6, leading=8, colour=colour)
    item, style = fit(label, style, width - 6)
    y = rect.bottom - 2.5 if below else rect.top + 7
    canvas.text_right(rect.right - 3, y, item, style)


def _sample_address(canvas: Canvas, layout: Layout, words: Wording) -> None:
    lines = [line for line in words["sample_address"].split("|") if line]
    shown = set_address(Party(lines[0], address=tuple(lines[1:])), layout)
    for number, line in enumerate(shown.lines):
        y = layout.recipient.top + 8.6 + number * shown.style.leading
        canvas.text(layout.recipient.left, y, ink(line), shown.style)


def _folds(canvas: Canvas, layout: Layout, words: Wording) -> None:
    for fold in layout.folds:
        canvas.line(0, fold, layout.width, fold, EDGE, 0.5, "4 3")
        canvas.text_right(layout.right, fold - 3, ink(words["fold_here"]), TINY)


def _told_on_page(canvas: Canvas, layout: Layout, words: Wording) -> None:
    y = layout.body_from + 34
    title, style = fit(words["envelope_test"], HEADING, layout.right - layout.left)
    canvas.text(layout.left, y, title, style)
    y += 20
    for line in wrap(words["envelope_how"], BODY, layout.right - layout.left):
        canvas.text(layout.left, y, line, BODY)
        y += BODY.leading
    _ruler(canvas, layout.left, y + 14, 100 * MM, words["ruler_mm"])
    _ruler(canvas, layout.left, y + 40, 4 * INCH, words["ruler_in"])
