"""The paper that a book's recovery key is kept on."""

from __future__ import annotations

from datetime import date
from typing import Final

from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import PageName, layout_for
from collectdesk.documents.ink import ink
from collectdesk.documents.pdf import PROGRAM, PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import BODY, EDGE, HEADING, INCH, SMALL, Style
from collectdesk.documents.wording import Wording, day
from collectdesk.documents.wrap import fit, wrap

_KEY: Final = Style("bold", 20, 30, tracking=1.2)
_GROUPS_IN_A_ROW: Final = 4
_BOX_HEIGHT: Final = 86.0


def render_recovery_sheet(
    book: str, key: str, made_on: date, page: PageName = "letter", language: str = "en-US"
) -> bytes:
    """One page with the key in large letters, the book's name and what to do with it."""
    layout = layout_for(page, None)
    words = Wording(language)
    pdf = PdfFile(words["recovery_title"], PROGRAM, language)
    canvas = Canvas(pdf.fonts, layout.height)
    left, width = layout.left, layout.right - layout.left
    y = 1.2 * INCH
    title, style = fit(words.filled("recovery_of", book=one_line(book, 200)), HEADING, width, 0.5)
    canvas.text(left, y, title, style)
    y = _paragraph(canvas, left, y + 26, words["recovery_what"], BODY, width)
    _box(canvas, left, y, width, key.split("-"))
    y = _paragraph(canvas, left, y + _BOX_HEIGHT + 26, words["recovery_how"], BODY, width)
    y = _paragraph(canvas, left, y + 6, words["recovery_keep"], BODY, width)
    made = words.filled("recovery_made", day=day(made_on))
    _paragraph(canvas, left, y + 6, made, SMALL, width)
    pdf.add_page(canvas.operators(), layout.width, layout.height)
    return pdf.finish()


def _box(canvas: Canvas, left: float, top: float, width: float, groups: list[str]) -> None:
    canvas.box(left, top, width, _BOX_HEIGHT, radius=6, edge=EDGE, line=1)
    for number in range(0, len(groups), _GROUPS_IN_A_ROW):
        row = "   ".join(groups[number : number + _GROUPS_IN_A_ROW])
        y = top + 36 + number // _GROUPS_IN_A_ROW * _KEY.leading
        canvas.text(left + 18, y, ink(row, _KEY.weight), _KEY)


def _paragraph(
    canvas: Canvas, left: float, y: float, text: str, style: Style, width: float
) -> float:
    for line in wrap(text, style, width):
        canvas.text(left, y, line, style)
        y += style.leading
    return y
