"""What waits beside the day's calls: steps, disputes, short payments, what is found too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import long_date
from collectdesk.domain.words import counted, listed
from collectdesk.usecases.alerts import delivered_not_invoiced, neglected_invoices
from collectdesk.usecases.announced_holds import announced_holds
from collectdesk.usecases.charge_corrections import wrong_charges
from collectdesk.usecases.credit import waiting_applications
from collectdesk.usecases.disputes import DisputeRow, dispute_rows
from collectdesk.usecases.pay_runs import planned_runs
from collectdesk.usecases.proofs import missing_proofs
from collectdesk.usecases.short_payments import short_payments
from collectdesk.usecases.step_lines import steps_due
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Matter:
    """One of the lists: what it is called, who finds its rows, and what a row is about.

    ``amount`` is in minor units, ``day`` the one that matters of a row, ``words`` what is the
    matter with it. ``waits`` is whether a row still asks for something.
    """

    key: str
    title: str
    heading: str
    find: Callable[[Work], tuple[Any, ...]]
    amount: Callable[[Any], int]
    day: Callable[[Any], date | None]
    words: Callable[[Any], str]
    waits: Callable[[Any], bool] = lambda _: True


def _dispute_words(row: DisputeRow) -> str:
    return f"{row.reason}: {row.next_step} ({row.owner})" if row.owner else row.reason


MATTERS: Final = (
    Matter(
        "steps", "Steps due", "Steps of the manual that are due",
        steps_due, lambda row: row.amount, lambda row: row.due_on, lambda row: row.action,
    ),
    Matter(
        "proofs", "Proofs", "Due within ten days, with a proof missing",
        missing_proofs, lambda row: row.amount, lambda row: row.due,
        lambda row: f"missing: {listed(row.missing).lower()}",
    ),
    Matter(
        "disputes", "Disputes", "Open disputes",
        dispute_rows, lambda row: row.amount, lambda row: row.opened_on, _dispute_words,
    ),
    Matter(
        "short_payments", "Paid short", "Paid short",
        short_payments, lambda row: row.open, lambda row: row.paid_on,
        lambda row: f"{row.label}: {row.next_step}",
    ),
    Matter(
        "wrong_charges", "Charged wrong", "Charged too much or too little",
        wrong_charges, lambda row: row.amount, lambda _: None, lambda row: row.words,
    ),
    Matter(
        "hardly_asked", "Hardly asked", "60 days late, fewer than two contacts",
        neglected_invoices, lambda row: row.balance, lambda row: row.due,
        lambda row: f"{counted(row.days_late, 'day')} late, contacts: {row.contacts}",
    ),
    Matter(
        "announced_holds", "Holds", "New credit to hold, as a notice announced",
        announced_holds, lambda row: row.amount, lambda row: row.hold_on,
        lambda row: f"{row.reason}, and not paid",
    ),
    Matter(
        "not_invoiced", "Not invoiced", "Delivered, not invoiced",
        delivered_not_invoiced, lambda row: row.total, lambda row: row.delivered_on,
        lambda row: f"{counted(row.days_lost, 'day')} lost",
    ),
    Matter(
        "credit_applications", "Ask for credit", "Credit asked for, not decided",
        waiting_applications, lambda row: row.requested_limit or 0, lambda row: row.asked_on,
        lambda row: f"waits {counted(row.days, 'day')}",
    ),
    Matter(
        "pay_runs", "Pay runs", "To send for the next pay run, by the day named",
        planned_runs, lambda row: row.balance, lambda row: row.send_by,
        lambda row: f"there by {long_date(row.receive_by)}",
        waits=lambda row: row.sent_on is None,
    ),
)  # fmt: skip
"""The open matters of all customers; each list has the most pressing first."""


@dataclass(frozen=True, slots=True)
class Alerts:
    """How much there is that nobody would look for: counts of some of the lists."""

    neglected: int
    not_invoiced: int
    applications: int
    charges: int
    holds: int


def watch_list(work: Work) -> dict[str, tuple[Any, ...]]:
    """Everything that waits, by the key of its matter."""
    return {matter.key: tuple(filter(matter.waits, matter.find(work))) for matter in MATTERS}


def alerts(work: Work) -> Alerts:
    """The counts for the line above today's list."""
    return Alerts(
        neglected=len(neglected_invoices(work)),
        not_invoiced=len(delivered_not_invoiced(work)),
        applications=len(waiting_applications(work)),
        charges=len(wrong_charges(work)),
        holds=len(announced_holds(work)),
    )
