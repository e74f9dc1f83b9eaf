"""The planner of pay runs: which invoice must leave when, to be paid in the customer's next run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import weekday_date
from collectdesk.domain.pay_run import (
    PayRun,
    parse_pay_run,
    paying_run,
    receive_by,
    send_by,
    target_run,
)
from collectdesk.store import customers as stored
from collectdesk.store import facts
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import checks
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


@dataclass(frozen=True, slots=True)
class PayRunDays:
    """The run that pays an invoice on time, until when it must be there and leave for it, and the
    run that pays it if it leaves on ``leaves``."""

    run: date
    receive_by: date
    send_by: date
    leaves: date
    next_run: date

    def words(self, today: date, *, sent: bool = False) -> str:
        """The days in a sentence; of what was ``sent`` it tells whether that was in time."""
        run, paid = weekday_date(self.run, today), weekday_date(self.next_run, today)
        there, leave = (weekday_date(day, today) for day in (self.receive_by, self.send_by))
        if self.next_run > self.run:
            missed = f"it misses their run of {run} (it must be there by {there})"
            return f"Sent {self._leaving(today)} {missed} and is paid on {paid}."
        if sent:
            return f"Sent {self._leaving(today)} it is in time for their run of {run}."
        return f"For their run of {run} it must be there by {there}: send it by {leave}."

    def _leaving(self, today: date) -> str:
        return "today" if self.leaves == today else f"on {weekday_date(self.leaves, today)}"


def pay_run_days(
    work: Work, customer_id: int, due: date, leaves: date | None = None
) -> PayRunDays | None:
    """The days of an invoice that leaves on a day, or today; None where no pay run is known."""
    customer = checks.customer(work, customer_id)
    if not customer["pay_run"]:
        return None
    run, calendar = parse_pay_run(customer["pay_run"]), work.calendar_of(customer_id)
    return days_of_run(due, run, calendar, leaves or work.today, work.settings.mail_days)


def days_of_run(
    due: date, run: PayRun, calendar: BusinessCalendar, leaves: date, mail_days: int
) -> PayRunDays:
    """The days of an invoice, if the mail takes so many business days."""
    arrives = calendar.add_business_days(leaves, mail_days)
    return PayRunDays(
        run=target_run(due, run, calendar),
        receive_by=receive_by(due, run, calendar),
        send_by=send_by(due, run, calendar, mail_days),
        leaves=leaves,
        next_run=paying_run(due, arrives, run, calendar),
    )


def planned_runs(work: Work) -> tuple[PlannedRun, ...]:
    """Invoices that are not due yet, of customers with pay runs, the nearest day to send first."""
    known = stored.with_pay_runs(work.db)
    paying = {one.customer_id: one for one in facts.customers(work.db, known)}
    open_debits = facts.open_debits_now(work.db, paying) if paying else {}
    found = [
        _planned(work, debit, paying[customer])
        for customer, debits in open_debits.items()
        for debit in debits
        if debit.due_date >= work.today and debit.kind == "invoice" and debit.chased > 0
    ]
    return tuple(sorted(found, key=lambda one: (one.sent_on is not None, one.send_by, one.number)))


def _planned(work: Work, debit: OpenDebit, customer: facts.CustomerFile) -> PlannedRun:
    days = days_of_run(
        debit.due_date,
        parse_pay_run(customer.pay_run),
        work.calendar_for(customer.calendar),
        debit.sent_on or work.today,
        work.settings.mail_days,
    )
    return PlannedRun(
        customer_id=debit.customer_id,
        customer_name=customer.name,
        invoice_id=debit.invoice_id,
        number=debit.number,
        balance=debit.chased,
        due=debit.due_date,
        sent_on=debit.sent_on,
        run=days.run,
        receive_by=days.receive_by,
        send_by=days.send_by,
        next_run=days.next_run,
        days_lost=(days.next_run - days.run).days,
    )
