"""Follow-ups: set by a call, and done when what they were to ask for has come."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, NamedTuple

from collectdesk.domain.call import OutcomeCode
from collectdesk.store import facts, rows
from collectdesk.store.ledger import OpenDebit
from collectdesk.store.plans import PlanFile
from collectdesk.usecases import awaited, chase
from collectdesk.usecases.awaited import NOTHING_AWAITED
from collectdesk.usecases.plan_standings import missing_of, running_plans
from collectdesk.usecases.work import Work

CAME_BACK: Final = "came back: ask for a bank transfer"
"""How a follow-up ends that asks for the money of a returned payment."""


def next_contact_day(work: Work, customer_id: int, *, reached: bool) -> date:
    """When to try again: the next business day if nobody was reached, else five later."""
    return work.calendar_of(customer_id).add_business_days(work.today, 5 if reached else 1)


def is_overdue(work: Work, customer_id: int, disputed_now: tuple[int, int] = (0, 0)) -> bool:
    """Whether something undisputed is past due, or an instalment missing. ``disputed_now`` (invoice
    id, amount) is what a dispute that is about to be opened takes out."""
    invoice_id, amount = disputed_now
    open_now = _open_now(work, customer_id)
    return open_now.missing > 0 or any(
        debit.chased > (amount if debit.invoice_id == invoice_id else 0) for debit in open_now.late
    )


def may_ask_whether_in_order(debit: OpenDebit) -> bool:
    """Whether a call asks if all was in order with it: not while any of it is disputed."""
    is_unknown = debit.kind == "invoice" and debit.satisfaction == "unknown"
    return is_unknown and not debit.disputed


def asks_for_more(work: Work, customer_id: int) -> bool:
    """Whether more is past due than what was promised and what is on account."""
    day, open_now = work.today, _open_now(work, customer_id)
    overdue = sum(debit.chased for debit in open_now.late) + open_now.missing
    if not overdue:
        return False
    promises = awaited.open_promises(work, day, [customer_id])
    found = awaited.awaited(work, day, open_now.debits, promises, open_now.plans)
    promised = found.get(customer_id, NOTHING_AWAITED).promised_before(day)
    return overdue > promised + facts.unapplied_now(work.db, [customer_id]).get(customer_id, 0)


class _OpenNow(NamedTuple):
    """What is open with a customer today: what of it is late, and missing of instalments."""

    debits: dict[int, list[OpenDebit]]
    plans: dict[int, list[PlanFile]]
    late: list[OpenDebit]
    missing: int


def _open_now(work: Work, customer_id: int) -> _OpenNow:
    day, debits = work.today, chase.debits_now(work, [customer_id])
    running = running_plans(work, day, debits, [customer_id])
    late = chase.late(debits.get(customer_id, []), day)
    return _OpenNow(debits, running, late, missing_of(day, running.get(customer_id, [])))


def close_after_call(work: Work, customer_id: int, *, reached: bool) -> None:
    """A call answers the follow-ups that were due; to speak to a person also answers the later
    ones that were only to reach one."""
    for task in _open(work, customer_id):
        if task["due_on"] <= work.today or (reached and _is_attempt(work, task)):
            _close(work, task)


def close_when_paid(work: Work, customer_id: int) -> None:
    """Once nothing is overdue any more, there is nothing left to ask for; a payment that came back
    is not asked for again once what it had paid is paid."""
    tasks = _open(work, customer_id)
    if not tasks:
        return
    overdue = is_overdue(work, customer_id)
    came_back = overdue and _sends_again(work, customer_id)
    for task in tasks:
        if not overdue or (task["what"].endswith(CAME_BACK) and not came_back):
            _close(work, task)


def _sends_again(work: Work, customer_id: int) -> bool:
    found = facts.payments_to_send_again(work.db, date.min, work.today, [customer_id])
    return customer_id in found


def close_for_agreement(work: Work, customer_id: int) -> None:
    """A promise or a payment plan takes the place of what calls left to ask for."""
    for task in _open(work, customer_id):
        if task["call_id"] is not None:
            _close(work, task)


def close(work: Work, customer_id: int, what: str) -> None:
    """Something else takes the place of the follow-ups of these words."""
    for task in _open(work, customer_id):
        if task["what"] == what:
            _close(work, task)


def _open(work: Work, customer_id: int) -> list[dict[str, Any]]:
    return rows.FOLLOW_UPS.find(work.db, customer_id=customer_id, done_on=None)


def _is_attempt(work: Work, task: dict[str, Any]) -> bool:
    call = rows.CALLS.get(work.db, task["call_id"]) if task["call_id"] else None
    return call is not None and not OutcomeCode(call["outcome"]).reached


def _close(work: Work, task: dict[str, Any]) -> None:
    rows.FOLLOW_UPS.change(work.db, task["id"], done_on=work.today)
