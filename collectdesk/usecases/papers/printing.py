"""Printed documents: issued once with a number, frozen, drawn, and marked when printed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final, cast

from collectdesk.domain.document import document_label
from collectdesk.domain.english import english_of
from collectdesk.domain.errors import InvalidInput, KnownError, NotFound
from collectdesk.domain.papers import (
    AgreementPaper,
    DemandPaper,
    FilePaper,
    InvoicePaper,
    NoticePaper,
    Paper,
    ReceiptPaper,
    StatementPaper,
)
from collectdesk.domain.papers_json import to_json
from collectdesk.domain.words import listed, quoted, shortened
from collectdesk.store import documents as stored
from collectdesk.store import rows, settings
from collectdesk.usecases import checks
from collectdesk.usecases.billing import needs_more_than_paper
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.papers import agreement_papers, file_papers, invoice_papers
from collectdesk.usecases.papers.credit_application import application_paper
from collectdesk.usecases.papers.demand_papers import demand_paper
from collectdesk.usecases.papers.manual import manual_paper
from collectdesk.usecases.papers.notices import notice_paper, stages_by_customer
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.papers.thanks import thanks_paper
from collectdesk.usecases.ports import Progress, no_progress
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.documents.envelopes import EnvelopeName, PageName

NOTICE = "notice"

_STAYS: Final = (
    "Documents were issued, so they are not taken back. Where one is wrong, put it right and issue"
    " a new one."
)


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """A document wanted. ``kind`` is one of PAPER_KINDS.

    ``ref_id`` is the id of what it is about: an invoice (invoice, verification, evidence_pack), a
    payment (receipt), a promise, a dispute, a plan (plan_agreement, plan_default), else a customer.
    It is 0 for the manual and for an empty credit application, which can only be previewed and
    saved. ``stage`` overrides a notice's stage; ``month``, ``style`` and ``copies`` (of the open
    invoices) belong to a statement; ``note`` is the owner's goodwill note on a thank-you letter.
    """

    kind: str
    ref_id: int
    stage: str = ""
    as_of: date | None = None
    month: date | None = None
    style: str = ""
    copies: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueDocuments:
    """Issue these documents: each gets a number and its paper is frozen in the book."""

    requests: tuple[PaperRequest, ...]


@dataclass(frozen=True, slots=True)
class IssuedBatch:
    """The ids of the issued documents in order, and a sentence for each that could not be.

    ``cautions`` are about issued ones that are whole, but reach nobody by post.
    """

    document_ids: tuple[int, ...]
    problems: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepBodies:
    """Keep the bytes of drawn documents: (document id, PDF)."""

    bodies: tuple[tuple[int, bytes], ...]


@dataclass(frozen=True, slots=True)
class MarkPrinted:
    """Note that documents came out of the printer or were handed over as files."""

    document_ids: tuple[int, ...]
    channel: str = "printer"


@dataclass(frozen=True, slots=True)
class FrozenDocument:
    """What is needed to draw an issued document: its paper as stored, page and envelope."""

    document_id: int
    number: str
    kind: str
    label: str
    customer_name: str
    customer_number: str
    period: str
    paper: str
    page: str
    envelope: str
    body: bytes | None


PAPER_BUILDERS: dict[str, Callable[[Work, PaperRequest], Paper]] = {
    "invoice": lambda work, r: invoice_papers.invoice_paper(work, r.ref_id),
    "verification": lambda work, r: invoice_papers.verification_paper(work, r.ref_id),
    "receipt": lambda work, r: invoice_papers.receipt_paper(work, r.ref_id),
    NOTICE: lambda work, r: _notice(work, r),
    "statement": lambda work, r: _statement(work, r),
    "demand": lambda work, r: demand_paper(work, r.ref_id),
    "thank_you": lambda work, r: thanks_paper(work, r.ref_id, r.note),
    "promise_confirmation": lambda work, r: agreement_papers.promise_paper(work, r.ref_id),
    "dispute_acknowledgement": lambda work, r: agreement_papers.dispute_paper(work, r.ref_id),
    "plan_agreement": lambda work, r: agreement_papers.plan_paper(work, r.ref_id),
    "plan_default": lambda work, r: agreement_papers.plan_default_paper(work, r.ref_id),
    "credit_application": lambda work, r: application_paper(work, r.ref_id),
    file_papers.RECORD: lambda work, r: file_papers.record_paper(work, r.ref_id),
    file_papers.EVIDENCE: lambda work, r: file_papers.evidence_paper(work, r.ref_id),
    file_papers.HAND_OVER: lambda work, r: file_papers.hand_over_paper(work, r.ref_id),
    "manual": lambda work, r: manual_paper(work),
}


def _notice(work: Work, request: PaperRequest) -> NoticePaper:
    chosen = stages_by_customer({request.ref_id: request.stage}) if request.stage else {}
    return notice_paper(work, request.ref_id, chosen.get(request.ref_id), request.as_of)


def _statement(work: Work, request: PaperRequest) -> StatementPaper:
    make = file_papers.statement_with_copies if request.copies else statement_paper
    return make(work, request.ref_id, request.month or work.today, request.style)


def paper_for(work: Work, request: PaperRequest) -> Paper:
    """The paper as it would be issued now; nothing is written."""
    build = PAPER_BUILDERS.get(request.kind)
    if build is None:
        raise InvalidInput(f"There is no document of the kind {quoted(request.kind)}.")
    return replace(build(work, request), language=english_of(work.currency))


def customer_of(work: Work, request: PaperRequest) -> int:
    """The customer whom a paper is about. Raises the KnownError that prevents the paper."""
    return _about(work, request, paper_for(work, request))[0]


def issue_documents(
    work: Work, command: IssueDocuments, progress: Progress = no_progress
) -> IssuedBatch:
    """Issue what can be issued; what cannot is told in a sentence and the rest goes on.

    Told too is what an issued one lacks in print.

    When ``progress`` raises, none is issued.
    """
    from collectdesk.documents.cautions import NO_ADDRESS

    issued: list[int] = []
    problems: list[str] = []
    for done, request in enumerate(command.requests):
        progress(done, len(command.requests), "Issuing")
        try:
            paper = paper_for(work, request)
            about = _about(work, request, paper)
        except KnownError as error:
            problems.append(str(error))
            continue
        problems += cautions_of(paper, work.settings.paper, work.settings.envelope)
        issued.append(_freeze(work, request, paper, about))
    progress(len(command.requests), len(command.requests), "Keeping them in the book")
    if issued:
        work.label, work.stays = "Issued documents", _STAYS
    unaddressed = tuple(told for told in problems if told.endswith(NO_ADDRESS))
    others = tuple(told for told in problems if not told.endswith(NO_ADDRESS))
    return IssuedBatch(tuple(issued), others, unaddressed)


def sender_caution(work: Work) -> str:
    """What the owner should add about themselves before letters go out; empty where all is told."""
    settings = work.settings
    lacking = [
        what
        for what, told in (
            ("your address", settings.firm_address),
            ("your phone or e-mail", settings.firm_phone + settings.firm_email),
        )
        if not told.strip()
    ]
    return f"Your letters lack {listed(lacking)}: add it in Settings." if lacking else ""


def window_cautions(paper: Paper, page: str, envelope: str) -> tuple[str, ...]:
    """Whether the owner's own address on this paper is too long for the window that shows it."""
    from collectdesk.documents.cautions import sender_cautions

    if isinstance(paper, FilePaper):
        return ()
    return sender_cautions(paper.firm, cast("PageName", page), cast("EnvelopeName", envelope))


def cautions_of(paper: Paper, page: str, envelope: str) -> tuple[str, ...]:
    """What to know before a paper is printed: characters that no font has, an address that is
    missing, lines without room."""
    from collectdesk.documents.cautions import cautions

    found = cautions(paper, cast("PageName", page), cast("EnvelopeName", envelope))
    return tuple(f"{shortened(paper.customer.name)}: {caution}" for caution in found)


def _freeze(work: Work, request: PaperRequest, paper: Paper, about: tuple[int, list[int]]) -> int:
    kind = paper.stage if isinstance(paper, NoticePaper) else request.kind
    customer_id, invoices = about
    document_id = rows.DOCUMENTS.add(
        work.db,
        customer_id=customer_id,
        number=settings.take_number(work.db, "document", "D-", width=5),
        kind=kind,
        issued_on=work.today,
        title=getattr(paper, "heading", "") or document_label(kind, work.currency),
        amount=_amount(paper),
        stamp=_stamp(paper),
        period=request.month.isoformat()[:7] if request.month else "",
        page=work.settings.paper,
        envelope=work.settings.envelope,
        paper=to_json(paper),
        address_used="\n".join(paper.customer.address),
    )
    for invoice_id in dict.fromkeys(invoices):
        rows.DOCUMENT_INVOICES.add(work.db, document_id=document_id, invoice_id=invoice_id)
    if request.kind == "invoice":
        _note_sending(work, request.ref_id)
    return document_id


def _stamp(paper: Paper) -> str:
    return paper.stamp.id if paper.stamp is not None else ""


def _amount(paper: Paper) -> int | None:
    if isinstance(paper, NoticePaper | DemandPaper | AgreementPaper):
        return paper.total
    if isinstance(paper, StatementPaper):
        return paper.closing
    if isinstance(paper, InvoicePaper):
        return paper.amount_due
    return paper.amount if isinstance(paper, ReceiptPaper) else None


def _about(work: Work, request: PaperRequest, paper: Paper) -> tuple[int, list[int]]:
    """The customer and the invoices that a document is about."""
    if request.kind in ("invoice", "verification", file_papers.EVIDENCE):
        invoice = checks.invoice(work, request.ref_id)
        return invoice["customer_id"], [request.ref_id]
    if isinstance(paper, ReceiptPaper):
        credit = rows.CREDITS.get(work.db, request.ref_id) or {}
        parts = rows.ALLOCATIONS.find(work.db, credit_id=request.ref_id)
        return int(credit["customer_id"]), [part["invoice_id"] for part in parts]
    if request.kind in _ABOUT:
        return _ABOUT[request.kind](work, request.ref_id)
    if not request.ref_id:
        raise InvalidInput("This document belongs to no customer: save or print it as it is shown.")
    listed = paper.rows if isinstance(paper, NoticePaper | DemandPaper) else ()
    return request.ref_id, [invoice_id_by_number(work, row.number) for row in listed]


def _about_promise(work: Work, promise_id: int) -> tuple[int, list[int]]:
    named = rows.PROMISE_INVOICES.find(work.db, promise_id=promise_id)
    owner = rows.PROMISES.get(work.db, promise_id) or {}
    return int(owner["customer_id"]), [link["invoice_id"] for link in named]


def _about_dispute(work: Work, dispute_id: int) -> tuple[int, list[int]]:
    dispute = rows.DISPUTES.get(work.db, dispute_id) or {}
    return int(dispute["customer_id"]), [dispute["invoice_id"]]


def _about_plan(work: Work, plan_id: int) -> tuple[int, list[int]]:
    named = rows.PLAN_INVOICES.find(work.db, plan_id=plan_id)
    owner = rows.PLANS.get(work.db, plan_id) or {}
    return int(owner["customer_id"]), [link["invoice_id"] for link in named]


_ABOUT: dict[str, Callable[[Work, int], tuple[int, list[int]]]] = {
    "promise_confirmation": _about_promise,
    "dispute_acknowledgement": _about_dispute,
    "plan_agreement": _about_plan,
    "plan_default": _about_plan,
}


def _note_sending(work: Work, invoice_id: int) -> None:
    """An invoice that is printed for the first time counts as sent on that day, unless its
    customer asks for more than paper."""
    invoice = checks.invoice(work, invoice_id)
    if invoice["sent_on"] is None and not needs_more_than_paper(work, invoice_id):
        rows.INVOICES.change(work.db, invoice_id, sent_on=work.today)


def keep_bodies(work: Work, command: KeepBodies) -> None:
    """Keep drawn bytes with their SHA-256. Bytes kept once are never replaced."""
    for document_id, pdf in command.bodies:
        if stored.body_of(work.db, document_id) is None:
            rows.DOCUMENT_BODIES.add(work.db, id=document_id, pdf=pdf)
            rows.DOCUMENTS.change(work.db, document_id, sha256=hashlib.sha256(pdf).hexdigest())


def mark_printed(work: Work, command: MarkPrinted) -> None:
    """Note the day on which the documents were printed or saved for the first time."""
    for document_id in command.document_ids:
        found = rows.DOCUMENTS.get(work.db, document_id)
        if found is None:
            raise NotFound("document", str(document_id))
        if found["printed_on"] is None:
            rows.DOCUMENTS.change(
                work.db, document_id, printed_on=work.today, channel=command.channel
            )


def frozen_documents(work: Work, document_ids: tuple[int, ...]) -> tuple[FrozenDocument, ...]:
    """What is needed to draw these documents, in their order."""
    return tuple(
        FrozenDocument(
            document_id=file.document_id,
            number=file.number,
            kind=file.kind,
            label=document_label(file.kind, work.currency),
            customer_name=file.customer_name,
            customer_number=file.customer_number,
            period=file.period,
            paper=stored.paper_of(work.db, file.document_id) or "",
            page=file.page,
            envelope=file.envelope,
            body=stored.body_of(work.db, file.document_id),
        )
        for file in stored.these(work.db, document_ids)
    )


def not_drawn(work: Work, document_ids: tuple[int, ...]) -> tuple[int, ...]:
    """Those whose bytes are not kept yet: they were issued, and then something went wrong."""
    return stored.not_drawn(work.db, document_ids)


def page_and_envelope(work: Work) -> tuple[str, str]:
    """The paper size and envelope that new documents are laid out for."""
    return work.settings.paper, work.settings.envelope
