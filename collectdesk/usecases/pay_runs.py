"""The planner of pay runs: which invoice must leave when, to be paid in the customer's next run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.pay_run import (
    PayRun,
    next_run_for,
    parse_pay_run,
    receive_by,
    send_by,
    target_run,
)
from collectdesk.store import facts
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """An open invoice of a customer whose pay runs are known. Money in minor units.

    ``run`` is the last run on or before the due date; the customer must have the invoice by
    ``receive_by``, so it leaves by ``send_by``. ``next_run`` is when it is paid if sent today,
    ``days_lost`` how much later than ``run`` that is.
    """

    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    balance: int
    due: date
    sent_on: date | None
    run: date
    receive_by: date
    send_by: date
    next_run: date
    days_lost: int


def planned_runs(work: Work) -> tuple[PlannedRun, ...]:
    """Invoices that are not due yet, of customers with pay runs, the nearest day to send first."""
    paying = {
        one.customer_id: one for one in facts.customers(work.db) if one.pay_run and not one.archived
    }
    open_debits = facts.open_debits_now(work.db, paying) if paying else {}
    found = [
        _planned(work, debit, paying[customer].name, parse_pay_run(paying[customer].pay_run))
        for customer, debits in open_debits.items()
        for debit in debits
        if debit.due_date >= work.today and debit.kind == "invoice" and debit.chased > 0
    ]
    return tuple(sorted(found, key=lambda one: (one.sent_on is not None, one.send_by, one.number)))


def _planned(work: Work, debit: OpenDebit, name: str, run: PayRun) -> PlannedRun:
    calendar = work.calendar_of(debit.customer_id)
    mail_days = work.settings.mail_days
    target = target_run(debit.due_date, run, calendar)
    sent = debit.sent_on or work.today
    arrives = calendar.add_business_days(sent, mail_days)
    in_run = max(target, next_run_for(arrives, run, calendar))
    return PlannedRun(
        customer_id=debit.customer_id,
        customer_name=name,
        invoice_id=debit.invoice_id,
        number=debit.number,
        balance=debit.chased,
        due=debit.due_date,
        sent_on=debit.sent_on,
        run=target,
        receive_by=receive_by(debit.due_date, run, calendar),
        send_by=send_by(debit.due_date, run, calendar, mail_days),
        next_run=in_run,
        days_lost=(in_run - target).days,
    )
