"""Promises to pay: made, counted, judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.form_rows import PromiseRow
from collectdesk.domain.money import unit
from collectdesk.domain.promise import PromiseMethod, PromiseState, first_kept, judge
from collectdesk.domain.words import quoted, shortened
from collectdesk.store import facts, rows
from collectdesk.store import promises as stored
from collectdesk.usecases import checks, follow_ups
from collectdesk.usecases.awaited import promise_deadline
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What the customer said: so much, by that day, in that way, for these invoices."""

    amount: int
    date: date
    method: str = "cheque"
    invoices: tuple[int, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class MakePromise:
    """Note a promise that came without a logged call."""

    customer_id: int
    promise: NewPromise


@dataclass(frozen=True, slots=True)
class CancelPromise:
    """Take a promise out of judgement, because it was noted in error or no longer fits."""

    promise_id: int


@dataclass(frozen=True, slots=True)
class JudgePromises:
    """Judge every open promise whose deadline has passed, or that is kept already."""


def make_promise(work: Work, command: MakePromise) -> int:
    """Keep the promise; returns its id."""
    customer = checks.customer(work, command.customer_id)
    work.label = f"Promise of {shortened(customer['name'])}"
    return keep_promise(work, command.customer_id, command.promise)


def keep_promise(
    work: Work,
    customer_id: int,
    promise: NewPromise,
    call_id: int | None = None,
    promised_by: str = "",
) -> int:
    """Check and write a promise. Open promises for the same money give way to it."""
    checks.amount(promise.amount, "promise_amount", "The promised amount")
    refusal = "A promise is for today or a later day. Which day did they say?"
    checks.coming_day(work, promise.date, "promise_date", refusal)
    if promise.method not in tuple(PromiseMethod):
        known = ", ".join(PromiseMethod)
        raise InvalidInput(
            f"{quoted(promise.method)} is not a way to pay. Use one of: {known}.", "promise_method"
        )
    for invoice_id in promise.invoices:
        checks.open_invoice(work, invoice_id, customer_id)
    _require_owed(work, customer_id, promise)
    # What its deadline has broken is not renegotiated, even if the day has only just begun.
    _judge(work, [customer_id])
    _renegotiate(work, customer_id, promise)
    follow_ups.close_for_agreement(work, customer_id)
    promise_id = rows.PROMISES.add(
        work.db,
        customer_id=customer_id,
        call_id=call_id,
        made_on=work.today,
        amount=promise.amount,
        promised_for=promise.date,
        method=promise.method,
        reference=checks.line(promise.reference, "reference"),
        deadline=promise_deadline(work, customer_id, promise.date, promise.method),
        promised_by=checks.line(promised_by, "spoke_to"),
    )
    for invoice_id in dict.fromkeys(promise.invoices):
        rows.PROMISE_INVOICES.add(work.db, promise_id=promise_id, invoice_id=invoice_id)
    if promise.reference:  # the cheque of that number may be here already
        _judge(work, [customer_id])
    return promise_id


def redate(work: Work, customer_id: int | None = None) -> None:
    """Give open promises, of a customer or of all, the deadline that the calendar now says."""
    only = None if customer_id is None else [customer_id]
    for promise in stored.open_promises(work.db, work.today, only):
        until = promise_deadline(work, promise.customer_id, promise.promised_for, promise.method)
        if until != promise.deadline:
            rows.PROMISES.change(work.db, promise.promise_id, deadline=until)


def _require_owed(work: Work, customer_id: int, promise: NewPromise) -> None:
    open_debits = facts.open_debits_now(work.db, [customer_id]).get(customer_id, [])
    owed = sum(
        debit.balance
        for debit in open_debits
        if not promise.invoices or debit.invoice_id in promise.invoices
    )
    if not owed:
        raise InvalidInput(
            "Nothing is open there, so there is nothing to promise. Log the call without it.",
            "promise_amount",
        )
    if promise.amount > owed:
        raise InvalidInput(
            f"Only {checks.written(work, owed)} is open there. Please check the promised amount.",
            "promise_amount",
        )


def _renegotiate(work: Work, customer_id: int, promise: NewPromise) -> None:
    wanted = set(promise.invoices)
    others = stored.open_promises(work.db, work.today, [customer_id])
    invoices = stored.invoices_of_each(work.db, [other.promise_id for other in others])
    for other in others:
        named = {invoice_id for invoice_id, _ in invoices.get(other.promise_id, [])}
        if not wanted or not named or wanted & named:
            rows.PROMISES.change(
                work.db,
                other.promise_id,
                state=PromiseState.RENEGOTIATED.value,
                judged_on=work.today,
            )


def give_way_to_plan(work: Work, customer_id: int, covered: set[int]) -> None:
    """What was promised for the invoices that a plan covers is now agreed otherwise.

    A promise for these alone is not judged. One that is for others too, and for more than they
    come to, goes on for them. One that names none is for the account as a whole: for all that is
    past due.
    """
    debits = facts.open_debits_now(work.db, [customer_id]).get(customer_id, [])
    late = {one.invoice_id for one in debits if one.due_date < work.today}
    account = late or {one.invoice_id for one in debits}
    for promise in stored.open_promises(work.db, work.today, [customer_id]):
        named = {invoice_id for invoice_id, _ in stored.invoices_of(work.db, promise.promise_id)}
        if (named or account) <= covered:
            _end(work, promise, PromiseState.CANCELLED)
        elif (named or account) & covered:
            others = [
                debit
                for debit in debits
                if debit.invoice_id not in covered and (not named or debit.invoice_id in named)
            ]
            _narrow(work, promise, sum(debit.balance for debit in others), named - covered)


def _narrow(work: Work, promise: facts.PromiseFile, left: int, named: set[int]) -> None:
    """Let a promise go on for no more than is ``left`` of what it is still for."""
    if promise.amount - promise.received <= left:
        return
    _end(work, promise, PromiseState.RENEGOTIATED if left else PromiseState.CANCELLED)
    if not left:
        return
    told = rows.PROMISES.get(work.db, promise.promise_id) or {}
    kept = ("customer_id", "call_id", "promised_for", "method", "reference", "deadline")
    following = rows.PROMISES.add(
        work.db,
        made_on=work.today,
        amount=left,
        promised_by=promise.promised_by,
        **{name: told[name] for name in kept},
    )
    for invoice_id in sorted(named):
        rows.PROMISE_INVOICES.add(work.db, promise_id=following, invoice_id=invoice_id)


def _end(work: Work, promise: facts.PromiseFile, state: PromiseState) -> None:
    rows.PROMISES.change(work.db, promise.promise_id, state=state.value, judged_on=work.today)


def cancel_promise(work: Work, command: CancelPromise) -> None:
    """Cancel an open promise."""
    found = rows.PROMISES.get(work.db, command.promise_id)
    if found is None:
        raise NotFound("promise", str(command.promise_id))
    state = PromiseState(found["state"])
    if state is not PromiseState.OPEN:
        only = work.spelled("only an open one can be cancelled")
        raise InvalidInput(
            f"This promise is {state.words(work.currency)} already, and {only}. If they promise"
            " something else, note a new one."
        )
    words = work.spelled("Cancelled promise of")
    work.label = f"{words} {checks.written(work, found['amount'])}"
    rows.PROMISES.change(
        work.db, command.promise_id, state=PromiseState.CANCELLED.value, judged_on=work.today
    )


def judge_promises(work: Work, _: JudgePromises) -> int:
    """Judge what can be judged today; returns how many were broken."""
    return _judge(work, None)


def count_money(work: Work, customer_id: int, dated: date = date.min) -> None:
    """After money of that day or later came in, see which promises of the customer it keeps.

    Money that came in time but was noted after the deadline counts too, and a promise that later
    money kept is kept on the earlier day by whose end enough had come.
    """
    _judge(work, [customer_id])
    if dated < work.today:
        _keep_earlier(work, customer_id, stored.kept_later(work.db, customer_id, dated))
    returns = stored.lapsed(work.db, customer_id, dated)
    _judge_returned(work, customer_id, {one: days for one, days in returns.items() if days})
    missed = _of_customer(work, customer_id, [one for one, days in returns.items() if not days])
    money = stored.money_by_day(work.db, missed)
    came = {one: stored.come_by(listed, date.max) for one, listed in money.items()}
    more = [promise for promise in missed if came[promise.promise_id][0] > promise.received]
    given_up = stored.owed_no_more(work.db, [promise.promise_id for promise in more])
    for promise in more:
        if _keep(work, promise, money[promise.promise_id]):
            continue
        received, last = came[promise.promise_id]
        kept = given_up.get(promise.promise_id) is False
        state = PromiseState.KEPT if kept else _verdict(work, promise, received, work.today)
        _settle(work, promise, state, received, last if kept else promise.judged_on)


def _keep_earlier(work: Work, customer_id: int, kept: Collection[int]) -> None:
    promises = _of_customer(work, customer_id, kept)
    money = stored.money_by_day(work.db, promises)
    for promise in promises:
        _keep(work, promise, money[promise.promise_id])


def _keep(work: Work, promise: facts.PromiseFile, money: Sequence[stored.Came]) -> bool:
    """Keep a promise on the first day by whose end enough had come, unless it was kept by then, and
    tell whether there is such a day."""
    found = first_kept(promise.amount, stored.come_day_by_day(money), unit(work.currency))
    if found is None:
        return False
    day, received = found
    kept_on = promise.judged_on if promise.state == PromiseState.KEPT else None
    if kept_on is None or day <= kept_on:
        _settle(work, promise, PromiseState.KEPT, received, day)
    return True


def _judge(work: Work, only: list[int] | None) -> int:
    broken = 0
    waiting = stored.open_promises(work.db, work.today, only)
    came = stored.money_by_day(work.db, waiting)
    settled = stored.owed_no_more(work.db, [promise.promise_id for promise in waiting])
    for promise in waiting:
        if _keep(work, promise, came[promise.promise_id]):
            continue
        received, last = stored.come_by(came[promise.promise_id], date.max)
        state = _verdict(work, promise, received, work.today)
        if promise.promise_id in settled and state is PromiseState.OPEN:
            given_up = settled[promise.promise_id]
            _end_without_debt(work, promise, received, last, given_up=given_up)
            continue
        if state is PromiseState.OPEN:
            if received != promise.received:
                rows.PROMISES.change(work.db, promise.promise_id, received=received)
            continue
        broken += state is PromiseState.BROKEN
        _settle(work, promise, state, received, promise.deadline + timedelta(days=1))
    return broken


def _end_without_debt(
    work: Work,
    promise: facts.PromiseFile,
    received: int,
    last: date | None,
    *,
    given_up: bool,
) -> None:
    """All that it was for is settled: by money that came with a discount or after a credit note it
    is kept; without any money, or where a rest was written off, there is nothing to wait for."""
    if received > 0 and not given_up:
        _settle(work, promise, PromiseState.KEPT, received, last)
    else:
        _settle(work, promise, PromiseState.CANCELLED, received, work.today)


def count_credit(work: Work, customer_id: int) -> None:
    """After something else than money lowered a debt, see which promises have nothing left to be
    for."""
    _judge(work, [customer_id])


def break_linked(work: Work, customer_id: int, payment_id: int) -> None:
    """A returned payment breaks the promises that it had counted for, unless other money keeps
    them."""
    _judge_returned(work, customer_id, stored.linked_to(work.db, payment_id))


def _judge_returned(work: Work, customer_id: int, returns: Mapping[int, Sequence[date]]) -> None:
    """Judge promises by the days on which payments for them went back: each is broken on the first
    one at whose end no other money kept it, whenever that money and the return were noted."""
    counted = _of_customer(work, customer_id, returns)
    came = stored.money_by_day(work.db, counted)
    for promise in counted:
        money = came[promise.promise_id]
        for day in returns[promise.promise_id]:
            received, _ = stored.come_when_returned(money, day)
            kept = _verdict(work, promise, received, promise.deadline) is PromiseState.KEPT
            if not kept:
                _settle(work, promise, PromiseState.BROKEN, received, day)
                break
        else:
            _keep(work, replace(promise, judged_on=None), money)


def _of_customer(work: Work, customer_id: int, chosen: Collection[int]) -> list[facts.PromiseFile]:
    if not chosen:
        return []
    found = facts.promises(work.db, work.today, [customer_id]).get(customer_id, [])
    return [promise for promise in found if promise.promise_id in chosen]


def _settle(
    work: Work, promise: facts.PromiseFile, state: PromiseState, received: int, on: date | None
) -> None:
    rows.PROMISES.change(
        work.db, promise.promise_id, state=state.value, received=received, judged_on=on
    )


def _verdict(work: Work, promise: facts.PromiseFile, received: int, day: date) -> PromiseState:
    """Judge a promise with so much received by a day; 1.00 may be missing."""
    return judge(promise.amount, received, promise.deadline, day, unit(work.currency))


def promise_rows(work: Work, customer_id: int) -> tuple[PromiseRow, ...]:
    """All promises of a customer, newest first."""
    found = facts.promises(work.db, work.today, [customer_id]).get(customer_id, [])
    invoices = stored.invoices_of_each(work.db, [p.promise_id for p in found])
    return tuple(
        PromiseRow(
            promise_id=p.promise_id,
            customer_id=customer_id,
            made_on=p.made_on,
            amount=p.amount,
            promised_for=p.promised_for,
            method=p.method,
            deadline=p.deadline,
            state=p.state,
            invoices=tuple(number for _, number in invoices.get(p.promise_id, [])),
        )
        for p in reversed(found)
    )
