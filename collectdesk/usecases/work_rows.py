"""A customer's row of the work list: the placement with its sums, tone and short words."""

from __future__ import annotations

from datetime import date

from collectdesk.domain.calendar import FOLLOW_UP_FROM_DAYS, FOLLOW_UP_TO_DAYS
from collectdesk.domain.queue import PIN_PROMISE_BROKEN, CustomerFacts, Placement, QueueWeights
from collectdesk.store.facts import CustomerFile
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.search import folded_words
from collectdesk.store.worklist import WorkRow

_SERIOUS_DAYS = 30


def work_row(
    day: date,
    customer: CustomerFile,
    seen: CustomerFacts,
    placement: Placement,
    debits: list[OpenDebit],
    unapplied: int,
    weights: QueueWeights,
) -> WorkRow:
    """The row of a customer who owes ``debits`` and has ``unapplied`` minor units on account."""
    past_due = sum(d.balance for d in debits if d.due_date < day)
    owes = seen.owes - unapplied
    return WorkRow(
        customer_id=customer.customer_id,
        place=placement.where,
        pin=placement.pin,
        score=placement.score,
        owes=owes,
        past_due=past_due,
        overdue=seen.overdue,
        days_late=seen.days_late,
        promised=seen.promised,
        promised_next=seen.open_promise[1] if seen.open_promise else None,
        amount=past_due or owes,
        reason=placement.reason or _quiet_reason(owes),
        reason_long=placement.reason_long,
        shown=_when(day, seen, past_due),
        tone=_tone(day, seen, placement, weights.follow_up_from_days),
        sort_name=" ".join(folded_words(customer.name)),
    )


def _quiet_reason(owes: int) -> str:
    if owes < 0:
        return "Has credit on account"
    return "Nothing to do today" if owes else "Nothing open"


def _when(day: date, seen: CustomerFacts, past_due: int) -> str:
    if seen.plan_up_to_date or seen.instalment_due:
        return "plan"
    if seen.all_disputed:
        return "on hold"
    if seen.days_late:
        return f"{seen.days_late} d late"
    if past_due:
        return "on hold"
    return "not due" if seen.owes > 0 else ""


def _unheard_too_long(day: date, seen: CustomerFacts, from_days: int) -> bool:
    """Whether the five days are over in which the follow-up after sending belongs."""
    latest = from_days + FOLLOW_UP_TO_DAYS - FOLLOW_UP_FROM_DAYS
    return seen.courtesy_since is not None and (day - seen.courtesy_since).days >= latest


def _tone(day: date, seen: CustomerFacts, placement: Placement, from_days: int) -> str:
    serious = seen.days_late > _SERIOUS_DAYS and not placement.awaits_answer
    if placement.pin == PIN_PROMISE_BROKEN or serious:
        return "late"
    if placement.where == "today" and not seen.overdue and _unheard_too_long(day, seen, from_days):
        return "late"
    if seen.getting_later or seen.all_disputed:
        return "careful"
    return "plain"
