"""Documents that were issued before and are drawn again as they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collectdesk.domain.errors import KnownError
from collectdesk.domain.papers import (
    DemandPaper,
    InvoicePaper,
    NoticePaper,
    Paper,
    VerificationPaper,
)
from collectdesk.domain.papers_json import from_json
from collectdesk.store import documents, rows
from collectdesk.usecases.work import Work


def days_passed(work: Work, document_ids: Iterable[int]) -> dict[int, date]:
    """Of issued documents those that ask for something by a day that is over, with that day: drawn
    again, they still name it."""
    found = {one: _asks_by(documents.paper_of(work.db, one) or "") for one in document_ids}
    return {one: day for one, day in found.items() if day is not None and day < work.today}


def _asks_by(stored: str) -> date | None:
    try:
        paper: Paper = from_json(stored)
    except KnownError:
        return None
    match paper:
        case InvoicePaper():
            return paper.due if paper.amount_due > 0 and not paper.overdue else None
        case VerificationPaper():
            return paper.reply_by
        case NoticePaper():
            return paper.pay_by
        case DemandPaper():
            return paper.deadline
    return None


def issued_already(work: Work, kind: str, invoice_id: int) -> int | None:
    """The newest issued document of that kind about the invoice, None if there is none."""
    about = rows.DOCUMENT_INVOICES.find(work.db, invoice_id=invoice_id)
    found = [link["document_id"] for link in about if _is_of_kind(work, link["document_id"], kind)]
    return max(found, default=None)


def _is_of_kind(work: Work, document_id: int, kind: str) -> bool:
    document = rows.DOCUMENTS.get(work.db, document_id)
    return document is not None and document["kind"] == kind
