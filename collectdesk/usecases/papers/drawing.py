"""Issued documents drawn from their frozen papers: each once for the book, or many as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, cast

from collectdesk.domain.errors import KnownError, NotFound
from collectdesk.domain.papers import Paper
from collectdesk.domain.papers_json import from_json
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.papers import printing
from collectdesk.usecases.papers.printing import FrozenDocument, PaperRequest
from collectdesk.usecases.ports import DeskPort, Progress

if TYPE_CHECKING:
    from collectdesk.documents.batch import Laid, Refused
    from collectdesk.documents.envelopes import EnvelopeName, PageName
    from collectdesk.documents.pool import Wanted

_KEPT_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class Merged:
    """One PDF of several documents: which of them are in it, and a sentence for each that is not"""

    document_ids: tuple[int, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """Papers as they would be issued, as one PDF, and what to know before they are printed."""

    content: bytes
    cautions: tuple[str, ...] = ()


def preview(desk: DeskPort, requests: tuple[PaperRequest, ...], progress: Progress) -> Preview:
    """Draw documents as they would be issued now, merged; nothing is written to the book."""
    page, envelope = desk.ask(printing.page_and_envelope)
    told = list(filter(None, [desk.ask(printing.sender_caution)]))

    def papers() -> Iterator[Laid]:
        for request in requests:
            paper = desk.ask(printing.paper_for, request)
            told.extend(printing.window_cautions(paper, page, envelope))
            told.extend(printing.cautions_of(paper, page, envelope))
            yield _laid(paper, page, envelope)

    drawn = BytesIO()
    _draw_as_one(drawn, papers(), len(requests), "Preview", progress)
    return Preview(drawn.getvalue(), tuple(dict.fromkeys(told)))


def document_pdf(desk: DeskPort, document_id: int, progress: Progress) -> bytes:
    """The bytes of an issued document, the same each time; drawn first if a crash prevented it."""
    problems = draw_missing(desk, (document_id,), progress)
    if problems:
        raise KnownError(problems[0])
    found = desk.ask(printing.frozen_documents, (document_id,))
    if not found or found[0].body is None:
        raise NotFound("document", str(document_id))
    return found[0].body


def draw_missing(
    desk: DeskPort, document_ids: tuple[int, ...], progress: Progress
) -> tuple[str, ...]:
    """Draw those that were not drawn yet and keep their bytes; a sentence for each that failed."""
    from collectdesk.documents.pool import draw_each

    missing = desk.ask(printing.not_drawn, document_ids)
    tagged = len(missing) == 1 or desk.ask(book_settings).tagged_batches
    names: dict[int, str] = {}
    problems: list[str] = []
    kept: list[tuple[int, bytes]] = []
    with closing(draw_each(_wanted(desk, missing, names, tagged), len(missing))) as drawn:
        for done, one in enumerate(drawn, start=1):
            name = names.pop(one.key)
            if one.content is None:
                problems.append(f"{name}: {one.problem}")
            else:
                kept.append((one.key, one.content))
            if len(kept) >= _KEPT_AT_ONCE:
                _keep(desk, kept)
            progress(done, len(missing), name)
    _keep(desk, kept)
    return tuple(problems)


def _wanted(
    desk: DeskPort, document_ids: tuple[int, ...], names: dict[int, str], tagged: bool
) -> Iterator[Wanted]:
    from collectdesk.documents.pool import Wanted

    for frozen in each_frozen(desk, document_ids):
        names[frozen.document_id] = frozen.customer_name
        yield Wanted(
            frozen.document_id,
            frozen.paper,
            cast("PageName", frozen.page),
            cast("EnvelopeName", frozen.envelope),
            tagged,
        )


def _keep(desk: DeskPort, drawn: list[tuple[int, bytes]]) -> None:
    if drawn:
        desk.do(printing.keep_bodies, printing.KeepBodies(tuple(drawn)))
        drawn.clear()


def each_frozen(desk: DeskPort, document_ids: Iterable[int]) -> Iterator[FrozenDocument]:
    """One at a time, so that memory does not grow with the batch."""
    for document_id in document_ids:
        yield from desk.ask(printing.frozen_documents, (document_id,))


def merge_into(
    out: BinaryIO, desk: DeskPort, document_ids: tuple[int, ...], progress: Progress
) -> Merged:
    """One PDF of all these documents, drawn as one from their frozen papers and written as drawn.

    What cannot be drawn is told, and the others are in the file. Raises ``NothingToPrint`` when
    none could be drawn, ``NotFound`` when there are none, OSError when ``out`` takes no more.
    """
    if len(document_ids) == 1:
        out.write(document_pdf(desk, document_ids[0], progress))
        return Merged(document_ids)
    first = desk.ask(printing.frozen_documents, document_ids[:1])
    if not first:
        raise NotFound("document", ", ".join(str(one) for one in document_ids))
    readable = _Readable(desk, document_ids)
    title = f"{first[0].label}s"
    for refused in _draw_as_one(out, readable, len(document_ids), title, progress):
        readable.refuse(refused.place, refused.reason)
    return Merged(readable.document_ids(), tuple(readable.problems))


class _Readable:
    """The papers of issued documents; one that cannot be read or drawn is told."""

    def __init__(self, desk: DeskPort, document_ids: tuple[int, ...]) -> None:
        self._desk = desk
        self._wanted = document_ids
        self._handed: list[tuple[int, str]] = []
        self._refused: set[int] = set()
        self.problems: list[str] = []

    def __iter__(self) -> Iterator[Laid]:
        for frozen in each_frozen(self._desk, self._wanted):
            try:
                paper = from_json(frozen.paper)
            except KnownError as error:
                self.problems.append(f"{frozen.customer_name}: {error}")
                continue
            self._handed.append((frozen.document_id, frozen.customer_name))
            yield _laid(paper, frozen.page, frozen.envelope)

    def refuse(self, place: int, reason: KnownError) -> None:
        """Note that the paper handed out at this place could not be drawn."""
        self._refused.add(place)
        self.problems.append(f"{self._handed[place][1]}: {reason}")

    def document_ids(self) -> tuple[int, ...]:
        """The documents that were drawn."""
        return tuple(
            document_id
            for place, (document_id, _) in enumerate(self._handed)
            if place not in self._refused
        )


def _laid(paper: Paper, page: str, envelope: str) -> Laid:
    from collectdesk.documents.batch import Laid

    return Laid(paper, cast("PageName", page), cast("EnvelopeName", envelope))


def _draw_as_one(
    out: BinaryIO, papers: Iterable[Laid], total: int, title: str, progress: Progress
) -> tuple[Refused, ...]:
    from collectdesk.documents.batch import write_merged

    def tell(done: int) -> bool:
        progress(done, total, title)
        return True

    return write_merged(out, papers, title, tell).refused
