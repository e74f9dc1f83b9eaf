"""What a form needs to know before it opens, read in one go from one view of the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from collectdesk.domain.billing import CheckLine
from collectdesk.domain.errors import NotFound
from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.domain.rows import CustomerHead
from collectdesk.domain.step_line import LineStep
from collectdesk.usecases import checks
from collectdesk.usecases.billing import sending_checklist
from collectdesk.usecases.customers import ContactForm, contact_form, customer_form
from collectdesk.usecases.disputes import DisputeRow, dispute_rows
from collectdesk.usecases.invoice_detail import InvoiceDetail, invoice_detail
from collectdesk.usecases.invoice_forms import InvoiceForm, copied_form, invoice_form
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.papers.printing import FrozenDocument, PaperRequest, frozen_documents
from collectdesk.usecases.papers.reprints import issued_already
from collectdesk.usecases.payments import open_items
from collectdesk.usecases.proofs import Proof, proofs
from collectdesk.usecases.recoveries import recoverable
from collectdesk.usecases.refunds import refundable
from collectdesk.usecases.short_payments import ShortPaymentRow, short_payments
from collectdesk.usecases.step_lines import invoice_line
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class CustomerNeeds:
    """A customer with what is open. Suggestions are those of the call console.

    ``shorts`` tells by invoice id why a payment came short, as a code of ``short_payments``.
    """

    head: CustomerHead
    items: tuple[OpenItemRow, ...]
    today: date
    suggested_amount: int
    suggested_date: date
    shorts: Mapping[int, str] = field(default_factory=dict)

    @property
    def currency(self) -> str:
        """The currency of every amount here."""
        return self.head.currency


def customer_needs(work: Work, customer_id: int) -> CustomerNeeds:
    """What forms about one customer start from."""
    page = customer_page(work, customer_id)
    return CustomerNeeds(
        head=page.head,
        items=open_items(work, customer_id),
        today=work.today,
        suggested_amount=page.console.suggested_amount,
        suggested_date=page.console.suggested_date,
        shorts={row.invoice_id: row.code for row in short_payments(work, customer_id)},
    )


def contact_needs(work: Work, customer_id: int, contact_id: int | None) -> tuple[ContactForm, str]:
    """The form of a person at the customer, and the customer's name."""
    form = replace(contact_form(work, contact_id), customer_id=customer_id)
    return form, customer_form(work, customer_id).name


@dataclass(frozen=True, slots=True)
class InvoiceNeeds:
    """The form of an invoice and the name of its customer ("" while none is chosen)."""

    form: InvoiceForm
    customer_name: str


def invoice_needs(work: Work, customer_id: int | None, invoice_id: int | None) -> InvoiceNeeds:
    """A draft, or a new invoice of the customer."""
    form = invoice_form(work, customer_id, invoice_id)
    name = customer_form(work, form.customer_id).name if form.customer_id else ""
    return InvoiceNeeds(form, name)


def copy_needs(work: Work, invoice_id: int) -> InvoiceNeeds:
    """A new invoice like another one."""
    form = copied_form(work, invoice_id)
    return InvoiceNeeds(form, customer_form(work, form.customer_id).name)


def known_paper(work: Work, document_id: int) -> FrozenDocument:
    """An issued document as the book holds it."""
    found = frozen_documents(work, (document_id,))
    if not found:
        raise NotFound("document", str(document_id))
    return found[0]


def issued_paper(work: Work, request: PaperRequest) -> FrozenDocument | None:
    """The document that was issued about the same invoice before, None where there is none.

    Notices and statements are about an account as it is today, so each is a new document.
    """
    if request.kind not in ("invoice", "verification"):
        return None
    document_id = issued_already(work, request.kind, request.ref_id)
    return None if document_id is None else known_paper(work, document_id)


@dataclass(frozen=True, slots=True)
class InvoiceDetailNeeds:
    """An invoice or charge with what can be done about it.

    ``kind`` is invoice, interest, late_fee and so on; ``recoverable`` what was written off and has
    not come in since, ``held`` what is on account for that; ``checklist`` what it needs before it
    counts as sent; ``shorts`` why its payments came short; ``steps`` is its line of the manual,
    ``proofs`` what is held for it.
    """

    detail: InvoiceDetail
    kind: str
    recoverable: int
    disputes: tuple[DisputeRow, ...]
    checklist: tuple[CheckLine, ...]
    shorts: tuple[ShortPaymentRow, ...]
    steps: tuple[LineStep, ...] = ()
    proofs: tuple[Proof, ...] = ()
    held: int = 0


def invoice_detail_needs(work: Work, invoice_id: int) -> InvoiceDetailNeeds:
    """What the window of an invoice starts from."""
    detail = invoice_detail(work, invoice_id)
    given_up = recoverable(work, invoice_id)
    return InvoiceDetailNeeds(
        detail=detail,
        kind=checks.invoice(work, invoice_id)["kind"],
        recoverable=given_up,
        held=refundable(work, detail.row.customer_id) if given_up > 0 else 0,
        disputes=tuple(
            row
            for row in dispute_rows(work, detail.row.customer_id)
            if row.invoice_id == invoice_id
        ),
        checklist=sending_checklist(work, invoice_id),
        shorts=tuple(
            row
            for row in short_payments(work, detail.row.customer_id)
            if row.invoice_id == invoice_id
        ),
        steps=invoice_line(work, invoice_id),
        proofs=proofs(work, invoice_id),
    )
