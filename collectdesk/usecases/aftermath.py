"""What follows when a debt was lowered, raised again or disputed: promises, plans, follow-ups."""

from __future__ import annotations

from datetime import date

from collectdesk.store import waiting
from collectdesk.usecases import follow_ups, plan_judging, promises
from collectdesk.usecases.work import Work


def of_money(work: Work, customer_id: int, dated: date = date.min) -> None:
    """After money came in: which promises and instalments it keeps, and what is left to ask.

    ``dated`` is the day of the money, if all of it is of one day.
    """
    waits = waiting.for_money(work.db, customer_id, dated, noted_late=dated < work.today)
    if waits.promises:
        promises.count_money(work, customer_id, dated)
    _of_any_credit(work, customer_id, waits)


def of_credit(work: Work, customer_id: int) -> None:
    """After something else than money lowered a debt: it is no payment, but may leave nothing that
    was promised to be paid."""
    waits = waiting.for_money(work.db, customer_id, work.today)
    if waits.promises:
        promises.count_credit(work, customer_id)
    _of_any_credit(work, customer_id, waits)


def of_dispute(work: Work, customer_id: int) -> None:
    """After something was disputed: of a plan that is in default since today, nothing may be missed
    any more."""
    if waiting.for_money(work.db, customer_id, work.today).plans:
        plan_judging.judge_plans(work, [customer_id])


def _of_any_credit(work: Work, customer_id: int, waits: waiting.Waiting) -> None:
    if waits.plans:
        plan_judging.judge_plans(work, [customer_id])
    if waits.follow_ups:
        follow_ups.close_when_paid(work, customer_id)
