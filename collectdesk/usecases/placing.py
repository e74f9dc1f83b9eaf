"""Each customer's place today: the facts are gathered once, the rules of the queue judge them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.document import document_label
from collectdesk.domain.habits import LaterVerdict, getting_later
from collectdesk.domain.plan import PlanStanding
from collectdesk.domain.policy import follow_up_from, read_policy
from collectdesk.domain.queue import (
    CustomerFacts,
    QueueWeights,
    place,
)
from collectdesk.domain.settings import BookSettings
from collectdesk.domain.unkept import BrokenPromise, is_unanswered
from collectdesk.store import facts, ledger
from collectdesk.store.closings import PaidDays
from collectdesk.store.plans import PlanFile
from collectdesk.store.worklist import WorkRow
from collectdesk.usecases import chase
from collectdesk.usecases.awaited import NOTHING_AWAITED, Awaited
from collectdesk.usecases.customer_facts import (
    contacts_of,
    dispute_of,
    no_contact_of,
    pay_run_of,
    promises_of,
)
from collectdesk.usecases.gathering import Gathered, gather
from collectdesk.usecases.lateness import days_late
from collectdesk.usecases.plan_standings import instalment_due, missing_of, worst_standing
from collectdesk.usecases.unkept import (
    failed_plan,
    last_promised,
)
from collectdesk.usecases.work import Work
from collectdesk.usecases.work_rows import work_row

_LETTER_WINDOW = 14
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _PastDue:
    """What of an account is past due: debits, and what is ``missing`` of instalments.

    ``plans_run`` says that there are plans and none has failed; they have no ``standing`` where all
    that is left of them was disputed and waits.
    """

    debits: list[ledger.OpenDebit]
    standing: PlanStanding | None
    missing: int
    plans_run: bool

    @property
    def amount(self) -> int:
        return sum(debit.chased for debit in self.debits) + self.missing

    @property
    def oldest(self) -> date | None:
        """The day since which something is overdue: of an invoice, or of an instalment."""
        missed = [part.due for part in self.standing.missed] if self.standing else []
        return min([*(debit.falls_due for debit in self.debits), *missed], default=None)

    @property
    def is_kept_by_plan(self) -> bool:
        missed = self.standing.missed if self.standing else ()
        return self.plans_run and not missed and not self.debits


@dataclass(frozen=True, slots=True)
class _Account:
    """What is open with one customer on the day, and what was agreed about it.

    ``plans`` are those that ask for instalments.
    """

    debits: list[ledger.OpenDebit]
    held: int
    plans: list[PlanFile]
    due: _PastDue
    promises: list[facts.PromiseFile]
    awaited: Awaited
    agreed: list[facts.FollowUp]
    paid: list[PaidDays]
    later: LaterVerdict
    calendar: BusinessCalendar

    @property
    def owes(self) -> int:
        return sum(debit.balance for debit in self.debits)

    @property
    def disputed(self) -> int:
        return sum(debit.disputed for debit in self.debits)

    @property
    def is_all_disputed(self) -> bool:
        return self.disputed > 0 and self.owes == self.disputed

    def is_over(self, limit: int | None) -> bool:
        """Whether more is owed than the credit limit, less what is on account."""
        return limit is not None and self.owes - self.held > limit

    @property
    def newest_late(self) -> date | None:
        """Since when the newest debit is overdue of those that are not promised in full."""
        left = self.awaited.left_of_debits
        asked = (d.falls_due for d in self.due.debits if left.get(d.invoice_id, d.chased) > 0)
        newest = max(asked, default=None)
        return newest + _DAY if newest else None

    def instalment_due(self, day: date) -> tuple[int, int, int, date] | None:
        """The instalment to ask for: of those that are promised, only the rest."""
        standing = self.due.standing
        if self.plans and (promised := self.awaited.of_plans):
            standing = worst_standing(self.plans, day, self.calendar, promised)
        return instalment_due(day, standing, self.plans)


def weights_of(settings: BookSettings) -> QueueWeights:
    """The owner's weights of the queue."""
    return QueueWeights(
        large_amount=settings.large_amount,
        amount_max=settings.weight_amount,
        lateness_max=settings.weight_lateness,
        promises_max=settings.weight_promises,
        risk_max=settings.weight_risk,
        silence_max=settings.weight_silence,
        first_call_business_days=settings.first_contact_days,
        follow_up_from_days=follow_up_from(
            read_policy(settings.playbook, settings.first_contact_days)
        ),
    )


def placed_now(work: Work, only: Iterable[int] | None = None) -> list[WorkRow]:
    """The work-list rows of today, for the customers named or all."""
    chosen = None if only is None else list(only)
    gathered = gather(work, work.today, chosen, replayed=False)
    return _work_rows(work, work.today, gathered, chosen)


def placed_as_of(work: Work, day: date) -> list[WorkRow]:
    """The work list as of another day: debits, money, promises, calls and letters as dated by then.

    Holds, limits, placements, and which follow-ups are done and which invoices found satisfactory
    are today's: the book keeps no earlier state of them.
    """
    return _work_rows(work, day, gather(work, day, None, replayed=True), None)


def _work_rows(work: Work, day: date, gathered: Gathered, only: list[int] | None) -> list[WorkRow]:
    weights = weights_of(work.settings)
    rows = []
    for customer in facts.customers(work.db, only):
        seen = _facts_of(work, day, customer, gathered)
        placement = place(seen, weights, day, work.calendar_for(customer.calendar))
        debits = gathered.debits.get(customer.customer_id, [])
        held = gathered.unapplied.get(customer.customer_id, 0)
        rows.append(work_row(day, customer, seen, placement, debits, held, weights))
    return rows


def _account_of(
    work: Work, day: date, customer: facts.CustomerFile, gathered: Gathered
) -> _Account:
    key, calendar = customer.customer_id, work.calendar_for(customer.calendar)
    debits = gathered.debits.get(key, [])
    plans = [plan for plan in gathered.plans.get(key, []) if plan.asks_by_instalments(day)]
    due = _past_due(day, debits, plans, calendar)
    paid = gathered.closings.get(key, [])
    return _Account(
        debits=debits,
        held=gathered.unapplied.get(key, 0),
        plans=plans,
        due=due,
        promises=gathered.promises.get(key, []),
        awaited=gathered.awaited.get(key, NOTHING_AWAITED),
        agreed=gathered.follow_ups.get(key, []),
        paid=paid,
        later=getting_later(days_late(day, paid, due.debits)),
        calendar=calendar,
    )


def _facts_of(
    work: Work, day: date, customer: facts.CustomerFile, gathered: Gathered
) -> CustomerFacts:
    key, account = customer.customer_id, _account_of(work, day, customer, gathered)
    contacting = gathered.contacting.get(key)
    contacts = (contacting.reached if contacting else None, last_promised(account.promises))
    return CustomerFacts(
        **promises_of(account.promises),
        **contacts_of(contacting),
        **pay_run_of(work, day, customer.pay_run, account.debits, account.calendar),
        **dispute_of(gathered.dispute_steps.get(key)),
        **no_contact_of(day, customer),
        name=customer.name,
        currency=work.currency,
        owes=account.owes,
        overdue=account.due.amount,
        days_late=(day - account.due.oldest).days if account.due.oldest else 0,
        oldest_due=account.due.oldest,
        getting_later=account.later.is_getting_later,
        later_days=_growing(account.paid) if account.later.is_getting_later else (),
        over_limit=account.is_over(customer.credit_limit),
        nsf_180=key in gathered.returned,
        last_notice=_letter(gathered.letters.get(key), work.currency),
        promise_broken=_broken(gathered.broken.get(key), account.due.amount - account.held),
        follow_up_due=_follow_up_due(account.agreed, day),
        instalment_due=account.instalment_due(day),
        plan_failed=failed_plan(day, gathered.plans.get(key, []), contacts, account.calendar),
        payment_returned=_returned_on(gathered.to_send_again.get(key), contacting),
        next_call=_next_call(account.agreed, day),
        newest_late=account.newest_late,
        verification_due=_unverified(day, account.debits, gathered.verified),
        courtesy_since=_courtesy_since(account.debits, contacting),
        promised_overdue=account.awaited.promised_before(day),
        held=account.held,
        asked_since=account.awaited.asked_since(day) or account.due.oldest,
        disputed=account.disputed,
        all_disputed=account.is_all_disputed,
        settled_until=_settled_until(day, account.debits),
        plan_up_to_date=account.due.is_kept_by_plan,
        placed=customer.placed != "no",
    )


def _past_due(
    day: date, debits: list[ledger.OpenDebit], plans: list[PlanFile], calendar: BusinessCalendar
) -> _PastDue:
    return _PastDue(
        debits=chase.late(debits, day),
        standing=worst_standing(plans, day, calendar),
        missing=missing_of(day, plans),
        plans_run=bool(plans) and all(plan.runs_on(day) for plan in plans),
    )


def _growing(closings: list[PaidDays]) -> tuple[int, ...]:
    """The days to pay of the latest invoices, if they grow from each to the next."""
    days = [to_pay for to_pay, _ in closings[-3:]]
    return tuple(days) if days == sorted(set(days)) else ()


def _letter(letter: tuple[str, date] | None, currency: str) -> tuple[str, date] | None:
    return (document_label(letter[0], currency), letter[1]) if letter else None


def _follow_up_due(agreed: list[facts.FollowUp], day: date) -> tuple[date, str] | None:
    return next(((one[0], _what(one)) for one in agreed if one[0] <= day), None)


def _next_call(agreed: list[facts.FollowUp], day: date) -> tuple[date, date, str] | None:
    """The first day ahead that a call set, and the day of the last such call."""
    ahead = [one for one in agreed if one[0] > day and one[3] is not None and one[3] <= day]
    set_on = max((one[3] for one in ahead if one[3]), default=None)
    return (ahead[0][0], set_on, _what(ahead[0])) if set_on else None


def _what(follow_up: facts.FollowUp) -> str:
    _, at, what, _ = follow_up
    return f"{what}: {at}" if at else what


def _broken(found: facts.PromiseFile | None, overdue: int) -> BrokenPromise | None:
    if found is None or found.judged_on is None or overdue <= 0:
        return None
    return BrokenPromise(found.amount, found.received, found.promised_for, found.judged_on - _DAY)


def _returned_on(
    found: tuple[int, date] | None, contacting: facts.Contacting | None
) -> date | None:
    reached = contacting.reached if contacting else None
    return found[1] if found and is_unanswered(found[1], [reached]) else None


def _courtesy_since(
    debits: list[ledger.OpenDebit], contacting: facts.Contacting | None
) -> date | None:
    reached = contacting.reached if contacting else None
    sent = [d.sent_on for d in debits if d.sent_on and not d.disputed and not _is_settled(d)]
    return min((day for day in sent if reached is None or day > reached), default=None)


def _settled_until(day: date, debits: list[ledger.OpenDebit]) -> date | None:
    late = (d.settled_until for d in debits if d.settled_until and d.falls_due < day)
    return min(late, default=None)


def _is_settled(debit: ledger.OpenDebit) -> bool:
    """Whether all of it was disputed until lately and has its days to pay."""
    return 0 < debit.settled == debit.balance


def _unverified(day: date, debits: list[ledger.OpenDebit], verified: set[int]) -> date | None:
    """The first delivery that is not verified; who complained about one has answered already."""
    since = day - timedelta(days=_LETTER_WINDOW)
    delivered = [
        d.delivered_on
        for d in debits
        if d.delivered_on
        and d.satisfaction == "unknown"
        and not (d.disputed or d.settled)
        and d.invoice_id not in verified
    ]
    return min((on for on in delivered if on >= since), default=None)
