"""What may be asked of a customer on a day: open debits, less what is disputed or rests.

Aging and statements go by the due dates of invoices. The chase does not: while a payment plan runs,
its instalments are asked for and its invoices rest, except what had been paid of them before it and
went back; a settled dispute has its days to pay; and when a plan has failed, what was missed
stays overdue until the rest is, the day after it fell due at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from collectdesk.store import facts, ledger, plans
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.resting import Resting
from collectdesk.store.resting import resting as resting_on
from collectdesk.usecases.plan_standings import beside_by_invoice, plans_asked
from collectdesk.usecases.work import Work


def debits_now(work: Work, only: Iterable[int] | None = None) -> dict[int, list[OpenDebit]]:
    """The open debits by customer, oldest due first, from the stored balances."""
    chosen = None if only is None else list(only)
    return _rested(work, work.today, chosen, facts.open_debits_now(work.db, chosen))


def debits_as_of(
    work: Work, day: date, only: Iterable[int] | None = None
) -> dict[int, list[OpenDebit]]:
    """The open debits by customer as of any day; today's come from the stored balances."""
    if day == work.today:
        return debits_now(work, only)
    chosen = None if only is None else set(only)
    found: dict[int, list[OpenDebit]] = {}
    for debit in ledger.open_debits(work.db, day, chosen):
        found.setdefault(debit.customer_id, []).append(debit)
    return _rested(work, day, chosen, found)


def of_today(work: Work, customer_id: int, found: list[OpenDebit]) -> list[OpenDebit]:
    """The open debits of a customer, which are known already, with what of them rests today."""
    return _rested(work, work.today, [customer_id], {customer_id: found})[customer_id]


def _rested(
    work: Work, day: date, only: Iterable[int] | None, found: dict[int, list[OpenDebit]]
) -> dict[int, list[OpenDebit]]:
    resting = resting_on(work.db, day, only)
    if not resting:
        return found
    rested = {
        customer: [_with(debit, resting.get(debit.invoice_id)) for debit in debits]
        for customer, debits in found.items()
    }
    back = {invoice for invoice, rests in resting.items() if rests.has_returned}
    affected = [key for key, listed in found.items() if any(d.invoice_id in back for d in listed)]
    if affected:
        for key, asked in plans_asked(work, day, rested, affected).items():
            for plan in asked:
                rested[key] = _without_returned(rested[key], plan, day)
    return rested


def _without_returned(debits: list[OpenDebit], plan: plans.PlanFile, day: date) -> list[OpenDebit]:
    """The debits of which less rests: what is asked for beside the plan, first of those of which
    the payment went back."""
    planned = [debit for debit in debits if debit.invoice_id in plan.invoices]
    rest = {debit.invoice_id: debit.resting - debit.settled for debit in planned}
    less = beside_by_invoice(plan, rest, day)
    return [
        replace(debit, resting=debit.resting - less.get(debit.invoice_id, 0)) for debit in debits
    ]


def _with(debit: OpenDebit, rests: Resting | None) -> OpenDebit:
    if rests is None:
        return debit
    free = debit.balance - debit.disputed
    amount = free if rests.amount is None else min(free, rests.amount)
    settled = min(free, rests.settled)
    return replace(
        debit,
        resting=amount,
        accelerated=rests.accelerated,
        settled=settled,
        settled_until=rests.settled_until if settled else None,
    )


def late(debits: Iterable[OpenDebit], day: date) -> list[OpenDebit]:
    """The debits of which something may be asked for because it is past due on ``day``."""
    return [debit for debit in debits if debit.falls_due < day and debit.chased > 0]
