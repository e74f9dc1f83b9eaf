"""Calls: logged with their outcome, and with what was promised, disputed or agreed next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from collectdesk.domain.answer import MOST_DAYS_WITHOUT_CREDIT, Answer, answer_by_code
from collectdesk.domain.call import Direction, OutcomeCode, ReasonCode
from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import CallRow
from collectdesk.domain.words import shortened
from collectdesk.store import calls as stored
from collectdesk.store import facts, rows, search
from collectdesk.usecases import checks, follow_ups, struggling
from collectdesk.usecases.disputes import NewDispute, keep_dispute
from collectdesk.usecases.holds import hold_for_call
from collectdesk.usecases.promises import NewPromise, keep_promise
from collectdesk.usecases.work import Work

_LONGEST_CALL_SECONDS = 24 * 60 * 60
_PURPOSES = ("", "collection", "courtesy", "service")
_SATISFACTION = ("", "confirmed", "problem")


@dataclass(frozen=True, slots=True)
class LogCall:
    """A call that was made or taken: whom, what they answered, and what follows.

    ``answer`` is a code of ``domain.answer``. While something is overdue and nothing was promised,
    a next date is needed; without one the use case sets the day that the rules suggest.
    ``reference`` is the number that they gave (of a cheque, transfer or case): the promise keeps
    it, and without a promise the note. ``satisfaction`` is the answer to "is all in order?" about
    the open invoices of which that is not known: confirmed, problem, or empty if not asked.
    ``purpose`` is collection, courtesy or service; empty is courtesy where nothing is overdue.
    """

    customer_id: int
    answer: str
    spoke_to: str = ""
    note: str = ""
    direction: str = "out"
    seconds: int = 0
    reason: str = ""
    promise: NewPromise | None = None
    dispute: NewDispute | None = None
    next_on: date | None = None
    next_time: str = ""
    next_what: str = ""
    reference: str = ""
    satisfaction: str = ""
    purpose: str = ""


def log_call(work: Work, command: LogCall) -> int:
    """Log the call; returns its id."""
    customer = checks.customer(work, command.customer_id)
    answer = answer_by_code(command.answer)
    _check(work, command, answer)
    spoke_to = checks.line(command.spoke_to, "spoke_to")
    next_on = command.next_on or _next_day(work, command, answer)
    work.label = f"Call with {shortened(customer['name'])}"
    call_id = rows.CALLS.add(
        work.db,
        customer_id=command.customer_id,
        direction=command.direction,
        purpose=command.purpose or _purpose(work, command),
        at=work.stamp,
        spoke_to=spoke_to,
        seconds=command.seconds,
        answer=answer.code,
        outcome=_outcome(command, answer).value,
        reason=_reason(work, command, answer),
        note=_note(command),
        next_step=checks.line(command.next_what, "next_what"),
        next_on=next_on,
        made_by=work.who,
    )
    follow_ups.close_after_call(
        work, command.customer_id, reached=_outcome(command, answer).reached
    )
    if command.promise is not None:
        keep_promise(work, command.customer_id, _with_number(command), call_id, spoke_to)
    if command.dispute is not None:
        keep_dispute(work, command.customer_id, command.dispute)
    if command.promise is not None and next_on is None:
        next_on = _day_of_the_rest(work, command.customer_id, answer)
        rows.CALLS.change(work.db, call_id, next_on=next_on)
    if next_on is not None:
        _follow_up(work, command, answer, call_id, next_on)
    if command.satisfaction:
        _note_satisfaction(work, command)
    if answer.outcome is OutcomeCode.PLAN_REQUESTED:
        struggling.flag(work, command.customer_id, struggling=True)
    if answer.ends_contact:
        hold_for_call(work, customer, "no_contact", answer.ends_contact)
    if answer.stops_credit:
        _stop_credit(work, customer)
    return call_id


def _stop_credit(work: Work, customer: dict[str, Any]) -> None:
    """Hold new credit, unless the customer is on hold already."""
    if hold_in_force(customer["hold"], customer["hold_until"], work.today) == "none":
        reason = f"could pay nothing for now on {long_date(work.today)}"
        hold_for_call(work, customer, "no_credit", reason)


def _purpose(work: Work, command: LogCall) -> str:
    return "collection" if follow_ups.is_overdue(work, command.customer_id) else "courtesy"


def _note_satisfaction(work: Work, command: LogCall) -> None:
    for debit in facts.open_debits_now(work.db, [command.customer_id])[command.customer_id]:
        if follow_ups.may_ask_whether_in_order(debit):
            rows.INVOICES.change(work.db, debit.invoice_id, satisfaction=command.satisfaction)


def _with_number(command: LogCall) -> NewPromise:
    assert command.promise is not None, "asked only of a call with a promise"
    number = command.promise.reference or command.reference
    return replace(command.promise, reference=number)


def _note(command: LogCall) -> str:
    """The note; a number that belongs to no promise is kept there too."""
    number = checks.line(command.reference, "reference")
    told = f"Number: {number}" if number and command.promise is None else ""
    return checks.text("\n".join(filter(None, [command.note, told])), "note")


def _check(work: Work, command: LogCall, answer: Answer) -> None:
    if command.direction not in tuple(Direction):
        raise InvalidInput("A call is out or in.", "direction")
    if command.purpose not in _PURPOSES:
        raise InvalidInput("A call is about money, a courtesy or a service.", "purpose")
    if command.satisfaction not in _SATISFACTION:
        raise InvalidInput("All is in order, or there is a problem.", "satisfaction")
    if command.reason and command.reason not in tuple(ReasonCode):
        raise InvalidInput("Please choose from the list why it is late.", "reason")
    if not 0 <= command.seconds <= _LONGEST_CALL_SECONDS:
        raise InvalidInput("A call takes between no time and a day.", "seconds")
    if command.next_on is not None:
        ahead = "The next step lies ahead. Choose today or a later day."
        checks.coming_day(work, command.next_on, "next_on", ahead)
    if answer.stops_credit and command.next_on is not None:
        calendar = work.calendar_of(command.customer_id)
        latest = calendar.add_business_days(work.today, MOST_DAYS_WITHOUT_CREDIT)
        if command.next_on > latest:
            raise InvalidInput(
                f"They know more within ten business days. Choose a day up to {long_date(latest)}.",
                "next_on",
            )
    if answer.outcome is OutcomeCode.DISPUTE and command.dispute is None:
        raise InvalidInput("Which invoice is wrong, and what is wrong with it?", "dispute_invoice")
    promised = answer.outcome is OutcomeCode.PROMISE
    if promised and command.promise is None and command.next_on is None:
        raise InvalidInput(
            "Note what was promised: an amount and a date. Without both, set a day for the next"
            " call.",
            "promise_amount",
        )


def _outcome(command: LogCall, answer: Answer) -> OutcomeCode:
    """A promise answer without a promise came to a call-back, and is counted as one."""
    if answer.outcome is OutcomeCode.PROMISE and command.promise is None:
        return OutcomeCode.CALLBACK_SET
    return answer.outcome


def _next_day(work: Work, command: LogCall, answer: Answer) -> date | None:
    if command.promise is not None or answer.ends_contact:
        return None
    dispute = command.dispute
    disputed = (dispute.invoice_id, dispute.amount) if dispute else (0, 0)
    overdue = follow_ups.is_overdue(work, command.customer_id, disputed)
    if not overdue or answer.outcome is OutcomeCode.PAID_NOW:
        return None
    return follow_ups.next_contact_day(work, command.customer_id, reached=answer.outcome.reached)


def _day_of_the_rest(work: Work, customer_id: int, answer: Answer) -> date | None:
    """When to ask for what is overdue and was not promised; None where nothing is."""
    if answer.ends_contact or not follow_ups.asks_for_more(work, customer_id):
        return None
    return follow_ups.next_contact_day(work, customer_id, reached=True)


def _reason(work: Work, command: LogCall, answer: Answer) -> str:
    """Why it is late, always where something is: what was chosen, what the answer implies, or that
    no reason was given."""
    if command.reason:
        return command.reason
    asked = answer.reason is not None or "reason" in answer.fields
    if not asked or not follow_ups.is_overdue(work, command.customer_id):
        return ""
    return (answer.reason or ReasonCode.UNKNOWN).value


def _follow_up(work: Work, command: LogCall, answer: Answer, call_id: int, next_on: date) -> None:
    what = checks.line(command.next_what, "next_what")
    if not what:
        asked = answer.outcome in (OutcomeCode.CALLBACK_SET, OutcomeCode.GATEKEEPER)
        what = "Call back asked for" if asked else f"Call again: {answer.label.lower()}"
    rows.FOLLOW_UPS.add(
        work.db,
        customer_id=command.customer_id,
        call_id=call_id,
        due_on=next_on,
        due_time=checks.line(command.next_time, "next_time"),
        what=what,
    )


def call_log(work: Work, search_text: str = "", limit: int = 500) -> tuple[CallRow, ...]:
    """All calls, newest first; with a search, those whose words, person or customer match."""
    noted, customers = None, None
    if search_text.strip():
        noted = [ref for kind, ref in search.notes(work.db, search_text) if kind == search.CALL]
        customers = search.customers(work.db, search_text)
    return tuple(
        CallRow(
            call_id=row.call_id,
            customer_id=row.customer_id,
            customer_name=row.customer_name,
            at=row.at,
            spoke_to=row.spoke_to,
            outcome=OutcomeCode(row.outcome).label,
            reason=ReasonCode(row.reason).label if row.reason else "",
            note=row.note,
            next_on=row.next_on,
        )
        for row in stored.latest(work.db, limit, noted, customers)
    )
