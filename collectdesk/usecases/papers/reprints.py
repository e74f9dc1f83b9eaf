"""Documents that were issued before and are drawn again as they were."""

from __future__ import annotations

from collectdesk.store import rows
from collectdesk.usecases.work import Work


def issued_already(work: Work, kind: str, invoice_id: int) -> int | None:
    """The newest issued document of that kind about the invoice, None if there is none."""
    about = rows.DOCUMENT_INVOICES.find(work.db, invoice_id=invoice_id)
    found = [link["document_id"] for link in about if _is_of_kind(work, link["document_id"], kind)]
    return max(found, default=None)


def _is_of_kind(work: Work, document_id: int, kind: str) -> bool:
    document = rows.DOCUMENTS.get(work.db, document_id)
    return document is not None and document["kind"] == kind
