"""A paper with whatever goes with it: each drawn on pages of its own, bound in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any, Final

from collectdesk.documents.envelopes import Layout
from collectdesk.documents.file import draw_file
from collectdesk.documents.flow import Flow
from collectdesk.documents.invoice import draw_invoice
from collectdesk.documents.letter import draw_letter
from collectdesk.documents.notice import draw_notice
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.receipt import draw_receipt
from collectdesk.documents.safe_text import one_line
from collectdesk.documents.signed import draw_agreement, draw_demand
from collectdesk.documents.statement import draw_statement
from collectdesk.documents.verification import draw_verification
from collectdesk.documents.wording import Wording
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import (
    Enclosure,
    FilePaper,
    InvoicePaper,
    Paper,
    StatementPaper,
)
from collectdesk.domain.papers_json import from_json

_DRAW: Final[dict[str, Callable[[Any, PdfFile, Layout], Flow]]] = {
    "invoice": draw_invoice,
    "verification": draw_verification,
    "notice": draw_notice,
    "statement": draw_statement,
    "receipt": draw_receipt,
    "letter": draw_letter,
    "agreement": draw_agreement,
    "demand": draw_demand,
    "file": draw_file,
}


@dataclass(frozen=True, slots=True)
class _Part:
    title: str
    flow: Flow
    level: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A drawn paper and its enclosures, in their order."""

    parts: tuple[_Part, ...]
    page_of_file: str

    @property
    def page_count(self) -> int:
        """The pages of all parts."""
        return sum(part.flow.page_count for part in self.parts)

    def close(self, bookmarked: bool = True) -> None:
        """Put all pages into the file, with a bookmark for each part."""
        counts = [part.flow.page_count for part in self.parts]
        starts = accumulate(counts, initial=1)
        before = self.parts[0].flow.pdf.page_count
        for part, start, count in zip(self.parts, starts, counts, strict=False):
            title = part.title if bookmarked else ""
            part.flow.close(title, part.level, self._numbers(start, count), before)

    def _numbers(self, start: int, count: int) -> Sequence[str]:
        if not self.page_of_file:
            return ()
        total = self.page_count
        return [
            self.page_of_file.format(n=number, m=total) for number in range(start, start + count)
        ]


def bind(paper: Paper, pdf: PdfFile, layout: Layout) -> Bound:
    """Draw a paper and what goes with it. An enclosure that cannot be drawn is left out.

    Raises ``UnknownStamp`` when the paper itself cannot be drawn.
    """
    is_file = isinstance(paper, FilePaper) and bool(paper.enclosures)
    page_of_file = Wording(paper.language)["page_of_file"] if is_file else ""
    return Bound(tuple(_parts(paper, pdf, layout, 0)), page_of_file)


def _parts(paper: Paper, pdf: PdfFile, layout: Layout, level: int) -> list[_Part]:
    enclosures = _enclosures(paper)
    if not enclosures:
        return [_Part(paper_title(paper), _drawn(paper, pdf, layout), level)]
    inner = [_enclosed(enclosure, pdf, layout, level + 1) for enclosure in enclosures]
    counts = [sum(part.flow.page_count for part in parts) for parts in inner]
    if isinstance(paper, FilePaper):
        flow = draw_file(paper, pdf, layout, counts)
    else:
        flow = _drawn(paper, pdf, layout)
    own = _Part(paper_title(paper), flow, level)
    return [own, *(part for parts in inner for part in parts)]


def _enclosures(paper: Paper) -> tuple[Enclosure, ...]:
    if isinstance(paper, FilePaper):
        return paper.enclosures
    return paper.copies if isinstance(paper, StatementPaper) else ()


def _enclosed(enclosure: Enclosure, pdf: PdfFile, layout: Layout, level: int) -> list[_Part]:
    try:
        first, *rest = _parts(from_json(enclosure.paper), pdf, layout, level)
    except KnownError:
        return []
    return [replace(first, title=one_line(enclosure.title) or first.title), *rest]


def _drawn(paper: Paper, pdf: PdfFile, layout: Layout) -> Flow:
    """The paper's pages; set tight if that keeps a slip or signatures off a page of their own."""
    if isinstance(paper, StatementPaper | InvoicePaper):
        return _drawn_like_the_last(paper, pdf, layout)
    draw = _DRAW[paper.kind]
    flow = draw(paper, pdf, layout)
    for tighter in _tighter(layout, flow) if flow.spilled_far else ():
        tight = draw(paper, pdf, tighter)
        if tight.page_count < flow.page_count:
            return tight
    return flow


_CLOSE: Final = 0.75
"""Rather than set a page closer than this, what a letter can do without is left out."""

_AIR: Final = 11.0
"""Left above a slip: the foot of the page goes there."""


def _tighter(layout: Layout, usual: Flow) -> Iterator[Layout]:
    """No closer than the page has to be, before everything that can be done."""
    if usual.spilled:
        if usual.over <= usual.savings * (_CLOSE if usual.spare else 1.0):
            yield _tightened(layout, (usual.over + _AIR) / usual.savings)
        else:
            needed = max(0.0, usual.over + _AIR - usual.spare)
            yield _tightened(layout, needed / max(usual.savings, 1.0), bare=True)
        yield _tightest(layout)
    yield replace(_tightest(layout), fine=True)


def _tightened(layout: Layout, share: float, *, bare: bool = False) -> Layout:
    """Rounded up to a few steps, with a little to spare for lines that break otherwise."""
    return replace(layout, tight=min(1.0, ceil(share * 20 + 0.2) / 20), bare=bare)


def _drawn_like_the_last(paper: Paper, pdf: PdfFile, layout: Layout) -> Flow:
    """The statements of a month are many and much alike: what the last one needed is tried first.

    Whatever is tried first, the result is the same.
    """
    draw = _DRAW[paper.kind]
    kind = (paper.kind, layout.page, layout.name)
    tighter = _tight_lately.get(kind)
    if tighter:
        tight = draw(paper, pdf, tighter)
        if tight.page_count == 1 and tight.spilled_far and tighter in _closest(layout, tight)[:1]:
            return tight
    flow = draw(paper, pdf, layout)
    _tight_lately[kind] = None
    for tighter in _closest(layout, flow) if flow.spilled_far else ():
        tight = draw(paper, pdf, tighter)
        if tight.page_count < flow.page_count:
            _tight_lately[kind] = tighter if tight.spilled else None
            return tight
    return flow


_tight_lately: dict[tuple[str, str, str], Layout | None] = {}


def _closest(layout: Layout, usual: Flow) -> tuple[Layout, ...]:
    """As close as can be, first with all that the paper can do without, if that is enough; then
    in smaller text."""
    close, tightest, finest = _closest_three(layout)
    if not usual.spilled:
        return (finest,)
    if usual.over <= usual.savings and usual.spare:
        return close, tightest, finest
    return tightest, finest


@lru_cache(maxsize=16)
def _closest_three(layout: Layout) -> tuple[Layout, Layout, Layout]:
    tightest = _tightest(layout)
    return replace(layout, tight=1.0), tightest, replace(tightest, fine=True)


@lru_cache(maxsize=16)
def _tightest(layout: Layout) -> Layout:
    return replace(layout, tight=1.0, bare=True)


def paper_title(paper: Paper) -> str:
    """What a paper is called in bookmarks and file properties: "Invoice 1042 · Harbor Point"."""
    words = Wording(paper.language)
    if isinstance(paper, InvoicePaper):
        what = f"{paper.heading or words['invoice']} {paper.number}"
    elif isinstance(paper, StatementPaper):
        what = words["statement"]
    else:
        what = paper.heading
    return one_line(" · ".join(filter(None, (one_line(what), one_line(paper.customer.name)))))
