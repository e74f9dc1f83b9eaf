"""A life of things that happen to a shop by luck; for tests of what holds whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.charges import (
    ApplyCharges,
    WaiveCharge,
    apply_charges,
    charge_preview,
    waive_charge,
)
from collectdesk.usecases.credit import (
    ApplicationForm,
    DecideApplication,
    SaveApplication,
    decide_application,
    save_application,
)
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.disputes import (
    MoveDispute,
    NewDispute,
    OpenDispute,
    ResolveDispute,
    move_dispute,
    open_dispute,
    resolve_dispute,
)
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
from collectdesk.usecases.plans import (
    CancelPlan,
    MakePlan,
    SignPlan,
    cancel_plan,
    make_plan,
    sign_plan,
)
from collectdesk.usecases.promises import (
    CancelPromise,
    MakePromise,
    NewPromise,
    cancel_promise,
    make_promise,
)
from collectdesk.usecases.recoveries import RecordRecovery, record_recovery
from collectdesk.usecases.refunds import RefundCredit, refund_credit
from collectdesk.usecases.settlements import (
    OfferSettlement,
    SettleForLess,
    offer_settlement,
    settle_for_less,
)
from collectdesk.usecases.short_payments import AllowLateDiscount, allow_late_discount
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

TERMS = ("net 30", "2/10 net 30", "EOM", "due on receipt", "15 MFI")


@dataclass
class Life:
    """A shop to which things happen; each choice is made by ``luck``."""

    shop: Shop
    luck: Random
    customers: list[int]

    def some_customer(self) -> int:
        return self.luck.choice(self.customers)

    def some_debtor(self) -> int:
        """A customer with something open, if there is one."""
        return self.one("invoice", "balance > 0", "customer_id") or self.customers[0]

    def some_open(self, customer: int) -> int:
        found = self.shop.desk.ask(open_items, customer)
        return self.luck.choice(found).invoice_id if found else 0

    def some_amount(self) -> int:
        return self.luck.choice([1, 999, 4_900, 5_000, 9_800, 10_000, 25_000])

    def some_day(self, back: int = 40) -> date:
        return self.shop.clock.today() - timedelta(days=self.luck.randrange(back))

    def one(self, table: str, where: str = "1", column: str = "id") -> int:
        """One of the rows that fit; mostly a fitting one, now and then any, 0 if there is none."""
        rule = where if self.luck.random() < 0.9 else "1"

        def found(work: Work) -> list[int]:
            sql = f"SELECT {column} FROM {table} WHERE {rule} ORDER BY id"
            return [row[0] for row in work.db.execute_sql(sql)]

        return self.luck.choice(self.shop.desk.ask(found) or [0])

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
            customer,
            self.some_amount(),
            self.some_day(),
            "transfer",
            "",
            named,
            allow_late_discount=self.luck.random() < 0.3,
        )
        self.shop.do(record_payment, command)

    def pay_short(self) -> None:
        """The early price too late, or a few cents less than is open."""
        invoice = self.one("invoice", "balance = total AND balance > 100")
        row = next(iter(self.shop.desk.ask(open_items, self.customers[1])), None)
        if row is not None and self.luck.random() < 0.5:
            short = self.luck.choice([row.balance * 2 // 100, 1, 60])
            command = RecordPayment(
                self.customers[1],
                max(1, row.balance - short),
                self.some_day(3),
                named=(row.invoice_id,),
            )
            self.shop.do(record_payment, command)
            return
        self.shop.do(allow_late_discount, AllowLateDiscount(invoice, "a good customer"))

    def bounce(self) -> None:
        payment = self.one("credit", "kind = 'payment' AND state != 'reversed'")
        fee = self.luck.choice([0, 2_500])
        self.shop.do(reverse_payment, ReversePayment(payment, self.some_day(10), fee, "NSF"))

    def use_credit(self) -> None:
        customer = self.one("credit", "unapplied > 0", "customer_id") or self.customers[0]
        self.shop.do(apply_unapplied, ApplyUnapplied(customer))

    def credit(self) -> None:
        invoice = self.some_open(self.some_debtor())
        self.shop.do(issue_credit_note, IssueCreditNote(invoice, self.some_amount(), "short"))

    def give_up(self) -> None:
        self.shop.do(write_off, WriteOff(self.some_open(self.some_debtor()), "gone", True))

    def void(self) -> None:
        self.shop.do(void_invoice, VoidInvoice(self.one("invoice", "balance = total"), "wrong"))

    def promise(self) -> None:
        customer = self.some_debtor()
        named = (self.some_open(customer),) if self.luck.random() < 0.5 else ()
        day = self.shop.clock.today() + timedelta(days=self.luck.randrange(8))
        promise = NewPromise(self.some_amount(), day, "cheque", named)
        self.shop.do(make_promise, MakePromise(customer, promise))

    def take_promise_back(self) -> None:
        self.shop.do(cancel_promise, CancelPromise(self.one("promise", "state = 'open'")))

    def place_with_agency(self) -> None:
        placed = self.luck.choice(["agency", "no"])
        self.shop.do(place_account, PlaceAccount(self.some_debtor(), placed))

    def dispute(self) -> None:
        customer = self.some_debtor()
        dispute = NewDispute(self.some_open(customer), self.some_amount(), "price")
        self.shop.do(open_dispute, OpenDispute(customer, dispute))

    def look_into(self) -> None:
        dispute = self.one("dispute", "state != 'resolved'")
        state = self.luck.choice(["investigating", "offered", ""])
        self.shop.do(move_dispute, MoveDispute(dispute, state, remedy="credit"))

    def settle(self) -> None:
        dispute = self.one("dispute", "state != 'resolved'")
        credit = self.luck.choice([0, 1, 999])
        command = ResolveDispute(dispute, "price_corrected", credit=credit)
        self.shop.do(resolve_dispute, command)

    def plan(self) -> None:
        customer = self.some_debtor()
        day = self.shop.clock.today() + timedelta(days=3)
        signed = self.luck.random() < 0.6
        command = MakePlan(
            customer, (self.some_open(customer),), 3, day, self.luck.choice([0, 100]), "", signed
        )
        self.shop.do(make_plan, command)

    def sign(self) -> None:
        plan = self.one("plan", "state = 'proposed'")
        self.shop.do(sign_plan, SignPlan(plan, self.shop.clock.today()))

    def end_plan(self) -> None:
        self.shop.do(cancel_plan, CancelPlan(self.one("plan", "state = 'active'")))

    def charge(self) -> None:
        since = self.some_day() if self.luck.random() < 0.5 else None
        command = ApplyCharges(self.some_day(20), closed_since=since)
        self.shop.do(apply_charges, command)
        assert self.shop.desk.ask(charge_preview, command).lines == ()

    def waive(self) -> None:
        debit = self.one("invoice", "kind IN ('interest', 'late_fee') AND balance > 0")
        self.shop.do(waive_charge, WaiveCharge(debit, "a friend", self.luck.choice([0, 1])))

    def refund(self) -> None:
        customer = self.one("credit", "unapplied > 0", "customer_id") or self.customers[0]
        command = RefundCredit(customer, self.luck.choice([1, 999, 4_900]), self.some_day(5))
        self.shop.do(refund_credit, command)

    def recover(self) -> None:
        invoice = self.one("invoice", "written_off > 0")
        command = RecordRecovery(invoice, self.some_amount(), self.some_day(10))
        self.shop.do(record_recovery, command)

    def accept_less(self) -> None:
        customer = self.some_debtor()
        chosen = (self.some_open(customer), self.some_open(customer))
        command = SettleForLess(
            customer, chosen, self.some_amount(), self.some_day(10), "better than nothing"
        )
        self.shop.do(settle_for_less, command)

    def offer_less(self) -> None:
        customer = self.some_debtor()
        until = self.shop.clock.today() + timedelta(days=5)
        command = OfferSettlement(customer, (self.some_open(customer),), 1, until)
        self.shop.do(offer_settlement, command)

    def allow_late(self) -> None:
        invoice = self.one("allocation", "code != ''", "invoice_id")
        self.shop.do(allow_late_discount, AllowLateDiscount(invoice, "a good customer"))

    def apply_for_credit(self) -> None:
        form = ApplicationForm(self.some_customer(), requested_limit=50_000_000)
        self.shop.do(save_application, SaveApplication(form))

    def decide(self) -> None:
        application = self.one("credit_application", "decision = ''")
        self.shop.do(decide_application, DecideApplication(application, "approved"))

    def call(self) -> None:
        answer = self.luck.choice(["no_answer", "sent", "wont_pay", "pay_run"])
        self.shop.do(log_call, LogCall(self.some_customer(), answer))

    def sleep(self) -> None:
        day = self.shop.clock.today() + timedelta(days=self.luck.randrange(1, 12))
        self.shop.on(day.isoformat())

    def things(self) -> list[Callable[[], None]]:
        """What may happen: the usual things, and more often what has just become possible."""
        usual = [self.issue, self.issue, self.pay, self.pay, self.sleep, self.charge]
        seldom = [
            self.pay_short, self.credit, self.give_up, self.void, self.promise, self.dispute,
            self.plan, self.call, self.accept_less, self.offer_less, self.apply_for_credit,
            self.place_with_agency,
        ]  # fmt: skip
        possible = [thing for thing, rule in self._follows() if self._is_there(rule)]
        return [*usual, *seldom, *possible, *possible]

    def _follows(self) -> list[tuple[Callable[[], None], str]]:
        """What needs something to be there first, and what."""
        return [
            (self.bounce, "credit WHERE kind = 'payment' AND state != 'reversed'"),
            (self.use_credit, "credit WHERE unapplied > 0"),
            (self.refund, "credit WHERE unapplied > 0"),
            (self.look_into, "dispute WHERE state IN ('open', 'investigating')"),
            (self.settle, "dispute WHERE state != 'resolved'"),
            (self.take_promise_back, "promise WHERE state = 'open'"),
            (self.sign, "plan WHERE state = 'proposed'"),
            (self.end_plan, "plan WHERE state IN ('signed', 'active')"),
            (self.waive, "invoice WHERE kind IN ('interest', 'late_fee') AND balance > 0"),
            (self.recover, "invoice WHERE written_off > 0"),
            (self.allow_late, "allocation WHERE code != ''"),
            (self.decide, "credit_application WHERE decision = ''"),
        ]

    def _is_there(self, rule: str) -> bool:
        def found(work: Work) -> bool:
            return bool(work.db.execute_sql(f"SELECT 1 FROM {rule} LIMIT 1").fetchone())

        return self.shop.desk.ask(found)
