"""What becomes of payment plans as days pass and money comes: judged, never set by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.plan import FAILED, PlanState
from collectdesk.domain.plan_life import HeldBack, PlanVerdict, judge_plan
from collectdesk.store import plans as stored
from collectdesk.store import rows
from collectdesk.usecases.plan_standings import schedule_of
from collectdesk.usecases.work import Work


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


def _verdict(work: Work, plan: stored.PlanFile) -> PlanVerdict:
    """Disputes are asked for only of a plan that looks failed: they can but save it."""
    calendar, schedule = work.calendar_for(plan.calendar), schedule_of(plan)
    verdict = judge_plan(
        schedule, plan.money, work.today, calendar, plan.cure_days, let_go=plan.let_go
    )
    if verdict.state not in FAILED:
        return verdict
    disputes = [
        HeldBack(amount, opened, _held_until(calendar, plan.cure_days, resolved, resumes))
        for amount, opened, resolved, resumes in stored.disputed(work.db, plan.plan_id)
    ]
    if not disputes:
        return verdict
    return judge_plan(
        schedule, plan.money, work.today, calendar, plan.cure_days, disputes, plan.let_go
    )


def _held_until(
    calendar: BusinessCalendar, cure_days: int, resolved: date | None, resumes: date | None
) -> date | None:
    """A settled sum has its days to pay, and then the days of grace of an instalment."""
    if resumes is None:
        return resolved and resolved - timedelta(days=1)
    return calendar.add_business_days(resumes, cure_days) - timedelta(days=1)


def _was_given_up(work: Work, plan: stored.PlanFile, verdict: PlanVerdict) -> bool:
    """Nothing is left of it, but not because it was paid to its end."""
    if verdict.state is not PlanState.COMPLETED or verdict.ended_on is None:
        return False
    return stored.given_up_on(work.db, plan.plan_id, verdict.ended_on)
