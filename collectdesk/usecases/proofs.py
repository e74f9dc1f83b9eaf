"""The proofs held for an invoice: what takes each usual excuse away, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collectdesk.domain.dates import short_date
from collectdesk.store import step_line as stored
from collectdesk.usecases import checks
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof. ``told`` is the evidence if it is ``held``, else what to do to get it."""

    code: str
    label: str
    held: bool
    told: str


def proofs(work: Work, invoice_id: int) -> tuple[Proof, ...]:
    """The five proofs of an issued invoice: delivered, satisfied, order, terms, received by."""
    row = checks.invoice(work, invoice_id)
    if row["lifecycle"] != "issued" or row["kind"] != "invoice":
        return ()
    return tuple(_proofs(work, row))


def _proofs(work: Work, row: dict[str, Any]) -> Iterator[Proof]:
    customer = checks.customer(work, row["customer_id"])
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
    yield _received(work, row)


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


def _received(work: Work, row: dict[str, Any]) -> Proof:
    since = row["sent_on"] or row["issue_date"]
    for day, person in stored.talks(work.db, [row["customer_id"]]).get(row["customer_id"], []):
        if day >= since and person:
            told = f"{person}, spoken to on {short_date(day, work.today)}"
            return Proof("received", "A person knows of it", True, told)
    told = "Ask by name who has it; a call with the name of a person is the proof"
    return Proof("received", "A person knows of it", False, told)
