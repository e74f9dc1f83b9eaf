"""Promises as they stood on another day, judged by the money that was there then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from collectdesk.domain.money import unit
from collectdesk.domain.promise import PromiseRecord, PromiseState, first_kept, judge
from collectdesk.store import facts
from collectdesk.store import promises as stored
from collectdesk.store.facts import PromiseFile
from collectdesk.usecases.work import Work

_DAY = timedelta(days=1)


def promises_on(
    work: Work, day: date, only: Iterable[int] | None = None, since: date | None = None
) -> dict[int, list[PromiseFile]]:
    """By customer the promises made up to a day as they stood at its end, oldest first.

    Money that came later does not count, and money that was returned later does. Those settled
    before ``since`` may be left out. Of a day ahead: how they will stand if no more money comes.
    """
    found = facts.promises(work.db, day, only, since)
    waiting = [one for listed in found.values() for one in listed if one.state == "open"]
    came = stored.money_by_day(work.db, waiting)
    tolerance = unit(work.currency)

    def then(promise: PromiseFile) -> PromiseFile:
        if promise.promise_id not in came:
            return promise
        money = [one for one in came[promise.promise_id] if one[2] <= day]
        kept = first_kept(promise.amount, stored.come_day_by_day(money), tolerance)
        if kept:
            state, judged_on, received = PromiseState.KEPT, kept[0], kept[1]
        else:
            received, _ = stored.come_by(money, day)
            state = judge(promise.amount, received, promise.deadline, day, tolerance)
            judged_on = promise.deadline + _DAY
        return replace(
            promise,
            state=state.value,
            received=received,
            judged_on=None if state is PromiseState.OPEN else judged_on,
        )

    return {customer: [then(one) for one in listed] for customer, listed in found.items()}


def record_of(promises: Iterable[PromiseFile], first: date, last: date) -> PromiseRecord:
    """How those ended that were judged from ``first`` to ``last``."""
    ended = [one for one in promises if one.judged_on and first <= one.judged_on <= last]
    kept, partly, broken = (
        [one for one in ended if one.state == state]
        for state in (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)
    )
    counted = [*kept, *partly, *broken]
    return PromiseRecord(
        kept=len(kept),
        partly=len(partly),
        broken=len(broken),
        promised=sum(one.amount for one in counted),
        received_in_time=sum(min(one.received, one.amount) for one in counted),
    )
