"""The same facts tell the same: entered late, for two customers, in another year or other money."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collectdesk import bootstrap
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.charges import ApplyCharges, apply_charges
from collectdesk.usecases.customer_habits import customer_habits
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.insights import insights
from collectdesk.usecases.papers.statements import statement_rows
from collectdesk.usecases.paying_days import PayingDays
from collectdesk.usecases.payments import (
    RecordPayment,
    ReversePayment,
    record_payment,
    reverse_payment,
)
from tests.usecases.conftest import MovableClock, Shop

START = date(2026, 1, 5)
CHARGED_ON = (30, 60)
FIGURES = ("dso", "dso_count_back", "best_possible_dso", "cei", "days_to_pay", "days_beyond_terms")

given_luck = given(seed=st.integers(0, 10**6))
few = settings(max_examples=6, deadline=None, derandomize=True)


@dataclass(frozen=True)
class Fact:
    """An invoice, a payment of it or the return of one, so many days after the start.

    ``amount`` is in whole dollars, ``paid`` the number of the payment that came back.
    """

    number: int
    day: int
    what: str
    invoice: int
    amount: int = 0
    terms: str = ""
    paid: int = 0


def facts(luck: Random) -> list[Fact]:
    """What could happen in a quarter: all sums are of fifty dollars, or the early price of one."""
    happened: list[Fact] = []
    issued: dict[int, Fact] = {}
    owed: dict[int, int] = {}
    payments: list[Fact] = []
    day = 0
    for number in range(20):
        day += luck.randrange(8)
        waiting = [one for one, amount in owed.items() if amount]
        chance = luck.random()
        if payments and chance < 0.15:
            paid = payments.pop(luck.randrange(len(payments)))
            owed[paid.invoice] += -(-paid.amount // 50) * 50  # with the discount that it had
            fact = Fact(number, day, "return", paid.invoice, paid=paid.number)
        elif waiting and chance < 0.6:
            invoice = luck.choice(waiting)
            first, left = issued[invoice], owed[invoice]
            early = left == first.amount and first.terms[0] == "2" and day <= first.day + 10
            amount = luck.choice([50, left, left * 98 // 100 if early else left])
            owed[invoice] -= -(-amount // 50) * 50
            fact = Fact(number, day, "pay", invoice, amount)
            payments.append(fact)
        else:
            amount, terms = luck.choice([50, 100, 1_250]), luck.choice(["2/10 net 30", "15 MFI"])
            fact = issued[number] = Fact(number, day, "issue", number, amount, terms)
            owed[number] = amount
        happened.append(fact)
    return happened


def late_entries(happened: list[Fact], luck: Random) -> list[tuple[int, Fact]]:
    """When each is entered: on its day or weeks later; what belongs together in a fit order."""
    returned = {fact.invoice for fact in happened if fact.what == "return"}
    known: dict[int, int] = {}
    entered = []
    for fact in happened:
        day = max(fact.day + luck.choice([0, 0, 4, 25, 60]), known.get(fact.invoice, 0))
        if fact.what == "issue" or fact.invoice in returned:
            known[fact.invoice] = day
        order = fact.number if fact.invoice in returned else luck.randrange(20)
        entered.append(((day, fact.what != "issue", order), fact))
    return [(key[0], fact) for key, fact in sorted(entered, key=lambda one: one[0])]


@dataclass(frozen=True)
class Setting:
    """How the facts are told to a book."""

    late: Random | None = None
    parted: bool = False
    currency: str = "USD"
    unit: int = 100
    year: int = START.year
    charged: bool = False

    def on(self, day: int) -> date:
        """A day of the book."""
        told = START + timedelta(day)
        return told.replace(year=told.year + self.year - START.year)


def played(
    happened: list[Fact], setting: Setting, told: Callable[[Shop, Setting, int], Any]
) -> Any:
    """What is told of a book in which the facts were entered."""
    entries = [(fact.day, fact) for fact in happened]
    if setting.late:
        entries = late_entries(happened, setting.late)
    last = happened[-1].day + 90
    with tempfile.TemporaryDirectory() as folder:
        path, clock = Path(folder) / "Shop.collectdesk", MovableClock(setting.on(0))
        bootstrap.new_book(path, currency=setting.currency, clock=clock)
        shop = Shop(bootstrap.open_desk(path, clock), clock)
        with closing(shop.desk):
            _enter(shop, entries, setting, last)
            return told(shop, setting, last)


def _enter(shop: Shop, entries: list[tuple[int, Fact]], setting: Setting, last: int) -> None:
    owners = [shop.customer(name) for name in ("One", "Two")]
    for owner in owners if setting.charged else ():
        shop.do(set_interest_rule, SetInterestRule(owner, "simple", 1_800))
    invoices: dict[int, int] = {}
    payments: dict[int, int] = {}
    runs = [(day, None) for day in CHARGED_ON if setting.charged and day < last]
    for day, fact in sorted([*entries, *runs], key=lambda entry: entry[0]):
        shop.clock.day = setting.on(day)
        if fact is None:
            shop.do(apply_charges, ApplyCharges(closed_since=setting.on(0)))
            continue
        owner, on = owners[fact.invoice % 2 if setting.parted else 0], setting.on(fact.day)
        amount = fact.amount * setting.unit
        if fact.what == "issue":
            invoices[fact.number] = shop.invoice(
                owner, str(fact.amount), on.isoformat(), fact.terms, sent=False
            )
        elif fact.what == "pay":
            parts = ((invoices[fact.invoice], amount),)
            payment = RecordPayment(owner, amount, on, parts=parts)
            payments[fact.number] = shop.do(record_payment, payment)
        else:
            shop.do(reverse_payment, ReversePayment(payments[fact.paid], on, 25 * setting.unit))
    shop.on(setting.on(last).isoformat())
    if setting.charged:
        shop.do(apply_charges, ApplyCharges(closed_since=setting.on(0)))


def owed_at_last(shop: Shop, setting: Setting, last: int) -> int:
    return shop.desk.ask(aging_report, setting.on(last)).totals.total


def sums(shop: Shop, setting: Setting, last: int) -> list[Any]:
    """Aging and figures of many days and the statements of each month, in whole dollars."""

    def dollars(amounts: Any) -> list[Fraction]:
        return [Fraction(amount, setting.unit) for amount in amounts]

    told: list[Any] = []
    for day in range(0, last, 9):
        on = setting.on(day)
        for by in ("due", "invoice"):
            row = shop.desk.ask(aging_report, on, by).totals
            told.append(dollars([*row.amounts, row.unapplied, row.total]))
        seen = shop.desk.ask(insights, on)
        numbers = {one.key: one.number for one in (*seen.figures, *seen.more)}
        told.append([numbers[key] for key in FIGURES])
    for month in range(1, setting.on(last).month + 1):
        rows = shop.desk.ask(statement_rows, date(setting.year, month, 1))
        columns = ("opening", "charges", "credits", "closing", "past_due")
        told.append(dollars(sum(getattr(row, name) for row in rows) for name in columns))
    return told


def habits(shop: Shop, setting: Setting, last: int) -> list[Any]:
    """How late invoices were paid, and whether that grows."""
    found = shop.desk.ask(customer_habits, setting.on(last))
    return [(one.paid, one.days_late, one.later) for one in found]


@few
@given_luck
def test_what_is_entered_weeks_late_tells_the_same_of_each_day(seed: int) -> None:
    happened, late = facts(Random(seed)), Setting(late=Random(seed))
    for told in (sums, habits):
        assert played(happened, late, told) == played(happened, Setting(), told)


def test_of_invoices_paid_by_one_cheque_none_counts_as_the_last_for_when_it_was_entered(
    shop: Shop,
) -> None:
    late_by, told = [40, 3, 60, 18, 9, 71, 2, 33, 55, 24, 47], []
    for days in (sorted(late_by), sorted(late_by, reverse=True), late_by):
        customer = shop.customer()
        due = [shop.clock.today() - timedelta(one) for one in days]
        made = [shop.invoice(customer, issued=on.isoformat(), terms="net 0") for on in due]
        shop.pay(customer, 100_000 * len(made), *made)
        (alone,) = shop.desk.ask(customer_habits, customers=[customer])
        *_, among_all = shop.desk.ask(customer_habits)
        likely = shop.desk.ask(lambda work: PayingDays(work, work.today)).usual_delay(
            customer, shop.clock.today().isoformat()
        )
        told.append((alone.days_late, alone.later, among_all.days_late, likely))
    assert told[0] == told[1] == told[2]


@few
@given_luck
def test_interest_comes_to_the_same_once_what_was_late_is_entered(seed: int) -> None:
    happened, in_time = facts(Random(seed)), Setting(charged=True)
    late = Setting(charged=True, late=Random(seed))
    assert played(happened, late, owed_at_last) == played(happened, in_time, owed_at_last)


@pytest.mark.parametrize(
    "other",
    [
        Setting(parted=True),
        Setting(year=2054),
        Setting(currency="KWD", unit=1_000),
        Setting(currency="JPY", unit=1),
    ],
    ids=["two customers", "28 years later", "three decimals", "no decimals"],
)
@settings(max_examples=3, deadline=None, derandomize=True)
@given_luck
def test_sums_add_up_and_ratios_stay(other: Setting, seed: int) -> None:
    happened = facts(Random(seed))
    assert played(happened, other, sums) == played(happened, Setting(), sums)
