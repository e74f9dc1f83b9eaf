"""The manual applied to invoices: each with its dated line of steps, and what is due of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.pay_run import parse_pay_run, receive_by
from collectdesk.domain.step_line import InvoiceDays, LineStep, step_line
from collectdesk.store import facts
from collectdesk.store import step_line as stored
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import chase, checks
from collectdesk.usecases.policy import current_policy
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class StepDue:
    """A step of the manual that waits for an open invoice. ``amount`` may be asked for."""

    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    amount: int
    due_on: date
    action: str
    channel: str
    why: str


def invoice_line(work: Work, invoice_id: int) -> tuple[LineStep, ...]:
    """All steps of one invoice, from the day it was issued; a draft has none."""
    row = checks.invoice(work, invoice_id)
    if row["lifecycle"] != "issued" or row["kind"] != "invoice":
        return ()
    customer = checks.customer(work, row["customer_id"])
    calendar = work.calendar_of(row["customer_id"])
    run = parse_pay_run(customer["pay_run"]) if customer["pay_run"] else None
    days = InvoiceDays(
        issued=row["issue_date"],
        due=row["due_date"],
        sent=row["sent_on"],
        delivered=row["delivered_on"],
        discount_until=row["discount_date"],
        receive_by=receive_by(row["due_date"], run, calendar) if run else None,
        closed=row["closed_on"],
        is_verified=row["satisfaction"] == "confirmed",
        is_large_or_new=_is_large_or_new(work, row["customer_id"], row["total"]),
    )
    return step_line(
        current_policy(work).followed,
        days,
        _since(stored.talks(work.db, [row["customer_id"]]).get(row["customer_id"], []), days),
        stored.letters(work.db, [invoice_id]).get(invoice_id, {}),
        work.today,
        calendar,
    )


def steps_due(work: Work) -> tuple[StepDue, ...]:
    """The step that waits for each open invoice, the longest waiting first.

    Left out are disputes, plans, holds on contact, and what an agency or attorney has.
    """
    called = {
        one.customer_id: one
        for one in facts.customers(work.db)
        if one.placed == "no" and one.hold != "no_contact" and not one.archived
    }
    debits = [
        debit
        for customer, listed in chase.debits_now(work).items()
        if customer in called
        for debit in listed
        if debit.kind == "invoice" and debit.chased > 0
    ]
    seen = _Seen(work, debits)
    found = [
        StepDue(
            customer_id=debit.customer_id,
            customer_name=called[debit.customer_id].name,
            invoice_id=debit.invoice_id,
            number=debit.number,
            amount=debit.chased,
            due_on=step.day,
            action=step.action,
            channel=step.channel,
            why=step.why,
        )
        for debit in debits
        for step in seen.line(debit, called[debit.customer_id])
        if step.state == "due"
    ]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.customer_name, one.number)))


class _Seen:
    """What the lines of many invoices look at, asked for once."""

    def __init__(self, work: Work, debits: Sequence[OpenDebit]) -> None:
        invoices = [debit.invoice_id for debit in debits]
        self._work = work
        self._steps = current_policy(work).followed
        self._talks = stored.talks(work.db, {debit.customer_id for debit in debits})
        self._letters = stored.letters(work.db, invoices)
        self._early = stored.early_days(work.db, invoices)
        self._paid = stored.customers_who_paid(work.db)

    def line(self, debit: OpenDebit, customer: facts.CustomerFile) -> tuple[LineStep, ...]:
        """The steps of one open invoice."""
        calendar = self._work.calendar_for(customer.calendar)
        run = parse_pay_run(customer.pay_run) if customer.pay_run else None
        large = debit.total >= self._work.settings.large_amount
        days = InvoiceDays(
            issued=debit.issue_date,
            due=debit.due_date,
            sent=debit.sent_on,
            delivered=debit.delivered_on,
            discount_until=self._early.get(debit.invoice_id),
            receive_by=receive_by(debit.due_date, run, calendar) if run else None,
            is_verified=debit.satisfaction == "confirmed",
            is_large_or_new=large or debit.customer_id not in self._paid,
        )
        talks = _since(self._talks.get(debit.customer_id, []), days)
        letters = self._letters.get(debit.invoice_id, {})
        return step_line(self._steps, days, talks, letters, self._work.today, calendar)


def _since(talks: Sequence[tuple[date, Any]], days: InvoiceDays) -> list[date]:
    return [day for day, _ in talks if day >= days.issued]


def _is_large_or_new(work: Work, customer_id: int, total: int) -> bool:
    if total >= work.settings.large_amount:
        return True
    return customer_id not in stored.customers_who_paid(work.db)
