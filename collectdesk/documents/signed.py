"""Letters that bind: the payment-plan agreement and the demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from collectdesk.documents.blocks import TOTAL_HEIGHT, ending, sign_off_height, total_line
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact
from collectdesk.documents.ink import Ink, ink
from collectdesk.documents.notice import draw_rows
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import BODY, CELL_STRONG, EDGE, LABEL, STRONG, TINY, Style
from collectdesk.documents.table import Column, Table
from collectdesk.documents.worded import begin
from collectdesk.documents.wording import Wording, day
from collectdesk.documents.wrap import fit, on_two_at_most, wrap
from collectdesk.domain.papers import AgreementPaper, DemandPaper
from collectdesk.domain.papers_filed import Clause

_ROW_PAD: Final = 5.0
_SIGNATURE_HEIGHT: Final = 78.0
_GUTTER: Final = 26.0
_PARTY_LINES: Final = 8
_LONG_NAME: Final = STRONG.scaled(0.84)
_KEPT: Final = 4
"""So many lines of the last point stay with the signatures."""


def draw_agreement(paper: AgreementPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the plan agreement; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["agreed_balance"], words.money(paper.total)),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    flow.gap(7)
    _covered(flow, words, paper)
    _schedule(flow, words, paper)
    flow.gap(8)
    clauses(flow, paper.clauses, _SIGNATURE_HEIGHT + 2 * BODY.leading * len(paper.closing))
    if paper.closing:
        flow.gap(8)
        flow.paragraphs(paper.closing)
    signatures(flow, words, ((paper.firm.name, paper.ours), (paper.customer.name, paper.theirs)))
    flow.could_be_one_page()
    return flow


def _covered(flow: Flow, words: Wording, paper: AgreementPaper) -> None:
    columns = [
        Column(words["invoice"], style=CELL_STRONG, most=0.4),
        Column(words["issued"]),
        Column(words["open"], "right"),
    ]
    rows = [(item.number, day(item.issued), words.amount(item.amount)) for item in paper.items]
    Table(flow, columns, rows, _ROW_PAD, TOTAL_HEIGHT).draw()
    total_line(flow, words["agreed_balance"], words.money(paper.total))


def _schedule(flow: Flow, words: Wording, paper: AgreementPaper) -> None:
    flow.gap(8)
    columns = [
        Column(words["payment"], style=CELL_STRONG, most=0.4),
        Column(words["due"]),
        Column(words["amount"], "right"),
    ]
    rows = [(part.label, day(part.due), words.amount(part.amount)) for part in paper.parts]
    Table(flow, columns, rows, _ROW_PAD).draw()


def draw_demand(paper: DemandPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the demand; the caller closes the flow."""
    words = Wording(paper.language, paper.currency)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["claim"], words.money(paper.total)),
        Fact(words["please_pay_by"], day(paper.deadline)),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    flow.gap(8)
    _parties(flow, ((words["creditor"], paper.creditor), (words["owing"], paper.debtor)))
    flow.gap(8)
    draw_rows(flow, words, paper.rows, paper.charges)
    total_line(flow, words["claim"], words.money(paper.total))
    flow.gap(7)
    clauses(flow, paper.clauses, 0 if paper.closing else sign_off_height(paper.sender))
    ending(flow, paper.closing, paper.sender, by_hand=True)
    flow.could_be_one_page()
    return flow


def _parties(flow: Flow, parties: Sequence[tuple[str, tuple[str, ...]]]) -> None:
    """Both sides beside each other, with their legal names in bold."""
    width = (flow.width - _GUTTER) / 2
    shown = [(label, _party_lines(lines, width)) for label, lines in parties]
    height = TINY.leading + max(len(lines) for _, lines in shown) * LABEL.leading
    flow.need(height)
    for place, (label, lines) in enumerate(shown):
        x = flow.left + place * (width + _GUTTER)
        flow.canvas.text(x, flow.y + 8, ink(label, TINY.weight), TINY)
        for number, (line, style) in enumerate(lines):
            base = flow.y + TINY.leading + (number + 0.85) * LABEL.leading
            flow.canvas.text(x, base, line, style)
    flow.y += height


def _party_lines(texts: tuple[str, ...], width: float) -> list[tuple[Ink, Style]]:
    """The lines of a party, none of them cut: in a claim a legal name stands whole."""
    listed = [one_line(line) for line in texts if line.strip()][:_PARTY_LINES]
    return [
        (line, style)
        for place, text in enumerate(listed)
        for style in [LABEL if place else STRONG]
        for line in wrap(text, style, width)
    ]


def clauses(flow: Flow, points: Sequence[Clause], signing: float = 0) -> None:
    """Numbered points, each with its heading in bold before its text.

    The last goes with what is signed, whose height is ``signing``: names never stand alone.
    """
    indent = 18.0
    body, strong = flow.fine(BODY), flow.fine(STRONG)
    for number, point in enumerate(points, start=1):
        lines = wrap(one_line(point.text, 4_000), body, flow.width - indent)
        flow.could_refine(body, 1 + len(lines))
        kept, below = (_KEPT, signing) if number == len(points) else (2, 0)
        flow.need(body.leading * (1 + min(kept, len(lines))) + below)
        flow.canvas.text(flow.left, flow.y + 10.5, ink(f"{number}.", strong.weight), strong)
        heading, style = fit(one_line(point.heading), strong, flow.width - indent)
        flow.canvas.text(flow.left + indent, flow.y + 10.5, heading, style)
        flow.y += body.leading
        for line in lines:
            flow.need(body.leading)
            flow.canvas.text(flow.left + indent, flow.y + 10.5, line, body)
            flow.y += body.leading
        flow.gap(4)


def signatures(flow: Flow, words: Wording, parties: Sequence[tuple[str, str]]) -> None:
    """Lines for each party beside each other: signature, then name and date."""
    flow.need(_SIGNATURE_HEIGHT)
    flow.gap(10)
    width = (flow.width - _GUTTER * (len(parties) - 1)) / len(parties)
    for place, (party, person) in enumerate(parties):
        x = flow.left + place * (width + _GUTTER)
        names, style = on_two_at_most(one_line(party), STRONG, _LONG_NAME, width)
        for row, name in enumerate(names):
            flow.canvas.text(x, flow.y + 10 + row * style.leading, name, style)
        _line_below(flow, x, flow.y + 40, width, words["signature"])
        _line_below(flow, x, flow.y + 64, width * 0.6, words["name"], one_line(person))
        _line_below(flow, x + width * 0.65, flow.y + 64, width * 0.35, words["date"])
    flow.y += _SIGNATURE_HEIGHT


def _line_below(
    flow: Flow, x: float, y: float, width: float, label: str, known: str = ""
) -> None:  # fmt: skip
    flow.canvas.line(x, y, x + width, y, EDGE)
    item, style = fit(label, TINY, width)
    flow.canvas.text(x, y + 8, item, style)
    if known:
        value, style = fit(known, LABEL, width)
        flow.canvas.text(x, y - 3, value, style)
