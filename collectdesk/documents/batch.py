"""Papers in, PDF out: one at a time, or many drawn into one file as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from collectdesk.documents.envelopes import (
    EnvelopeName,
    Layout,
    PageName,
    address_lines,
    layout_for,
)  # fmt: skip
from collectdesk.documents.flow import Flow
from collectdesk.documents.fonts import missing_glyphs
from collectdesk.documents.invoice import draw_invoice
from collectdesk.documents.letter import draw_letter
from collectdesk.documents.notice import draw_notice
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.receipt import draw_receipt
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.statement import draw_statement
from collectdesk.documents.verification import draw_verification
from collectdesk.documents.wording import Wording
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import InvoicePaper, Paper, StatementPaper
from collectdesk.domain.papers_json import texts_of

Progress = Callable[[int], bool]
"""Told how many papers are done; answers whether to go on."""

_BOOKMARK_FROM: Final = 2

_DRAW: Final[dict[str, Callable[[Any, PdfFile, Layout], Flow]]] = {
    "invoice": draw_invoice,
    "verification": draw_verification,
    "notice": draw_notice,
    "statement": draw_statement,
    "receipt": draw_receipt,
    "letter": draw_letter,
}


class NothingToPrint(KnownError):
    """A batch had no papers in it, or none that could be drawn."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that could not be drawn: its place in the batch, from 0, and why."""

    place: int
    reason: KnownError


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch did. ``content`` is the merged file, or None when it was cancelled."""

    content: bytes | None
    drawn: int
    pages: int
    refused: tuple[Refused, ...] = ()


def render(paper: Paper, page: PageName = "letter", envelope: EnvelopeName | None = None) -> bytes:
    """One paper as a PDF; the same paper always gives the same bytes.

    Raises ``UnknownEnvelope`` or ``UnknownStamp``.
    """
    layout = layout_for(page, envelope)
    pdf = PdfFile(paper_title(paper), one_line(paper.firm.name), paper.language)
    flow = _drawn(paper, pdf, layout)
    flow.close(paper_title(paper) if flow.page_count >= _BOOKMARK_FROM else "")
    return pdf.finish()


def _drawn(paper: Paper, pdf: PdfFile, layout: Layout) -> Flow:
    """The paper's pages; set tight if only that keeps its slip off a page of its own."""
    draw = _DRAW[paper.kind]
    flow = draw(paper, pdf, layout)
    if flow.spilled:
        tight = draw(paper, pdf, replace(layout, tight=True))
        if tight.page_count < flow.page_count:
            return tight
    return flow


def render_merged(
    papers: Iterable[Paper], title: str, progress: Progress | None = None,
    page: PageName = "letter", envelope: EnvelopeName | None = None,
) -> BatchResult:  # fmt: skip
    """All papers in one PDF with a bookmark each, drawn as they come.

    A paper that cannot be drawn is left out and told in the result. When ``progress`` answers
    False, nothing is made. Raises ``NothingToPrint`` when no paper could be drawn.
    """
    layout = layout_for(page, envelope)
    pdf: PdfFile | None = None
    refused: list[Refused] = []
    drawn = 0
    for place, paper in enumerate(papers):
        pdf = pdf or PdfFile(one_line(title), one_line(paper.firm.name), paper.language)
        try:
            _drawn(paper, pdf, layout).close(paper_title(paper))
            drawn += 1
        except KnownError as reason:
            refused.append(Refused(place, reason))
        if progress is not None and not progress(place + 1):
            return BatchResult(None, drawn, pdf.page_count, tuple(refused))
    if pdf is None or not drawn:
        raise NothingToPrint("There is nothing to print: no document could be made.")
    return BatchResult(pdf.finish(), drawn, pdf.page_count, tuple(refused))


def render_each(
    papers: Iterable[Paper], take: Callable[[int, Paper, bytes], None],
    progress: Progress | None = None, page: PageName = "letter",
    envelope: EnvelopeName | None = None,
) -> BatchResult:  # fmt: skip
    """A PDF of its own for each paper, handed to ``take`` with its place as soon as it is drawn.

    Papers that cannot be drawn are told in the result; ``progress`` may stop the rest.
    """
    refused: list[Refused] = []
    drawn = 0
    for place, paper in enumerate(papers):
        try:
            content = render(paper, page, envelope)
        except KnownError as reason:
            refused.append(Refused(place, reason))
        else:
            take(place, paper, content)
            drawn += 1
        if progress is not None and not progress(place + 1):
            break
    return BatchResult(None, drawn, 0, tuple(refused))


def paper_title(paper: Paper) -> str:
    """What a paper is called in bookmarks and file properties: "Invoice 1042 · Harbor Point"."""
    words = Wording(paper.language)
    if isinstance(paper, InvoicePaper):
        what = f"{words['invoice']} {paper.number}"
    elif isinstance(paper, StatementPaper):
        what = words["statement"]
    else:
        what = paper.heading
    return one_line(" · ".join(filter(None, (one_line(what), one_line(paper.customer.name)))))


@dataclass(frozen=True, slots=True)
class Warnings:
    """What somebody should know before printing: nothing of it stops the print.

    ``missing`` are characters that no font has; ``left_out`` are address lines that do not fit
    the envelope's window.
    """

    missing: tuple[str, ...]
    left_out: tuple[str, ...]


def check(
    paper: Paper, page: PageName = "letter", envelope: EnvelopeName | None = None
) -> Warnings:
    """Look at a paper before it is printed. Raises ``UnknownEnvelope``."""
    missing = missing_glyphs("".join(texts_of(paper)))
    _, left_out = address_lines(paper.customer, layout_for(page, envelope))
    return Warnings(tuple(sorted(missing)), tuple(left_out))
