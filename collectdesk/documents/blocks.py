"""The parts that letters have in common, from the letterhead to the slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from collectdesk.documents.canvas import Canvas
from collectdesk.documents.envelopes import (
    Layout,
    Rect,
    address_lines,
    layout_for,
    return_line,
)  # fmt: skip
from collectdesk.documents.flow import Flow, Running
from collectdesk.documents.ink import ink
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.stamps import RIM, draw_stamp, stamp_size
from collectdesk.documents.styles import (
    ADDRESS,
    BODY,
    CELL,
    EDGE,
    FIRM_NAME,
    HEADING,
    INK,
    LABEL,
    LATE,
    LINE,
    MM,
    QUIET,
    SMALL,
    STRONG,
    TINY,
    TOTAL,
    VALUE,
    WHITE,
    Style,
    rgb,
)  # fmt: skip
from collectdesk.documents.wording import Wording
from collectdesk.documents.wrap import fit, wrap
from collectdesk.domain.papers import AgingStrip, Firm, LetterFact, Party, StampSpec

_MARK: Final = 32.0
_FACT_ROW: Final = 20.0
_TIGHT_FACT_ROW: Final = 15.0
_EASY_ADDRESS: Final = 13.4
_SHEET_FROM: Final = 112.0
_HAND: Final = 18.8
"""Room for a signature."""

_FACT_INDENT: Final = 130.0


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
        )
    )
    _address(page, layout, party)
    below = _facts(page, layout, facts)
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
    flow.canvas.place(form)
    return flow


def _letterhead(page: Canvas, pdf: PdfFile, layout: Layout, words: Wording, firm: Firm) -> None:
    in_window = layout.name == "us_double" and layout.sender is not None
    top = layout.sender.top if in_window and layout.sender else _letterhead_top(layout)
    beside = _mark(page, pdf, firm, layout.left, top)
    own_lines = [one_line(line) for line in firm.address if line.strip()]
    width = (layout.always_visible[0].right if in_window else layout.left + 260) - beside
    name, style = fit(one_line(firm.name), FIRM_NAME, width, 0.55)
    contact = " · ".join(filter(None, (one_line(firm.phone), one_line(firm.email))))
    tax = _tax_id(firm, words) if firm.footer.strip() else ""
    if in_window:
        page.text(beside, top + 12, name, style)
        _small_lines(page, beside, top + 23, own_lines[:2], width)
        lines = [*own_lines[2:], *(one_line(part) for part in (firm.phone, firm.email)), tax]
    else:
        page.text(beside, top + 21, name, style)
        lines = [*own_lines, contact, tax]
    _right_lines(page, layout.right, top + 8, [line for line in lines if line][:5])
    _return_line(page, layout, firm)
    _fold_marks(page, layout)


def _letterhead_top(layout: Layout) -> float:
    return 22.0 if layout.name == "din5008_a" else 36.0


def _mark(page: Canvas, pdf: PdfFile, firm: Firm, x: float, y: float) -> float:
    """The logo, or the initials in the firm's colour; where the name goes on."""
    logo = pdf.image(firm.logo) if firm.logo else None
    if logo is not None:
        name, picture = logo
        scale = min(_MARK / picture.height, 3.2 * _MARK / picture.width)
        page.image(name, x, y, picture.width * scale, picture.height * scale)
        return x + picture.width * scale + 9
    initials = "".join(word[0] for word in one_line(firm.name).split() if word[0].isalnum())[:2]
    if not initials:
        return x
    page.box(x, y, _MARK, _MARK, radius=7, fill=rgb(firm.colour))
    letters, style = fit(initials.upper(), Style("bold", 12.5, 14, WHITE), _MARK - 8)
    page.text_centred(x + _MARK / 2, y + _MARK / 2 + 4.5, letters, style)
    return x + _MARK + 9


def _small_lines(page: Canvas, x: float, y: float, lines: Sequence[str], width: float) -> None:
    for number, line in enumerate(lines):
        item, style = fit(line, SMALL, width)
        page.text(x, y + number * 10, item, style)


def _right_lines(page: Canvas, x: float, y: float, lines: Sequence[str]) -> None:
    for number, line in enumerate(lines):
        item, style = fit(line, SMALL, 230)
        page.text_right(x, y + number * SMALL.leading, item, style)


def _return_line(page: Canvas, layout: Layout, firm: Firm) -> None:
    """The sender in one small line above the recipient, where the window has room for it."""
    if layout.sender is None or layout.name == "us_double":
        return
    width = layout.sender.right - layout.sender.left
    item, style = fit(return_line(firm), Style(size=6.8, leading=8, colour=QUIET), width, 0.8)
    y = layout.sender.bottom - 4
    page.text(layout.sender.left, y, item, style)
    page.line(layout.sender.left, y + 3, layout.sender.right, y + 3, LINE, 0.4)


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
    shown, _ = address_lines(party, layout)
    area = layout.recipient
    room = area.bottom - area.top
    leading = min(_EASY_ADDRESS, max(ADDRESS.leading, room / max(1, len(shown))))
    y = area.top + 8.6 + max(0.0, min(6.0, room - leading * len(shown)))
    for number, line in enumerate(shown):
        item, style = fit(line, ADDRESS, area.right - area.left, 0.8)
        page.text(area.left, y + number * leading, item, style)


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


def title(flow: Flow, text: str) -> None:
    """The heading of the letter."""
    _, style = fit(one_line(text), HEADING, flow.width_here, 0.86)
    flow.heading(text, style)
    flow.gap(3)


def letter_text(flow: Flow, salutation: str, paragraphs: Sequence[str]) -> None:
    """The salutation with the paragraphs below it."""
    if salutation.strip():
        flow.text(salutation)
    flow.paragraphs(paragraphs)


def labelled_amount(flow: Flow, label: str, amount: str) -> None:
    """A line of a table that has words instead of columns, such as a fee."""
    flow.need(19)
    value = ink(amount, CELL.weight)
    room = flow.width - 24 - value.width * CELL.size / 1000
    text, style = fit(one_line(label), CELL, room)
    flow.canvas.text(flow.left + 6, flow.y + 12.6, text, style)
    flow.canvas.text_right(flow.right - 6, flow.y + 12.6, value, CELL)
    flow.y += 19
    flow.rule()


def total_line(flow: Flow, label: str, amount: str) -> None:
    """The sum under a table."""
    flow.need(26)
    item, style = fit(amount, TOTAL, flow.width * 0.6, 0.4)
    flow.canvas.text(flow.left + 6, flow.y + 18, ink(label, TOTAL.weight), TOTAL)
    flow.canvas.text_right(flow.right - 6, flow.y + 18, item, style)
    flow.y += 26


def sums(flow: Flow, lines: Sequence[tuple[str, str]], total: tuple[str, str]) -> None:
    """Lines of labelled amounts at the right under a table, and their total below a rule."""
    row = 12.5 if flow.layout.tight else 15
    flow.could_save(2.5 * len(lines))
    flow.need(len(lines) * row + 28)
    left = flow.left + flow.width * 0.5
    flow.y += 3
    for label, amount in lines:
        value = ink(amount, LABEL.weight)
        room = flow.right - 6 - left - value.width * LABEL.size / 1000 - 8
        text, style = fit(one_line(label), LABEL, room)
        flow.canvas.text(left, flow.y + 11, text, style)
        flow.canvas.text_right(flow.right - 6, flow.y + 11, value, LABEL)
        flow.y += row
    flow.canvas.line(left, flow.y + 2, flow.right, flow.y + 2, INK, 0.8)
    label, amount = total
    value, style = fit(amount, TOTAL, flow.width * 0.3, 0.4)
    flow.canvas.text(left, flow.y + 19, ink(label, TOTAL.weight), TOTAL)
    flow.canvas.text_right(flow.right - 6, flow.y + 19, value, style)
    flow.y += 26


def aging(flow: Flow, words: Wording, strip: AgingStrip) -> None:
    """What is open by age, in cells side by side; unapplied cash stands apart at the end."""
    cells = [
        (words["aging_current"], strip.current),
        (words["aging_30"], strip.to_30),
        (words["aging_60"], strip.to_60),
        (words["aging_90"], strip.to_90),
        (words["aging_over_90"], strip.over_90),
    ]
    if strip.unapplied:
        cells.append((words["aging_unapplied"], strip.unapplied))
    flow.need(36)
    _cells(flow, [(label, words.amount(minor)) for label, minor in cells])
    flow.y += 34


def _cells(flow: Flow, cells: Sequence[tuple[str, str]]) -> None:
    share = flow.width / len(cells)
    page, y = flow.canvas, flow.y
    page.box(flow.left, y, flow.width, 33, radius=4, edge=LINE)
    for number, (label, amount) in enumerate(cells):
        middle = flow.left + (number + 0.5) * share
        if number:
            page.line(middle - share / 2, y, middle - share / 2, y + 33)
        page.text_centred(middle, y + 12.5, ink(label, TINY.weight), TINY)
        item, style = fit(amount, LABEL, share - 8, 0.5)
        page.text_centred(middle, y + 25.5, item, style)


def sign_off(flow: Flow, sender: Sequence[str], *, by_hand: bool = False) -> None:
    """The close of a letter: the greeting, room for a hand, the name.

    A tight page has the names on one line and no such room, unless it is signed ``by_hand``.
    """
    lines = [one_line(line) for line in sender if line.strip()]
    if not lines:
        return
    greeting, *names = lines
    flow.need(BODY.leading * (len(lines) + 2))
    flow.gap(8)
    flow.text(greeting)
    if not by_hand and names:
        flow.could_save(_HAND + BODY.leading * (len(names) - 1))
        if flow.layout.tight:
            flow.text(", ".join(names), STRONG)
            return
    flow.y += _HAND if names else 0
    for number, line in enumerate(names):
        flow.text(line, STRONG if number == 0 else BODY)


def labelled_lines(flow: Flow, heading: str, lines: Sequence[str]) -> None:
    """A small heading with lines under it, kept together."""
    shown = [one_line(line) for line in lines if line.strip()][:12]
    if not shown:
        return
    flow.need(LABEL.leading * (len(shown) + 1))
    flow.text(heading, VALUE)
    for line in shown:
        flow.text(line, LABEL)


def fact_row(flow: Flow, fact: LetterFact) -> None:
    """A label on the left and its value beside it, which may need several lines."""
    lines = wrap(one_line(fact.value), STRONG, flow.width - _FACT_INDENT)
    flow.need(len(lines) * BODY.leading + 6)
    label, style = fit(one_line(fact.label), BODY, _FACT_INDENT - 10)
    flow.canvas.text(flow.left, flow.y + 13, label, style)
    for line in lines:
        flow.canvas.text(flow.left + _FACT_INDENT, flow.y + 13, line, STRONG)
        flow.y += BODY.leading
    flow.y += 6
    flow.rule()


def empty_line(flow: Flow, label: str, x: float, width: float, known: str = "") -> None:
    """A label with a line to write on, already filled in as far as it is known."""
    page, y = flow.canvas, flow.y
    item, style = fit(label, TINY, width)
    page.text(x, y + 9, item, style)
    if known:
        value, style = fit(one_line(known), BODY, width)
        page.text(x, y + 24, value, style)
    page.line(x, y + 28, x + width, y + 28, EDGE)


def tick_box(page: Canvas, x: float, y: float, label: str, width: float) -> None:
    """An empty box to tick and its label; ``y`` is the baseline."""
    page.box(x, y - 7.6, 8.6, 8.6, radius=1.2, edge=INK, line=0.8)
    item, style = fit(label, LABEL, width - 14)
    page.text(x + 14, y, item, style)
