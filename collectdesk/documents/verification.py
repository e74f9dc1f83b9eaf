"""The letter that comes with the goods and asks whether all is in order; it goes back signed."""

from __future__ import annotations

from typing import Final

from collectdesk.documents.blocks import empty_line, sign_off, tick_box
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import BODY, EDGE, HEADING, QUIET, SMALL, STRONG, TINY
from collectdesk.documents.table import Column, Table
from collectdesk.documents.worded import begin
from collectdesk.documents.wording import Wording, day, number
from collectdesk.domain.papers import VerificationPaper

_TICKS: Final = (
    "tick_all_in_order", "tick_short", "tick_damaged", "tick_wrong", "tick_price", "tick_other",
)  # fmt: skip
_REPLY_HEIGHT: Final = 217.0
_ABOUT_HEIGHT: Final = 14 + HEADING.leading + BODY.leading
_BETWEEN: Final = 14.0


def draw_verification(paper: VerificationPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the verification letter; the caller closes the flow."""
    words = Wording(paper.language)
    facts = [
        Fact(words["invoice_no"], paper.invoice_number),
        Fact(words["delivered_on"], day(paper.delivered)),
        Fact(words["your_po"], paper.po_number),
        Fact(words["customer_no"], paper.customer.number),
        Fact(words["please_reply_by"], day(paper.reply_by)),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    flow.gap(6)
    _items(flow, words, paper)
    if paper.closing:
        flow.gap(6)
        flow.paragraphs(paper.closing)
    sign_off(flow, paper.sender)
    if flow.need(_REPLY_HEIGHT + (_ABOUT_HEIGHT if flow.page_count > 1 else 0)):
        flow.could_have_held(_REPLY_HEIGHT)
    if flow.page_count > 1:
        _about(flow, words, paper)
    flow.gap(8)
    _ticks(flow, words)
    _payables(flow, words, paper)
    _signature(flow, words, paper)
    return flow


def _about(flow: Flow, words: Wording, paper: VerificationPaper) -> None:
    """What the form is about, where it comes back without the letter's first page."""
    flow.gap(14)
    flow.heading(words["verification"], HEADING)
    delivered = f"{words['delivered_on']} {day(paper.delivered)}"
    about = (
        f"{words['invoice']} {paper.invoice_number}", delivered, paper.customer.name,
        paper.customer.number,
    )  # fmt: skip
    flow.text(" · ".join(filter(None, map(one_line, about))), BODY.coloured(QUIET))


def _items(flow: Flow, words: Wording, paper: VerificationPaper) -> None:
    if not paper.items:
        return
    columns = [Column(words["ordered_item"], grows=True), Column(words["quantity"], "right")]
    rows = [
        (item.description, f"{number(item.quantity)} {one_line(item.unit, 20)}".strip())
        for item in paper.items
    ]
    Table(flow, columns, rows, row_pad=5).draw()


def _ticks(flow: Flow, words: Wording) -> None:
    flow.text(words["please_tick"], STRONG)
    half = flow.width / 2
    for place, label in enumerate(_TICKS):
        x = flow.left + half * (place // 3)
        tick_box(flow.canvas, x, flow.y + 13 + 17 * (place % 3), words[label], half - 8)
    flow.y += 55
    empty_line(flow, words["what_is_wrong"], flow.left, flow.width)
    flow.y += 28
    flow.canvas.line(flow.left, flow.y + 20, flow.right, flow.y + 20, EDGE)
    flow.y += 27


def _payables(flow: Flow, words: Wording, paper: VerificationPaper) -> None:
    flow.text(words["payables_heading"], STRONG)
    known = (paper.payables_contact, paper.payment_day, paper.cut_off)
    labels = (words["payables_contact"], words["payment_day"], words["cut_off"])
    _in_a_row(flow, labels, known)


def _signature(flow: Flow, words: Wording, paper: VerificationPaper) -> None:
    flow.y += 3
    _in_a_row(flow, (words["name"], words["signature"], words["date"]), ("", "", ""))
    firm = paper.firm
    where = " · ".join(filter(None, map(one_line, (firm.name, *firm.address, firm.email))))
    flow.gap(3)
    flow.text(words.filled("reply_to", where=where), SMALL if len(where) < 110 else TINY)


def _in_a_row(flow: Flow, labels: tuple[str, ...], known: tuple[str, ...]) -> None:
    share = (flow.width + _BETWEEN) / len(labels)
    for place, (label, value) in enumerate(zip(labels, known, strict=True)):
        empty_line(flow, label, flow.left + place * share, share - _BETWEEN, value)
    flow.y += 33
