"""The proofs held for an invoice: what takes each usual excuse away, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from collectdesk.domain.dates import short_date
from collectdesk.store import rows
from collectdesk.store import step_line as stored
from collectdesk.usecases import chase, checks
from collectdesk.usecases.work import Work

SOON_DAYS: Final = 10

Talks = Sequence[tuple[date, str]]
"""The days on which a person was reached, oldest first, each with the person."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. ``told`` is the evidence if it is ``held``, else what to do to get it."""

    code: str
    label: str
    held: bool
    told: str


@dataclass(frozen=True, slots=True)
class MissingProof:
    """An invoice that is due soon, with the proofs that are missing and the next thing to do."""

    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    amount: int
    due: date
    missing: tuple[str, ...]
    to_do: str


def proofs(work: Work, invoice_id: int) -> tuple[Proof, ...]:
    """The five proofs of an issued invoice: delivered, satisfied, order, terms, received by."""
    row = checks.invoice(work, invoice_id)
    if row["lifecycle"] != "issued" or row["kind"] != "invoice":
        return ()
    customer_id = row["customer_id"]
    talks = stored.talks(work.db, [customer_id]).get(customer_id, [])
    return tuple(_proofs(work, row, checks.customer(work, customer_id), talks))


def missing_proofs(work: Work) -> tuple[MissingProof, ...]:
    """Invoices due within ten days of which a proof is missing, the nearest due first.

    What is missing can still be had before the due date; after it, it is an excuse.
    """
    last = work.today + timedelta(days=SOON_DAYS)
    soon = [
        debit
        for debits in chase.debits_now(
            work, stored.customers_due(work.db, work.today, last)
        ).values()
        for debit in debits
        if work.today <= debit.due_date <= last and debit.kind == "invoice" and debit.chased > 0
    ]
    talks = stored.talks(work.db, {debit.customer_id for debit in soon})
    invoices = rows.INVOICES.get_many(work.db, {debit.invoice_id for debit in soon})
    customers = rows.CUSTOMERS.get_many(work.db, {debit.customer_id for debit in soon})
    found = []
    for debit in soon:
        row, customer = invoices[debit.invoice_id], customers[debit.customer_id]
        heard = talks.get(debit.customer_id, [])
        missing = [one for one in _proofs(work, row, customer, heard) if not one.held]
        if missing:
            found.append(
                MissingProof(
                    customer_id=debit.customer_id,
                    customer_name=customer["name"],
                    invoice_id=debit.invoice_id,
                    number=debit.number,
                    amount=debit.chased,
                    due=debit.due_date,
                    missing=tuple(one.label for one in missing),
                    to_do=missing[0].told,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.due, one.customer_name, one.number)))


def _proofs(
    work: Work, row: dict[str, Any], customer: dict[str, Any], talks: Talks
) -> Iterator[Proof]:
    delivered = row["delivered_on"]
    yield Proof(
        "delivered",
        "Delivered",
        delivered is not None,
        short_date(delivered, work.today) if delivered else "Note the day of delivery",
    )
    yield _satisfied(row)
    yield _order(row, customer)
    version = row["terms_version"]
    yield Proof(
        "terms",
        "Terms went with it",
        version > 0,
        f"Version {version} of the terms and conditions"
        if version
        else "Write your terms in Settings, Conditions; they go with the next invoice",
    )
    yield _received(work, row, talks)


def _satisfied(row: dict[str, Any]) -> Proof:
    told = {
        "confirmed": "They confirmed that all is in order",
        "problem": "There is a problem: put it right first",
    }.get(row["satisfaction"], "Send the verification letter, or ask in a call")
    return Proof("satisfied", "Satisfied", row["satisfaction"] == "confirmed", told)


def _order(row: dict[str, Any], customer: dict[str, Any]) -> Proof:
    number = row["po_number"]
    if number:
        return Proof("order", "Order number", True, number)
    if customer["po_required"]:
        return Proof("order", "Order number", False, "They need one: ask for it and put it on")
    return Proof("order", "Order number", True, "This customer asks for none")


def _received(work: Work, row: dict[str, Any], talks: Talks) -> Proof:
    since = row["sent_on"] or row["issue_date"]
    for day, person in talks:
        if day >= since and person:
            told = f"{person}, spoken to on {short_date(day, work.today)}"
            return Proof("received", "A person knows of it", True, told)
    told = "Ask by name who has it; a call with the name of a person is the proof"
    return Proof("received", "A person knows of it", False, told)
