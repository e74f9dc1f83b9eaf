"""Papers in, PDF out: one at a time, or many drawn into one file as they come."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from collectdesk.documents.binding import bind, paper_title
from collectdesk.documents.envelopes import (
    EnvelopeName,
    PageName,
    layout_for,
)  # fmt: skip
from collectdesk.documents.pdf import PdfFile
from collectdesk.documents.safe_text import one_line
from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import Paper

FAULT: Final = "it could not be drawn, because of a fault in CollectDesk. The log tells more."
_log = logging.getLogger(__name__)
Progress = Callable[[int], bool]
"""Told how many papers are done; answers whether to go on."""

_BOOKMARK_FROM: Final = 2
_COLLECTED_AFTER: Final = 100


class NothingToPrint(KnownError):
    """A batch had no papers in it, or none that could be drawn."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A paper and what it is laid out for, where a batch has more than one layout."""

    paper: Paper
    page: PageName
    envelope: EnvelopeName | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A paper that could not be drawn: its place in the batch, from 0, and why."""

    place: int
    reason: KnownError


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch did. When it was cancelled, the file is not whole."""

    drawn: int
    pages: int
    refused: tuple[Refused, ...] = ()
    is_whole: bool = True


def render(
    paper: Paper, page: PageName = "letter", envelope: EnvelopeName | None = None, *,
    tagged: bool = False,
) -> bytes:  # fmt: skip
    """One paper as a PDF; the same paper always gives the same bytes.

    ``tagged`` tells programs that read aloud what is a heading, a table, a picture.
    Raises ``UnknownEnvelope`` or ``UnknownStamp``.
    """
    layout = layout_for(page, envelope)
    pdf = PdfFile(paper_title(paper), one_line(paper.firm.name), paper.language, tagged=tagged)
    with _uncollected():
        bound = bind(paper, pdf, layout)
        bound.close(bookmarked=bound.page_count >= _BOOKMARK_FROM)
        pdf.date_as(paper.issued)
        return pdf.finish()


@contextmanager
def _uncollected() -> Iterator[bool]:
    """Drawing makes thousands of small objects and no cycles: looking for some costs a sixth.

    Tells whether to look now and then; where that was off before, somebody else sees to it, in a
    thread that may.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield was_on
    finally:
        if was_on:
            gc.enable()


def write_merged(
    out: BinaryIO, papers: Iterable[Paper | Laid], title: str, progress: Progress | None = None,
    page: PageName = "letter", envelope: EnvelopeName | None = None,
) -> BatchResult:  # fmt: skip
    """All papers in one PDF with a bookmark each, drawn and written as they come.

    A paper that cannot be drawn is left out and told in the result. When ``progress`` answers
    False, the file stays unfinished. Raises ``NothingToPrint`` when no paper could be drawn,
    OSError when ``out`` takes no more.
    """
    pdf: PdfFile | None = None
    refused: list[Refused] = []
    drawn = 0
    with _uncollected() as looks:
        for place, item in enumerate(papers):
            laid = item if isinstance(item, Laid) else Laid(item, page, envelope)
            pdf = pdf or _new_file(out, title, laid.paper)
            reason = _add(laid, pdf)
            if reason is None:
                drawn += 1
            else:
                refused.append(Refused(place, reason))
            if looks and place % _COLLECTED_AFTER == 0:
                gc.collect(0)
            if progress is not None and not progress(place + 1):
                return BatchResult(drawn, pdf.page_count, tuple(refused), is_whole=False)
        if pdf is None or not drawn:
            raise NothingToPrint("There is nothing to print: no document could be made.")
        pdf.close()
    return BatchResult(drawn, pdf.page_count, tuple(refused))


def _new_file(out: BinaryIO, title: str, first: Paper) -> PdfFile:
    return PdfFile(one_line(title), one_line(first.firm.name), first.language, out=out)


def _add(laid: Laid, pdf: PdfFile) -> KnownError | None:
    """Draw a paper into the file; why it could not be."""
    try:
        bind(laid.paper, pdf, layout_for(laid.page, laid.envelope)).close()
        pdf.date_as(laid.paper.issued)
    except KnownError as reason:
        return reason
    except OSError:
        raise
    except Exception:
        _log.exception("a document could not be drawn")
        return KnownError(FAULT)
    return None
