"""Files to keep or to hand over: the customer's record, an invoice's evidence, a whole case."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import first_of_month, long_date
from collectdesk.domain.document import document_label
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import Enclosure, FilePaper, LetterFact, Paper, StatementPaper
from collectdesk.domain.papers_filed import Section, SheetColumn, SheetTable
from collectdesk.domain.papers_json import to_json
from collectdesk.domain.words import counted, shortened
from collectdesk.store import documents as stored_documents
from collectdesk.store import facts, ledger, rows
from collectdesk.usecases import checks, conditions
from collectdesk.usecases.papers import invoice_papers, letterhead
from collectdesk.usecases.papers import record_sections as sections
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.work import Work

RECORD: Final = "customer_record"
EVIDENCE: Final = "evidence_pack"
HAND_OVER: Final = "hand_over"
FILES: Final = (RECORD, EVIDENCE, HAND_OVER)

_SATISFACTION: Final = {
    "confirmed": "The customer confirmed that all is in order",
    "problem": "The customer reported a problem",
}


def record_paper(work: Work, customer_id: int) -> FilePaper:
    """Everything that is kept about a customer, with the history of calls."""
    customer = checks.customer(work, customer_id)
    note = customer["note"]
    return _file(
        work, customer, "Customer record",
        (
            sections.profile(work, customer),
            sections.people(work, customer_id),
            *([Section("Notes", (note,))] if note else []),
            sections.open_items(work, customer_id),
            sections.calls(work, customer_id),
            sections.promises(work, customer_id),
            sections.disputes(work, customer_id),
            sections.plans(work, customer_id),
            sections.timeline(work, customer_id),
        ),
    )  # fmt: skip


def _file(
    work: Work,
    customer: dict[str, Any],
    heading: str,
    listed: Sequence[Section],
    enclosures: Sequence[Enclosure] = (),
    told: Sequence[tuple[str, str]] = (),
) -> FilePaper:
    return FilePaper(
        firm=letterhead.firm(work),
        customer=letterhead.party(work, customer),
        issued=work.today,
        heading=heading,
        facts=sections.facts_of(*told) or _account(work, customer["id"]),
        sections=tuple(listed),
        enclosures=tuple(enclosures),
    )


def _account(work: Work, customer_id: int) -> tuple[LetterFact, ...]:
    debits = facts.open_debits_now(work.db, [customer_id]).get(customer_id, [])
    held = facts.unapplied_now(work.db, [customer_id]).get(customer_id, 0)
    late = [debit for debit in debits if debit.due_date < work.today]
    oldest = max(((work.today - debit.due_date).days for debit in late), default=0)
    disputed = sum(debit.disputed for debit in debits)
    return sections.facts_of(
        ("Owes", checks.written(work, sum(debit.balance for debit in debits) - held)),
        (work.spelled("Past due"), checks.written(work, sum(debit.balance for debit in late))),
        ("Oldest", f"{counted(oldest, 'day')} late" if oldest else ""),
        ("Disputed", checks.written(work, disputed) if disputed else ""),
        ("On account", checks.written(work, held) if held else ""),
    )


def evidence_paper(work: Work, invoice_id: int) -> FilePaper:
    """All that proves one invoice: order, delivery, letters, calls, promises, payments (S35)."""
    invoice = checks.invoice(work, invoice_id)
    if invoice["lifecycle"] == "draft":
        raise InvalidInput(f"Invoice {invoice['number']} is a draft; there is nothing to prove.")
    customer = checks.customer(work, invoice["customer_id"])
    linked = rows.DOCUMENT_INVOICES.find(work.db, invoice_id=invoice_id)
    documents = rows.DOCUMENTS.get_many(work.db, {link["document_id"] for link in linked})
    enclosures = _sent(work, documents.values())
    if invoice["lifecycle"] == "issued" and not any(_is_invoice(one) for one in enclosures):
        enclosures[:0] = _copies(work, customer, [invoice])
    return _file(
        work, customer, f"Evidence for invoice {invoice['number']}",
        (
            _money(work, invoice_id),
            sections.promises(work, customer["id"], invoice["number"]),
            sections.disputes(work, customer["id"], invoice_id),
            sections.calls(work, customer["id"], invoice["issue_date"]),
        ),
        enclosures, _about(work, invoice),
    )  # fmt: skip


def _about(work: Work, invoice: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("Invoice", invoice["number"]),
        ("Purchase order", invoice["po_number"]),
        ("Issued", sections.day(invoice["issue_date"])),
        ("Sent", sections.day(invoice["sent_on"])),
        ("Delivered", sections.day(invoice["delivered_on"])),
        ("Delivery check", _SATISFACTION.get(invoice["satisfaction"], "No answer is noted")),
        ("Due", sections.day(invoice["due_date"])),
        ("Total", checks.written(work, invoice["total"])),
        ("Open", checks.written(work, invoice["balance"])),
        ("Disputed", checks.written(work, invoice["disputed"]) if invoice["disputed"] else ""),
        ("Voided", invoice["void_reason"] or sections.day(invoice["void_on"])),
    ]


def _money(work: Work, invoice_id: int) -> Section:
    columns = (
        SheetColumn("Dated"),
        SheetColumn("What"),
        SheetColumn("Reference", grows=True),
        SheetColumn("Amount", right=True),
    )
    listed = []
    parts = rows.ALLOCATIONS.find(work.db, invoice_id=invoice_id)
    credits = rows.CREDITS.get_many(work.db, {part["credit_id"] for part in parts})
    for part in parts:
        credit = credits[part["credit_id"]]
        what = str(credit.get("kind", "")).replace("_", " ").capitalize()
        listed.append(
            (
                long_date(part["dated"]), what if part["amount"] > 0 else f"{what} taken back",
                credit.get("reference") or credit.get("number") or "",
                checks.written(work, part["amount"]),
            )
        )  # fmt: skip
    return Section("Payments and credits", table=SheetTable(columns, tuple(listed)),
                   empty="Nothing was paid or credited.")  # fmt: skip


def hand_over_paper(work: Work, customer_id: int) -> FilePaper:
    """The whole case for an agency or attorney in one file (S7)."""
    customer = checks.customer(work, customer_id)
    debits = facts.open_debits_now(work.db, [customer_id]).get(customer_id, [])
    if not debits:
        raise InvalidInput(
            f"Nothing is open at {shortened(customer['name'])}, so nothing is handed over."
        )
    documents = rows.DOCUMENTS.find(work.db, customer_id=customer_id)
    sent = _sent(work, documents)
    known = {one.title.rpartition(" ")[2] for one in sent if _is_invoice(one)}
    copies = _copies(work, customer, _invoices(work, debits, known))
    statement = _now("Statement as of today", statement_paper(
        work, customer_id, first_of_month(work.today), "open-item"))  # fmt: skip
    return _file(
        work, customer, "Hand-over file",
        (
            sections.profile(work, customer),
            sections.people(work, customer_id, with_notes=False),
            _credit(work, customer),
            sections.open_items(work, customer_id),
            sections.calls(work, customer_id),
            sections.promises(work, customer_id),
            sections.disputes(work, customer_id),
            sections.plans(work, customer_id),
            *_terms(work),
        ),
        (statement, *copies, *sent),
    )  # fmt: skip


def _credit(work: Work, customer: dict[str, Any]) -> Section:
    """Application and guarantee: the book keeps no scans, so they are added by hand."""
    limit = customer["credit_limit"]
    granted = checks.written(work, limit) if limit is not None else "no limit was set"
    return Section(
        "Credit application and guarantee",
        (f"Credit granted: {granted}. Please add the signed papers that exist, and tick them:",),
        ticks=("Signed credit application", "Guarantee", "Signed terms", "Proof of delivery"),
    )


def _terms(work: Work) -> list[Section]:
    own = work.settings
    if not own.terms_text:
        return []
    return [
        Section(
            f"Terms and conditions, version {own.terms_version or 1}",
            (conditions.filled_terms(work, own),),
        )
    ]


def _is_invoice(enclosure: Enclosure) -> bool:
    return enclosure.title.startswith("Invoice ")


def _invoices(
    work: Work, debits: Sequence[ledger.OpenDebit], known: Collection[str] = ()
) -> list[dict[str, Any]]:
    """The invoices among what is open, in its order, without those whose number is known, and
    without those that were voided since."""
    wanted = [
        debit.invoice_id
        for debit in debits
        if debit.kind == "invoice" and debit.number not in known
    ]
    found = rows.INVOICES.get_many(work.db, wanted)
    return [found[one] for one in wanted if found[one]["lifecycle"] == "issued"]


def _copies(
    work: Work, customer: dict[str, Any], invoices: Sequence[dict[str, Any]]
) -> list[Enclosure]:
    return [
        Enclosure(f"Invoice {paper.number}", to_json(paper), "Copy, drawn today")
        for paper in invoice_papers.invoice_copies(work, customer, invoices)
    ]


def _now(title: str, paper: Paper) -> Enclosure:
    return Enclosure(title, to_json(paper), "Drawn today")


def _sent(work: Work, documents: Iterable[dict[str, Any]]) -> list[Enclosure]:
    """Issued documents as they were frozen, the oldest first; files are not put into files."""
    sent = sorted(
        (row for row in documents if row["kind"] not in FILES), key=lambda row: int(row["id"])
    )
    invoices = [row["id"] for row in sent if row["kind"] == "invoice"]
    numbers = stored_documents.invoice_numbers(work.db, invoices)
    return [_as_sent(work, row, numbers.get(row["id"], row["number"])) for row in sent]


def _as_sent(work: Work, row: dict[str, Any], number: str) -> Enclosure:
    printed = f"printed {long_date(row['printed_on'])}" if row["printed_on"] else "not printed"
    return Enclosure(
        title=f"{document_label(row['kind'], work.currency)} {number}",
        paper=row["paper"],
        note=f"Issued {long_date(row['issued_on'])}, {printed}",
        sha256=row["sha256"] or "",
    )


def statement_with_copies(work: Work, customer_id: int, month: date, style: str) -> StatementPaper:
    """A statement with a copy of each invoice behind it that is open at its end (S22)."""
    paper = statement_paper(work, customer_id, month, style)
    debits = ledger.open_debits(work.db, paper.period_to, [customer_id])
    customer = checks.customer(work, customer_id)
    copies = _copies(work, customer, _invoices(work, debits))
    return replace(paper, copies=tuple(copies))
