"""Writing what an import plan holds, inside the step's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from collectdesk.domain.call import ReasonCode
from collectdesk.domain.customer_details import CustomerDetails
from collectdesk.domain.customer_news import KnownCustomer, name_of_joining
from collectdesk.domain.discount import discount_amount, discount_date
from collectdesk.domain.dispute import DisputeState, answer_by
from collectdesk.domain.import_credits import listed_at
from collectdesk.domain.import_plan import ImportPlan, KnownInvoice, NewCustomer
from collectdesk.domain.ledger_row import CreditRow, LedgerRow
from collectdesk.domain.paid_history import PaidPart
from collectdesk.domain.terms import Terms, TermsKind, due_date, parse_terms, with_discount_of
from collectdesk.store import imports, ledger, rows
from collectdesk.usecases import credits, promises
from collectdesk.usecases.credits import NewCredit
from collectdesk.usecases.ports import Progress
from collectdesk.usecases.work import Work

INVOICES_AT_ONCE = 250
LINE_TEXT = "As invoiced"
DISPUTE_STEP = "Find out what is disputed"
_PAYMENT = "payment"
_AS_LISTED = "As the imported list tells"

Row = dict[str, Any]


def write(work: Work, plan: ImportPlan, progress: Progress) -> None:
    """Write customers, invoices, payments, disputes and credits on account.

    ``progress`` is told how many invoices are done; what it raises cancels the whole step.
    """
    _add_customers(work, plan.customers)
    _fill_blanks(work, plan)
    known = imports.customers_by_number(
        work.db, (row.customer_number for told in (plan.invoices, plan.credits) for row in told)
    )
    credits.keep_clear_of(work, (row.reference for row in plan.credits if row.kind != _PAYMENT))
    for start in range(0, len(plan.invoices), INVOICES_AT_ONCE):
        progress(start, len(plan.invoices), "Importing invoices")
        _add_invoices(work, plan.invoices[start : start + INVOICES_AT_ONCE], known)
    _add_credits(work, plan.credits, known)
    _add_news(work, plan)
    for customer_id in dict.fromkeys(_payers(plan, known)):
        promises.count_money(work, customer_id)
    progress(len(plan.invoices), len(plan.invoices), "Importing invoices")


def _payers(plan: ImportPlan, known: Mapping[str, KnownCustomer]) -> list[int]:
    brought = [known[row.customer_number].customer_id for row in plan.invoices if row.paid]
    on_account = [
        known[row.customer_number].customer_id for row in plan.credits if row.kind == _PAYMENT
    ]
    return [*brought, *(invoice.customer_id for invoice, _ in plan.paid), *on_account]


def _add_customers(work: Work, customers: Sequence[NewCustomer]) -> None:
    rows.CUSTOMERS.add_many(
        work.db,
        [
            {
                "number": customer.number,
                "name": customer.name,
                "country": customer.country,
                "billing_address": customer.details.address,
                "currency": work.currency,
                "terms": _customer_terms(work, customer),
                "statement_style": work.settings.statement_style,
                "created_on": work.today,
            }
            for customer in customers
        ],
    )
    reached = {one.number: one.details for one in customers if one.details.names_anybody()}
    made = imports.customers_by_number(work.db, reached)
    rows.CONTACTS.add_many(
        work.db, [_contact(made[number], details) for number, details in reached.items()]
    )


def _contact(customer: KnownCustomer, details: CustomerDetails) -> Row:
    return {
        "customer_id": customer.customer_id,
        "position": len(customer.people),
        "name": name_of_joining(details),
        "phone": details.phone,
        "email": details.email,
    }


def _fill_blanks(work: Work, plan: ImportPlan) -> None:
    for news in plan.filled:
        if news.own:
            rows.CUSTOMERS.change(work.db, news.customer.customer_id, **dict(news.own))
        if news.person and news.of_person:
            rows.CONTACTS.change(work.db, news.person.contact_id, **dict(news.of_person))
        if news.joins:
            rows.CONTACTS.add(work.db, **_contact(news.customer, news.joins))


def _customer_terms(work: Work, customer: NewCustomer) -> str:
    if customer.terms is not None:
        return customer.terms.code()
    if customer.net_days is None:
        return work.settings.default_terms
    return _net(customer.net_days).code()


def _net(days: int) -> Terms:
    return Terms(TermsKind.NET, days=days) if days else Terms(TermsKind.ON_RECEIPT)


def _add_invoices(
    work: Work, brought: Sequence[LedgerRow], known: Mapping[str, KnownCustomer]
) -> None:
    first = rows.INVOICES.newest_id(work.db) + 1
    placed = [
        (invoice_id, known[row.customer_number].customer_id, row)
        for invoice_id, row in enumerate(brought, start=first)
    ]
    rows.INVOICES.add_many(
        work.db,
        [
            _invoice(invoice_id, customer_id, row, known[row.customer_number].terms)
            for invoice_id, customer_id, row in placed
        ],
    )
    rows.INVOICE_LINES.add_many(work.db, [_line(invoice_id, row) for invoice_id, _, row in placed])
    _add_payments(
        work,
        [
            (invoice_id, customer_id, part)
            for invoice_id, customer_id, row in placed
            for part in _parts(row)
            if part.kind == _PAYMENT
        ],
    )
    _let_go(work, placed)
    rows.DISPUTES.add_many(
        work.db,
        [
            _dispute(work, invoice_id, customer_id, row, row.disputed_of(row.open or row.amount))
            for invoice_id, customer_id, row in placed
            if row.disputed
        ],
    )


def _parts(row: LedgerRow) -> Sequence[PaidPart]:
    if row.history or row.settled_on is None:
        return row.history
    return (PaidPart(row.settled_on, row.paid),)


def _let_go(work: Work, placed: Sequence[tuple[int, int, LedgerRow]]) -> None:
    """What was credited or given up, as a list of our own tells it, in its own kind."""
    for invoice_id, customer_id, row in placed:
        for part in _let_go_of(row):
            parts = ((invoice_id, part.amount),)
            credit = NewCredit(customer_id, part.kind, parts, part.dated, _AS_LISTED)
            credits.grant(work, credit)


def _let_go_of(row: LedgerRow) -> list[PaidPart]:
    return [part for part in row.history if part.kind != _PAYMENT]


def _invoice(invoice_id: int, customer_id: int, row: LedgerRow, terms: str) -> Row:
    """The invoice as payments left it; what was let go lowers it next."""
    due, agreed = _due(row, terms)
    unpaid = row.open + sum(part.amount for part in _let_go_of(row))
    return {
        "id": invoice_id,
        "customer_id": customer_id,
        "number": row.invoice_number,
        "kind": "invoice",
        "lifecycle": "issued",
        "issue_date": row.invoice_date,
        "due_date": due,
        "sent_on": row.invoice_date,
        "po_number": row.po_number,
        "terms": agreed.code(),
        "discount_date": discount_date(row.invoice_date, agreed),
        "discount_amount": discount_amount(row.amount, agreed),
        "net": row.amount,
        "tax": 0,
        "total": row.amount,
        "balance": unpaid,
        "disputed": row.disputed_of(row.open) if row.disputed else 0,
        "closed_on": None if unpaid else row.settled_on,
        "note": f"Sent by: {row.delivery}" if row.delivery else "",
    }


def _due(row: LedgerRow, customer_terms: str) -> tuple[date, Terms]:
    """The due date, and terms that lead to it; those of the file keep their discount."""
    if row.due_date is None:
        terms = row.terms or parse_terms(customer_terms)
        return due_date(row.invoice_date, terms), terms
    net = _net((row.due_date - row.invoice_date).days)
    if row.terms is None:
        return row.due_date, net
    if due_date(row.invoice_date, row.terms) == row.due_date:
        return row.due_date, row.terms
    return row.due_date, with_discount_of(net, row.terms)


def _line(invoice_id: int, row: LedgerRow) -> Row:
    return {
        "invoice_id": invoice_id,
        "position": 0,
        "description": LINE_TEXT,
        "quantity_milli": 1000,
        "unit_price": row.amount,
        "net": row.amount,
    }


def _add_payments(work: Work, paid: Sequence[tuple[int, int, PaidPart]]) -> None:
    """Each is an invoice, its customer and what was paid of it, perhaps taken back later."""
    first = rows.CREDITS.newest_id(work.db) + 1
    placed = list(enumerate(paid, start=first))
    rows.CREDITS.add_many(
        work.db,
        [
            {
                "id": credit_id,
                "customer_id": customer_id,
                "kind": _PAYMENT,
                "dated": part.dated,
                "received_on": part.dated,
                "amount": part.amount,
                "unapplied": 0,
                "state": "reversed" if part.returned_on else "received",
                "reversed_on": part.returned_on,
            }
            for credit_id, (_, customer_id, part) in placed
        ],
    )
    rows.ALLOCATIONS.add_many(
        work.db,
        [
            {
                "customer_id": customer_id,
                "credit_id": credit_id,
                "invoice_id": invoice_id,
                "amount": amount,
                "dated": dated,
            }
            for credit_id, (invoice_id, customer_id, part) in placed
            for amount, dated in _entries(part)
        ],
    )


def _add_credits(
    work: Work, brought: Sequence[CreditRow], known: Mapping[str, KnownCustomer]
) -> None:
    """What is unused of each, on account; the rest is on invoices that the list tells as paid."""
    about = imports.invoices_by_number(work.db, (row.about for row in brought if row.about))
    rows.CREDITS.add_many(
        work.db,
        [
            {
                "customer_id": known[row.customer_number].customer_id,
                "kind": row.kind,
                "number": "" if row.kind == _PAYMENT else row.reference,
                "dated": row.dated,
                "received_on": row.dated if row.kind == _PAYMENT else None,
                "reference": _reference(row, about),
                "amount": row.unused,
                "unapplied": row.unused,
                "reason": _AS_LISTED,
                "note": listed_at(row.amount, work.currency),
            }
            for row in brought
        ],
    )


def _reference(row: CreditRow, about: Mapping[str, KnownInvoice]) -> str:
    """Of a payment its number; of a credit note, which has its own field for that, the invoice of
    its customer that it is for."""
    if row.kind == _PAYMENT:
        return row.reference
    invoice = about.get(row.about) if row.reference else None
    return invoice.number if invoice and invoice.customer_number == row.customer_number else ""


def _entries(part: PaidPart) -> list[tuple[int, date]]:
    """A payment that came back keeps its own entry, and has another that undoes it."""
    paid = [(part.amount, part.dated)]
    return paid if part.returned_on is None else [*paid, (-part.amount, part.returned_on)]


def _dispute(work: Work, invoice_id: int, customer_id: int, row: LedgerRow, amount: int) -> Row:
    """A file tells no day of a dispute: it counts from the invoice's own day until the payment."""
    settled = not row.open
    return {
        "customer_id": customer_id,
        "invoice_id": invoice_id,
        "amount": amount,
        "reason": ReasonCode.UNKNOWN.value,
        "opened_on": row.invoice_date,
        "state": (DisputeState.RESOLVED if settled else DisputeState.OPEN).value,
        "next_step": "" if settled else DISPUTE_STEP,
        "next_on": None if settled else answer_by(work.today, work.calendar_of(customer_id)),
        "resolved_on": row.settled_on if settled else None,
    }


def _add_news(work: Work, plan: ImportPlan) -> None:
    """Payments and disputes of invoices that the book has already."""
    rows.DISPUTES.add_many(
        work.db,
        [
            _dispute(work, known.invoice_id, known.customer_id, row, row.disputed_of(known.balance))
            for known, row in plan.disputed
        ],
    )
    _add_payments(
        work,
        [
            (
                known.invoice_id,
                known.customer_id,
                PaidPart(row.settled_on, known.balance - row.open),
            )
            for known, row in plan.paid
            if row.settled_on
        ],
    )
    for known, row in plan.paid:
        if not row.open:
            _resolve_disputes(work, known, row)
    news = (*plan.disputed, *plan.paid)
    ledger.refresh_invoices(work.db, [known.invoice_id for known, _ in news])


def _resolve_disputes(work: Work, known: KnownInvoice, row: LedgerRow) -> None:
    for dispute in rows.DISPUTES.find(work.db, invoice_id=known.invoice_id):
        if dispute["state"] != "resolved":
            rows.DISPUTES.change(
                work.db,
                dispute["id"],
                state="resolved",
                resolved_on=max(dispute["opened_on"], row.settled_on or dispute["opened_on"]),
            )
