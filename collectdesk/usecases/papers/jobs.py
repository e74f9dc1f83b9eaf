"""Batches of documents: chosen, put in order, issued, drawn and saved, with progress and cancel.

Printing is three steps: issue (one transaction), draw (none), mark printed. Whatever goes wrong
between, the issued document stays in the book and is drawn again from its frozen paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path

from collectdesk.domain.batch_order import BatchOrder
from collectdesk.domain.errors import Cancelled, KnownError
from collectdesk.domain.words import counted
from collectdesk.usecases.papers import printing, statements
from collectdesk.usecases.papers.batches import customers_in_order, total_of
from collectdesk.usecases.papers.drawing import draw_missing
from collectdesk.usecases.papers.notices import notices_due, stages_by_customer
from collectdesk.usecases.papers.paper_files import require_folder, save_each, save_merged
from collectdesk.usecases.papers.printing import IssuedBatch, IssueDocuments, PaperRequest
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class PrintNotices:
    """Issue and draw the notices of these customers, or of all that are due one.

    ``stages`` overrides the stage by customer id. They are numbered in ``order``.
    """

    customers: tuple[int, ...] | None = None
    as_of: date | None = None
    stages: tuple[tuple[int, str], ...] = ()
    order: BatchOrder = BatchOrder.LISTED


@dataclass(frozen=True, slots=True)
class WriteStatements:
    """Statements of a month for all customers with activity or a balance, into a folder.

    With ``copies``, copies of the open invoices go with each. They are numbered, and follow each
    other in ``merged``, in ``order``; listed they are by name.
    """

    month: date
    folder: Path
    merged: Path | None = None
    style: str = ""
    customers: tuple[int, ...] | None = None
    copies: bool = False
    order: BatchOrder = BatchOrder.LISTED


@dataclass(frozen=True, slots=True)
class StatementRun:
    """What a month's run wrote: the files in order, the sum of their closing balances.

    ``cautions`` are about written ones that have no address.
    """

    month: date
    document_ids: tuple[int, ...]
    files: tuple[Path, ...]
    merged: Path | None
    total: int
    problems: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


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
        for one in desk.ask(customers_in_order, customers, command.order)
    )
    return issue_and_draw(desk, requests, progress)


def issue_and_draw(
    desk: DeskPort, requests: tuple[PaperRequest, ...], progress: Progress
) -> IssuedBatch:
    """Issue the documents and draw them at once. Cancelled while issuing, none is issued."""
    if not requests:
        return IssuedBatch(())
    batch = desk.do(_issuing(progress), IssueDocuments(requests)).result
    with _issued_before(len(batch.document_ids)):
        problems = draw_missing(desk, batch.document_ids, progress)
    return IssuedBatch(batch.document_ids, (*batch.problems, *problems), batch.cautions)


def _issuing(progress: Progress) -> Callable[[Work, IssueDocuments], IssuedBatch]:
    """The step with somewhere to tell how far it is; the trail knows it by its own name."""

    @wraps(printing.issue_documents)
    def issue(work: Work, command: IssueDocuments) -> IssuedBatch:
        return printing.issue_documents(work, command, progress)

    return issue


@contextmanager
def _issued_before(count: int) -> Iterator[None]:
    """Whoever cancels now is told that the documents are issued, and where they are."""
    try:
        yield
    except Cancelled as cancelled:
        are = "are" if count != 1 else "is"
        raise Cancelled(
            f"Stopped. {counted(count, 'document')} {are} issued and kept in Documents;"
            " Print again takes them up."
        ) from cancelled


def issue_one(desk: DeskPort, request: PaperRequest, progress: Progress) -> int:
    """Issue and draw one document; returns its id. Raises the KnownError that prevented it."""
    desk.ask(printing.paper_for, request)
    batch = issue_and_draw(desk, (request,), progress)
    if not batch.document_ids:
        raise KnownError(batch.problems[0])
    return batch.document_ids[0]


def write_statements(desk: DeskPort, command: WriteStatements, progress: Progress) -> StatementRun:
    """Write a month's statements: a file a customer, and one merged file if wanted.

    What could not be written is told; only what was written counts as handed over.
    """
    require_folder(command.folder)
    if command.merged is not None:
        require_folder(command.merged.parent)
    order = desk.ask(customers_in_order, _customers(desk, command), command.order)
    batch = issue_and_draw(desk, tuple(_statement(one, command) for one in order), progress)
    with _issued_before(len(batch.document_ids)):
        saved = save_each(desk, batch.document_ids, command.folder, progress, replace=True)
        merged, problems = _merged(desk, command.merged, batch.document_ids, progress)
    done = tuple(dict.fromkeys((*saved.document_ids, *merged)))
    desk.do(printing.mark_printed, printing.MarkPrinted(done, "file"))
    return StatementRun(
        month=command.month,
        document_ids=batch.document_ids,
        files=saved.files,
        merged=command.merged if merged else None,
        total=desk.ask(total_of, saved.document_ids),
        problems=tuple(dict.fromkeys((*batch.problems, *saved.problems, *problems))),
        cautions=batch.cautions,
    )


def _customers(desk: DeskPort, command: WriteStatements) -> tuple[int, ...]:
    """Who gets a statement, as listed."""
    found = desk.ask(statements.statement_rows, command.month)
    wanted = command.customers
    return tuple(row.customer_id for row in found if wanted is None or row.customer_id in wanted)


def _statement(customer_id: int, command: WriteStatements) -> PaperRequest:
    return PaperRequest(
        "statement",
        customer_id,
        month=command.month,
        style=command.style,
        copies=command.copies,
    )


def _merged(
    desk: DeskPort, path: Path | None, document_ids: tuple[int, ...], progress: Progress
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """What is in the merged file, and what went wrong with it."""
    if path is None or not document_ids:
        return (), ()
    try:
        merged = save_merged(desk, document_ids, path, progress)
    except Cancelled:
        raise
    except KnownError as error:
        return (), (str(error),)
    return merged.document_ids, merged.problems
