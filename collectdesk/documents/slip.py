"""The slip at the foot of a letter: torn off at the last fold and sent back with the payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from collectdesk.documents.blocks import tick_boxes
from collectdesk.documents.canvas import Canvas
from collectdesk.documents.flow import Flow
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.links import Link, safe_address
from collectdesk.documents.pay_code import draw_pay_code
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import EDGE, LABEL, MM, QUIET, STRONG, TINY, VALUE, Style
from collectdesk.documents.wording import Wording, day
from collectdesk.documents.wrap import broken, fit, wrap
from collectdesk.domain.papers import Firm, Party, Slip

_ROW: Final = 24.0
_BOX: Final = 20.0
_REFERENCES: Final = 24
_REFERENCE_LINES: Final = 4
_LINES: Final = 6
"""Room for the customer and the references, down to the bank."""

_WHO_LINES: Final = 3
_CODE: Final = 30 * MM
_MOST_TICKS: Final = 3
_NAME_LINES: Final = 2
_PAYEE_LINES: Final = 7
_BANK_LINES: Final = 4
_CLEAR: Final = 19.0
"""Room above the tear line for its own words."""


def slip_room(flow: Flow) -> float:
    """What a slip takes of a page, from the end of the text to the foot of later pages."""
    return flow.bottom - (flow.layout.slip_from - _CLEAR)


def room_above(flow: Flow) -> float:
    """What is left of this page above a slip."""
    return flow.layout.slip_from - _CLEAR - flow.y


def draw_slip(
    flow: Flow, words: Wording, firm: Firm, party: Party, slip: Slip,
    above: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Put the slip on the last page, on a page of its own when the text reaches too far down:
    ``above`` then tells there what it is about."""
    top = flow.layout.slip_from
    flow.finish_at(top - _CLEAR, above)
    page = flow.canvas
    half = flow.left + flow.width * 0.56
    fixed = flow.pdf.form(
        (
            "slip",
            firm,
            flow.layout.name,
            flow.layout.page,
            slip.remit_to,
            words.language,
            slip.due is not None,
            bool(slip.pay_code),
            slip.heading,
            slip.ticks,
        ),
        lambda form: _fixed_parts(form, flow, words, firm, slip, half),
        flow.layout.width,
        flow.layout.height,
    )
    page.place(fixed, _told(words, firm, slip))
    if slip.pay_code:
        _pay_code(page, words, slip.pay_code, half, top)
        if address := safe_address(slip.pay_code):
            x = half - 12 - _CODE
            flow.link(Link(x, top + 12, x + _CODE, top + 12 + _CODE, address=address))
    _customer_lines(page, flow, words, party, slip, half)
    y = _first_row(top)
    amount, style = fit(words.money(slip.amount_due), VALUE, 130, 0.5)
    page.text_right(flow.right - 8, y, amount, style)
    if slip.due:
        page.text_right(flow.right - 8, y + _ROW, ink(day(slip.due), VALUE.weight), VALUE)
    symbol = ink(words.symbol(), LABEL.weight)
    page.text_right(flow.right - 88, y + _enclosed_row(slip) * _ROW, symbol, LABEL)


def _told(words: Wording, firm: Firm, slip: Slip) -> str:
    """The slip's fixed parts for those who hear it read."""
    payee = _shown(slip.remit_to) or _shown((firm.name, *firm.address))
    heading = one_line(slip.heading) or words["slip_return"]
    return f"{heading}. {words['slip_pay_to']}: {', '.join(payee)}"


def _pay_code(page: Canvas, words: Wording, code: str, half: float, top: float) -> None:
    """A code that a phone reads, left of the amounts."""
    x = half - 12 - _CODE
    if draw_pay_code(page, code, x, top + 12, _CODE):
        label, style = fit(words["scan_to_pay"], TINY, _CODE)
        page.text_centred(x + _CODE / 2, top + 12 + _CODE + 5, label, style)


def _first_row(top: float) -> float:
    return top + 31.0


def _enclosed_row(slip: Slip) -> int:
    return 2 if slip.due else 1


def _fixed_parts(
    page: Canvas, flow: Flow, words: Wording, firm: Firm, slip: Slip, half: float
) -> None:
    top = flow.layout.slip_from
    page.line(flow.left, top, flow.right, top, QUIET, 0.7, "3 2.4")
    _scissors(page, flow.left, top - 8)
    heading, style = fit(one_line(slip.heading) or words["slip_return"], TINY, flow.width * 0.7)
    page.text(flow.left + 12, top - 8, heading, style)
    _remit_to(page, flow, words, firm, slip, half)
    _bank(page, flow, firm, half)
    labels = [words["amount_due"], *([words["please_pay_by"]] if slip.due else [])]
    to_fill = [words["slip_enclosed"], words["slip_method"], words["slip_cheque"]]
    y = _first_row(top)
    for number, label in enumerate([*labels, *to_fill]):
        base = y + number * _ROW
        page.box(half, base - 13, flow.right - half, _BOX, radius=4, edge=EDGE)
        page.text(half + 8, base, ink(label, LABEL.weight), LABEL)
        if number >= len(labels):
            page.line(flow.right - 84, base + 2, flow.right - 8, base + 2, QUIET, 0.5)
    below = y + (len(labels) + len(to_fill)) * _ROW - 1
    ticks = _shown(slip.ticks) or [words["slip_question"], words["slip_address"]]
    tick_boxes(page, half, below, ticks[:_MOST_TICKS], flow.right - half)


def _scissors(page: Canvas, x: float, y: float) -> None:
    for grip in (-0.6, -4.4):
        page.box(x, y + grip - 1.3, 2.6, 2.6, radius=1.3, edge=QUIET, line=0.6)
    page.line(x + 2.4, y - 1.2, x + 8.6, y - 4.6, QUIET, 0.6)
    page.line(x + 2.4, y - 3.8, x + 8.6, y - 0.4, QUIET, 0.6)


def _remit_to(
    page: Canvas, flow: Flow, words: Wording, firm: Firm, slip: Slip, half: float
) -> None:
    lines = _shown(slip.remit_to) or _shown((firm.name, *firm.address))
    y = flow.layout.slip_from + 18
    page.text(flow.left, y, ink(words["slip_pay_to"], TINY.weight), TINY)
    width = half - flow.left - 18 - (_CODE if slip.pay_code else 0)
    _lines(page, flow.left, y + 14, lines[:6], width, first=STRONG)


def _customer_lines(
    page: Canvas, flow: Flow, words: Wording, party: Party, slip: Slip, half: float
) -> None:
    width = half - flow.left - 18
    y = flow.layout.slip_from + 120
    who = words.filled(
        "slip_customer", number=one_line(party.number, 40), name=one_line(party.name, 120)
    )
    who = who if party.number.strip() else one_line(party.name, 120)
    shown = wrap(who, LABEL, width)[:_WHO_LINES]
    lines = [*shown, *_references(words, slip, width, min(_REFERENCE_LINES, _LINES - len(shown)))]
    for number, line in enumerate(lines):
        page.text(flow.left, y + number * LABEL.leading, line, LABEL)


def _references(words: Wording, slip: Slip, width: float, most: int) -> list[Ink]:
    """The invoices that are paid, as many as fit, and how many more there are."""
    numbers = [one_line(number, 40) for number in slip.references[:_REFERENCES]]
    for count in range(len(numbers), 0, -1):
        lines = broken(_some(words, numbers[:count], len(slip.references)), LABEL, width)
        if len(lines) <= most:
            return [ink(line.removesuffix(" ·"), LABEL.weight) for line in lines]
    return []


def _some(words: Wording, numbers: list[str], total: int) -> str:
    text = " · ".join(numbers)
    more = total - len(numbers)
    return words.filled("slip_more", references=text, count=f"{more:,}") if more > 0 else text


def _bank(page: Canvas, flow: Flow, firm: Firm, half: float) -> None:
    width = half - flow.left - 18
    lines = wrap(" · ".join(_shown(firm.bank_lines)), TINY, width)
    own = [line for text in _shown(firm.bank_lines) for line in wrap(text, TINY, width)]
    if len(lines) > 1 and len(own) <= _BANK_LINES:
        lines = own
    y = flow.layout.slip_from + 184
    for number, line in enumerate(lines[:_BANK_LINES]):
        page.text(flow.left, y + number * TINY.leading, line, TINY)


def _shown(lines: Sequence[str]) -> list[str]:
    return [one_line(line) for line in lines if line.strip()]


def _lines(
    page: Canvas, x: float, y: float, lines: Sequence[str], width: float, first: Style
) -> None:
    shown = [
        (item, style)
        for number, line in enumerate(lines)
        for style in [LABEL if number else first]
        for item in wrap(line, style, width)[:_NAME_LINES]
    ]
    for place, (item, style) in enumerate(shown[:_PAYEE_LINES]):
        page.text(x, y + place * LABEL.leading, item, style)
