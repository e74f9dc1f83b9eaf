"""Whatever is paid, returned, disputed and entered late: what stands charged is what one reckoning
of the whole time comes to, day by day or month by month.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from collectdesk.domain.dates import add_months_clamped
from collectdesk.usecases.charge_corrections import wrong_charges
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.charges import ApplyCharges, apply_charges, charge_preview
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.payments import (
    IssueCreditNote,
    RecordPayment,
    ReversePayment,
    issue_credit_note,
    record_payment,
    reverse_payment,
)
from tests.usecases.conftest import Shop, opened_shop

ISSUED = date(2026, 1, 31)
TOTAL = 250_000
DAY = timedelta(days=1)


@dataclass
class OwedOverTime:
    """An invoice due on the day it is dated, at ``rate_bp`` a year or a month."""

    shop: Shop
    luck: Random
    customer: int
    invoice: int
    mode: str
    rate_bp: int
    grace: int
    changes: list[tuple[date, int]] = field(default_factory=list)
    payments: list[tuple[int, date, int]] = field(default_factory=list)
    disputes: list[tuple[date, int]] = field(default_factory=list)
    disputed: tuple[int, int] = (0, 0)
    until: date = ISSUED

    @property
    def today(self) -> date:
        return self.shop.clock.today()

    def open_on(self, day: date) -> int:
        return TOTAL + sum(amount for on, amount in self.changes if on <= day)

    def bears_on(self, day: date) -> int:
        held = sum(amount for on, amount in self.disputes if on <= day)
        return max(0, self.open_on(day) - held)

    def reckoned(self) -> int:
        """The interest up to the last day charged for, rounded once."""
        days = (self.today - ISSUED).days
        if not any(self.open_on(ISSUED + DAY * n) for n in range(self.grace, days + 1)):
            return 0
        exact = Fraction(0)
        if self.mode == "simple":
            for number in range((self.until - ISSUED).days):
                exact += Fraction(self.bears_on(ISSUED + DAY * number) * self.rate_bp, 3_650_000)
        number = 0
        while self.mode != "simple" and add_months_clamped(ISSUED, number) < self.until:
            first, last = (add_months_clamped(ISSUED, number + more) for more in (0, 1))
            bears = self.bears_on(first if self.mode == "started_months" else last - DAY)
            exact += Fraction(bears * self.rate_bp, 10_000)
            number += 1
        return int(exact + Fraction(1, 2))

    def pay(self) -> None:
        left = TOTAL + sum(amount for _, amount in self.changes)
        if not left:
            return
        amount = self.luck.choice([left, max(1, left // 2), 1])
        dated = max(ISSUED, self.today - DAY * self.luck.choice([0, 1, 9, 40]))
        parts = ((self.invoice, amount),)
        command = RecordPayment(self.customer, amount, dated, parts=parts)
        payment = self.shop.do(record_payment, command)
        # As long as another payment was on the invoice, this one was on account.
        dated = max([dated, *(on for on, _ in self.changes if self.open_on(on - DAY) < amount)])
        self.changes.append((dated, -amount))
        self.payments.append((payment, dated, amount))

    def bounce(self) -> None:
        if self.payments:
            payment, dated, amount = self.payments.pop(self.luck.randrange(len(self.payments)))
            on = max(dated, self.today - DAY * self.luck.choice([0, 5]))
            self.shop.do(reverse_payment, ReversePayment(payment, on))
            self.changes.append((on, amount))

    def credit(self) -> None:
        left = TOTAL + sum(amount for _, amount in self.changes)
        if left > 10_000:
            self.shop.do(issue_credit_note, IssueCreditNote(self.invoice, 999, "short"))
            self.changes.append((self.today, -999))

    def dispute(self) -> None:
        dispute, amount = self.disputed
        if dispute:
            self.shop.do(resolve_dispute, ResolveDispute(dispute, "rejected"))
            self.disputes.append((self.today, -amount))
            self.disputed = (0, 0)
        elif self.shop.balance(self.customer, self.invoice) >= 70_000:
            new = NewDispute(self.invoice, 70_000, "price")
            self.disputed = self.shop.do(open_dispute, OpenDispute(self.customer, new)), 70_000
            self.disputes.append((self.today, 70_000))

    def charge(self) -> None:
        command = ApplyCharges(closed_since=ISSUED)
        told = self.shop.desk.ask(charge_preview, command).lines
        wrong = sum(one.amount for one in self.shop.desk.ask(wrong_charges))
        run = self.shop.do(apply_charges, command)
        assert run.lines == told
        assert sum(line.corrected for line in told) == -wrong
        assert self.shop.desk.ask(charge_preview, command).lines == ()
        self.until = max([self.until, *(line.until for line in run.lines if line.interest)])
        owed = self.shop.page(self.customer).head.owes
        assert owed - TOTAL - sum(amount for _, amount in self.changes) == self.reckoned()

    def things(self) -> list[Callable[[], None]]:
        often = [self.pay, self.charge, self.charge]
        return [*often, self.bounce, self.credit, self.dispute]


@pytest.mark.parametrize(
    ("mode", "rate_bp", "grace"),
    [
        ("simple", 1_800, 0),
        ("simple", 999, 20),
        ("full_months", 150, 5),
        ("started_months", 150, 9),
    ],
)
@pytest.mark.parametrize("seed", range(2))
def test_any_history_is_charged_as_if_reckoned_at_once(
    tmp_path: Path, mode: str, rate_bp: int, grace: int, seed: int
) -> None:
    shop = opened_shop(tmp_path, ISSUED)
    with closing(shop.desk):
        customer = shop.customer()
        shop.do(set_interest_rule, SetInterestRule(customer, mode, rate_bp, grace))
        invoice = shop.invoice(customer, "2,500.00", ISSUED.isoformat(), "due on receipt")
        luck = Random(seed)
        owed = OwedOverTime(shop, luck, customer, invoice, mode, rate_bp, grace)
        for _ in range(30):
            luck.choice(owed.things())()
            if luck.random() < 0.6:
                shop.on((owed.today + DAY * luck.choice([1, 2, 7, 28, 31])).isoformat())
        owed.charge()
