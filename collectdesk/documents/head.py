"""The first page of a document down to its body: letterhead, address, facts and stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from collectdesk.documents.addresses import SetAddress, set_address, set_return_line, set_sender
from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import Layout, Rect, layout_for
from collectdesk.documents.flow import Flow, Running
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.stamps import RIM, draw_stamp, stamp_size
from collectdesk.documents.styles import (
    EDGE,
    FIRM_NAME,
    LABEL,
    LATE,
    LINE,
    MM,
    SMALL,
    VALUE,
    WHITE,
    Style,
    rgb,
)  # fmt: skip
from collectdesk.documents.wording import Wording
from collectdesk.documents.wrap import fit, wrap
from collectdesk.domain.papers import Firm, Party, StampSpec

_MARK: Final = 32.0
_BROADEST: Final = 3.2
"""The width of a logo, as a multiple of its height."""

_BESIDE: Final = 9.0
"""Between the logo and the name."""

_SMALL_NAME: Final = 0.72
_LONG_NAMES: Final = ((_SMALL_NAME, 2), (0.6, 2), (0.5, 3))
"""Sizes of a long name, as shares of the usual, and on how many lines it may stand."""

_CLOSE: Final = replace(SMALL, leading=10)
"""The sender's address below the name in a window."""

_FIRM_WIDTH: Final = 230.0
_FIRM_LINES: Final = 5
_FACT_ROW: Final = 20.0
_TIGHT_FACT_ROW: Final = 15.0
_EASY_ADDRESS: Final = 13.4
_ASCENT: Final = 0.905
_SHEET_FROM: Final = 112.0


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value at the top right of a letter."""

    label: str
    value: str
    late: bool = False


def start_letter(
    pdf: PdfFile, layout: Layout, words: Wording, firm: Firm, party: Party, title: str,
    facts: Sequence[Fact], stamp: StampSpec | None,
) -> Flow:  # fmt: skip
    """The first page up to the body: letterhead, address, facts and stamp."""
    name = one_line(firm.name)
    running = Running(
        head_left=name,
        head_right=" · ".join(filter(None, (one_line(title), one_line(party.name)))),
        foot=one_line(firm.footer) or _tax_id(firm, words),
        page_of=words["page_of"],
    )
    flow = Flow(pdf, layout, running)
    page = flow.canvas
    page.place(
        pdf.form(
            ("letterhead", firm, layout.name, layout.page, words.language),
            lambda form: _letterhead(form, pdf, layout, words, firm),
            layout.width,
            layout.height,
        ),
        _told(firm),
    )
    _address(page, layout, party)
    below = _facts(page, layout, [fact for fact in facts if fact.value.strip()])
    if stamp is not None:
        _stamp_beside(flow, stamp, below)
    return flow


def start_sheet(
    pdf: PdfFile, layout: Layout, words: Wording, firm: Firm, party: Party, title: str
) -> Flow:
    """The first page of something that no envelope's window shows: letterhead, then the body."""
    open_layout = replace(layout_for(layout.page, "plain"), body_from=_SHEET_FROM)
    running = Running(
        head_left=one_line(firm.name),
        head_right=" · ".join(filter(None, (one_line(title), one_line(party.name)))),
        foot=one_line(firm.footer) or _tax_id(firm, words),
        page_of=words["page_of"],
    )
    flow = Flow(pdf, open_layout, running)
    form = pdf.form(
        ("letterhead", firm, open_layout.name, open_layout.page, words.language),
        lambda form: _letterhead(form, pdf, open_layout, words, firm),
        layout.width,
        layout.height,
    )
    flow.canvas.place(form, _told(firm))
    return flow


def _told(firm: Firm) -> str:
    """The letterhead for those who hear it read."""
    return ", ".join(filter(None, (firm.name, *firm.address, firm.phone, firm.email)))


def _letterhead(page: Canvas, pdf: PdfFile, layout: Layout, words: Wording, firm: Firm) -> None:
    window = _sender_window(layout)
    top = window.top if window else _letterhead_top(layout)
    own_lines = [one_line(line) for line in firm.address if line.strip()]
    beside = _mark(page, pdf, firm, layout.left, top, _widest_mark(layout, own_lines))
    tax = _tax_id(firm, words) if firm.footer.strip() else ""
    parts = _own_parts(layout, firm, own_lines, beside)
    extra = len(parts.names) - 1
    base = top + 12 if window else top + 21 - extra * parts.style.leading / 2
    for place, name in enumerate(parts.names):
        page.text(beside, base + place * parts.style.leading, name, parts.style)
    if parts.below:
        _small_lines(page, beside, parts.below_from + _CLOSE.size, parts.below)
    _right_lines(page, layout.right, top, [*parts.at_the_edge, tax])
    _return_line(page, layout, firm)
    _fold_marks(page, layout)


@dataclass(frozen=True, slots=True)
class _OwnParts:
    """The sender's name, the address below it where a window shows both, and what stands at the
    edge of the page."""

    names: list[Ink]
    style: Style
    is_cut: bool
    below_from: float
    below: SetAddress | None
    at_the_edge: list[str]


def _sender_window(layout: Layout) -> Rect | None:
    """Where a window of its own shows the sender."""
    return layout.sender if layout.name == "us_double" else None


def _own_parts(layout: Layout, firm: Firm, address: Sequence[str], beside: float) -> _OwnParts:
    window = _sender_window(layout)
    width = (layout.always_visible[0].right if window else layout.left + 260) - beside
    names, style, is_cut = _name_lines(one_line(firm.name), width)
    phone, email = one_line(firm.phone), one_line(firm.email)
    if window is None:
        contact = " · ".join(filter(None, (phone, email)))
        return _OwnParts(names, style, is_cut, 0.0, None, [*address, contact])
    below_from = window.top + 15 + (len(names) - 1) * style.leading
    place = Rect(beside, below_from, beside + width, window.bottom)
    below = set_sender(address, _CLOSE, place)
    edge = [*below.left_out, phone, email]
    return _OwnParts(names, style, is_cut, below_from, below, edge)


def sender_left_out(firm: Firm, layout: Layout) -> tuple[str, ...]:
    """What has no room of the sender where the window of an envelope shows it."""
    address = [one_line(line) for line in firm.address if line.strip()]
    if layout.sender is None:
        return ()
    if _sender_window(layout) is None:
        return set_return_line(firm, layout.sender).left_out
    beside = layout.left + _BESIDE + (_widest_mark(layout, address) if firm.logo else _MARK)
    parts = _own_parts(layout, firm, address, beside)
    name = (one_line(firm.name),) if parts.is_cut else ()
    return (*name, *(parts.below.left_out if parts.below else ()))


def _name_lines(name: str, width: float) -> tuple[list[Ink], Style, bool]:
    """The firm's name on one line, or smaller on two where it is long; whether it is cut then."""
    needed = ink(name, FIRM_NAME.weight).width * FIRM_NAME.size / 1000
    if needed * _SMALL_NAME <= width:
        item, style = fit(name, FIRM_NAME, width, _SMALL_NAME)
        return [item], style, False
    for scale, most in _LONG_NAMES:
        style = FIRM_NAME.scaled(scale)
        lines = wrap(name, style, width)
        if len(lines) <= most:
            return lines, style, False
    item, style = fit(name, FIRM_NAME, width, 0.5)
    return [item], style, True


def _letterhead_top(layout: Layout) -> float:
    return 22.0 if layout.name == "din5008_a" else 36.0


def _widest_mark(layout: Layout, address: Sequence[str]) -> float:
    """The width for a logo; in a window it leaves the sender's address its own."""
    if _sender_window(layout) is None:
        return _BROADEST * _MARK
    room = layout.always_visible[0].right - layout.left
    widest = max((ink(line, SMALL.weight).width for line in address[:2]), default=0.0)
    text = min(widest * SMALL.size / 1000, room - _MARK - _BESIDE)
    return min(_BROADEST * _MARK, room - _BESIDE - text)


def _mark(page: Canvas, pdf: PdfFile, firm: Firm, x: float, y: float, widest: float) -> float:
    """The logo, or the initials in the firm's colour; where the name goes on."""
    logo = pdf.image(firm.logo) if firm.logo else None
    if logo is not None:
        name, picture = logo
        scale = min(_MARK / picture.height, widest / picture.width)
        height = picture.height * scale
        page.image(name, x, y + (_MARK - height) / 2, picture.width * scale, height)
        return x + picture.width * scale + _BESIDE
    initials = "".join(word[0] for word in one_line(firm.name).split() if word[0].isalnum())[:2]
    if not initials:
        return x
    page.box(x, y, _MARK, _MARK, radius=7, fill=rgb(firm.colour))
    letters, style = fit(initials.upper(), Style("bold", 12.5, 14, WHITE), _MARK - 8)
    page.text_centred(x + _MARK / 2, y + _MARK / 2 + 4.5, letters, style)
    return x + _MARK + _BESIDE


def _small_lines(page: Canvas, x: float, y: float, shown: SetAddress) -> None:
    for number, line in enumerate(shown.lines):
        item = ink(line, shown.style.weight)
        page.text(x, y + number * shown.style.leading, item, shown.style)


def _right_lines(page: Canvas, right: float, top: float, lines: Sequence[str]) -> None:
    """The firm's lines at the edge, smaller or joined where they are many."""
    area = Rect(right - _FIRM_WIDTH, top, right, top + _FIRM_LINES * SMALL.leading)
    shown = set_sender(lines, SMALL, area)
    for number, line in enumerate(shown.lines):
        item = ink(line, shown.style.weight)
        y = top + SMALL.size + number * shown.style.leading
        page.text_right(right, y, item, shown.style)


def _return_line(page: Canvas, layout: Layout, firm: Firm) -> None:
    """The sender in small letters above the recipient, where the window has room for it."""
    if layout.sender is None or layout.name == "us_double":
        return
    shown = set_return_line(firm, layout.sender)
    last = layout.sender.bottom - 4
    _small_lines(
        page, layout.sender.left, last - (len(shown.lines) - 1) * shown.style.leading, shown
    )
    page.line(layout.sender.left, last + 3, layout.sender.right, last + 3, LINE, 0.4)


def _fold_marks(page: Canvas, layout: Layout) -> None:
    if layout.name == "plain":
        return
    for fold in layout.folds:
        page.line(9, fold, 17, fold, EDGE, 0.4)
    if layout.page == "a4":
        page.line(9, 148.5 * MM, 21, 148.5 * MM, EDGE, 0.4)


def _tax_id(firm: Firm, words: Wording) -> str:
    return words.filled("tax_id", id=one_line(firm.tax_id, 60)) if firm.tax_id.strip() else ""


def _address(page: Canvas, layout: Layout, party: Party) -> None:
    shown = set_address(party, layout)
    area = layout.recipient
    room, count = area.bottom - area.top, max(1, len(shown.lines))
    leading = min(_EASY_ADDRESS, max(shown.style.leading, room / count))
    y = area.top + _ASCENT * shown.style.size + max(0.0, min(6.0, room - leading * count))
    for number, line in enumerate(shown.lines):
        page.text(area.left, y + number * leading, ink(line, shown.style.weight), shown.style)


def _facts(page: Canvas, layout: Layout, facts: Sequence[Fact]) -> float:
    """The facts at the right; where they end."""
    area = layout.facts
    row = min(_FACT_ROW, max(_TIGHT_FACT_ROW, (area.bottom - area.top) / max(1, len(facts))))
    y = area.top
    for fact in facts:
        label = ink(fact.label, LABEL.weight)
        room = area.right - area.left - label.width * LABEL.size / 1000 - 8
        value, style = fit(one_line(fact.value), VALUE.coloured(LATE) if fact.late else VALUE, room)
        base = y + row / 2 + 3
        page.text(area.left, base, label, LABEL)
        page.text_right(area.right, base, value, style)
        y += row
        page.line(area.left, y, area.right, y)
    return y


def _stamp_beside(flow: Flow, stamp: StampSpec, below: float) -> None:
    """A stamp at the right, under the facts, where no envelope's window can show it."""
    spot = stamp_spot(flow.layout, stamp, below)
    middle = (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2
    draw_stamp(flow.canvas, stamp, *middle)
    flow.narrow(spot.left - 10, spot.bottom + 2)


def stamp_spot(layout: Layout, stamp: StampSpec, below: float) -> Rect:
    """Where the stamp stands: under the facts, and lower if a window could show it there."""
    width, height = stamp_size(stamp.id)
    right = layout.right + RIM
    top = below + 4
    spot = Rect(right - width, top, right, top + height)
    for window in layout.ever_visible:
        if spot.meets(window):
            spot = Rect(spot.left, window.bottom + 2, spot.right, window.bottom + 2 + height)
    return spot
