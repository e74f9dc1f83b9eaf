"""Batches of documents: put in order before they are issued, found again afterwards.

Documents that were issued in one step are a batch; its order is the order of their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from collectdesk.domain.batch_order import Addressee, BatchOrder, in_order
from collectdesk.domain.dates import MONTHS
from collectdesk.domain.document import document_label
from collectdesk.domain.form_rows import DocumentRow
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.store import documents as stored
from collectdesk.usecases.document_log import document_row
from collectdesk.usecases.papers.letterhead import lines
from collectdesk.usecases.work import Work

NOT_PRINTED = 0
"""Stands for the batch of all that was issued and not printed yet."""


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Documents that were issued together. ``what`` is as "Notices" or "Statements, May 2026"."""

    batch_id: int
    issued_on: date
    what: str
    count: int
    printed: int


def customers_in_order(
    work: Work, customers: Iterable[int], order: BatchOrder = BatchOrder.LISTED
) -> tuple[int, ...]:
    """The customers in the order in which their documents shall lie."""
    wanted = tuple(customers)
    if order is BatchOrder.LISTED:
        return wanted
    return in_order(_addressees(stored.addressed(work.db, wanted)), order)


def documents_in_order(
    work: Work, document_ids: Iterable[int], order: BatchOrder = BatchOrder.LISTED
) -> tuple[int, ...]:
    """Issued documents in the order in which they shall lie, by the addresses printed on them."""
    wanted = tuple(document_ids)
    if order is BatchOrder.LISTED:
        return wanted
    return in_order(_addressees(stored.addresses_used(work.db, wanted)), order)


def _addressees(found: Iterable[tuple[int, str, str, str]]) -> list[Addressee]:
    return [Addressee(key, name, number, lines(address)) for key, name, number, address in found]


def issued_batches(work: Work, limit: int = 30) -> tuple[BatchRow, ...]:
    """The latest batches of two documents and more, the newest first.

    Before them, whatever was issued and is not printed yet, if there is any.
    """
    found = [
        BatchRow(
            batch.step_id,
            datetime.fromisoformat(batch.at).date(),
            _what(work, batch.kinds, batch.period),
            batch.count,
            batch.printed,
        )
        for batch in stored.batches(work.db, limit)
    ]
    waiting = stored.not_printed(work.db)
    if not waiting:
        return tuple(found)
    return (BatchRow(NOT_PRINTED, work.today, "Not printed yet", len(waiting), 0), *found)


def _what(work: Work, kinds: frozenset[str], period: str) -> str:
    if len(kinds) > 1 and kinds <= NOTICE_LABELS.keys():
        return "Notices"
    if len(kinds) > 1:
        return "Documents"
    label = f"{document_label(min(kinds), work.currency)}s"
    if not period:
        return label
    year, _, month = period.partition("-")
    return f"{label}, {MONTHS[int(month) - 1]} {year}"


def batch_of(work: Work, batch_id: int) -> tuple[DocumentRow, ...]:
    """The documents of a batch in the order in which they were issued."""
    if batch_id == NOT_PRINTED:
        found = stored.not_printed(work.db)
    else:
        found = stored.issued_by(work.db, batch_id)
    return tuple(document_row(work, file) for file in stored.these(work.db, found))


def documents_named(work: Work, document_ids: Iterable[int]) -> tuple[str, ...]:
    """Who these documents are for, in their order."""
    return tuple(file.customer_name for file in stored.these(work.db, document_ids))


def total_of(work: Work, document_ids: Iterable[int]) -> int:
    """The sum of what these documents are about, in minor units."""
    return stored.total_of(work.db, document_ids)


def last_batch(work: Work, kinds: Iterable[str], period: str = "") -> tuple[int, ...]:
    """The documents of the latest batch that has these kinds only, and this month."""
    wanted = frozenset(kinds)
    for batch in stored.batches(work.db, None, least=1):
        if batch.kinds <= wanted and batch.period == period:
            return stored.issued_by(work.db, batch.step_id)
    return ()
