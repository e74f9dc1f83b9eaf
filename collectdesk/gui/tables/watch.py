"""The columns of the watch list: disputes, short payments, and what would be found too late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from collectdesk.domain.rows import Tone
from collectdesk.domain.words import counted, listed
from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, count, day, text
from collectdesk.gui.text import day as day_text
from collectdesk.gui.text import near_day
from collectdesk.usecases.alerts import Neglected
from collectdesk.usecases.disputes import DisputeRow
from collectdesk.usecases.pay_runs import PlannedRun

_STATES: Final = {
    "open": "not looked into yet",
    "investigating": "we look into it",
    "offered": "a remedy is offered",
}


def _step_cell(row: DisputeRow, shown: Shown) -> Cell:
    overdue = row.next_on is not None and row.next_on < shown.today
    words = f"{row.next_step}, by {day_text(row.next_on, shown.today)}"
    return Cell(words, "late" if overdue else "plain")


_CUSTOMER: Final = replace(
    text("Customer", 200, lambda row: row.customer_name, strong=True, stretch=True), least=170
)
_NAME: Final = text("Customer", 240, lambda row: row.customer_name, strong=True)
_INVOICE: Final = text("Invoice", 100, lambda row: row.number)
_LEAST_STEP: Final = 170

STEPS: Final[tuple[Column, ...]] = (
    _NAME,
    _INVOICE,
    amount("To ask for", 100, lambda row: row.amount, strong=True),
    day("Due since", 96, lambda row: row.due_on),
    text("What the manual asks for", 320, lambda row: row.action, stretch=True),
    text("How", 70, lambda row: row.channel, tone=lambda _: "quiet"),
)

PROOFS: Final[tuple[Column, ...]] = (
    _NAME,
    _INVOICE,
    amount("To ask for", 100, lambda row: row.amount, strong=True),
    day("Due", 90, lambda row: row.due),
    text("Missing", 250, lambda row: listed(row.missing).lower(), tone=lambda _: "careful"),
    text("Do next", 280, lambda row: row.to_do, stretch=True),
)

DISPUTES: Final[tuple[Column, ...]] = (
    _NAME,
    _INVOICE,
    amount("Disputed", 100, lambda row: row.amount, strong=True),
    text("What is wrong", 130, lambda row: row.reason),
    replace(
        text("Stands", 140, lambda row: _STATES.get(row.state, row.state), tone=lambda _: "quiet"),
        drop=3,
    ),
    Column("Next step", 230, _step_cell, stretch=True, least=_LEAST_STEP,
           sort_by=lambda row: row.next_on or date.max),
    replace(text("Who", 96, lambda row: row.owner), drop=2),
    replace(count("Days open", 84, lambda row: row.days_open), drop=1),
)  # fmt: skip

SHORTS: Final[tuple[Column, ...]] = (
    _NAME,
    _INVOICE,
    amount("Still open", 104, lambda row: row.open, strong=True),
    text("Why", 170, lambda row: row.label),
    replace(text("Next step", 250, lambda row: row.next_step, stretch=True), least=_LEAST_STEP),
    replace(text("Who", 96, lambda row: row.owner), drop=2),
    replace(day("Paid", 96, lambda row: row.paid_on), drop=3),
    replace(count("Days ago", 80, lambda row: row.days), drop=1),
)


def _contact_cell(row: Neglected, shown: Shown) -> Cell:
    if row.last_contact is None:
        return Cell("nobody was asked yet", "late")
    words = f"{row.contacts}, last on {day_text(row.last_contact, shown.today)}"
    return Cell(words)


NEGLECTED: Final[tuple[Column, ...]] = (
    _CUSTOMER,
    _INVOICE,
    amount("To ask for", 104, lambda row: row.balance, strong=True),
    day("Due", 102, lambda row: row.due),
    count("Days late", 84, lambda row: row.days_late, tone=lambda _: "late"),
    Column(
        "Talks and letters", 200, _contact_cell, sort_by=lambda row: row.last_contact or date.min
    ),
)

HOLDS: Final[tuple[Column, ...]] = (
    _CUSTOMER,
    amount("Still open", 104, lambda row: row.amount, strong=True),
    day("Announced for", 120, lambda row: row.hold_on),
    text("Second notice", 120, lambda row: row.notice),
    day("Dated", 96, lambda row: row.told_on),
)

NOT_INVOICED: Final[tuple[Column, ...]] = (
    _CUSTOMER,
    text("Draft", 100, lambda row: row.number),
    amount("Amount", 104, lambda row: row.total, strong=True),
    day("Delivered", 110, lambda row: row.delivered_on),
    count("Days lost", 90, lambda row: row.days_lost, tone=lambda _: "careful"),
)

APPLICATIONS: Final[tuple[Column, ...]] = (
    _CUSTOMER,
    day("Asked on", 110, lambda row: row.asked_on),
    count("Days waiting", 110, lambda row: row.days),
    amount("Limit asked for", 130, lambda row: row.requested_limit, strong=True),
)


def _send_cell(row: PlannedRun, shown: Shown) -> Cell:
    if row.sent_on is not None:
        return Cell(f"Sent {day_text(row.sent_on, shown.today)}", "good")
    if row.days_lost:
        return Cell("Today: it misses that run already", "late")
    words = "Today" if row.send_by <= shown.today else f"By {near_day(row.send_by, shown.today)}"
    tone: Tone = "careful" if row.send_by <= shown.today else "plain"
    return Cell(words, tone)


def _send_order(row: PlannedRun) -> date:
    return date.max if row.sent_on is not None else row.send_by


def _paid_cell(row: PlannedRun, shown: Shown) -> Cell:
    words = near_day(row.next_run, shown.today)
    if not row.days_lost:
        return Cell(words)
    return Cell(f"{words}: {counted(row.days_lost, 'day')} later", "late")


def _near(title: str, width: int, get: Callable[[PlannedRun], date]) -> Column:
    return Column(
        title, width, lambda row, shown: Cell(near_day(get(row), shown.today)), sort_by=get
    )


CHARGES: Final[tuple[Column, ...]] = (
    _NAME,
    _INVOICE,
    amount("Too high by", 110, lambda row: row.amount, strong=True),
    text("What is to be put right", 420, lambda row: row.words, stretch=True),
)

PAY_RUNS: Final[tuple[Column, ...]] = (
    _CUSTOMER,
    _INVOICE,
    amount("Open", 104, lambda row: row.balance, strong=True),
    replace(day("Due", 96, lambda row: row.due), drop=1),
    replace(_near("Their run", 112, lambda row: row.run), drop=3),
    replace(_near("There by", 112, lambda row: row.receive_by), drop=2),
    Column("Send", 220, _send_cell, sort_by=_send_order),
    Column("Paid on", 190, _paid_cell, sort_by=lambda row: row.next_run),
)
