"""Promises, plans and payments that failed and that nothing has answered since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.money import unit
from collectdesk.domain.plan import FAILED
from collectdesk.domain.unkept import FailedPlan, is_made_good, is_unanswered
from collectdesk.store import plans as stored_plans
from collectdesk.store import promises as stored_promises
from collectdesk.store.facts import Contacting, PromiseFile
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.plans import PlanFile
from collectdesk.usecases.plan_standings import less_disputed, plans_asked, standing_of
from collectdesk.usecases.work import Work

PROMISE_DAYS = 90
"""A promise that broke longer ago no longer counts."""
RETURN_DAYS = 180
"""A payment that came back longer ago no longer counts."""
_DAY = timedelta(days=1)
UNKEPT = ("broken", "partly_kept")


def broken_promises(
    work: Work,
    day: date,
    promises: Mapping[int, list[PromiseFile]],
    contacting: Mapping[int, Contacting],
) -> dict[int, PromiseFile]:
    """By customer the promise that broke last of those that nobody has talked about since, nothing
    newer was agreed, and what was missing of them has not come."""
    waiting = {
        customer: broken
        for customer, listed in promises.items()
        if (broken := _unanswered(listed, contacting.get(customer)))
    }
    if not waiting:
        return {}
    signed = stored_plans.last_signed(work.db, day, waiting)
    counted_from = {
        one.promise_id: _counted_until(on, one) + _DAY
        for listed in waiting.values()
        for on, one in listed
    }
    paid = stored_promises.paid_since(work.db, counted_from, day)
    tolerance = unit(work.currency)
    found = {}
    for customer, listed in waiting.items():
        for on, one in listed:
            missing, came = one.amount - one.received, paid.get(one.promise_id, 0)
            is_open = is_unanswered(on, [signed.get(customer)])
            if is_open and not is_made_good(missing, came, tolerance):
                found[customer] = one
    return found


def _counted_until(broke_on: date, promise: PromiseFile) -> date:
    """The last day of which money is in what was received for it: that of the return that broke it,
    or its deadline."""
    return min(broke_on, promise.deadline)


def _unanswered(
    promises: Iterable[PromiseFile], contacting: Contacting | None
) -> list[tuple[date, PromiseFile]]:
    """The promises that broke and were not answered, each with that day, the last one last."""
    listed = list(promises)
    contacts = [contacting.reached if contacting else None, last_promised(listed)]
    broken = [
        (one.judged_on, one)
        for one in listed
        if one.state in UNKEPT and one.judged_on and is_unanswered(one.judged_on, contacts)
    ]
    return sorted(broken, key=lambda pair: (pair[0], pair[1].promise_id))


def last_promised(promises: Iterable[PromiseFile]) -> date | None:
    """The day on which the newest promise was made; one that was taken back is none."""
    return max((one.made_on for one in promises if one.state != "cancelled"), default=None)


def plans_known(
    work: Work, day: date, debits: Mapping[int, list[OpenDebit]], only: Iterable[int] | None
) -> dict[int, list[PlanFile]]:
    """By customer the plans that ask for instalments on a day, and those that failed while
    something that became overdue by that is open; each less what is disputed of it."""
    known = plans_asked(work, day, debits, only)
    due_at_once = [key for key, listed in debits.items() if any(d.accelerated for d in listed)]
    if due_at_once:
        for plan in stored_plans.failed(work.db, day, due_at_once):
            key = plan.customer_id
            known.setdefault(key, []).append(less_disputed(plan, debits[key]))
    return known


def failed_plan(
    day: date,
    plans: Iterable[PlanFile],
    contacts: Iterable[date | None],
    calendar: BusinessCalendar,
) -> FailedPlan | None:
    """The plan that failed last, of those with something left that nothing has answered since.

    ``contacts`` are the last talk and the newest promise; a plan signed since is among ``plans``.
    """
    listed, told = list(plans), list(contacts)
    failed = [
        (plan.ended_on, plan.plan_id, plan, standing)
        for plan in listed
        if plan.state in FAILED and plan.ended_on and plan.ended_on <= day
        if (standing := standing_of(plan, day, calendar)).rest > 0
        if is_unanswered(plan.ended_on, told + [one.signed_on for one in listed if one is not plan])
    ]
    if not failed:
        return None
    ended_on, _, plan, standing = max(failed, key=lambda one: one[:2])
    missed = next(iter(standing.missed), None)
    return FailedPlan(
        amount=plan.amount,
        missing=missed.amount if missed else 0,
        due=missed.due if missed else None,
        failed_on=ended_on,
        all_due_on=plan.accelerated_on,
    )
