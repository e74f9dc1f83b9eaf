"""What the day's list asks of the book, each for all customers in one question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from collectdesk.domain.call import REACHED_OUTCOMES
from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.store import facts, ledger
from collectdesk.store.closings import PaidDays, closings
from collectdesk.store.plans import PlanFile
from collectdesk.usecases import awaited, chase
from collectdesk.usecases.awaited import Awaited
from collectdesk.usecases.past_promises import promises_on
from collectdesk.usecases.unkept import PROMISE_DAYS, RETURN_DAYS, broken_promises, plans_known
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was asked of the book, by customer; amounts in minor units.

    ``dispute_steps`` have the day a dispute was opened, the day of its next step and what that is;
    ``returned`` are customers whose payment came back of late, ``to_send_again`` its amount and the
    day, while something that it had paid is open. ``letters`` are the last notice and its day.
    """

    debits: dict[int, list[ledger.OpenDebit]]
    unapplied: dict[int, int]
    promises: dict[int, list[facts.PromiseFile]]
    contacting: dict[int, facts.Contacting]
    follow_ups: dict[int, list[facts.FollowUp]]
    dispute_steps: dict[int, tuple[date, date | None, str]]
    verified: set[int]
    closings: dict[int, list[PaidDays]]
    returned: set[int]
    plans: dict[int, list[PlanFile]]
    letters: dict[int, tuple[str, date]]
    awaited: dict[int, Awaited]
    broken: dict[int, facts.PromiseFile]
    to_send_again: dict[int, tuple[int, date]]


def gather(work: Work, day: date, only: list[int] | None, *, replayed: bool) -> Gathered:
    """What is known on the day of the customers named, or of all; of an earlier day ``replayed``
    from what was dated by then."""
    db = work.db
    if replayed:
        debits = chase.debits_as_of(work, day)
        unapplied = ledger.unapplied(db, day)
    else:
        debits = chase.debits_now(work, only)
        unapplied = facts.unapplied_now(db, only)
    recently = day - timedelta(days=PROMISE_DAYS)
    promises = (
        promises_on(work, day, only, recently)
        if replayed
        else facts.promises(db, day, only, since=recently)
    )
    contacting = facts.contacting(db, day, REACHED_OUTCOMES, only)
    returns_from = day - timedelta(days=RETURN_DAYS)
    returned = facts.returned_payments(db, returns_from, day, only)
    plans = plans_known(work, day, debits, only)
    return Gathered(
        debits=debits,
        unapplied=unapplied,
        promises=promises,
        contacting=contacting,
        follow_ups=facts.follow_ups(db, only),
        dispute_steps=facts.dispute_steps(db, day, only),
        verified=facts.verified_invoices(db, day, only),
        closings=closings(db, day, only, replayed=replayed),
        returned=returned,
        plans=plans,
        letters=facts.last_letters(db, day, NOTICE_LABELS, only),
        awaited=awaited.awaited(work, day, debits, promises, plans),
        broken=broken_promises(work, day, promises, contacting),
        to_send_again=_to_send_again(work, returns_from, day, returned),
    )


def _to_send_again(
    work: Work, since: date, day: date, customers: set[int]
) -> dict[int, tuple[int, date]]:
    if not customers:
        return {}
    return facts.payments_to_send_again(work.db, since, day, customers)
