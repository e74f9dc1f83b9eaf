"""Receipts for all payments of some days, as one batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.batch_order import BatchOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.store import documents as stored
from collectdesk.usecases.papers.batches import customers_in_order
from collectdesk.usecases.papers.jobs import issue_and_draw
from collectdesk.usecases.papers.printing import IssuedBatch, PaperRequest
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.work import Work

RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A payment that no receipt was issued for yet; ``amount`` is in minor units."""

    payment_id: int
    customer_id: int
    number: str
    name: str
    received: date
    amount: int


@dataclass(frozen=True, slots=True)
class IssueReceipts:
    """Issue receipts for these payments, numbered in the order given."""

    payments: tuple[int, ...]


def receipts_due(
    work: Work, first: date, last: date, order: BatchOrder = BatchOrder.LISTED
) -> tuple[ReceiptRow, ...]:
    """The payments of these days that stand and have no receipt yet; listed by their days.

    Raises InvalidInput when the last day is before the first.
    """
    if last < first:
        raise InvalidInput("The last day is before the first.", "to")
    found = [ReceiptRow(*row) for row in stored.payments_without_receipt(work.db, first, last)]
    if order is BatchOrder.LISTED:
        return tuple(found)
    customers = customers_in_order(work, {row.customer_id: None for row in found}, order)
    places = {customer: place for place, customer in enumerate(customers)}
    return tuple(sorted(found, key=lambda row: places[row.customer_id]))


def issue_receipts(desk: DeskPort, command: IssueReceipts, progress: Progress) -> IssuedBatch:
    """Issue the receipts and draw them; what cannot be issued or drawn is told."""
    requests = tuple(PaperRequest(RECEIPT, payment) for payment in command.payments)
    return issue_and_draw(desk, requests, progress)
