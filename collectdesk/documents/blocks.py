"""The parts that letters have in common below their head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collectdesk.documents.canvas import Canvas
from collectdesk.documents.flow import Flow
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.safe_text import PARAGRAPH_CAP, one_line
from collectdesk.documents.styles import (
    BODY,
    CELL,
    EDGE,
    HEADING,
    INK,
    LABEL,
    LINE,
    STRONG,
    TINY,
    TOTAL,
    VALUE,
    Style,
)  # fmt: skip
from collectdesk.documents.wording import Wording
from collectdesk.documents.wrap import fit, on_two_at_most, wrap
from collectdesk.domain.papers import AgingStrip, LetterFact

TOTAL_HEIGHT: Final = 26.0
TIGHT_TOTAL: Final = 21.0
CHARGE_HEIGHT: Final = 19.0
_HAND: Final = 18.8
"""Room for a signature."""

_TICK: Final = 14.0
"""From the edge of a box to tick to its label."""

_KEPT: Final = 4
"""So many lines of a letter's last paragraph stay with its close."""

_CROWDED: Final = Style(size=6.8, leading=7.2)
_FACT_INDENT: Final = 130.0
_CELL: Final = 34.0
"""The height of a cell of the aging strip, with its frame."""

_SLIM_CELL: Final = 16.0
"""The height of a cell whose label and amount stand on one line."""

AGING_SPARE: Final = _CELL - _SLIM_CELL
"""What an aging strip of one line needs less."""


def title(flow: Flow, text: str) -> None:
    """The heading of the letter."""
    _, style = fit(one_line(text), HEADING, flow.width_here, 0.86)
    flow.heading(text, style, "H1")
    flow.gap(6, 1.2)


def letter_text(flow: Flow, salutation: str, paragraphs: Sequence[str]) -> None:
    """The salutation with the paragraphs below it."""
    if salutation.strip():
        flow.text(one_line(salutation))
    flow.paragraphs(paragraphs)


def labelled_amount(flow: Flow, label: str, amount: str) -> None:
    """A line of a table that has words instead of columns, such as a fee."""
    flow.need(CHARGE_HEIGHT)
    value = ink(amount, CELL.weight)
    room = flow.width - 24 - value.width * CELL.size / 1000
    text, style = fit(one_line(label), CELL, room)
    flow.canvas.text(flow.left + 6, flow.y + 12.6, text, style)
    flow.canvas.text_right(flow.right - 6, flow.y + 12.6, value, CELL)
    flow.y += CHARGE_HEIGHT
    flow.rule()


def total_line(flow: Flow, label: str, amount: str, least: float = TOTAL_HEIGHT) -> None:
    """The sum under a table; on the tightest page it takes ``least``."""
    flow.need(TOTAL_HEIGHT)
    item, style = fit(amount, TOTAL, flow.width * 0.6, 0.4)
    flow.canvas.text(flow.left + 6, flow.y + 18, ink(label, TOTAL.weight), TOTAL)
    flow.canvas.text_right(flow.right - 6, flow.y + 18, item, style)
    flow.give(TOTAL_HEIGHT, least)


def sums(flow: Flow, lines: Sequence[tuple[str, str]], total: tuple[str, str]) -> None:
    """Lines of labelled amounts at the right under a table, and their total below a rule."""
    row = 15 - 2.5 * flow.layout.tight
    flow.could_save(2.5 * len(lines))
    flow.need(sums_height(lines))
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


def sums_height(lines: Sequence[tuple[str, str]]) -> float:
    """The room that sums need on a usual page."""
    return len(lines) * 15 + 28.0


def aging(flow: Flow, words: Wording, strip: AgingStrip) -> None:
    """What is open by age, in cells side by side; unapplied cash stands apart at the end.

    On a bare page the cells have one line.
    """
    cells = [
        (words["aging_current"], strip.current),
        (words["aging_30"], strip.to_30),
        (words["aging_60"], strip.to_60),
        (words["aging_90"], strip.to_90),
        (words["aging_over_90"], strip.over_90),
    ]
    if strip.unapplied:
        cells.append((words["aging_unapplied"], strip.unapplied))
    height = aging_height(flow)
    flow.need(height + 2)
    _cells(flow, [(label, words.amount(minor)) for label, minor in cells], height)
    flow.y += height


def aging_height(flow: Flow) -> float:
    """What the aging strip takes of the page."""
    return _SLIM_CELL if flow.layout.bare else _CELL


def _cells(flow: Flow, cells: Sequence[tuple[str, str]], height: float) -> None:
    """Labels and frames are the same on every page of a batch, and drawn once."""
    labels = tuple([label for label, _ in cells])
    frame = flow.pdf.form(
        ("cells", labels, flow.left, flow.width, height),
        lambda form: _cell_frames(form, labels, flow.left, flow.width, height),
        flow.layout.width,
        height,
    )
    flow.canvas.place_at(frame, flow.y, height, "; ".join(map(": ".join, cells)))
    flow.story.decorate()
    share = flow.width / len(cells)
    for number, (label, amount) in enumerate(cells):
        if height == _SLIM_CELL:
            right = flow.left + (number + 1) * share - 5
            taken = ink(label, TINY.weight).width * TINY.size / 1000
            item, style = fit(amount, LABEL, share - taken - 14, 0.5)
            flow.canvas.text_right(right, flow.y + 11, item, style)
        else:
            item, style = fit(amount, LABEL, share - 8, 0.5)
            middle = flow.left + (number + 0.5) * share
            flow.canvas.text_centred(middle, flow.y + 25.5, item, style)
    flow.story.end()


def _cell_frames(
    form: Canvas, labels: Sequence[str], left: float, width: float, height: float
) -> None:
    share = width / len(labels)
    form.box(left, 0, width, height - 1, radius=4, edge=LINE)
    for number, label in enumerate(labels):
        start = left + number * share
        if number:
            form.line(start, 0, start, height - 1)
        if height == _SLIM_CELL:
            form.text(start + 5, 10.7, ink(label, TINY.weight), TINY)
        else:
            form.text_centred(start + share / 2, 12.5, ink(label, TINY.weight), TINY)


def ending(
    flow: Flow, closing: Sequence[str], sender: Sequence[str], *, by_hand: bool = False
) -> None:
    """The last words and the close of a letter; the names never stand alone on a page."""
    if closing:
        flow.gap(8)
        flow.paragraphs(closing[:-1])
        flow.gap(5 if closing[1:] else 0)
        lines = len(wrap(one_line(closing[-1], PARAGRAPH_CAP), BODY, flow.width))
        flow.need(BODY.leading * min(_KEPT, lines) + sign_off_height(sender))
        flow.text(closing[-1])
    sign_off(flow, sender, by_hand=by_hand)


def sign_off_height(sender: Sequence[str]) -> float:
    """The room that the close of a letter needs, less on a tight page."""
    return BODY.leading * (len(sender) + 2) if sender else 0.0


def sign_off(flow: Flow, sender: Sequence[str], *, by_hand: bool = False) -> None:
    """The close of a letter: the greeting, room for a hand, the name.

    A tight page has less such room, unless it is signed ``by_hand``; a bare one has the names on
    one line.
    """
    lines = [one_line(line) for line in sender if line.strip()]
    if not lines:
        return
    greeting, *names = lines
    flow.need(sign_off_height(lines))
    flow.gap(8)
    flow.text(greeting)
    if names:
        flow.give(_HAND, _HAND if by_hand else 0)
    if names and not by_hand:
        flow.could_spare(BODY.leading * (len(names) - 1))
        if flow.layout.bare:
            flow.text(", ".join(names), STRONG)
            return
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
        lines, style = on_two_at_most(one_line(known), BODY, _CROWDED, width)
        for place, line in enumerate(reversed(lines)):
            page.text(x, y + 24 - place * style.leading, line, style)
    page.line(x, y + 28, x + width, y + 28, EDGE)


def tick_box(page: Canvas, x: float, y: float, label: str, width: float) -> None:
    """An empty box to tick and its label; ``y`` is the baseline."""
    _ticked(page, x, y, *fit(label, LABEL, width - _TICK))


def tick_boxes(page: Canvas, x: float, y: float, labels: Sequence[str], width: float) -> None:
    """Boxes below each other, their labels in one size; ``y`` is the first baseline."""
    sizes = [fit(label, LABEL, width - _TICK)[1] for label in labels]
    style = min(sizes, key=lambda style: style.size, default=LABEL)
    for number, label in enumerate(labels):
        item, _ = fit(label, style, width - _TICK, 1.0)
        _ticked(page, x, y + 16 * number, item, style)


def _ticked(page: Canvas, x: float, y: float, label: Ink, style: Style) -> None:
    page.box(x, y - 7.6, 8.6, 8.6, radius=1.2, edge=INK, line=0.8)
    page.text(x + _TICK, y, label, style)
