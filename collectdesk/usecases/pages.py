"""What the three panes show: the lists of customers, and all about one of them."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from collectdesk.domain.aging import age
from collectdesk.domain.call import (
    ATTEMPTS_PER_WEEK,
    LIVE_CALLS_PER_DAY,
    REACHED_OUTCOMES,
    ReasonCode,
)
from collectdesk.domain.call_script import OpeningKind, Situation, opening_line
from collectdesk.domain.dates import add_months_clamped, hold_in_force, short_date, weekday_date
from collectdesk.domain.figures import Span, financing_cost
from collectdesk.domain.habits import LaterVerdict, getting_later
from collectdesk.domain.money import format_short, format_whole, round_half_up
from collectdesk.domain.names import greeting_name
from collectdesk.domain.pay_run import PayRun, PayRunKind, parse_pay_run, run_on_or_after
from collectdesk.domain.promise import PromiseState
from collectdesk.domain.rows import (
    ConsoleView,
    ContactRow,
    CustomerHead,
    CustomerListing,
    CustomerPage,
    Pill,
)
from collectdesk.domain.terms import parse_terms, terms_label
from collectdesk.domain.words import counted
from collectdesk.store import calls, facts, habits, learning, ledger, search, worklist
from collectdesk.store import customers as stored
from collectdesk.store.closings import closings
from collectdesk.usecases import chase, checks, follow_ups
from collectdesk.usecases.counterparts import counterpart
from collectdesk.usecases.history import history_rows
from collectdesk.usecases.invoice_rows import invoice_rows, short_label, with_short
from collectdesk.usecases.lateness import days_late
from collectdesk.usecases.openings import Standing, opening_situation
from collectdesk.usecases.plan_standings import missing_of, worst_standing
from collectdesk.usecases.unkept import PROMISE_DAYS, plans_known
from collectdesk.usecases.work import Work

if TYPE_CHECKING:
    from collectdesk.store.shorts import ShortFile

FIRST_HAPPENINGS = 60
"""So much of the history comes with the page; more when the owner scrolls that far."""
_PROMISE_ENDS = {
    "kept": "promise kept",
    "partly_kept": "promise partly kept",
    "broken": "promise broken",
}
_MUCH_BOUGHT = 5
"""So many times what is past due makes a customer whose goodwill is worth more than a hurry."""
_FRIDAYS = PayRun(PayRunKind.WEEKLY, weekday=4)
_MOST_SHORTS = 2
"""So many short payments are told one by one beside a call."""
TABS = ("today", "all", "promises", "resting")


def customer_listing(
    work: Work, tab: str = "today", search_text: str = "", limit: int = 500
) -> CustomerListing:
    """One tab of the left pane. A search looks through all customers, whatever the tab."""
    only, found_count = None, None
    today, everyone, promises, resting, total = worklist.counts(work.db, tab)
    if search_text.strip():
        only, tab = search.customers(work.db, search_text, limit), "all"
        found_count, total = search.customers_found(work.db, search_text)
    found = worklist.listing(work.db, tab, only, limit)
    listed = [row for row, _, _ in found]
    if only is not None:
        place = {customer_id: at for at, customer_id in enumerate(only)}
        listed.sort(key=lambda row: place[row.customer_id])
    return CustomerListing(tuple(listed), today, everyone, promises, resting, total, found_count)


def customer_page(work: Work, customer_id: int, happenings: int = FIRST_HAPPENINGS) -> CustomerPage:
    """Everything that the middle and right panes show of a customer, with the latest happenings."""
    seen = _Seen(work, checks.customer(work, customer_id))
    codes = {short.invoice_id: short.code for short in seen.shorts}
    return CustomerPage(
        head=seen.head(),
        invoices=tuple(with_short(row, codes) for row in invoice_rows(work, customer_id)),
        history=history_rows(work, customer_id, happenings),
        console=seen.console(),
    )


class _Seen:
    """One customer's facts, asked for once and told in several places."""

    def __init__(self, work: Work, customer: dict[str, Any]) -> None:
        self.work = work
        self.customer = customer
        self.key: int = customer["id"]
        only, day = [self.key], work.today
        self.hold = hold_in_force(customer["hold"], customer["hold_until"], day)
        self.debits = chase.debits_now(work, only).get(self.key, [])
        self.late = [d for d in self.debits if d.falls_due < day]
        self.chased = chase.late(self.debits, day)
        self.unapplied = facts.unapplied_now(work.db, only).get(self.key, 0)
        recently = day - timedelta(days=PROMISE_DAYS)
        self.promises = facts.standing_promises(work.db, day, self.key, recently)
        self.contacting = facts.contacting(work.db, day, REACHED_OUTCOMES, only).get(self.key)
        self.closings = closings(work.db, day, only).get(self.key, [])
        self.calendar = work.calendar_for(customer["calendar"])
        self.plans = plans_known(work, day, {self.key: self.debits}, only).get(self.key, [])
        asked = [plan for plan in self.plans if plan.asks_by_instalments(day)]
        self.failing = [plan for plan in asked if not plan.runs_on(day)]
        self.has_plan = len(asked) > len(self.failing)
        self.standing = worst_standing(asked, day, self.calendar)
        self.missing = missing_of(day, asked)
        self.shorts = self._shorts()
        self.contacts = [_contact(row) for row in stored.contacts(work.db, self.key)]

    def _shorts(self) -> list[ShortFile]:
        if all(debit.balance == debit.total for debit in self.debits):
            return []
        from collectdesk.store.shorts import coded  # most customers pay in full

        return coded(self.work.db, self.key)

    def head(self) -> CustomerHead:
        day = self.work.today
        aged = age([(d.due_date, d.balance) for d in self.debits], self.unapplied, day)
        last = stored.last_payment(self.work.db, self.key)
        current, to_30, to_60, to_90, over_90 = aged.amounts
        return CustomerHead(
            customer_id=self.key,
            number=self.customer["number"],
            name=self.customer["name"],
            pills=tuple(self._pills()),
            contacts=tuple(self.contacts),
            owes=aged.total,
            past_due=aged.past_due,
            promised=sum(max(0, p.amount - p.received) for p in self.promises if p.state == "open"),
            last_paid=last[0] if last else None,
            last_paid_on=last[1] if last else None,
            unapplied=self.unapplied,
            aging=(current, to_30, to_60, to_90, over_90),
            currency=self.work.currency,
            financing_cost=self._cost(),
            hold=self.hold,
            financing_rate_bp=self.work.settings.own_rate_bp,
        )

    def _cost(self) -> int:
        overdue = [(d.balance, (self.work.today - d.due_date).days) for d in self.late]
        return financing_cost(overdue, self.work.settings.own_rate_bp)

    def _pills(self) -> list[Pill]:
        customer, currency = self.customer, self.work.currency
        pills = [Pill(terms_label(parse_terms(customer["terms"])))]
        if customer["credit_limit"] is not None:
            limit = f"Limit {format_short(customer['credit_limit'], currency)}"
            owed = sum(d.balance for d in self.debits) - self.unapplied
            over = owed > customer["credit_limit"]
            pills.append(Pill(f"Over the limit: {limit[6:]}" if over else limit,
                              "late" if over else "plain"))  # fmt: skip
        if customer["pay_run"]:
            pills.append(Pill(f"Pay run: {parse_pay_run(customer['pay_run']).label()}"))
        pills += self._habit_pills()
        if self.has_plan:
            pills.append(Pill("Payment plan", "violet"))
        elif failed := self._all_due_on():
            day = short_date(failed, self.work.today)
            when = "since" if failed <= self.work.today else "on"
            pills.append(Pill("Plan failed", "late", f"All of it is due {when} {day}"))
        if self.hold != "none":
            pills.append(self._hold_pill())
        if customer["placed"] != "no":
            pills.append(Pill(f"With the {self.work.spelled(customer['placed'])}", "late"))
        if ours := counterpart(self.work, self.key):
            pills.append(Pill(f"Looked after by {ours}"))
        if customer["struggling"]:
            pills.append(Pill("May be struggling", "careful"))
        return pills

    def _all_due_on(self) -> date | None:
        """The day on which the last plan that failed makes all of it due."""
        days = [d.accelerated for d in self.debits] + [p.accelerated_on for p in self.failing]
        return max(filter(None, days), default=None)

    def _later(self) -> LaterVerdict:
        return getting_later(days_late(self.work.today, self.closings, self.late))

    def _habit_pills(self) -> list[Pill]:
        later, usual = self._later(), self._days_to_pay()
        pays = "" if usual is None else f"Pays in {round_half_up(usual)} d"
        if later.is_getting_later:
            evidence = " → ".join(str(day) for day in later.evidence)
            hint = f"Days late of the latest invoices: {evidence}"
            words = f"{pays}, getting later" if pays else "Getting later"
            return [Pill(f"{words} ↗", "careful", hint)]
        return [Pill(pays, "plain", "Average of twelve months, by amount")] if pays else []

    def _days_to_pay(self) -> Fraction | None:
        day = self.work.today
        paid = habits.paid(self.work.db, Span(None, day).year, day, [self.key])
        return paid[self.key].days_to_pay if self.key in paid else None

    def _hold_pill(self) -> Pill:
        word = "No contact" if self.hold == "no_contact" else "No new credit"
        until = self.customer["hold_until"]
        end = f" until {short_date(until, self.work.today)}" if until else ""
        return Pill(word + end, "careful", self.customer["hold_reason"])

    def console(self) -> ConsoleView:
        person = next((c.name for c in self.contacts if not c.do_not_call), "")
        chased = self.chased or self.debits
        owed = max(0, sum(d.chased for d in chased) + self._due_of_plans() - self.unapplied)
        return ConsoleView(
            call_title=f"Call {person or self.customer['name']}",
            opening=opening_line(self._situation(person, chased, owed)),
            facts=tuple(self._facts()),
            warnings=tuple(self._warnings()),
            suggested_amount=owed,
            suggested_date=self._promise_day(),
            suggested_next=follow_ups.next_contact_day(self.work, self.key, reached=True),
            may_warn_agency=bool(self.customer["agency_intended"]),
            excuses=tuple(self._excuses()),
            unasked=tuple(d.number for d in self.debits if follow_ups.may_ask_whether_in_order(d)),
            is_late=bool(self.chased) or self.missing > 0,
        )

    def _due_of_plans(self) -> int:
        """What is missing of instalments, and the rest of a failed plan on the day it falls due."""
        tomorrow = self.work.today + timedelta(days=1)
        fallen_due = missing_of(tomorrow, self.failing) - missing_of(self.work.today, self.failing)
        return self.missing + fallen_due

    def _situation(self, person: str, chased: list[ledger.OpenDebit], owed: int) -> Situation:
        settings = self.work.settings
        return opening_situation(
            self.work,
            Standing(
                self.key, self.debits, self.chased, self.missing, self.unapplied, self.promises,
                self.contacting, self.plans, self.standing, self.calendar,
                getting_later=self._later().is_getting_later, has_paid=bool(self.closings),
            ),
            Situation(
                kind=OpeningKind.BEFORE_DUE,
                today=self.work.today,
                name=greeting_name(person),
                me=settings.collector_name or settings.owner_name,
                us=settings.firm_name,
                invoices=tuple(d.number for d in chased if d.chased > 0),
                amount=owed,
                currency=self.work.currency,
                problem="a problem with the delivery",
            ),
        )  # fmt: skip

    def _facts(self) -> list[str]:
        told = []
        if self.late:
            days = (self.work.today - min(d.falls_due for d in self.late)).days
            sum_late = checks.written(self.work, sum(d.balance for d in self.late))
            late = self.work.spelled("past due")
            told.append(f"{sum_late} {late}, oldest {counted(days, 'day')} late")
        if self.unapplied > 0 and self.debits:
            held = checks.written(self.work, self.unapplied)
            told.append(f"{held} is on account: put it on their invoices first")
        if cost := self._cost():
            told.append(f"Waiting costs you {checks.written(self.work, cost)} so far")
        if self.promises:
            last = self.promises[-1]
            day = weekday_date(last.promised_for, self.work.today)
            state = PromiseState(last.state).words(self.work.currency)
            replaced = ": a new one takes its place" if last.state == "open" else ""
            told.append(
                f"Last promise: {checks.written(self.work, last.amount)} for {day}, {state}"
                f"{replaced}"
            )
        if self.contacting and self.contacting.reached:
            told.append(f"Last spoke {short_date(self.contacting.reached, self.work.today)}")
        told += self._paid_short()
        told += self._sales()
        return told

    def _paid_short(self) -> list[str]:
        """What their payments left open, and why: it is what to talk about."""
        if len(self.shorts) > _MOST_SHORTS:
            left = checks.written(self.work, sum(short.balance for short in self.shorts))
            return [f"{len(self.shorts)} invoices paid short by {left} together"]
        return [
            f"{short.number} paid short by {checks.written(self.work, short.balance)}"
            f" ({short_label(short.code)})"
            for short in self.shorts
        ]

    def _sales(self) -> list[str]:
        """What they bought in twelve months; where it is much, collecting is balanced with it."""
        since = add_months_clamped(self.work.today, -12) + timedelta(days=1)
        bought = learning.sales(self.work.db, self.key, since, self.work.today)
        if not bought:
            return []
        whole = format_whole(bought, self.work.currency, symbol=True)
        words = f"Bought {whole} in twelve months"
        overdue = sum(d.balance for d in self.late)
        much = bought >= _MUCH_BOUGHT * max(overdue, 1) and bool(overdue)
        return [f"{words}: keep it warm" if much else words]

    def _warnings(self) -> list[str]:
        told = []
        if self.contacting and self.contacting.reached_today >= LIVE_CALLS_PER_DAY:
            told.append("You have spoken with them today already. One call a day is enough.")
        elif self.contacting and self.contacting.attempts_7d >= ATTEMPTS_PER_WEEK:
            told.append(
                f"{counted(self.contacting.attempts_7d, 'call')} in the last 7 days."
                " Leave some peace before the next."
            )
        disputed = sum(d.disputed for d in self.debits)
        if disputed:
            rest = sum(d.balance for d in self.debits) - disputed
            ask = "ask only for the rest" if rest else "that is all, so ask for no payment"
            told.append(f"{checks.written(self.work, disputed)} is in dispute: {ask}.")
        if self.hold == "no_contact":
            told.append("No contact is wanted with this customer. Check the reason first.")
        return told

    def _excuses(self) -> list[tuple[str, str]]:
        return [
            (one.code, self._excuse(one)) for one in calls.earlier_reasons(self.work.db, self.key)
        ]

    def _excuse(self, one: calls.EarlierReason) -> str:
        """When it was said, the words, and what happened then."""
        words = f"“{one.note}”" if one.note else ReasonCode(one.code).label
        then = [_PROMISE_ENDS.get(one.promise_state, "")]
        if one.next_paid is not None:
            then.append(f"money came {counted((one.next_paid - one.day).days, 'day')} later")
        elif one.day < self.work.today:
            then.append("no money since")
        told = ", ".join(filter(None, then))
        said = f"{short_date(one.day, self.work.today)}: {words}"
        return f"{said} ({told})" if told else said

    def _promise_day(self) -> date:
        """The day to propose for a payment: their next pay run, or else Friday."""
        tomorrow = self.work.today + timedelta(days=1)
        run = parse_pay_run(self.customer["pay_run"]) if self.customer["pay_run"] else _FRIDAYS
        return run_on_or_after(tomorrow, run, self.calendar)


def _contact(row: dict[str, Any]) -> ContactRow:
    return ContactRow(
        contact_id=row["id"],
        name=row["name"],
        role=row["role"],
        phone=row["phone"],
        extension=row["extension"],
        email=row["email"],
        best_time=row["best_time"],
        do_not_call=bool(row["do_not_call"]),
        rapport=row["rapport"],
    )
