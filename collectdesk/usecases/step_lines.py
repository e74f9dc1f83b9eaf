"""The manual applied to invoices: each with its dated line of steps, and what is due of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.pay_run import parse_pay_run, receive_by
from collectdesk.domain.step_line import InvoiceDays, LineStep, WaitingSteps, step_line
from collectdesk.store import facts
from collectdesk.store import step_line as stored
from collectdesk.store.ledger import OpenDebit
from collectdesk.usecases import awaited, chase, checks, discounts
from collectdesk.usecases.policy import current_policy
from collectdesk.usecases.work import Work

_NO_LETTERS: Final[Mapping[str, date]] = {}


@dataclass(frozen=True, slots=True)
class StepDue:
    """A step of the manual that waits for an open invoice. ``amount`` may be asked for."""

    customer_id: int
    customer_name: str
    invoice_id: int
    number: str
    amount: int
    due_on: date
    action: str
    channel: str
    why: str


def invoice_line(work: Work, invoice_id: int) -> tuple[LineStep, ...]:
    """All steps of one invoice, from the day it was issued; a draft has none."""
    row = checks.invoice(work, invoice_id)
    if row["lifecycle"] != "issued" or row["kind"] != "invoice":
        return ()
    customer = checks.customer(work, row["customer_id"])
    calendar = work.calendar_of(row["customer_id"])
    run = parse_pay_run(customer["pay_run"]) if customer["pay_run"] else None
    days = InvoiceDays(
        issued=row["issue_date"],
        due=row["due_date"],
        sent=row["sent_on"],
        delivered=row["delivered_on"],
        discount_until=row["discount_date"],
        receive_by=receive_by(row["due_date"], run, calendar) if run else None,
        closed=row["closed_on"],
        is_verified=row["satisfaction"] == "confirmed",
        is_large_or_new=_is_large_or_new(work, row["customer_id"], row["total"]),
        has_early_price=discounts.is_offered(work, row),
    )
    return step_line(
        current_policy(work).followed,
        days,
        _since(stored.talks(work.db, [row["customer_id"]]).get(row["customer_id"], []), days),
        stored.letters(work.db, [invoice_id]).get(invoice_id, {}),
        work.today,
        calendar,
    )


def steps_due(work: Work) -> tuple[StepDue, ...]:
    """The step that waits for each open invoice, the longest waiting first.

    Left out are disputes, plans, promises that are waited for, what is on account (of the oldest
    due), holds on contact, and what an agency or attorney has.
    """
    open_now = _Open(work)
    debits = chase.debits_now(work)
    promises = awaited.open_promises(work, work.today)
    asked = awaited.not_promised(work, work.today, debits, promises)
    held = facts.unapplied_now(work.db)
    chased = [
        (debit, amount)
        for customer, listed in debits.items()
        if customer in open_now.customers
        for debit, amount in _asked(listed, asked, held.get(customer, 0))
        if debit.kind == "invoice" and amount > 0
    ]
    found = [due for debit, amount in chased if (due := open_now.step_due(debit, amount))]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.customer_name, one.number)))


def _asked(
    debits: Sequence[OpenDebit], not_promised: Mapping[int, int], held: int
) -> Iterator[tuple[OpenDebit, int]]:
    """What may be asked for of each debit of a customer who has ``held`` on account."""
    for debit in debits:
        amount = not_promised.get(debit.invoice_id, debit.chased)
        covered = min(held, amount)
        held -= covered
        yield debit, amount - covered


class _Open:
    """What the steps of all open invoices look at, asked for once."""

    def __init__(self, work: Work) -> None:
        self.customers = stored.followed(work.db, work.today)
        self._work = work
        self._steps = current_policy(work).followed
        self._letters = stored.letters_about_open(work.db)
        self._early = stored.early_days(work.db)
        self._large = work.settings.large_amount
        self._waiting: dict[str, WaitingSteps] = {}

    def step_due(self, debit: OpenDebit, amount: int) -> StepDue | None:
        """The step that waits for an open invoice of which ``amount`` may be asked for."""
        customer = self.customers[debit.customer_id]
        letters = self._letters.get(debit.invoice_id, _NO_LETTERS)
        waiting = self._waiting_by(customer.calendar)
        found = waiting.of(self._days(debit, customer), customer.talked_on, letters)
        if found is None:
            return None
        day, step = found
        return StepDue(
            customer_id=debit.customer_id,
            customer_name=customer.name,
            invoice_id=debit.invoice_id,
            number=debit.number,
            amount=amount,
            due_on=day,
            action=step.action,
            channel=step.channel.words,
            why=step.why,
        )

    def _days(self, debit: OpenDebit, customer: stored.Followed) -> InvoiceDays:
        early_until, stands = self._early.get(debit.invoice_id, (None, False))
        return InvoiceDays(
            issued=debit.issue_date,
            due=debit.due_date,
            sent=debit.sent_on,
            delivered=debit.delivered_on,
            discount_until=early_until,
            receive_by=self._receive_by(debit, customer) if customer.pay_run else None,
            is_verified=debit.satisfaction == "confirmed",
            is_large_or_new=debit.total >= self._large or customer.is_new,
            has_early_price=stands,
        )

    def _receive_by(self, debit: OpenDebit, customer: stored.Followed) -> date:
        calendar = self._work.calendar_for(customer.calendar)
        return receive_by(debit.due_date, parse_pay_run(customer.pay_run), calendar)

    def _waiting_by(self, code: str) -> WaitingSteps:
        if code not in self._waiting:
            calendar = self._work.calendar_for(code)
            self._waiting[code] = WaitingSteps(self._steps, self._work.today, calendar)
        return self._waiting[code]


def _since(talks: Sequence[tuple[date, Any]], days: InvoiceDays) -> list[date]:
    return [day for day, _ in talks if day >= days.issued]


def _is_large_or_new(work: Work, customer_id: int, total: int) -> bool:
    return total >= work.settings.large_amount or not stored.has_paid(work.db, customer_id)
