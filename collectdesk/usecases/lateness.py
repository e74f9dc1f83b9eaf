"""How late a customer's invoices were paid, and how late those are that still wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collectdesk.store.closings import PaidDays
from collectdesk.store.ledger import OpenDebit


def days_late(day: date, closings: Iterable[PaidDays], debits: Iterable[OpenDebit]) -> list[int]:
    """The days late of paid invoices in closing order; then those so far of the open invoices that
    are overdue on ``day`` and may be asked for, the oldest due first."""
    closed = [late for _, late in closings]
    waiting = [
        (day - debit.due_date).days
        for debit in debits
        if debit.kind == "invoice" and debit.due_date < day and debit.chased > 0
    ]
    return closed + sorted(waiting, reverse=True)
