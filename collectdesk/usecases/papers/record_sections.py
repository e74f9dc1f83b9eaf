"""Sections that files about a customer are made of: profile, account, calls, promises, disputes."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from collectdesk.domain.call import OutcomeCode, ReasonCode
from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.dispute import Resolution
from collectdesk.domain.papers import LetterFact
from collectdesk.domain.papers_filed import Section, SheetColumn, SheetTable
from collectdesk.domain.pay_run import parse_pay_run
from collectdesk.domain.promise import PromiseState
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.store import customers as stored_customers
from collectdesk.store import facts, rows
from collectdesk.store.calls import CallFile, latest
from collectdesk.store.promises import invoices_of_each
from collectdesk.usecases import checks
from collectdesk.usecases.history import history_rows
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.work import Work

_MOST_EVENTS: Final = 2_000
_MOST_CALLS: Final = 2_000


def facts_of(*pairs: tuple[str, str]) -> tuple[LetterFact, ...]:
    """Labelled facts, without those that are not known."""
    return tuple(LetterFact(label, value) for label, value in pairs if value.strip())


def day(value: Any) -> str:
    """A date in words, or nothing."""
    return long_date(value) if value else ""


def profile(work: Work, customer: dict[str, Any]) -> Section:
    """Who the customer is by law, where it is, and on what terms it buys."""
    limit = customer["credit_limit"]
    run = customer["pay_run"]
    hold = hold_in_force(customer["hold"], customer["hold_until"], work.today)
    return Section(
        "Profile",
        facts=facts_of(
            ("Legal name", customer["name"]),
            ("Trading as", customer["trade_name"]),
            ("Legal form", customer["entity_type"]),
            ("Natural person", "Yes" if customer["natural_person"] else ""),
            (work.spelled("Tax ID"), customer["tax_id"]),
            ("Billing address", ", ".join(letterhead.lines(customer["billing_address"]))),
            ("Delivery address", ", ".join(letterhead.lines(customer["shipping_address"]))),
            ("Customer since", day(customer["created_on"])),
            ("Terms", terms_label(parse_terms(customer["terms"]))),
            ("Credit limit", checks.written(work, limit) if limit is not None else "None set"),
            ("Payment run", parse_pay_run(run).label() if run else ""),
            ("Hold", hold.replace("_", " ") if hold != "none" else ""),
        ),
    )


def people(work: Work, customer_id: int, *, with_notes: bool = True) -> Section:
    """The people at the customer and how to reach them; notes about them are for us alone."""
    columns = (
        SheetColumn("Name", grows=True),
        SheetColumn("Phone"),
        SheetColumn("E-mail"),
        SheetColumn("Notes", grows=True),
    )
    listed = stored_customers.contacts(work.db, customer_id)
    told = tuple(_person(person, with_notes) for person in listed)
    return Section("People", table=SheetTable(columns, told),
                   empty="Nobody is noted yet.")  # fmt: skip


def _person(person: dict[str, Any], with_notes: bool) -> tuple[str, ...]:
    extension = f" ext. {person['extension']}" if person["extension"] else ""
    no_calls = "Does not want calls." if person["do_not_call"] else ""
    best = f"Best time: {person['best_time']}." if person["best_time"] else ""
    rapport = person["rapport"] if with_notes else ""
    notes = " ".join(filter(None, [no_calls, best, rapport]))
    name = ", ".join(filter(None, [person["name"], person["role"]]))
    return (name, person["phone"] + extension, person["email"], notes)


def open_items(work: Work, customer_id: int) -> Section:
    """Everything open today with its order number and proof of delivery."""
    columns = (
        SheetColumn("Invoice"),
        SheetColumn("PO"),
        SheetColumn("Issued"),
        SheetColumn("Delivered"),
        SheetColumn("Due"),
        SheetColumn("Days late", right=True),
        SheetColumn("Total", right=True),
        SheetColumn("Open", right=True),
        SheetColumn("Disputed", right=True),
    )
    debits = facts.open_debits_now(work.db, [customer_id]).get(customer_id, [])
    invoices = rows.INVOICES.get_many(work.db, (debit.invoice_id for debit in debits))
    listed = []
    for debit in debits:
        invoice = invoices[debit.invoice_id]
        late = (work.today - debit.due_date).days
        listed.append(
            (
                debit.number, invoice["po_number"], long_date(debit.issue_date),
                day(debit.delivered_on), long_date(debit.due_date), f"{late:,}" if late > 0 else "",
                checks.written(work, debit.total), checks.written(work, debit.balance),
                checks.written(work, debit.disputed) if debit.disputed else "",
            )
        )  # fmt: skip
    total = sum(debit.balance for debit in debits)
    told = (f"Open in all: {checks.written(work, total)}.",) if debits else ()
    return Section("Open invoices", told, table=SheetTable(columns, tuple(listed)),
                   empty="Nothing is open.")  # fmt: skip


def calls(work: Work, customer_id: int, since: Any = None) -> Section:
    """The history of calls, the newest first."""
    columns = (
        SheetColumn("When"),
        SheetColumn("Spoke to"),
        SheetColumn("What came of it"),
        SheetColumn("Note", grows=True),
        SheetColumn("Next"),
    )
    found = latest(work.db, _MOST_CALLS, customers=[customer_id])
    listed = tuple(
        (
            _moment(call.at),
            call.spoke_to,
            _outcome(call),
            call.note,
            day(call.next_on),
        )
        for call in found
        if since is None or call.at[:10] >= since.isoformat()
    )
    return Section("Calls", table=SheetTable(columns, listed), empty="No call is noted.")


def _moment(at: str) -> str:
    """A noted moment as letters write it: "12 Nov 2026 09:05"."""
    return f"{long_date(date.fromisoformat(at[:10]))} {at[11:16]}".strip()


def _outcome(call: CallFile) -> str:
    why = f" ({ReasonCode(call.reason).label.lower()})" if call.reason else ""
    return OutcomeCode(call.outcome).label + why


def promises(work: Work, customer_id: int, invoice: str = "") -> Section:
    """What was promised and what came of it; with ``invoice`` only what names it."""
    columns = (
        SheetColumn("Promised on"),
        SheetColumn("By"),
        SheetColumn("Amount", right=True),
        SheetColumn("For"),
        SheetColumn("Invoices", grows=True),
        SheetColumn("Received", right=True),
        SheetColumn("Came of it"),
    )
    found = facts.promises(work.db, work.today, [customer_id]).get(customer_id, [])
    named = invoices_of_each(work.db, (promise.promise_id for promise in found))
    listed = []
    for promise in reversed(found):
        numbers = [number for _, number in named.get(promise.promise_id, [])]
        if invoice and numbers and invoice not in numbers:
            continue
        listed.append(
            (
                long_date(promise.made_on), promise.promised_by,
                checks.written(work, promise.amount), long_date(promise.promised_for),
                ", ".join(numbers), checks.written(work, promise.received),
                PromiseState(promise.state).words(work.currency),
            )
        )  # fmt: skip
    return Section("Promises", table=SheetTable(columns, tuple(listed)), empty="None was made.")


def disputes(work: Work, customer_id: int, invoice_id: int | None = None) -> Section:
    """What was disputed, and how it was settled."""
    columns = (
        SheetColumn("Opened"),
        SheetColumn("Invoice"),
        SheetColumn("Amount", right=True),
        SheetColumn("What is wrong"),
        SheetColumn("Note", grows=True),
        SheetColumn("Settled"),
    )
    wanted = {"customer_id": customer_id}
    if invoice_id is not None:
        wanted["invoice_id"] = invoice_id
    found = rows.DISPUTES.find(work.db, **wanted)
    about = rows.INVOICES.get_many(work.db, {row["invoice_id"] for row in found})
    listed = tuple(_dispute(work, row, about[row["invoice_id"]]["number"]) for row in found)
    return Section("Disputes", table=SheetTable(columns, listed), empty="Nothing was disputed.")


def _dispute(work: Work, row: dict[str, Any], number: str) -> tuple[str, ...]:
    known = row["resolution"] in tuple(Resolution)
    how = Resolution(row["resolution"]).label if known else row["resolution"]
    settled = f"{long_date(row['resolved_on'])}: {how.lower()}" if row["resolved_on"] else "open"
    return (
        long_date(row["opened_on"]), number, checks.written(work, row["amount"]),
        ReasonCode(row["reason"]).label, row["note"], settled,
    )  # fmt: skip


def plans(work: Work, customer_id: int) -> Section:
    """The payment plans that were agreed."""
    columns = (
        SheetColumn("Agreed on"),
        SheetColumn("Amount", right=True),
        SheetColumn("State"),
        SheetColumn("Note", grows=True),
    )
    listed = tuple(
        (long_date(row["agreed_on"]), checks.written(work, row["amount"]), row["state"],
         row["note"])
        for row in rows.PLANS.find(work.db, customer_id=customer_id)
    )  # fmt: skip
    return Section("Payment plans", table=SheetTable(columns, listed), empty="None was agreed.")


def timeline(work: Work, customer_id: int) -> Section:
    """Everything that happened, the newest first."""
    columns = (
        SheetColumn("On"),
        SheetColumn("What"),
        SheetColumn("Details", grows=True),
    )
    listed = tuple(
        (long_date(row.on), row.strong, " · ".join(filter(None, [row.rest.strip(), row.detail])))
        for row in history_rows(work, customer_id, _MOST_EVENTS)
    )
    return Section("What happened", table=SheetTable(columns, listed), empty="Nothing so far.")
