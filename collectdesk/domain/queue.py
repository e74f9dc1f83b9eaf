"""The work queue: whom to call today, in which order, and why in words.

Points add up, so that each one can be shown. Suppression comes first: a placed account and a hold
are never called. Then come the pins, each a day's work that was agreed or owed; then what rests by
itself; and only then the score. The contact limit hides what would be asked for (a broken promise,
a failed plan, an instalment, a scored call), but not what is owed to the customer: a follow-up, a
cut-off, a dispute step, a verification letter.

A call that sets the day of the next one takes the customer off the list until that day, unless a
promise or plan breaks, an instalment or invoice falls due, a payment comes back or a letter gets no
answer in its time after it.

An overdue customer is listed from the first day past due. The first call is asked for some business
days later, and the call after a letter a week after it; until then the reason says from which day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from collectdesk.domain import queue_reasons as reasons
from collectdesk.domain.calendar import BusinessCalendar, follow_up_day
from collectdesk.domain.queue_facts import CustomerFacts, QueueWeights
from collectdesk.domain.queue_score import scored_parts

__all__ = [
    "PIN_CUTOFF",
    "PIN_DISPUTE_STEP",
    "PIN_FOLLOW_UP",
    "PIN_PROMISE_BROKEN",
    "PIN_VERIFICATION",
    "CustomerFacts",
    "Placement",
    "QueueWeights",
    "Where",
    "place",
]

Where = Literal["today", "resting", "none"]

PIN_PROMISE_BROKEN: Final = 1
PIN_FOLLOW_UP: Final = 2
PIN_CUTOFF: Final = 3
PIN_DISPUTE_STEP: Final = 4
PIN_VERIFICATION: Final = 5

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a customer stands in the queue, and why.

    ``where`` is "today", "resting" or "none"; ``pin`` is one of the PIN_ constants or None.
    ``parts`` are the points that add up to ``score``. ``reason`` is the short sentence of a list
    row, ``reason_long`` shows the sum. While it ``awaits_answer``, a letter just went out.
    """

    where: Where
    pin: int | None
    score: int
    parts: tuple[tuple[str, int], ...]
    reason: str
    reason_long: str
    awaits_answer: bool = False


NOWHERE: Final = Placement("none", None, 0, (), "", "")


def place(
    facts: CustomerFacts, weights: QueueWeights, today: date, calendar: BusinessCalendar
) -> Placement:
    """Where the customer stands in the queue on ``today``."""
    held = reasons.never_called(facts, today)
    if held and facts.owes > 0:
        return _resting(held)
    limit = reasons.contact_limit(facts, weights)
    pinned = next(_pins(facts, today, calendar, may_ask=not limit), None)
    if pinned:
        return _resting(held) if held else _listed(facts, weights, today, *pinned)
    resting = reasons.rests_by_itself(facts, today)
    if resting:
        return _resting(resting)
    if facts.overdue <= 0 and not _courtesy_call_due(facts, weights, today, calendar):
        return NOWHERE
    if facts.next_call and not _happened_since(facts, today, calendar):
        return _resting(reasons.next_call(facts, today))
    if limit:
        return _resting(limit)
    listed = _listed(facts, weights, today, None, reasons.of_call(facts, weights, today, calendar))
    awaited = reasons.answer_awaited_until(facts, today, calendar)
    return replace(listed, awaits_answer=facts.overdue > 0 and awaited is not None)


def _pins(
    facts: CustomerFacts, today: date, calendar: BusinessCalendar, *, may_ask: bool
) -> Iterator[tuple[int, str]]:
    broken, failed, instalment = facts.promise_broken, facts.plan_failed, facts.instalment_due
    if may_ask and broken and broken.last_day < today and _is_new(facts, broken.last_day + _DAY):
        yield PIN_PROMISE_BROKEN, reasons.promise_broken(facts, today)
    if may_ask and failed and _is_new(facts, failed.failed_on):
        yield PIN_FOLLOW_UP, reasons.plan_failed(facts, today)
    if facts.follow_up_due and facts.follow_up_due[0] <= today:
        yield PIN_FOLLOW_UP, reasons.follow_up(facts, today)
    is_asked = may_ask and instalment and instalment[3] <= today and not facts.is_covered
    if instalment and is_asked and _is_new(facts, instalment[3]):
        yield PIN_FOLLOW_UP, reasons.instalment(facts, today)
    leaves = facts.cutoff_send_by or facts.cutoff
    soon = calendar.add_business_days(today, 1)
    if facts.cutoff and leaves and today <= facts.cutoff and leaves <= soon:
        yield PIN_CUTOFF, reasons.cutoff(facts, today)
    if facts.dispute_step and facts.dispute_step[0] <= today:
        yield PIN_DISPUTE_STEP, reasons.dispute_step(facts, today)
    if facts.verification_due and facts.verification_due <= today:
        yield PIN_VERIFICATION, reasons.verification(facts, today)


def _is_new(facts: CustomerFacts, on: date) -> bool:
    """Whether what began on a day came after the call that set the next one."""
    return facts.next_call is None or on > facts.next_call[1]


def _happened_since(facts: CustomerFacts, today: date, calendar: BusinessCalendar) -> bool:
    """Whether more became late, a payment came back, or a letter got no answer, after that call."""
    for day in (facts.newest_late, facts.payment_returned):
        if day is not None and _is_new(facts, day):
            return True
    sent = facts.last_notice[1] if facts.last_notice else None
    if sent is None or not _is_new(facts, sent) or (facts.last_reached or date.min) >= sent:
        return False
    return reasons.answer_awaited_until(facts, today, calendar) is None


def _courtesy_call_due(
    facts: CustomerFacts, weights: QueueWeights, today: date, calendar: BusinessCalendar
) -> bool:
    sent, days = facts.courtesy_since, weights.follow_up_from_days
    return sent is not None and follow_up_day(sent, calendar, days) <= today


def _resting(reason: str) -> Placement:
    return Placement("resting", None, 0, (), reason, reason)


def _listed(
    facts: CustomerFacts, weights: QueueWeights, today: date, pin: int | None, reason: str
) -> Placement:
    parts = scored_parts(facts, weights, today)
    score = sum(points for _, points in parts)
    terms = " + ".join(f"{label} ({points})" for label, points in parts)
    return Placement("today", pin, score, parts, reason, f"{terms} = {score}" if parts else reason)
