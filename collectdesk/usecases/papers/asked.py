"""What a statement asks for, and why that is less than the balance it shows.

The balance and its aging go by due dates, up to the statement's last day. What is asked for goes by
what may be asked for on the day of writing, as calls and notices do (see ``usecases.chase``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.dates import hold_in_force, long_date
from collectdesk.domain.plan import Instalment
from collectdesk.domain.plan_life import arrears
from collectdesk.domain.promise import Owed
from collectdesk.domain.statement import open_item_closing
from collectdesk.domain.words import listed
from collectdesk.store import facts
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import awaited, chase, checks
from collectdesk.usecases.awaited import NOTHING_AWAITED, Awaited
from collectdesk.usecases.plan_standings import running_plans, schedule_on, standing_of
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statement asks for, in minor units.

    ``past_due`` is asked for as late, ``total`` is all that may be paid with its slip, neither more
    than the balance; ``numbers`` are the items that this is for. ``told`` are sentences that tell
    what of the balance is not asked for now.
    """

    past_due: int = 0
    total: int = 0
    numbers: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """An item of the statement: of what was open on its last day, what became of it by today."""

    debit: OpenDebit
    falls_due: date
    chased: int = 0
    disputed: int = 0
    resting: int = 0

    @property
    def settled(self) -> int:
        """What was paid or credited since."""
        return self.debit.balance - self.chased - self.disputed - self.resting


@dataclass(frozen=True, slots=True)
class _InPlans:
    """What of the items rests in plans, what is missing of their instalments, and the next one, or
    all the rest of a plan that failed."""

    covered: frozenset[int] = frozenset()
    rest: int = 0
    missing: int = 0
    coming: Instalment | None = None
    is_coming_rest: bool = False


@dataclass(frozen=True, slots=True)
class _PastDue:
    """What is past due of the items and of the instalments of plans, less what is on account."""

    last: date
    late: Sequence[_Part]
    in_plans: _InPlans
    held: int

    def has(self, one: Owed) -> bool:
        """Whether something that a promise can be for is among it."""
        if one.due >= self.last:
            return False
        if one.plan is not None:
            return self.in_plans.missing > 0
        return any(part.debit.invoice_id in one.invoices for part in self.late)

    def not_promised(self, shared: Awaited) -> int:
        """What of it may be asked for beside what is promised."""
        left = shared.left_of_debits
        asked = sum(
            min(part.chased, left.get(part.debit.invoice_id, part.chased)) for part in self.late
        )
        promised = sum(
            amount
            for one, amount in shared.promised
            if one.plan is not None and one.due < self.last
        )
        return max(0, asked + max(0, self.in_plans.missing - promised) - self.held)


def left_alone(placed: str, hold: str, until: date | None, day: date) -> bool:
    """Whether a customer is asked for nothing: an agency has the account, or no contact is
    wanted."""
    return placed != "no" or hold_in_force(hold, until, day) == "no_contact"


def asked_of(
    work: Work, customer: dict[str, Any], debits: Sequence[OpenDebit], held: int, last: date
) -> Asked:
    """What the statement up to ``last`` asks of a customer.

    ``debits`` were open at the end of that day, and ``held`` was on account.
    """
    if left_alone(customer["placed"], customer["hold"], customer["hold_until"], work.today):
        return Asked()
    key: int = customer["id"]
    now, held_now = _as_of_today(work, key, list(debits), held, last)
    parts = _parts(debits, now)
    in_plans = _in_plans(work, key, parts, now, last)
    late = [part for part in parts if part.falls_due < last]
    due = _PastDue(last, late, in_plans, held_now)
    shared = _shared(work, key, now)
    closing = max(0, open_item_closing((debit.balance for debit in debits), held))
    since = sum(part.settled for part in parts) + held_now - held
    total = sum(part.chased for part in parts) + in_plans.missing - held_now
    return Asked(
        past_due=min(closing, due.not_promised(shared)),
        total=min(closing, max(0, total)),
        numbers=_numbers(parts, in_plans),
        told=tuple(
            filter(
                None,
                [
                    *_told(work, parts, in_plans),
                    _told_promises(work, shared, due),
                    _came(work, since, last),
                ],
            )
        ),
    )


def _shared(work: Work, customer_id: int, now: list[OpenDebit]) -> Awaited:
    """What is promised of what is open today."""
    promises = awaited.open_promises(work, work.today, [customer_id])
    found = awaited.awaited(work, work.today, {customer_id: now}, promises)
    return found.get(customer_id, NOTHING_AWAITED)


def _as_of_today(
    work: Work, customer_id: int, debits: list[OpenDebit], held: int, last: date
) -> tuple[list[OpenDebit], int]:
    """What is open today, and what is on account."""
    if last == work.today:
        return chase.of_today(work, customer_id, debits), held
    now = chase.debits_now(work, [customer_id]).get(customer_id, [])
    return now, facts.unapplied_now(work.db, [customer_id]).get(customer_id, 0)


def _numbers(parts: Sequence[_Part], in_plans: _InPlans) -> tuple[str, ...]:
    planned = in_plans.covered if in_plans.missing else ()
    return tuple(
        part.debit.number for part in parts if part.chased or part.debit.invoice_id in planned
    )


def _parts(debits: Sequence[OpenDebit], now: Sequence[OpenDebit]) -> list[_Part]:
    today = {debit.invoice_id: debit for debit in now}
    return [_part(debit, today.get(debit.invoice_id)) for debit in debits]


def _part(debit: OpenDebit, now: OpenDebit | None) -> _Part:
    if now is None:
        return _Part(debit, debit.falls_due)
    chased = min(debit.balance, now.chased)
    disputed = min(debit.balance - chased, now.disputed)
    resting = min(debit.balance - chased - disputed, now.resting)
    return _Part(debit, now.falls_due, chased, disputed, resting)


def _in_plans(
    work: Work,
    customer_id: int,
    parts: Sequence[_Part],
    now: Sequence[OpenDebit],
    last: date,
) -> _InPlans:
    if not any(part.resting for part in parts):
        return _InPlans()
    known = running_plans(work, work.today, {customer_id: list(now)}, [customer_id])
    running = known.get(customer_id, [])
    covered = frozenset(invoice for plan in running for invoice in plan.invoices)
    rest = sum(part.resting for part in parts if part.debit.invoice_id in covered)
    calendar = work.calendar_of(customer_id)
    following = [
        (part.due, part, not plan.runs_on(work.today))
        for plan in running
        if (part := standing_of(plan, work.today, calendar).next)
    ]
    _, coming, is_rest = min(following, key=lambda one: one[0], default=(None, None, False))
    missing = sum(
        arrears(schedule_on(plan, work.today), plan.paid(work.today), last) for plan in running
    )
    return _InPlans(
        covered,
        rest,
        min(rest, missing),
        coming,
        is_rest,
    )


def _told_promises(work: Work, shared: Awaited, due: _PastDue) -> str:
    """The promises that bring something of what is past due, each with its day."""
    by_day: dict[date, int] = {}
    for promise, brought in zip(shared.promises, shared.brought, strict=True):
        if any(amount and due.has(one) for one, amount in zip(shared.owed, brought, strict=True)):
            day = promise.promised_for
            by_day[day] = by_day.get(day, 0) + awaited.open_sum(promise)
    if not by_day:
        return ""
    told = [f"{checks.written(work, by_day[day])} for {long_date(day)}" for day in sorted(by_day)]
    return f"You promised {listed(told)}; thank you."


def _told(work: Work, parts: Sequence[_Part], in_plans: _InPlans) -> list[str]:
    disputed = sum(part.disputed for part in parts)
    settled = sum(part.resting for part in parts) - in_plans.rest
    told = [_plan_told(work, in_plans)] if in_plans.rest else []
    if disputed:
        told.append(f"{_of_balance(work, disputed)} is in dispute and not asked for now.")
    if settled:
        words = "was in dispute until lately and is not asked for yet."
        told.append(f"{_of_balance(work, settled)} {words}")
    return told


def _plan_told(work: Work, in_plans: _InPlans) -> str:
    told = f"{_of_balance(work, in_plans.rest)} is in your payment plan"
    if in_plans.missing:
        late = work.spelled("is past due")
        told += f", of which {checks.written(work, in_plans.missing)} {late}"
    if in_plans.coming:
        amount, day = in_plans.coming.amount, long_date(in_plans.coming.due)
        rest = "the rest" if in_plans.is_coming_rest else work.spelled("the next instalment")
        told += f"; {rest} of {checks.written(work, amount)} is due {day}"
    return f"{told}."


def _came(work: Work, since: int, last: date) -> str:
    if since <= 0 or last >= work.today:
        return ""
    return f"{checks.written(work, since)} was paid or credited after {long_date(last)}."


def _of_balance(work: Work, amount: int) -> str:
    return f"{checks.written(work, amount)} of the balance"
