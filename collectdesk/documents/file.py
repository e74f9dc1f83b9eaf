"""Files and forms: sections under headings, and a list of the documents that follow."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from collectdesk.documents.blocks import empty_line, fact_row, tick_box, title
from collectdesk.documents.envelopes import Layout
from collectdesk.documents.flow import Flow
from collectdesk.documents.head import start_sheet
from collectdesk.documents.links import Link
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.signed import signatures
from collectdesk.documents.styles import BODY, CELL, INK, LABEL, LINK, QUIET, SMALL, Style
from collectdesk.documents.table import Column, Table
from collectdesk.documents.wording import Wording, day
from collectdesk.domain.papers import Enclosure, FilePaper
from collectdesk.domain.papers_filed import Section, SheetTable

_SECTION: Final = Style("bold", 11.5, 15)
_CODE: Final = Style(size=7.2, leading=9.6)
_ROW_PAD: Final = 4.0
_FEW_COLUMNS: Final = 4
_BEGINS: Final = 64.0
"""What follows a heading on the same page: the head of a table and two rows."""

_TICK_ROW: Final = 17.0
_BLANK_ROW: Final = 33.0


def draw_file(paper: FilePaper, pdf: PdfFile, layout: Layout, enclosed: Sequence[int] = ()) -> Flow:
    """Draw the file's own pages; ``enclosed`` are the page counts of its enclosures, 0 for one
    that cannot be shown."""
    flow = _drawn(paper, pdf, layout, _starts(1, enclosed))
    if not enclosed:
        return flow
    # The list of contents tells page numbers, which begin after the pages that it takes itself.
    return _drawn(paper, pdf, layout, _starts(flow.page_count, enclosed))


def _starts(own_pages: int, enclosed: Sequence[int]) -> list[int]:
    """The page on which each enclosure begins, 0 for one without pages."""
    ends = accumulate(enclosed, initial=own_pages + 1)
    return [start if count else 0 for start, count in zip(ends, enclosed, strict=False)]


def _drawn(paper: FilePaper, pdf: PdfFile, layout: Layout, starts: Sequence[int]) -> Flow:
    words = Wording(paper.language)
    flow = start_sheet(pdf, layout, words, paper.firm, paper.customer, paper.heading)
    title(flow, paper.heading)
    about = (paper.customer.name, paper.customer.number, day(paper.issued))
    flow.text(" · ".join(filter(None, map(one_line, about))), BODY.coloured(QUIET))
    if paper.paragraphs:
        flow.gap(6)
        flow.paragraphs(paper.paragraphs)
    if paper.facts:
        flow.gap(4)
        for fact in paper.facts:
            fact_row(flow, fact)
    if paper.enclosures:
        _contents(flow, words, paper.enclosures, starts)
    for section in paper.sections:
        _section(flow, words, section)
    _checksums(flow, words, paper.enclosures)
    return flow


def _section(flow: Flow, words: Wording, section: Section) -> None:
    if section.new_page:
        flow.new_page()
    _heading(flow, section.heading)
    flow.paragraphs(section.paragraphs)
    for fact in section.facts:
        fact_row(flow, fact)
    if section.table is not None:
        flow.gap(4 if section.paragraphs else 0)
        _table(flow, section.table, section.empty)
    _ticks(flow, section.ticks)
    for blank in section.blanks:
        flow.need(_BLANK_ROW)
        _blanks(flow, blank.labels, blank.known)
    if section.signatures:
        signatures(flow, words, [(party, "") for party in section.signatures])


def _heading(flow: Flow, text: str) -> None:
    if not text.strip():
        return
    flow.gap(14)
    flow.need(_SECTION.leading + _BEGINS)
    flow.heading(text, _SECTION)
    flow.mark(one_line(text))
    flow.rule(INK, 0.8)
    flow.y += 5


def _table(flow: Flow, table: SheetTable, empty: str) -> None:
    """The table without the columns in which nothing stands."""
    if not table.rows or not table.columns:
        flow.text(empty, BODY.coloured(QUIET))
        return
    count = len(table.columns)
    rows = [(*row[:count], *[""] * (count - len(row))) for row in table.rows]
    told = [place for place in range(count) if any(row[place].strip() for row in rows)] or [0]
    most = 0.3 if len(told) <= _FEW_COLUMNS else 0.18
    columns = [
        Column(
            one_line(column.title),
            "right" if column.right else "left",
            CELL,
            column.grows,
            1.0 if column.right else most,
        )
        for column in (table.columns[place] for place in told)
    ]
    Table(flow, columns, [[row[place] for place in told] for row in rows], _ROW_PAD).draw()


def _ticks(flow: Flow, labels: Sequence[str]) -> None:
    half = flow.width / 2
    flow.y += 3 if labels else 0
    for place in range(0, len(labels), 2):
        flow.need(_TICK_ROW)
        for column, label in enumerate(labels[place : place + 2]):
            x = flow.left + column * half
            tick_box(flow.canvas, x, flow.y + 12, one_line(label), half - 8)
        flow.y += _TICK_ROW
    flow.y += 3 if labels else 0


def _blanks(flow: Flow, labels: Sequence[str], known: Sequence[str]) -> None:
    share = flow.width / max(1, len(labels))
    for place, label in enumerate(labels):
        value = known[place] if place < len(known) else ""
        last = place == len(labels) - 1
        width = share if last else share - 14
        empty_line(flow, one_line(label), flow.left + place * share, width, value)
    flow.y += _BLANK_ROW


def _contents(
    flow: Flow, words: Wording, enclosures: Sequence[Enclosure], starts: Sequence[int]
) -> None:
    _heading(flow, words["contents"])
    columns = [
        Column(words["number_short"], "right", LABEL),
        Column(words["document"], most=0.4),
        Column(words["what"], grows=True),
        Column(words["page"], "right", CELL.coloured(LINK)),
    ]
    rows = [
        (
            f"{place}",
            enclosure.title,
            enclosure.note if start else words["not_shown"],
            f"{start}" if start else "–",
        )
        for place, (enclosure, start) in enumerate(zip(enclosures, starts, strict=True), start=1)
    ]
    pages = iter(starts)

    def lead_there(top: float, bottom: float) -> None:
        if start := next(pages):
            flow.link(Link(flow.left, top, flow.right, bottom, page=start))

    Table(flow, columns, rows, _ROW_PAD).draw(lead_there)


def _checksums(flow: Flow, words: Wording, enclosures: Sequence[Enclosure]) -> None:
    """What the files that were sent can be told by, as they are kept in the book."""
    known = [
        (f"{place}", enclosure.title, enclosure.sha256)
        for place, enclosure in enumerate(enclosures, start=1)
        if enclosure.sha256
    ]
    if not known:
        return
    _heading(flow, words["checksums"])
    flow.text(words["checksums_explained"], SMALL)
    columns = [
        Column(words["number_short"], "right", LABEL),
        Column(words["document"], style=_CODE, most=0.35),
        Column("SHA-256", style=_CODE, most=0.62),
    ]
    Table(flow, columns, known, 2.0).draw()
