"""Facts of a customer that belong together: each group names fields of the queue's facts."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import hold_in_force
from collectdesk.domain.pay_run import parse_pay_run, receive_by, target_run
from collectdesk.store import facts, ledger
from collectdesk.usecases.awaited import next_open, promised_sum
from collectdesk.usecases.work import Work


class PromiseFacts(TypedDict):
    broken_90: int
    partly_90: int
    open_promise: tuple[int, date, date] | None
    promised: int


class ContactFacts(TypedDict):
    last_reached: date | None
    contacts_today: int
    attempts_7d: int


class PayRunFacts(TypedDict):
    cutoff: date | None
    cutoff_run: date | None
    cutoff_send_by: date | None


class DisputeFacts(TypedDict):
    dispute_step: tuple[date, str] | None
    dispute_opened: date | None


class NoContactFacts(TypedDict):
    no_contact_until: date | None
    no_contact_reason: str


def promises_of(promises: list[facts.PromiseFile]) -> PromiseFacts:
    """How many promises were not kept, and what the open ones may still bring."""
    found = next_open(promises)
    return {
        "broken_90": sum(promise.state == "broken" for promise in promises),
        "partly_90": sum(promise.state == "partly_kept" for promise in promises),
        "open_promise": (found.amount, found.promised_for, found.deadline) if found else None,
        "promised": promised_sum(promises),
    }


def contacts_of(contacting: facts.Contacting | None) -> ContactFacts:
    """When somebody was reached last, and how often of late."""
    return {
        "last_reached": contacting.reached if contacting else None,
        "contacts_today": contacting.reached_today if contacting else 0,
        "attempts_7d": contacting.attempts_7d if contacting else 0,
    }


def pay_run_of(
    work: Work,
    day: date,
    pay_run: str,
    debits: list[ledger.OpenDebit],
    calendar: BusinessCalendar,
) -> PayRunFacts:
    """By when an invoice that was not sent must be there for which run, and must be posted."""
    cutoff = _cutoff(day, pay_run, debits, calendar)
    if cutoff is None:
        return {"cutoff": None, "cutoff_run": None, "cutoff_send_by": None}
    posted = calendar.add_business_days(cutoff[0], -work.settings.mail_days)
    return {"cutoff": cutoff[0], "cutoff_run": cutoff[1], "cutoff_send_by": posted}


def _cutoff(
    day: date, pay_run: str, debits: list[ledger.OpenDebit], calendar: BusinessCalendar
) -> tuple[date, date] | None:
    """By when an invoice that was not sent must be there for the next run, and that run."""
    dues = [d.due_date for d in debits if d.sent_on is None and d.due_date >= day]
    if not pay_run or not dues:
        return None
    run = parse_pay_run(pay_run)
    coming = [(receive_by(due, run, calendar), target_run(due, run, calendar)) for due in dues]
    return min((pair for pair in coming if pair[0] >= day), default=None)


def dispute_of(steps: tuple[date, date | None, str] | None) -> DisputeFacts:
    """The next step of a dispute, and the day on which that was opened."""
    return {
        "dispute_step": (steps[1], steps[2]) if steps and steps[1] else None,
        "dispute_opened": steps[0] if steps else None,
    }


def no_contact_of(day: date, customer: facts.CustomerFile) -> NoContactFacts:
    """Until when the customer is left alone on the day, and why."""
    held = hold_in_force(customer.hold, customer.hold_until, day) == "no_contact"
    return {
        "no_contact_until": (customer.hold_until or date.max) if held else None,
        "no_contact_reason": customer.hold_reason if customer.hold == "no_contact" else "",
    }
