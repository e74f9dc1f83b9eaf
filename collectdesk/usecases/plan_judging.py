"""What becomes of payment plans as days pass and money comes: judged, never set by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.dispute import DisputedSum, disputed_again
from collectdesk.domain.plan import FAILED, PlanState
from collectdesk.domain.plan_life import HeldBack, PlanVerdict, judge_plan
from collectdesk.store import plans as stored
from collectdesk.store import rows
from collectdesk.usecases.plan_standings import schedule_of
from collectdesk.usecases.work import Work

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class JudgePlans:
    """Judge every running plan for today."""


def judge_all_plans(work: Work, _: JudgePlans) -> int:
    """Judge what time has brought about; returns how many plans changed."""
    return judge_plans(work)


def judge_plans(work: Work, only: Iterable[int] | None = None) -> int:
    """Judge the signed plans of these customers, or all that still run; returns how many changed.

    Call it after money came in or went back, and at the start of a day.
    """
    changed = 0
    for plan in stored.to_judge(work.db, only):
        verdict = _verdict(work, plan)
        if _was_given_up(work, plan, verdict):
            verdict = replace(verdict, state=PlanState.CANCELLED)
        known = (plan.state, plan.ended_on, plan.accelerated_on)
        if known == (verdict.state.value, verdict.ended_on, verdict.accelerated_on):
            continue
        changed += 1
        rows.PLANS.change(
            work.db,
            plan.plan_id,
            state=verdict.state.value,
            ended_on=verdict.ended_on,
            accelerated_on=verdict.accelerated_on,
        )
    return changed


def given_up_plans(work: Work, customer_id: int) -> list[int]:
    """The plans of a customer that ended because nothing was left to pay, some of it given up, and
    not because the owner called them off."""
    return [
        plan.plan_id
        for plan in stored.cancelled(work.db, customer_id)
        if (verdict := _verdict(work, plan)).state is PlanState.COMPLETED
        and verdict.ended_on == plan.ended_on
        and not stored.was_called_off(work.db, plan)
    ]


def judge_again(work: Work, customer_id: int, given_up: Iterable[int]) -> None:
    """After money went back, judge the plans of a customer, and as if they ran those that had been
    given up: what is owed again is owed by them."""
    for plan_id in given_up:
        rows.PLANS.change(work.db, plan_id, state=PlanState.ACTIVE.value, ended_on=None)
    judge_plans(work, [customer_id])


def _verdict(work: Work, plan: stored.PlanFile) -> PlanVerdict:
    """Disputes are asked for only of a plan that looks failed: they can but save it."""
    calendar, schedule = work.calendar_for(plan.calendar), schedule_of(plan)
    verdict = judge_plan(
        schedule, plan.money, work.today, calendar, plan.cure_days, let_go=plan.let_go
    )
    if verdict.state not in FAILED:
        return verdict
    disputes = _held_back(stored.disputed(work.db, plan.plan_id), calendar, plan.cure_days)
    if not disputes:
        return verdict
    return judge_plan(
        schedule, plan.money, work.today, calendar, plan.cure_days, disputes, plan.let_go
    )


def _held_back(
    disputes: Sequence[DisputedSum], calendar: BusinessCalendar, cure_days: int
) -> list[HeldBack]:
    """What disputes hold back, until it is credited; what is disputed again while it has its days
    to pay, only once."""
    held_until = [_held_until(one, calendar, cure_days) for one in disputes]
    each_again = disputed_again(disputes, held_until)
    found = []
    for one, until, again in zip(disputes, held_until, each_again, strict=True):
        amount, since = one.amount, one.opened_on
        ended = [(one.resolved_on, one.credited)] if one.resolved_on and one.credited else []
        for day, taken in (*ended, *again):
            found.append(HeldBack(amount, since, day - _DAY))
            amount, since = amount - taken, day
        found.append(HeldBack(amount, since, until))
    return found


def _held_until(dispute: DisputedSum, calendar: BusinessCalendar, cure_days: int) -> date | None:
    """A settled sum has its days to pay, and then the days of grace of an instalment."""
    if dispute.resumes_on is None:
        return dispute.resolved_on and dispute.resolved_on - _DAY
    return calendar.add_business_days(dispute.resumes_on, cure_days) - _DAY


def _was_given_up(work: Work, plan: stored.PlanFile, verdict: PlanVerdict) -> bool:
    """Nothing is left of it, but not because it was paid to its end."""
    if verdict.state is not PlanState.COMPLETED or verdict.ended_on is None:
        return False
    return stored.given_up_on(work.db, plan.plan_id, verdict.ended_on)
