"""Whatever happens, in whatever order: the sums agree on every day, and undo gives each row back.

Open items less unapplied cash = the account carried forward = the aging total, on any day.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.store import ledger
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    RecordPayment,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    issue_credit_note,
    open_items,
    record_payment,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop, opened_shop

FIRST_DAY = date(2026, 1, 30)
TERMS = ("net 30", "2/10 net 30", "EOM", "due on receipt", "15 MFI")


@dataclass
class Life:
    """A shop to which things happen; each choice is made by ``luck``."""

    shop: Shop
    luck: Random
    customers: list[int]

    def some_customer(self) -> int:
        return self.luck.choice(self.customers)

    def some_open(self, customer: int) -> int:
        found = self.shop.desk.ask(open_items, customer)
        return self.luck.choice(found).invoice_id if found else 0

    def some_amount(self) -> int:
        return self.luck.choice([1, 999, 4_900, 5_000, 9_800, 10_000, 25_000])

    def some_day(self, back: int = 40) -> date:
        return self.shop.clock.today() - timedelta(days=self.luck.randrange(back))

    def ids(self, table: str) -> list[int]:
        def found(work: Work) -> list[int]:
            return [row[0] for row in work.db.execute_sql(f"SELECT id FROM {table}")]

        return self.shop.desk.ask(found) or [0]

    def issue(self) -> None:
        prices = ("50.00", "100.00", "0.01", "1,234.56")
        self.shop.invoice(
            self.some_customer(),
            self.luck.choice(prices),
            self.some_day().isoformat(),
            self.luck.choice(TERMS),
        )

    def pay(self) -> None:
        customer = self.some_customer()
        named = (self.some_open(customer),) if self.luck.random() < 0.6 else ()
        command = RecordPayment(
            customer, self.some_amount(), self.some_day(), "transfer", "", named
        )
        self.shop.do(record_payment, command)

    def bounce(self) -> None:
        payment = self.luck.choice(self.ids("credit"))
        fee = self.luck.choice([0, 2_500])
        self.shop.do(reverse_payment, ReversePayment(payment, self.some_day(10), fee, "NSF"))

    def use_credit(self) -> None:
        self.shop.do(apply_unapplied, ApplyUnapplied(self.some_customer()))

    def credit(self) -> None:
        invoice = self.some_open(self.some_customer())
        self.shop.do(issue_credit_note, IssueCreditNote(invoice, self.some_amount(), "short"))

    def give_up(self) -> None:
        self.shop.do(write_off, WriteOff(self.some_open(self.some_customer()), "gone", True))

    def void(self) -> None:
        self.shop.do(void_invoice, VoidInvoice(self.luck.choice(self.ids("invoice")), "wrong"))

    def promise(self) -> None:
        customer = self.some_customer()
        named = (self.some_open(customer),) if self.luck.random() < 0.5 else ()
        day = self.shop.clock.today() + timedelta(days=self.luck.randrange(8))
        promise = NewPromise(self.some_amount(), day, "cheque", named)
        self.shop.do(make_promise, MakePromise(customer, promise))

    def dispute(self) -> None:
        customer = self.some_customer()
        dispute = NewDispute(self.some_open(customer), self.some_amount(), "price")
        self.shop.do(open_dispute, OpenDispute(customer, dispute))

    def settle(self) -> None:
        dispute = self.luck.choice(self.ids("dispute"))
        self.shop.do(resolve_dispute, ResolveDispute(dispute, "price_corrected"))

    def plan(self) -> None:
        customer = self.some_customer()
        day = self.shop.clock.today() + timedelta(days=3)
        self.shop.do(make_plan, MakePlan(customer, (self.some_open(customer),), 3, day))

    def call(self) -> None:
        answer = self.luck.choice(["no_answer", "sent", "wont_pay", "pay_run"])
        self.shop.do(log_call, LogCall(self.some_customer(), answer))

    def sleep(self) -> None:
        day = self.shop.clock.today() + timedelta(days=self.luck.randrange(1, 12))
        self.shop.on(day.isoformat())

    def things(self) -> list[Callable[[], None]]:
        """What may happen, the usual things more often."""
        usual = [self.issue, self.issue, self.pay, self.pay, self.bounce, self.sleep]
        return [
            *usual, self.use_credit, self.credit, self.give_up, self.void, self.promise,
            self.dispute, self.settle, self.plan, self.call,
        ]  # fmt: skip


def sums_agree(shop: Shop, customers: list[int], day: date) -> None:
    """Open items less credit on account = account carried forward = aging, for each customer."""

    def sums(work: Work) -> list[tuple[int, int, int]]:
        aged = {row.customer_id: row.total for row in aging_report(work, day).rows}
        return [
            (
                sum(debit.balance for debit in ledger.open_debits(work.db, day, customer))
                - ledger.unapplied(work.db, day, customer).get(customer, 0),
                sum(entry.amount for entry in ledger.entries(work.db, customer, day)),
                aged.get(customer, 0),
            )
            for customer in customers
        ]

    for open_less_credit, carried, aged in shop.desk.ask(sums):
        assert open_less_credit == carried == aged


def undo_gives_back(shop: Shop, happen: Callable[[], None]) -> None:
    """Let it happen, take it back and do it again; a refusal changes nothing."""
    label, before = shop.desk.undo_label, shop.whole_book()
    steps = _steps(shop)
    try:
        happen()
    except (InvalidInput, NotFound):
        assert shop.whole_book() == before
        return
    if _steps(shop) != steps + 1 or not shop.desk.undo_label or shop.desk.undo_label == label:
        return
    after = shop.whole_book()
    shop.desk.undo()
    assert shop.whole_book() == before
    shop.desk.redo()
    assert shop.whole_book() == after


def _steps(shop: Shop) -> int:
    def counted(work: Work) -> int:
        return int(work.db.execute_sql("SELECT COUNT(*) FROM step").fetchone()[0])

    return shop.desk.ask(counted)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(luck=st.randoms(use_true_random=False), length=st.integers(5, 40))
def test_any_history_adds_up_on_any_day_and_can_be_undone(luck: Random, length: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shop = opened_shop(Path(folder), FIRST_DAY)
        with closing(shop.desk):
            customers = [shop.customer("One"), shop.customer("Two", terms="2/10 net 30")]
            life = Life(shop, luck, customers)
            for _ in range(length):
                undo_gives_back(shop, luck.choice(life.things()))
            report = shop.desk.ask(check_book)
            assert [check for check in report.checks if check.problems] == []
            for back in range(0, 90, 3):
                sums_agree(shop, customers, shop.clock.today() - timedelta(days=back))
