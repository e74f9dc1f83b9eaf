"""The sentences of the work queue: why a customer is listed, or rests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dates import days_ago, short_date, weekday_date
from collectdesk.domain.english import spelled
from collectdesk.domain.money import format_short
from collectdesk.domain.queue_facts import CustomerFacts, QueueWeights
from collectdesk.domain.words import REASON_LIMIT, counted, ordinal, shortened

_FIRST_CALL_WORDED_FOR: Final = 20
"""Business days past due up to which the first call is worded as newly due."""

_DAYS_TO_ANSWER: Final = 7
"""Days that a letter has: the reminder goes out 3 days past due, the second call is at 10."""


def never_called(facts: CustomerFacts, today: date) -> str:
    """Why nobody calls this customer at all today; empty when nothing forbids it."""
    if facts.placed:
        return spelled(
            "With the agency or attorney: our own calls and notices rest", facts.currency
        )
    if facts.no_contact_until and today < facts.no_contact_until:
        endless = facts.no_contact_until == date.max
        until = "" if endless else f" until {weekday_date(facts.no_contact_until, today)}"
        why = shortened(facts.no_contact_reason, REASON_LIMIT)
        return f"No contact{until}{': ' if why else ''}{why}"
    return ""


def contact_limit(facts: CustomerFacts, weights: QueueWeights) -> str:
    """Why one more call would be too many; empty when it would not."""
    if facts.contacts_today >= weights.live_calls_per_day:
        return "Already spoken to today"
    if facts.attempts_7d >= weights.attempts_per_week:
        return f"{counted(facts.attempts_7d, 'call')} in the last 7 days: leave some peace"
    return ""


def rests_by_itself(facts: CustomerFacts, today: date) -> str:
    """Why there is nothing to ask this customer for now; empty when there is."""
    if facts.open_promise and facts.overdue <= facts.promised_overdue:
        amount, promised, deadline = facts.open_promise
        sum_and_day = f"{format_short(amount, facts.currency)} for {weekday_date(promised, today)}"
        return f"Promise of {sum_and_day}: wait until {weekday_date(deadline, today)}"
    if facts.all_disputed or (facts.disputed > 0 and facts.overdue <= 0):
        scope = "All of it is" if facts.all_disputed else "Nothing else is late,"
        return f"{scope} in dispute: {format_short(facts.disputed, facts.currency)}"
    if facts.plan_up_to_date:
        return "Payment plan is up to date"
    if facts.settled_until and facts.overdue <= 0:
        return f"Dispute settled: to be paid by {weekday_date(facts.settled_until, today)}"
    return ""


def promise_broken(facts: CustomerFacts, today: date) -> str:
    """For the pin of a broken promise."""
    if facts.promise_broken is None:
        return ""
    broken = facts.promise_broken
    day = weekday_date(broken.promised_for, today)
    whole = format_short(broken.amount, facts.currency)
    told = f"Promise of {whole} for {day} not kept"
    if broken.received:
        missing = format_short(broken.amount - broken.received, facts.currency)
        told = f"{missing} of {whole} promised for {day} did not come"
    if facts.broken_90 < _OWNER_CALLS:
        return told
    following = "the owner calls" if facts.broken_90 == _OWNER_CALLS else "final notice"
    return f"{told}, the {ordinal(facts.broken_90)} broken: {following}"


_OWNER_CALLS: Final = 2
"""At the second broken promise in 90 days the owner calls; from the third on a letter follows."""


def follow_up(facts: CustomerFacts, today: date) -> str:
    """For the pin of a follow-up: what was agreed, and since when it waits."""
    if facts.follow_up_due is None:
        return ""
    due, what = facts.follow_up_due
    return what if due == today else f"{what}, due {weekday_date(due, today)}"


def plan_failed(facts: CustomerFacts, today: date) -> str:
    """For a plan that ended before it was paid: which one, and what did not come of it."""
    if facts.plan_failed is None:
        return ""
    failed = facts.plan_failed
    told = f"Plan of {format_short(failed.amount, facts.currency)} failed"
    if failed.missing and failed.due:
        missing = format_short(failed.missing, facts.currency)
        return f"{told}: {missing} of {short_date(failed.due, today)} did not come"
    if failed.all_due_on is None or failed.all_due_on > today:
        came_late = spelled("an instalment came too late", facts.currency)
        return f"{told}: {came_late}"
    return f"{told}: all that is left is due since {short_date(failed.all_due_on, today)}"


def next_call(facts: CustomerFacts, today: date) -> str:
    """Why nobody calls before the day that the last call set."""
    if facts.next_call is None:
        return ""
    day, _, what = facts.next_call
    return f"{what}, on {weekday_date(day, today)}"


def instalment(facts: CustomerFacts, today: date) -> str:
    """For an instalment that falls due today or is missing."""
    if facts.instalment_due is None:
        return ""
    number, of, amount, due = facts.instalment_due
    if facts.held and due < today:
        amount = min(amount, facts.asked)
    when = "due today" if due == today else f"was due {weekday_date(due, today)}"
    sum_of_it = format_short(amount, facts.currency)
    if number == 0:
        return f"Down payment of the plan {when} ({sum_of_it})"
    return f"{spelled('Plan instalment', facts.currency)} {number} of {of} {when} ({sum_of_it})"


def cutoff(facts: CustomerFacts, today: date) -> str:
    """For the pin of a pay run's cut-off: by post, or by e-mail once the post is too slow."""
    if facts.cutoff is None:
        return ""
    posted = facts.cutoff_send_by or facts.cutoff
    how, by = ("Send", posted) if today <= posted else ("E-mail", facts.cutoff)
    sentence = f"{how} invoice by {weekday_date(by, today)}"
    if facts.cutoff_run is None:
        return sentence
    return f"{sentence} for the {short_date(facts.cutoff_run, today)} run"


def dispute_step(facts: CustomerFacts, today: date) -> str:
    """For the pin of a dispute's next step."""
    if facts.dispute_step is None:
        return ""
    what = facts.dispute_step[1]
    if facts.dispute_opened is None:
        return f"Dispute: {what}"
    days = (today - facts.dispute_opened).days
    return f"Dispute open {counted(days, 'day')}: {what}" if days > 0 else f"New dispute: {what}"


def verification(facts: CustomerFacts, today: date) -> str:
    """For the pin of a verification letter, counted from the delivery."""
    if facts.verification_due is None:
        return ""
    return f"Delivered {days_ago(facts.verification_due, today)}: verification letter to send"


def of_call(
    facts: CustomerFacts, weights: QueueWeights, today: date, calendar: BusinessCalendar
) -> str:
    """Why to call a customer whom only the score brings up; the most telling fact wins."""
    if facts.overdue <= 0:
        return _courtesy(facts, today)
    return (
        _on_account(facts)
        or _payment_returned(facts)
        or _unanswered_notice(facts, today, calendar)
        or _paying_later(facts)
        or _first_call(facts, weights, today, calendar)
        or _risk(facts)
        or _late_and_silent(facts, today)
    )


def _courtesy(facts: CustomerFacts, today: date) -> str:
    if facts.courtesy_since is None:
        return ""
    return f"{counted((today - facts.courtesy_since).days, 'day')} since invoice: courtesy call"


def _on_account(facts: CustomerFacts) -> str:
    if not facts.is_covered:
        return ""
    return f"{format_short(facts.held, facts.currency)} is on account: put it on their invoices"


def _payment_returned(facts: CustomerFacts) -> str:
    return "A payment was returned: ask for a bank transfer" if facts.payment_returned else ""


def answer_awaited_until(
    facts: CustomerFacts, today: date, calendar: BusinessCalendar
) -> date | None:
    """The business day on which a letter that just went out is followed up; None if none did."""
    if facts.last_notice is None or _answered(facts):
        return None
    from_day = calendar.next_business_day(facts.last_notice[1] + timedelta(days=_DAYS_TO_ANSWER))
    return from_day if today < from_day else None


def _answered(facts: CustomerFacts) -> bool:
    sent = facts.last_notice[1] if facts.last_notice else date.max
    return facts.last_reached is not None and facts.last_reached >= sent


def _unanswered_notice(facts: CustomerFacts, today: date, calendar: BusinessCalendar) -> str:
    if facts.last_notice is None or _answered(facts):
        return ""
    label, sent = facts.last_notice
    from_day = answer_awaited_until(facts, today, calendar)
    if from_day is None:
        return f"{label} sent {days_ago(sent, today)}, no answer"
    return f"{label} sent {days_ago(sent, today)}: follow up from {weekday_date(from_day, today)}"


def _paying_later(facts: CustomerFacts) -> str:
    if not facts.getting_later:
        return ""
    if not facts.later_days:
        return "Paying later and later: ask how they are doing"
    trend = " → ".join(str(days) for days in facts.later_days)
    return f"Paying later each month: {trend} days"


def _first_call(
    facts: CustomerFacts, weights: QueueWeights, today: date, calendar: BusinessCalendar
) -> str:
    due = _asked_since(facts, today)
    if facts.last_reached and facts.last_reached > due:
        return ""
    days = calendar.business_days_between(due, today)
    if days > _FIRST_CALL_WORDED_FOR:
        return ""
    past_due = spelled("past due", facts.currency)
    if days >= weights.first_call_business_days:
        return f"First call due: {counted(days, 'business day')} {past_due}"
    from_day = calendar.add_business_days(due, weights.first_call_business_days)
    late = counted((today - due).days, "day")
    return f"{late} {past_due}: first call from {weekday_date(from_day, today)}"


def _asked_since(facts: CustomerFacts, today: date) -> date:
    """The due day of the oldest thing to ask for."""
    return facts.asked_since or facts.oldest_due or today - timedelta(days=facts.days_late)


def _risk(facts: CustomerFacts) -> str:
    return "Over the credit limit" if facts.over_limit else ""


def _late_and_silent(facts: CustomerFacts, today: date) -> str:
    late = f"{counted((today - _asked_since(facts, today)).days, 'day')} late"
    if facts.last_reached is None:
        return f"{late}, nobody reached yet"
    return f"{late}, last spoke {days_ago(facts.last_reached, today)}"
