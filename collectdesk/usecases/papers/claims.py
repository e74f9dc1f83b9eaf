"""What a letter that asks for money tells besides the invoices: charges, and what came before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.domain.document import document_label
from collectdesk.domain.papers import ChargeRow, PriorContact
from collectdesk.store import ledger, rows
from collectdesk.usecases.debits import DEBIT_NAMES
from collectdesk.usecases.work import Work

_MOST_CONTACTS: Final = 3


def is_charge(debit: ledger.OpenDebit) -> bool:
    """Whether a debit is interest, a fee or a refund, and no invoice."""
    return debit.kind != "invoice"


def charge_rows(charged: Iterable[ledger.OpenDebit], held: int) -> tuple[ChargeRow, ...]:
    """Charges as they are itemised, and under them what is on account and on no invoice yet."""
    rows = [
        ChargeRow(f"{DEBIT_NAMES.get(debit.kind, 'Charge')} {debit.number}", debit.chased)
        for debit in charged
    ]
    credit = [ChargeRow("Payments and credits not yet applied", -held)] if held else []
    return (*rows, *credit)


def prior_contacts(
    work: Work, customer_id: int, letters: Iterable[tuple[str, date]], since: date, until: date
) -> tuple[PriorContact, ...]:
    """The latest letters, by kind and day, and talks from ``since`` to ``until``, in order."""
    sent = [
        PriorContact(on, f"we sent our {document_label(kind, work.currency).lower()}")
        for kind, on in letters
        if since <= on <= until
    ]
    spoken = [
        PriorContact(_day(call["at"]), _talk(call["spoke_to"]))
        for call in rows.CALLS.find(work.db, customer_id=customer_id)
        if call["outcome"] in REACHED_OUTCOMES and since <= _day(call["at"]) <= until
    ]
    found = sorted(dict.fromkeys((*sent, *spoken)), key=lambda contact: contact.on)
    return tuple(found[-_MOST_CONTACTS:])


def asked_so_far(
    work: Work, customer_id: int, letters: Iterable[tuple[str, date]], since: date
) -> str:
    """How the money was asked for since then: "letters and calls", either of them, or nothing."""
    wrote = any(on >= since for _, on in letters)
    called = any(
        call["outcome"] in REACHED_OUTCOMES and _day(call["at"]) >= since
        for call in rows.CALLS.find(work.db, customer_id=customer_id)
    )
    return " and ".join(filter(None, ("letters" if wrote else "", "calls" if called else "")))


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def _talk(person: str) -> str:
    return f"we spoke with {person}" if person else "we spoke by phone"
