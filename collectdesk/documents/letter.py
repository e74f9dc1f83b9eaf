"""A short letter without a table of money: a promise confirmed, a dispute acknowledged."""

from __future__ import annotations

from collectdesk.documents.blocks import ending, fact_row
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.worded import begin
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.papers import LetterPaper


def draw_letter(paper: LetterPaper, pdf: PdfFile, layout: Layout) -> Flow:
    """Draw the letter; the caller closes the flow."""
    words = Wording(paper.language)
    facts = [
        Fact(words["date"], day(paper.issued)),
        Fact(words["customer_no"], paper.customer.number),
    ]
    flow = begin(paper, facts, words, pdf, layout)
    if paper.facts:
        flow.gap(8)
        for fact in paper.facts:
            fact_row(flow, fact)
    ending(flow, paper.closing, paper.sender)
    flow.could_be_one_page()
    return flow
