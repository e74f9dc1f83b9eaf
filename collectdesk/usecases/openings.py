"""How a call begins: with what the customer's place on the list is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.call_script import OpeningKind, Situation, opening_kind
from collectdesk.domain.plan import PlanStanding
from collectdesk.domain.promise import PromiseMethod
from collectdesk.domain.unkept import FailedPlan, is_unanswered
from collectdesk.store import facts
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.plans import PlanFile
from collectdesk.usecases import awaited
from collectdesk.usecases.awaited import NOTHING_AWAITED, Awaited
from collectdesk.usecases.plan_standings import worst_standing
from collectdesk.usecases.unkept import RETURN_DAYS, broken_promises, failed_plan, last_promised
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """What is open with a customer today, as it was gathered for the page.

    ``chased`` are the debits that may be asked for now, ``missing`` what did not come of
    instalments and ``held`` what is on account, in minor units; ``plan`` is how the running plan
    stands. ``plans`` are those that
    run or failed.
    """

    customer_id: int
    debits: list[OpenDebit]
    chased: list[OpenDebit]
    missing: int
    held: int
    promises: list[facts.PromiseFile]
    contacting: facts.Contacting | None
    plans: list[PlanFile]
    plan: PlanStanding | None
    calendar: BusinessCalendar
    getting_later: bool = False
    has_paid: bool = False


def opening_situation(work: Work, standing: Standing, usual: Situation) -> Situation:
    """What the opening line is made of: ``usual``, or the more telling thing that happened."""
    return _Opening(work, standing).situation(usual)


class _Opening:
    """What could be the reason for a call, each looked up once."""

    def __init__(self, work: Work, standing: Standing) -> None:
        self._work, self._seen = work, standing

    def situation(self, usual: Situation) -> Situation:
        kind = self._kind()
        tell = _TELLERS.get(kind)
        told = replace(usual, kind=kind)
        return tell(self, told) if tell else told

    def _kind(self) -> OpeningKind:
        seen, day = self._seen, self._work.today
        promised, plan, asks = self.promised, self.plan, self.asked > 0
        is_overdue = asks and bool(self.asked_numbers)
        found = {
            OpeningKind.BROKEN_PROMISE: self.broken is not None,
            OpeningKind.FAILED_PLAN: self.failed is not None,
            OpeningKind.VERIFICATION_PROBLEM: any(
                debit.satisfaction == "problem" for debit in seen.chased
            ),
            OpeningKind.RETURNED_PAYMENT: self.returned is not None,
            OpeningKind.PROMISED_DAY_PASSED: promised is not None and promised.promised_for < day,
            OpeningKind.PROMISED: promised is not None,
            OpeningKind.MISSED_INSTALMENT: asks and plan is not None and bool(plan.missed),
            OpeningKind.GETTING_LATER: seen.getting_later and is_overdue,
            OpeningKind.OVERDUE: is_overdue,
            OpeningKind.DISPUTED: bool(self.disputed_numbers),
            OpeningKind.PLAN_KEPT: plan is not None and plan.next is not None,
            OpeningKind.NOTHING_OPEN: (
                bool(self._overdue) and not asks if seen.debits else self._may_be_thanked
            ),
            OpeningKind.NOTHING_YET: not seen.debits,
        }
        return opening_kind({kind for kind, holds in found.items() if holds})

    @property
    def _may_be_thanked(self) -> bool:
        """Whether the customer paid what it bought: nothing of it was given up as a bad debt."""
        seen = self._seen
        return seen.has_paid and not facts.has_bad_debt(self._work.db, seen.customer_id)

    @property
    def _contacts(self) -> tuple[date | None, ...]:
        reached = self._seen.contacting.reached if self._seen.contacting else None
        return reached, last_promised(self._seen.promises)

    @cached_property
    def broken(self) -> facts.PromiseFile | None:
        seen, key = self._seen, self._seen.customer_id
        if self._overdue <= seen.held:
            return None
        heard = {key: seen.contacting} if seen.contacting else {}
        return broken_promises(self._work, self._work.today, {key: seen.promises}, heard).get(key)

    @cached_property
    def failed(self) -> FailedPlan | None:
        seen = self._seen
        return failed_plan(self._work.today, seen.plans, self._contacts, seen.calendar)

    @cached_property
    def returned(self) -> tuple[int, date] | None:
        """The payment that the bank took back, until somebody was spoken with about it."""
        if not self._seen.debits:
            return None
        day, key = self._work.today, self._seen.customer_id
        since = day - timedelta(days=RETURN_DAYS)
        found = facts.payments_to_send_again(self._work.db, since, day, [key]).get(key)
        return found if found and is_unanswered(found[1], self._contacts[:1]) else None

    @cached_property
    def promised(self) -> facts.PromiseFile | None:
        """The promise that is waited for, where it leaves nothing to ask for by today."""
        coming = self.plan.next if self.plan else None
        if self.asked > 0 or (coming and coming.due <= self._work.today):
            return None
        return awaited.next_open(self._seen.promises)

    @cached_property
    def asked(self) -> int:
        """What is past due and neither promised nor on account; not above zero if nothing is."""
        promised = self._awaited.promised_before(self._work.today)
        return self._overdue - promised - self._seen.held

    @cached_property
    def asked_numbers(self) -> tuple[str, ...]:
        """The late invoices that are not promised in full."""
        left = self._awaited.left_of_debits
        return tuple(d.number for d in self._seen.chased if left.get(d.invoice_id, d.chased))

    @cached_property
    def disputed_numbers(self) -> tuple[str, ...]:
        """The invoices in dispute; those that were paid all the same wait for an answer too."""
        found = tuple(debit.number for debit in self._seen.debits if debit.disputed)
        if found or self.asked > 0:
            return found
        return facts.disputed_numbers(self._work.db, self._seen.customer_id)

    @property
    def _overdue(self) -> int:
        return sum(debit.chased for debit in self._seen.chased) + self._seen.missing

    @cached_property
    def plan(self) -> PlanStanding | None:
        """How the running plan stands, as if what is promised of it were there."""
        seen, promised = self._seen, self._awaited.of_plans
        if not promised:
            return seen.plan
        day = self._work.today
        running = [plan for plan in seen.plans if plan.asks_by_instalments(day)]
        return worst_standing(running, day, seen.calendar, promised)

    @cached_property
    def _awaited(self) -> Awaited:
        seen, key = self._seen, self._seen.customer_id
        debits, promises, plans = {key: seen.debits}, {key: seen.promises}, {key: seen.plans}
        found = awaited.awaited(self._work, self._work.today, debits, promises, plans)
        return found.get(key, NOTHING_AWAITED)

    def tell_broken(self, told: Situation) -> Situation:
        promise = self.broken
        return _of_promise(told, promise) if promise else told

    def tell_promised(self, told: Situation) -> Situation:
        promise = self.promised
        return _of_promise(told, promise) if promise else told

    def tell_failed(self, told: Situation) -> Situation:
        failed = self.failed
        if failed is None:
            return told
        return replace(told, amount=failed.missing, on=failed.due, plan=failed.amount)

    def tell_returned(self, told: Situation) -> Situation:
        back = self.returned
        return replace(told, amount=back[0], on=back[1]) if back else told

    def tell_instalment(self, told: Situation) -> Situation:
        plan = self.plan
        missed = next(iter(plan.missed), None) if plan and self.asked > 0 else None
        if missed:
            return replace(told, amount=min(missed.amount, self.asked), on=missed.due)
        coming = plan.next if plan else None
        return replace(told, amount=coming.amount, on=coming.due) if coming else told

    def tell_overdue(self, told: Situation) -> Situation:
        return replace(told, invoices=self.asked_numbers, amount=self.asked)

    def tell_disputed(self, told: Situation) -> Situation:
        return replace(told, invoices=self.disputed_numbers)


def _of_promise(told: Situation, promise: facts.PromiseFile) -> Situation:
    return replace(
        told,
        amount=promise.amount,
        on=promise.made_on,
        by=promise.promised_for,
        method=PromiseMethod(promise.method),
        received=promise.received,
    )


_TELLERS: dict[OpeningKind, Callable[[_Opening, Situation], Situation]] = {
    OpeningKind.BROKEN_PROMISE: _Opening.tell_broken,
    OpeningKind.FAILED_PLAN: _Opening.tell_failed,
    OpeningKind.RETURNED_PAYMENT: _Opening.tell_returned,
    OpeningKind.PROMISED: _Opening.tell_promised,
    OpeningKind.PROMISED_DAY_PASSED: _Opening.tell_promised,
    OpeningKind.MISSED_INSTALMENT: _Opening.tell_instalment,
    OpeningKind.PLAN_KEPT: _Opening.tell_instalment,
    OpeningKind.OVERDUE: _Opening.tell_overdue,
    OpeningKind.GETTING_LATER: _Opening.tell_overdue,
    OpeningKind.DISPUTED: _Opening.tell_disputed,
}
