"""Everything about one invoice: its lines, what was paid on it, disputes, dates, documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.dispute import Resolution
from collectdesk.domain.errors import NotFound
from collectdesk.domain.form_rows import DocumentRow
from collectdesk.domain.invoice import Line
from collectdesk.domain.rows import InvoiceRow
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.store import documents, invoice_lines, rows
from collectdesk.store import invoices as stored
from collectdesk.usecases import chase, checks, credits
from collectdesk.usecases.document_log import document_row
from collectdesk.usecases.invoice_rows import as_rows
from collectdesk.usecases.last_steps import untried_steps
from collectdesk.usecases.pay_runs import pay_run_days
from collectdesk.usecases.work import Work

_CREDIT_LABELS = {
    "payment": "Payment",
    "credit_note": "Credit note",
    "write_off": "Write-off",
    "discount": "Early-payment discount",
    "small_balance": "Small-balance write-off",
    "settlement": "Given up in a settlement",
    "waiver": "Waived charge",
}
_RECOVERY = "recovery"
_ON_ACCOUNT = "on_account"


@dataclass(frozen=True, slots=True)
class AppliedCredit:
    """Money or credit used on the invoice; a returned payment appears a second time, negative.

    What came in for a written-off invoice is of the kind recovery, what a credit note gave beyond
    its open part of the kind on_account.
    """

    credit_id: int
    kind: str
    label: str
    reference: str
    dated: date
    amount: int
    returned: bool


@dataclass(frozen=True, slots=True)
class DisputeDetail:
    """What is or was disputed."""

    dispute_id: int
    amount: int
    reason: str
    opened_on: date
    next_step: str
    next_on: date | None
    resolution: str
    note: str


@dataclass(frozen=True, slots=True)
class InvoiceDetail:
    """One invoice. ``untried`` names the steps of collecting that nobody has taken yet, ``pay_run``
    tells which run of the customer pays it, ``pay_by`` is the day up to which nothing of it is
    asked for, as a dispute was settled, and ``creditable`` what a credit note may be about."""

    row: InvoiceRow
    lines: tuple[Line, ...]
    net: int
    tax: int
    terms: str
    sent_on: date | None
    delivered_on: date | None
    satisfaction: str
    void_reason: str
    note: str
    credits: tuple[AppliedCredit, ...]
    disputes: tuple[DisputeDetail, ...]
    documents: tuple[DocumentRow, ...]
    untried: tuple[str, ...]
    pay_run: str = ""
    pay_by: date | None = None
    creditable: int = 0

    @property
    def paid(self) -> int:
        """What was paid or credited, also after it had been written off."""
        other = (*stored.GIVEN_UP, _ON_ACCOUNT)
        return sum(one.amount for one in self.credits if one.kind not in other)

    @property
    def given_up(self) -> int:
        """What was written off or given up."""
        return sum(one.amount for one in self.credits if one.kind in stored.GIVEN_UP)

    @property
    def recovered(self) -> int:
        """What came in of that after all."""
        return sum(one.amount for one in self.credits if one.kind == _RECOVERY)


def invoice_detail(work: Work, invoice_id: int) -> InvoiceDetail:
    """What there is to know about the invoice; raises NotFound."""
    file = stored.one(work.db, invoice_id)
    if file is None:
        raise NotFound("invoice", str(invoice_id))
    values = checks.invoice(work, invoice_id)
    return InvoiceDetail(
        row=as_rows(work, [file])[0],
        lines=tuple(invoice_lines.of_invoice(work.db, invoice_id)),
        net=values["net"],
        tax=values["tax"],
        terms=terms_label(parse_terms(values["terms"])),
        sent_on=values["sent_on"],
        delivered_on=values["delivered_on"],
        satisfaction=values["satisfaction"],
        void_reason=values["void_reason"],
        note=values["note"],
        credits=(
            *_credits(work, invoice_id),
            *_recoveries(work, values),
            *_put_on_account(work, values),
        ),
        disputes=_disputes(work, invoice_id),
        documents=_documents(work, invoice_id),
        untried=untried_steps(work, invoice_id),
        pay_run=_pay_run(work, values),
        pay_by=_pay_by(work, file),
        creditable=credits.creditable(work, values) if file.lifecycle == "issued" else 0,
    )


def _pay_by(work: Work, file: stored.InvoiceFile) -> date | None:
    """The day that the settling of a dispute gave for all that is open and undisputed."""
    if file.pay_by is None or file.pay_by < work.today or file.balance == file.disputed:
        return None
    debits = chase.debits_now(work, [file.customer_id]).get(file.customer_id, [])
    asked = sum(debit.chased for debit in debits if debit.invoice_id == file.invoice_id)
    return None if asked else file.pay_by


def _pay_run(work: Work, invoice: dict[str, Any]) -> str:
    """Which run of the customer pays it, while it is open and not due; charges have none."""
    if not invoice["balance"] or invoice["due_date"] < work.today or invoice["kind"] != "invoice":
        return ""
    sent_on = invoice["sent_on"]
    days = pay_run_days(work, invoice["customer_id"], invoice["due_date"], sent_on)
    return days.words(work.today, sent=sent_on is not None) if days else ""


def _recoveries(work: Work, invoice: dict[str, Any]) -> tuple[AppliedCredit, ...]:
    """The payments for what was written off of it; they settle debits of their own."""
    if not invoice["written_off"]:
        return ()
    brought_back = rows.INVOICES.find(work.db, parent_id=invoice["id"], kind=_RECOVERY)
    return tuple(
        replace(credit, kind=_RECOVERY, label="Recovery")
        for debit in brought_back
        for credit in _credits(work, debit["id"])
    )


def _put_on_account(work: Work, invoice: dict[str, Any]) -> tuple[AppliedCredit, ...]:
    """What of its credit notes was above its open part."""
    used: Counter[int] = Counter()
    for part, _ in credits.used_on(work, invoice["id"]):
        used[part["credit_id"]] += part["amount"]
    return tuple(
        AppliedCredit(
            note["id"], _ON_ACCOUNT, "Credit note, put on account", note["number"], note["dated"],
            beyond, returned=False,
        )
        for note in credits.notes_beyond(work, invoice)
        if (beyond := note["amount"] - used[note["id"]])
    )  # fmt: skip


def _credits(work: Work, invoice_id: int) -> tuple[AppliedCredit, ...]:
    return tuple(
        AppliedCredit(
            credit_id=part["credit_id"],
            kind=credit["kind"],
            label=_CREDIT_LABELS.get(credit["kind"], credit["kind"]),
            reference=credit["number"] or credit["reference"],
            dated=part["dated"],
            amount=part["amount"],
            returned=credit["state"] == "reversed",
        )
        for part, credit in credits.used_on(work, invoice_id)
    )


def _disputes(work: Work, invoice_id: int) -> tuple[DisputeDetail, ...]:
    return tuple(
        DisputeDetail(
            dispute_id=found["id"],
            amount=found["amount"],
            reason=ReasonCode(found["reason"]).label,
            opened_on=found["opened_on"],
            next_step=found["next_step"],
            next_on=found["next_on"],
            resolution=Resolution(found["resolution"]).label if found["resolution"] else "",
            note=found["note"],
        )
        for found in rows.DISPUTES.find(work.db, invoice_id=invoice_id)
    )


def _documents(work: Work, invoice_id: int) -> tuple[DocumentRow, ...]:
    links = rows.DOCUMENT_INVOICES.find(work.db, invoice_id=invoice_id)
    found = documents.these(work.db, [link["document_id"] for link in links])
    return tuple(document_row(work, file) for file in found)
