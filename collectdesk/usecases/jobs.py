"""Jobs that take a while: drawing, merging and saving documents, with progress and cancel.

Printing is three steps: issue (one transaction), draw (none), mark printed. Whatever goes wrong
between, the issued document stays in the book and is drawn again from its frozen paper.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from collectdesk.base.files import write_atomically
from collectdesk.domain.document import document_label
from collectdesk.domain.errors import DiskFull, FolderNotWritable, KnownError, NotFound
from collectdesk.domain.papers import Paper
from collectdesk.domain.papers_json import from_json
from collectdesk.exchange.file_names import FileNames
from collectdesk.usecases import printing, statements
from collectdesk.usecases.notices import notices_due, stages_by_customer
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.printing import FrozenDocument, IssuedBatch, PaperRequest

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

_KEPT_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class PrintNotices:
    """Issue and draw the notices of these customers, or of all that are due one.

    ``stages`` overrides the stage by customer id.
    """

    customers: tuple[int, ...] | None = None
    as_of: date | None = None
    stages: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WriteStatements:
    """Statements of a month for all customers with activity or a balance, into a folder.

    With ``copies``, copies of the open invoices go with each.
    """

    month: date
    folder: Path
    merged: Path | None = None
    style: str = ""
    customers: tuple[int, ...] | None = None
    copies: bool = False


@dataclass(frozen=True, slots=True)
class StatementRun:
    """What a month's run wrote: the files in order, the sum of their closing balances."""

    month: date
    document_ids: tuple[int, ...]
    files: tuple[Path, ...]
    merged: Path | None
    total: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """Files that were written, and a sentence for each document that could not be."""

    files: tuple[Path, ...]
    problems: tuple[str, ...] = ()


def print_notices(desk: DeskPort, command: PrintNotices, progress: Progress) -> IssuedBatch:
    """Issue the notices and draw them; what cannot be issued or drawn is told."""
    stages_by_customer(dict(command.stages))
    chosen = dict(command.stages)
    customers = command.customers
    if customers is None:
        due = desk.ask(notices_due, command.as_of)
        customers = tuple(row.customer_id for row in due)
    requests = tuple(
        PaperRequest(printing.NOTICE, one, stage=chosen.get(one, ""), as_of=command.as_of)
        for one in customers
    )
    return issue_and_draw(desk, requests, progress)


def issue_and_draw(
    desk: DeskPort, requests: tuple[PaperRequest, ...], progress: Progress
) -> IssuedBatch:
    """Issue the documents and draw them at once."""
    if not requests:
        return IssuedBatch(())
    progress(0, len(requests), "Issuing")
    batch = desk.do(printing.issue_documents, printing.IssueDocuments(requests)).result
    problems = _draw_missing(desk, batch.document_ids, progress)
    return IssuedBatch(batch.document_ids, (*batch.problems, *problems))


def issue_one(desk: DeskPort, request: PaperRequest, progress: Progress) -> int:
    """Issue and draw one document; returns its id. Raises the KnownError that prevented it."""
    desk.ask(printing.paper_for, request)
    batch = issue_and_draw(desk, (request,), progress)
    if not batch.document_ids:
        raise KnownError(batch.problems[0])
    return batch.document_ids[0]


def preview(desk: DeskPort, requests: tuple[PaperRequest, ...], progress: Progress) -> bytes:
    """Draw documents as they would be issued now, merged; nothing is written to the book."""
    page, envelope = desk.ask(printing.page_and_envelope)
    papers = (desk.ask(printing.paper_for, request) for request in requests)
    return _drawn_as_one(papers, len(requests), "Preview", page, envelope, progress)


def _drawn_as_one(
    papers: Iterable[Paper], total: int, title: str, page: str, envelope: str, progress: Progress
) -> bytes:
    from collectdesk.documents.batch import NothingToPrint, render_merged

    def tell(done: int) -> bool:
        progress(done, total, title)
        return True

    drawn = render_merged(
        papers, title, tell, cast("PageName", page), cast("EnvelopeName", envelope)
    )
    if drawn.content is None:
        raise NothingToPrint("There is nothing to print.")
    return drawn.content


def document_pdf(desk: DeskPort, document_id: int, progress: Progress) -> bytes:
    """The bytes of an issued document, the same each time; drawn first if a crash prevented it."""
    _draw_missing(desk, (document_id,), progress)
    found = desk.ask(printing.frozen_documents, (document_id,))
    if not found or found[0].body is None:
        raise NotFound("document", str(document_id))
    return found[0].body


def _draw_missing(
    desk: DeskPort, document_ids: tuple[int, ...], progress: Progress
) -> tuple[str, ...]:
    from collectdesk.documents.batch import render

    problems: list[str] = []
    drawn: list[tuple[int, bytes]] = []
    total = len(document_ids)
    for done, frozen in enumerate(_frozen(desk, document_ids)):
        progress(done, total, frozen.customer_name)
        if frozen.body is not None:
            continue
        try:
            body = render(
                from_json(frozen.paper),
                cast("PageName", frozen.page),
                cast("EnvelopeName", frozen.envelope),
            )
        except KnownError as error:
            problems.append(f"{frozen.customer_name}: {error}")
            continue
        drawn.append((frozen.document_id, body))
        if len(drawn) >= _KEPT_AT_ONCE:
            _keep(desk, drawn)
    _keep(desk, drawn)
    progress(total, total, "")
    return tuple(problems)


def _keep(desk: DeskPort, drawn: list[tuple[int, bytes]]) -> None:
    if drawn:
        desk.do(printing.keep_bodies, printing.KeepBodies(tuple(drawn)))
        drawn.clear()


def _frozen(desk: DeskPort, document_ids: Iterable[int]) -> Iterator[FrozenDocument]:
    """One at a time, so that memory does not grow with the batch."""
    for document_id in document_ids:
        yield from desk.ask(printing.frozen_documents, (document_id,))


def merged_pdf(desk: DeskPort, document_ids: tuple[int, ...], progress: Progress) -> bytes:
    """One PDF of all these documents, drawn as one from their frozen papers."""
    if len(document_ids) == 1:
        return document_pdf(desk, document_ids[0], progress)
    first = desk.ask(printing.frozen_documents, document_ids[:1])
    if not first:
        raise NotFound("document", ", ".join(str(one) for one in document_ids))
    papers = (from_json(frozen.paper) for frozen in _frozen(desk, document_ids))
    title = f"{document_label(first[0].kind)}s"
    page, envelope = first[0].page, first[0].envelope
    return _drawn_as_one(papers, len(document_ids), title, page, envelope, progress)


def save_merged(
    desk: DeskPort, document_ids: tuple[int, ...], path: Path, progress: Progress
) -> Path:
    """Write one PDF of all these documents."""
    write_file(path, merged_pdf(desk, document_ids, progress))
    return path


def save_each(
    desk: DeskPort,
    document_ids: tuple[int, ...],
    folder: Path,
    progress: Progress,
    *,
    replace: bool = False,
) -> SavedFiles:
    """Each document as a file of its own, named by customer, kind and number.

    With ``replace``, files of the same names are replaced, else new names are found. Cancelling
    leaves the whole files that were written by then.
    """
    _require_folder(folder)
    names = FileNames(() if replace else (entry.name for entry in folder.iterdir()))
    files: list[Path] = []
    problems = list(_draw_missing(desk, document_ids, progress))
    for done, frozen in enumerate(_frozen(desk, document_ids)):
        progress(done, len(document_ids), frozen.customer_name)
        if frozen.body is None:
            continue
        parts = (frozen.customer_name, frozen.customer_number, *_named_by(frozen))
        path = folder / names.name(*parts, suffix=".pdf")
        write_file(path, frozen.body)
        files.append(path)
    progress(len(document_ids), len(document_ids), "")
    return SavedFiles(tuple(files), tuple(problems))


def _named_by(frozen: FrozenDocument) -> tuple[str, ...]:
    if frozen.kind == "statement":
        return ("Statement", frozen.period)
    return (frozen.kind.replace("_", " "), frozen.number)


def write_statements(desk: DeskPort, command: WriteStatements, progress: Progress) -> StatementRun:
    """Write a month's statements: a file a customer, and one merged file if wanted."""
    _require_folder(command.folder)
    if command.merged is not None:
        _require_folder(command.merged.parent)
    found = desk.ask(statements.statement_rows, command.month)
    chosen = [
        row for row in found if command.customers is None or row.customer_id in command.customers
    ]
    requests = tuple(
        PaperRequest(
            "statement",
            row.customer_id,
            month=command.month,
            style=command.style,
            copies=command.copies,
        )
        for row in chosen
    )
    batch = issue_and_draw(desk, requests, progress)
    saved = save_each(desk, batch.document_ids, command.folder, progress, replace=True)
    if command.merged is not None and batch.document_ids:
        save_merged(desk, batch.document_ids, command.merged, progress)
    desk.do(printing.mark_printed, printing.MarkPrinted(batch.document_ids, "file"))
    return StatementRun(
        month=command.month,
        document_ids=batch.document_ids,
        files=saved.files,
        merged=command.merged if batch.document_ids else None,
        total=sum(row.closing for row in chosen),
        problems=(*batch.problems, *saved.problems),
    )


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise FolderNotWritable(str(folder), "the folder does not exist")
    if not os.access(folder, os.W_OK):
        raise FolderNotWritable(str(folder), "it is read-only")


def write_file(path: Path, content: bytes) -> None:
    """Write a whole file or none; raises FolderNotWritable or DiskFull with the cause."""
    try:
        write_atomically(path, content)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(str(path)) from error
        raise FolderNotWritable(str(path.parent), error.strerror or "") from error
