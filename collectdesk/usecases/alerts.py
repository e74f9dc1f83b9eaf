"""What would be found too late: invoices nobody asks about, deliveries nobody invoices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from collectdesk.store import alerts as stored
from collectdesk.store import facts
from collectdesk.usecases import chase
from collectdesk.usecases.work import Work

FRANTIC_DAYS: Final = 60
ENOUGH_CONTACTS: Final = 2


@dataclass(frozen=True, slots=True)
class Neglected:
    """A late invoice about which the customer hardly heard. ``balance`` is what may be asked."""

    invoice_id: int
    number: str
    customer_id: int
    customer_name: str
    due: date
    days_late: int
    balance: int
    contacts: int
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class NotInvoiced:
    """A delivery whose invoice is still a draft, and the days lost so far."""

    invoice_id: int
    number: str
    customer_id: int
    customer_name: str
    delivered_on: date
    days_lost: int
    total: int
    lifecycle: str = "draft"


def neglected_invoices(work: Work) -> tuple[Neglected, ...]:
    """Invoices 60 days late with fewer than two contacts, the latest first.

    Left out are accounts that an agency or attorney has, holds on contact, plans and disputes.
    """
    long_late = work.today - timedelta(days=FRANTIC_DAYS)
    suspects = stored.hardly_talked_about(work.db, work.today, long_late, ENOUGH_CONTACTS - 1)
    customers = {one.customer_id: one for one in facts.customers(work.db, set(suspects.values()))}
    late = [
        debit
        for debits in chase.debits_now(work, customers).values()
        for debit in chase.late(debits, work.today)
        if debit.invoice_id in suspects and (work.today - debit.falls_due).days >= FRANTIC_DAYS
    ]
    contacts = stored.contacts_about(work.db, (debit.invoice_id for debit in late))
    found = []
    for debit in late:
        count, last = contacts.get(debit.invoice_id, (0, None))
        if count < ENOUGH_CONTACTS:
            found.append(
                Neglected(
                    invoice_id=debit.invoice_id,
                    number=debit.number,
                    customer_id=debit.customer_id,
                    customer_name=customers[debit.customer_id].name,
                    due=debit.due_date,
                    days_late=(work.today - debit.falls_due).days,
                    balance=debit.chased,
                    contacts=count,
                    last_contact=last,
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.days_late, one.number)))


def delivered_not_invoiced(work: Work) -> tuple[NotInvoiced, ...]:
    """What was delivered and waits as a draft, the oldest first."""
    return tuple(
        NotInvoiced(*row[:5], (work.today - row[4]).days, row[5])
        for row in stored.delivered_drafts(work.db, work.today)
    )
