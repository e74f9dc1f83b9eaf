"""The demand: the last letter before an account goes to an agency or attorney, if that is meant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.papers import DemandPaper, NoticeRow
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.domain.texts import write_letter
from collectdesk.domain.words import shortened
from collectdesk.store import documents, facts, ledger
from collectdesk.usecases import chase, checks
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.claims import asked_so_far, charge_rows, is_charge
from collectdesk.usecases.work import Work

_NATURAL_PERSON_DAYS: Final = 30
"""A sole trader in the United Kingdom has 30 days after a letter before action."""


def demand_paper(work: Work, customer_id: int) -> DemandPaper:
    """The demand for everything overdue and undisputed of a customer.

    Raises InvalidInput unless the owner has noted at the customer that the next step is meant, and
    when nothing is owed.
    """
    customer = checks.customer(work, customer_id)
    if not customer["agency_intended"]:
        raise InvalidInput(
            work.spelled(
                "A demand announces an agency or attorney. Tick “We would really hand over to an"
                " agency” at the customer first, and only if you mean it."
            ),
            "agency_intended",
        )
    late, held = _late(work, customer)
    goods = [debit for debit in late if not is_charge(debit)]
    charges = [debit for debit in late if is_charge(debit)]
    total = sum(debit.chased for debit in late) - held
    deadline = _deadline(work, customer)
    asked = _asked(work, customer_id, min(debit.falls_due for debit in late))
    words = write_letter(
        letterhead.letter_templates(work, customer)["demand"],
        _values(work, customer, total, deadline) | asked,
        _known(work, charges) | ({"asked_before"} if asked else set()),
    )
    return DemandPaper(
        firm=letterhead.firm(work, is_firm=True),
        customer=letterhead.party(work, customer),
        currency=work.currency,
        issued=work.today,
        deadline=deadline,
        heading=words.heading,
        salutation=words.salutation,
        paragraphs=words.paragraphs,
        creditor=_creditor(work),
        debtor=_owing(work, customer),
        rows=tuple(_row(work, debit) for debit in goods),
        charges=charge_rows(charges, held),
        total=total,
        clauses=words.clauses,
        closing=words.closing,
        sender=letterhead.signed(work, words),
        stamp=words.stamp,
    )


def _late(work: Work, customer: dict[str, Any]) -> tuple[list[ledger.OpenDebit], int]:
    """What is claimed, and the customer's money that is not applied to an invoice yet."""
    debits = chase.debits_now(work, [customer["id"]]).get(customer["id"], [])
    late = chase.late(debits, work.today)
    held = facts.unapplied_now(work.db, [customer["id"]]).get(customer["id"], 0)
    if sum(debit.chased for debit in late) <= held:
        nothing = work.spelled("Nothing undisputed is past due at")
        raise InvalidInput(
            f"{nothing} {shortened(customer['name'])}, so there is nothing to demand."
        )
    return late, held


def _deadline(work: Work, customer: dict[str, Any]) -> date:
    days = work.settings.notice_pay_days
    if customer["natural_person"]:
        days = max(days, _NATURAL_PERSON_DAYS)
    return work.calendar_of(customer["id"]).next_business_day(work.today + timedelta(days=days))


def _values(work: Work, customer: dict[str, Any], total: int, deadline: date) -> dict[str, str]:
    own = work.settings
    firm = letterhead.firm(work)
    reply_to = filter(None, [", ".join(firm.address), firm.email])
    return {
        "contact": letterhead.salutation_name(work, customer),
        "customer": customer["name"],
        "customer_no": customer["number"],
        "firm": firm.name,
        "amount": checks.written(work, total),
        "deadline": long_date(deadline),
        "reply_to": " or ".join(reply_to) or firm.name,
        "bank": " ".join(f"{line.rstrip('.')}." for line in firm.bank_lines),
        "phone": own.firm_phone,
    }


def _asked(work: Work, customer_id: int, since: date) -> dict[str, str]:
    letters = documents.notices_of(work.db, NOTICE_LABELS, work.today, [customer_id])
    told = asked_so_far(work, customer_id, letters.get(customer_id, ()), since)
    return {"asked": told} if told else {}


def _known(work: Work, charges: list[ledger.OpenDebit]) -> set[str]:
    own = work.settings
    told = {"charges": bool(charges), "bank": bool(own.bank_lines), "phone": bool(own.firm_phone)}
    return {name for name, known in told.items() if known}


def _creditor(work: Work) -> tuple[str, ...]:
    firm = letterhead.firm(work)
    tax = _tax_id(work, firm.tax_id)
    return tuple(filter(None, [firm.name, *firm.address, tax]))


def _tax_id(work: Work, number: str) -> str:
    return f"{work.spelled('Tax ID')} {number}" if number else ""


def _owing(work: Work, customer: dict[str, Any]) -> tuple[str, ...]:
    """The customer by its legal name, form, address and registration."""
    trading = f"trading as {customer['trade_name']}" if customer["trade_name"] else ""
    tax = _tax_id(work, customer["tax_id"])
    address = letterhead.lines(customer["billing_address"])
    return tuple(filter(None, [customer["name"], trading, customer["entity_type"], *address, tax]))


def _row(work: Work, debit: ledger.OpenDebit) -> NoticeRow:
    invoice = checks.invoice(work, debit.invoice_id)
    return NoticeRow(
        number=debit.number,
        issued=debit.issue_date,
        due=debit.falls_due,
        days_late=(work.today - debit.falls_due).days,
        total=debit.total,
        balance=debit.chased,
        po_number=invoice["po_number"],
    )
