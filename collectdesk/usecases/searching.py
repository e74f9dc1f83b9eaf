"""Find anything: customers, invoices, phone numbers and notes by the beginnings of their words."""

from __future__ import annotations

from collectdesk.domain.call import OutcomeCode
from collectdesk.domain.form_rows import Found
from collectdesk.store import calls, customers, invoices, rows, search
from collectdesk.usecases.checks import written
from collectdesk.usecases.work import Work

_EACH = 8


def find_anything(work: Work, text: str, limit: int = 20) -> tuple[Found, ...]:
    """Up to ``limit`` hits: customers first, then invoices, then calls and notes."""
    hits = [*_customers(work, text), *_invoices(work, text), *_notes(work, text)]
    return tuple(hits[:limit])


def _customers(work: Work, text: str) -> list[Found]:
    found = []
    for one in search.customers(work.db, text, _EACH):
        row = rows.CUSTOMERS.get(work.db, one)
        if row is None or row["archived"]:
            continue
        people = customers.contacts(work.db, one)
        detail = " · ".join(
            filter(None, [row["number"], *(f"{p['name']} {p['phone']}" for p in people[:1])])
        )
        found.append(Found("customer", one, one, row["name"], detail))
    return found


def _invoices(work: Work, text: str) -> list[Found]:
    found = []
    for one in search.invoices(work.db, text, _EACH):
        file = invoices.one(work.db, one)
        if file is not None:
            left = written(work, file.balance)
            detail = f"{file.customer_name} · {left} open" if file.balance else file.customer_name
            found.append(Found("invoice", one, file.customer_id, file.number, detail))
    return found


def _notes(work: Work, text: str) -> list[Found]:
    found = []
    for kind, ref in search.notes(work.db, text, _EACH):
        if kind == search.CALL:
            for call in calls.latest(work.db, 1, only=[ref]):
                title = f"Call with {call.customer_name}, {OutcomeCode(call.outcome).label}"
                found.append(Found("call", ref, call.customer_id, title, call.note))
            continue
        note = rows.NOTES.get(work.db, ref)
        if note is not None:
            customer = rows.CUSTOMERS.get(work.db, note["customer_id"]) or {}
            title = f"Note on {customer.get('name', '')}"
            found.append(Found("note", ref, note["customer_id"], title, note["text"]))
    return found
