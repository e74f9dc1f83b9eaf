"""Monthly statements: opening balance, what happened, closing balance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from collectdesk.domain.aging import age
from collectdesk.domain.dates import first_of_month, month_end
from collectdesk.domain.english import english_of
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import StatementRow
from collectdesk.domain.papers import OpenItem, StatementEntry, StatementPaper
from collectdesk.domain.statement import (
    Entry,
    EntryKind,
    StatementTotals,
    open_item_closing,
    running,
    statement_totals,
)
from collectdesk.domain.texts import write_letter
from collectdesk.store import facts, ledger, statements
from collectdesk.usecases import checks
from collectdesk.usecases.customers import STATEMENT_STYLES
from collectdesk.usecases.debits import DEBIT_NAMES
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.papers import letterhead
from collectdesk.usecases.papers.asked import Asked, asked_of
from collectdesk.usecases.work import Work

_ENTRY_NAMES = {
    **DEBIT_NAMES,
    "invoice": "Invoice",
    "recovery": "Written-off debt, paid after all",
    "payment": "Payment, thank you",
    "credit_note": "Credit note",
    "write_off": "Adjustment",
    "discount": "Discount",
    "small_balance": "Small balance, thank you",
    "settlement": "Settlement",
    "waiver": "Charge waived",
    "nsf_reversal": "Payment returned by the bank",
    "discount_reversal": "Discount taken back",
    "small_balance_reversal": "Small balance owed again",
    "settlement_reversal": "Settlement taken back",
    "void": "Invoice voided",
}


@dataclass(frozen=True, slots=True)
class _Account:
    """A customer's account in a month, line by line and added up."""

    entries: list[Entry]
    totals: StatementTotals


def statement_rows(work: Work, month: date) -> tuple[StatementRow, ...]:
    """Every customer with activity in the month or a balance at its end, by name."""
    first, last = _period(work, month)
    past_due = _past_due(work, last)
    sums = statements.month_sums(work.db, first, last)
    listed = []
    for customer in facts.customers(work.db, sums):
        opening, charges, credits = sums[customer.customer_id]
        closing = StatementTotals(opening, charges, credits).closing
        if not (charges or credits or closing):
            continue
        listed.append(
            StatementRow(
                customer_id=customer.customer_id,
                number=customer.number,
                name=customer.name,
                opening=opening,
                charges=charges,
                credits=credits,
                closing=closing,
                past_due=past_due.get(customer.customer_id, 0),
            )
        )
    return tuple(sorted(listed, key=lambda row: (row.name.casefold(), row.number)))


def _period(work: Work, month: date) -> tuple[date, date]:
    """The month's days, up to today while it runs."""
    first = first_of_month(month)
    return first, max(first, min(month_end(month), work.today))


def _past_due(work: Work, day: date) -> dict[int, int]:
    return {row.customer_id: sum(row.amounts[1:]) for row in aging_report(work, day).rows}


def require_month_over_or_running(work: Work, month: date) -> None:
    """A statement for a month that has not begun would be empty; raises InvalidInput."""
    if first_of_month(month) > work.today:
        raise InvalidInput("This month has not begun yet. Choose an earlier one.", "month")


def statement_paper(work: Work, customer_id: int, month: date, style: str = "") -> StatementPaper:
    """The statement of a customer for a month; ``style`` empty takes the customer's own.

    The closing balance is as of the month's last day, or today's while the month runs.
    """
    require_month_over_or_running(work, month)
    customer = checks.customer(work, customer_id)
    chosen = style or customer["statement_style"]
    if chosen not in STATEMENT_STYLES:
        raise InvalidInput("A statement is balance-forward or open-item.", "style")
    first, last = _period(work, month)
    account = _account(work, customer_id, first, last)
    debits = ledger.open_debits(work.db, last, [customer_id])
    credits = ledger.held_credits(work.db, last, customer_id)
    return _paper(work, customer, chosen, (first, last), account, debits, credits)


def _paper(
    work: Work,
    customer: dict[str, Any],
    style: str,
    period: tuple[date, date],
    account: _Account,
    debits: list[ledger.OpenDebit],
    credits: list[ledger.HeldCredit],
) -> StatementPaper:
    held = sum(credit.unapplied for credit in credits)
    aged = age([(d.due_date, d.balance) for d in debits], held, period[1])
    closing = account.totals.closing
    asked = Asked()
    if account.totals.has_slip:
        asked = asked_of(work, customer, debits, held, period[1])
    if style == "open-item":
        closing = open_item_closing((debit.balance for debit in debits), held)
    words = write_letter(
        letterhead.letter_templates(work, customer)["statement"],
        {"past_due": checks.written(work, asked.past_due), "customer": customer["name"]},
        _known(asked, is_late=closing > 0 and aged.past_due > held),
    )
    return StatementPaper(
        firm=letterhead.firm(work),
        customer=letterhead.party(work, customer),
        currency=work.currency,
        style="open_item" if style == "open-item" else "balance_forward",
        period_from=period[0],
        period_to=period[1],
        opening=account.totals.opening,
        closing=closing,
        issued=work.today,
        entries=_entries(account),
        open_items=_open_items(debits, credits),
        past_due=asked.past_due,
        aging=letterhead.strip(aged),
        not_asked=asked.told,
        paragraphs=words.paragraphs,
        closing_text=words.closing,
        slip=letterhead.slip(work, customer, asked.total, asked.numbers),
        stamp=words.stamp if asked.past_due else None,
        language=english_of(work.currency),
    )


def _known(asked: Asked, *, is_late: bool) -> set[str]:
    """Which passages apply: what is past due is asked for, or waits, or nothing is past due."""
    if asked.past_due:
        return {"past_due", "late"}
    return {"waits", "late"} if is_late else set()


def _account(work: Work, customer_id: int, first: date, last: date) -> _Account:
    listed = ledger.entries(work.db, customer_id, last)
    opening = sum(entry.amount for entry in listed if entry.dated < first)
    entries = [_entry(entry) for entry in listed if entry.dated >= first]
    return _Account(entries, statement_totals(opening, entries))


def _entry(entry: ledger.Entry) -> Entry:
    lowers = EntryKind.PAYMENT if entry.kind == "payment" else EntryKind.CREDIT
    return Entry(
        day=entry.dated,
        kind=EntryKind.CHARGE if entry.amount >= 0 else lowers,
        reference=entry.reference,
        amount=abs(entry.amount),
        what=_ENTRY_NAMES[entry.kind],
    )


def _entries(account: _Account) -> tuple[StatementEntry, ...]:
    balances = running(account.totals.opening, (entry.effect for entry in account.entries))
    return tuple(
        StatementEntry(
            on=entry.day,
            what=entry.what,
            reference=entry.reference,
            charge=max(0, entry.effect),
            credit=max(0, -entry.effect),
            running=balance,
        )
        for entry, balance in zip(account.entries, balances, strict=True)
    )


def _open_items(
    debits: Iterable[ledger.OpenDebit], credits: Iterable[ledger.HeldCredit]
) -> tuple[OpenItem, ...]:
    owed = [
        OpenItem(d.number, d.issue_date, d.due_date, d.total, d.balance, _ENTRY_NAMES[d.kind])
        for d in debits
    ]
    held = [
        OpenItem(c.reference, c.dated, None, -c.amount, -c.unapplied, _held(c)) for c in credits
    ]
    return (*owed, *held)


def _held(credit: ledger.HeldCredit) -> str:
    """What stands to the customer's credit; the rest of its amount is on invoices that are not
    listed, or on part of one that is."""
    what = {"payment": "Payment", "credit_note": "Credit note"}.get(credit.kind, "Credit")
    part = "not yet used" if credit.unapplied == credit.amount else "the part not yet used"
    return f"{what}, {part}"


def last_full_month(today: date) -> date:
    """The first day of the month that ended last; today's month on its last day."""
    return first_of_month(today if today == month_end(today) else first_of_month(today) - _DAY)


_DAY = timedelta(days=1)
