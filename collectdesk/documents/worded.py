"""How letters in words begin, whatever follows below."""

from __future__ import annotations

from collections.abc import Sequence

from collectdesk.documents.blocks import letter_text, title
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import Fact, start_letter
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.wording import Wording
from collectdesk.domain.papers import (
    AgreementPaper,
    DemandPaper,
    LetterPaper,
    NoticePaper,
    ReceiptPaper,
    VerificationPaper,
)

WordedPaper = (
    AgreementPaper | DemandPaper | LetterPaper | NoticePaper | ReceiptPaper | VerificationPaper
)


def begin(
    paper: WordedPaper, facts: Sequence[Fact], words: Wording, pdf: PdfFile, layout: Layout
) -> Flow:
    """The first page with heading, salutation and first paragraphs; empty facts are left out."""
    known = [fact for fact in facts if fact.value.strip()]
    flow = start_letter(
        pdf, layout, words, paper.firm, paper.customer, paper.heading, known, paper.stamp
    )
    title(flow, paper.heading)
    letter_text(flow, paper.salutation, paper.paragraphs)
    flow.clear_narrow()
    return flow
