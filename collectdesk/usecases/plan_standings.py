"""How running plans stand on a day: what was missed, and what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.plan import Instalment, PlanStanding, PlanState, plan_standing, uncovered
from collectdesk.domain.plan_life import arrears
from collectdesk.store import plans
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.plans import PlanFile
from collectdesk.usecases.work import Work

_NOTHING: Final[Mapping[int, int]] = {}


def schedule_of(plan: PlanFile) -> tuple[Instalment, ...]:
    """The instalments of a plan as agreed; the down payment has the number 0."""
    return tuple(Instalment(number, due, amount) for number, due, amount in plan.instalments)


def schedule_on(plan: PlanFile, day: date) -> tuple[Instalment, ...]:
    """The instalments of a plan less what was credited, written off or void by the day: that pays
    none of them, and the last ones become smaller."""
    return shorter(schedule_of(plan), plan.let_go_by(day))


def shorter(schedule: Sequence[Instalment], by: int) -> tuple[Instalment, ...]:
    """Instalments less a sum that nobody is asked for: the last ones become smaller."""
    kept = []
    for part in reversed(schedule):
        less = max(0, min(part.amount, by))
        by -= less
        kept.append(replace(part, amount=part.amount - less))
    return tuple(reversed(kept))


def less_disputed(plan: PlanFile, debits: Iterable[OpenDebit]) -> PlanFile:
    """A plan without what is disputed of its invoices, or was until its new days to pay: that is
    asked for in no instalment, and the last ones wait."""
    waits = sum(
        debit.disputed + debit.settled for debit in debits if debit.invoice_id in plan.invoices
    )
    if not waits:
        return plan
    left = shorter(schedule_of(plan), waits)
    return replace(plan, instalments=tuple((part.number, part.due, part.amount) for part in left))


def plans_asked(
    work: Work, day: date, debits: Mapping[int, Sequence[OpenDebit]], only: Iterable[int] | None
) -> dict[int, list[PlanFile]]:
    """By customer the plans of which instalments may be asked for on a day, each less what is
    disputed of it.

    Of one that failed, what was missed is overdue, and all the rest is one instalment on its day.
    """
    return {
        key: [_asked(work, day, less_disputed(plan, debits.get(key, ()))) for plan in listed]
        for key, listed in plans.standing(work.db, day, only).items()
    }


def _asked(work: Work, day: date, plan: PlanFile) -> PlanFile:
    if plan.runs_on(day) or plan.ended_on is None:
        return plan
    calendar = work.calendar_for(plan.calendar)
    on = plan.accelerated_on or calendar.add_business_days(plan.ended_on, 1)
    before = [part for part in plan.instalments if part[1] < on]
    after = [part for part in plan.instalments if part[1] >= on]
    if after:
        before.append((after[0][0], on, sum(amount for *_, amount in after)))
    return replace(plan, accelerated_on=on, instalments=tuple(before))


def running_plans(
    work: Work, day: date, debits: Mapping[int, list[OpenDebit]], only: Iterable[int]
) -> dict[int, list[PlanFile]]:
    """By customer, of those wanted, the plans that ask for instalments (see ``plans_asked``).

    Only who has something that rests can have one; without such nothing is looked up.
    """
    resting = [key for key in only if any(debit.resting for debit in debits.get(key, ()))]
    return plans_asked(work, day, debits, resting) if resting else {}


def beside_by_invoice(plan: PlanFile, open_sums: Mapping[int, int], day: date) -> dict[int, int]:
    """What of a plan's invoices is asked for beside its instalments on a day, by their ids.

    ``open_sums`` is what may be asked for of each; those of which a payment went back come first.
    """
    left, returned = plan.beside(day), {invoice for invoice, on, _ in plan.returned if on <= day}
    found = {}
    for invoice, amount in sorted(open_sums.items(), key=lambda one: one[0] not in returned):
        found[invoice] = min(left, amount)
        left -= found[invoice]
    return found


def open_instalments(plan: PlanFile, day: date) -> list[Instalment]:
    """What is still to come of a plan's instalments."""
    return uncovered(schedule_on(plan, day), plan.paid(day))


def standing_of(
    plan: PlanFile, day: date, calendar: BusinessCalendar, promised: int = 0
) -> PlanStanding:
    """How a running plan stands on a day, as if what is ``promised`` of it were there; ``calendar``
    is that of its customer."""
    return plan_standing(schedule_on(plan, day), plan.paid(day) + promised, day, calendar)


def worst_standing(
    plans: Iterable[PlanFile],
    day: date,
    calendar: BusinessCalendar,
    promised: Mapping[int, int] = _NOTHING,
) -> PlanStanding | None:
    """Of a customer's running plans, the one that is behind, else the one of which an instalment is
    due first; None without a plan.

    What is ``promised`` of plans, by their ids, counts as if it were there.
    """
    standings = [standing_of(plan, day, calendar, promised.get(plan.plan_id, 0)) for plan in plans]
    running = [one for one in standings if one.state is not PlanState.COMPLETED]
    return min(running, key=lambda one: (not one.missed, _next_day(one)), default=None)


def _next_day(standing: PlanStanding) -> date:
    waiting = next(iter(standing.missed), standing.next)
    return waiting.due if waiting else date.max


def missing_of(day: date, plans: Iterable[PlanFile]) -> int:
    """What is missing of the instalments of running plans whose day has passed."""
    return sum(arrears(schedule_on(plan, day), plan.paid(day), day) for plan in plans)


def instalment_due(
    day: date, standing: PlanStanding | None, plans: list[PlanFile]
) -> tuple[int, int, int, date] | None:
    """The instalment that waits: its number, the last number, its amount in minor units, its day.

    None when none is due yet, or all the rest of a failed plan is.
    """
    if standing is None:
        return None
    due = next(iter(standing.missed), standing.next)
    if due is None or due.due > day:
        return None
    plan = next(plan for plan in plans if _has(plan, due))
    if due.due == day and not plan.runs_on(day):
        return None
    return (due.number, max(n for n, _, _ in plan.instalments), due.amount, due.due)


def _has(plan: PlanFile, instalment: Instalment) -> bool:
    return any((n, on) == (instalment.number, instalment.due) for n, on, _ in plan.instalments)
