"""The log of documents: what was issued, as lists show it."""

from __future__ import annotations

from collectdesk.domain.document import document_label
from collectdesk.domain.form_rows import DocumentRow
from collectdesk.store import documents as stored
from collectdesk.store import search
from collectdesk.usecases.work import Work


def document_log(work: Work, search_text: str = "", limit: int = 500) -> tuple[DocumentRow, ...]:
    """Issued documents, newest first; with a search, by customer or document number."""
    only = search.customers(work.db, search_text) if search_text.strip() else None
    found = stored.latest(work.db, only, search_text.strip(), limit)
    return tuple(document_row(work, file) for file in found)


def document_row(work: Work, file: stored.DocumentFile) -> DocumentRow:
    """An issued document as lists show it."""
    return DocumentRow(
        document_id=file.document_id,
        number=file.number,
        kind=file.kind,
        kind_label=document_label(file.kind, work.currency),
        customer_id=file.customer_id,
        customer_name=file.customer_name,
        issued_on=file.issued_on,
        amount=file.amount,
        stamp=file.stamp,
        printed_on=file.printed_on,
        sha256=file.sha256,
    )
