"""Debits that are no invoices: charges, fees, refunds and recoveries, due the day they are made."""

from __future__ import annotations

from datetime import date
from typing import Final

from collectdesk.domain.terms import Terms, TermsKind
from collectdesk.store import rows, settings
from collectdesk.usecases.work import Work

DEBIT_NAMES: Final = {
    "interest": "Interest",
    "late_fee": "Late fee",
    "nsf_fee": "Returned-payment fee",
    "refund": "Refund",
    "recovery": "Recovery",
}
"""What each kind is called, on papers and on the screen."""

MONEY_BACK: Final = ("refund", "recovery")
"""Kinds that ask for no money: they come with what was paid."""

SERIES: Final = {
    "interest": ("interest", "INT-"),
    "late_fee": ("charge", "FEE-"),
    "nsf_fee": ("charge", "FEE-"),
    "refund": ("refund", "RF-"),
    "recovery": ("recovery", "RC-"),
}
"""The running numbers of each kind: the counter and its prefix."""


def add_debit(
    work: Work,
    customer_id: int,
    kind: str,
    amount: int,
    on: date,
    note: str,
    parent_id: int | None = None,
) -> int:
    """Write a debit item; ``parent_id`` is the invoice that it belongs to. Returns its id."""
    return rows.INVOICES.add(
        work.db,
        customer_id=customer_id,
        number=_free_number(work, kind),
        kind=kind,
        lifecycle="issued",
        issue_date=on,
        due_date=on,
        terms=Terms(TermsKind.ON_RECEIPT).code(),
        net=amount,
        tax=0,
        total=amount,
        balance=amount,
        parent_id=parent_id,
        note=note,
    )


def _free_number(work: Work, kind: str) -> str:
    while True:
        number = settings.take_number(work.db, *SERIES[kind])
        if not rows.INVOICES.find(work.db, number=number):
            return number
