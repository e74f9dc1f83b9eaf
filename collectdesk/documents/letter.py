"""A short letter without a table of money: a promise confirmed, a dispute acknowledged."""

from __future__ import annotations

from collectdesk.documents.blocks import Fact, letter_text, sign_off, start_letter, title
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.styles import BODY, STRONG
from collectdesk.documents.wording import Wording, day
from collectdesk.documents.wrap import fit, wrap
from collectdesk.domain.papers import LetterFact, LetterPaper


def draw_letter(paper: LetterPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the letter; the caller closes the flow."""
    words = Wording(paper.language)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
    ]
    flow = start_letter(
        pdf, layout, words, paper.firm, paper.customer, paper.heading,
        [fact for fact in facts if fact.value.strip()], paper.stamp,
    )  # fmt: skip
    title(flow, paper.heading)
    letter_text(flow, paper.salutation, paper.paragraphs)
    flow.clear_narrow()
    if paper.facts:
        flow.gap(8)
        for fact in paper.facts:
            _fact(flow, fact)
    if paper.closing:
        flow.gap(8)
        flow.paragraphs(paper.closing)
    sign_off(flow, paper.sender)
    return flow


def _fact(flow: Flow, fact: LetterFact) -> None:
    """A label on the left and its value beside it, which may need several lines."""
    indent = 130.0
    lines = wrap(one_line(fact.value), STRONG, flow.width - indent)
    flow.need(len(lines) * BODY.leading + 6)
    label, style = fit(one_line(fact.label), BODY, indent - 10)
    flow.canvas.text(flow.left, flow.y + 13, label, style)
    for line in lines:
        flow.canvas.text(flow.left + indent, flow.y + 13, line, STRONG)
        flow.y += BODY.leading
    flow.y += 6
    flow.rule()
