"""A short letter without a table of money: a promise confirmed, a dispute acknowledged."""

from __future__ import annotations

from collectdesk.documents.blocks import fact_row, letter_text, sign_off, title
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact, start_letter
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.papers import LetterPaper


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
            fact_row(flow, fact)
    if paper.closing:
        flow.gap(8)
        flow.paragraphs(paper.closing)
    sign_off(flow, paper.sender)
    return flow
