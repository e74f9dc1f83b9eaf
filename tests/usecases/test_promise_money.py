"""Money keeps the promise that it is for by the day on which it came, whenever that is noted."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    RecordPayment,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    issue_credit_note,
    record_payment,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.work import Work
from tests.usecases.conftest import MovableClock, Shop, opened_shop
from tests.usecases.promising import FRIDAY, promised


def test_money_of_the_deadline_that_is_noted_days_later_still_keeps_the_promise(
    shop: Shop,
) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-13")
    assert shop.promises(customer) == ["broken"]
    shop.pay(customer, 60_000, invoice, dated="2026-04-08")
    assert shop.promises(customer) == ["partly_kept"]
    shop.pay(customer, 40_000, invoice, dated="2026-04-09")
    assert shop.promises(customer) == ["partly_kept"]
    shop.do(reverse_payment, ReversePayment(_last_payment(shop), date(2026, 4, 13)))
    shop.pay(customer, 40_000, invoice, dated="2026-04-07")
    assert shop.promises(customer) == ["kept"]


@pytest.mark.parametrize("named", [True, False])
def test_a_promise_is_kept_on_the_day_by_whose_end_enough_had_come_whenever_it_is_noted(
    shop: Shop, named: bool
) -> None:
    """600.00 of 1 April are noted on the 7th, after 1,000.00 of the 6th, then 400.00 of the 2nd."""
    customer = shop.customer()
    invoice = shop.invoice(customer, "3,000.00", "2026-01-30")
    promise = NewPromise(100_000, FRIDAY, "cheque", (invoice,) if named else ())
    shop.do(make_promise, MakePromise(customer, promise))
    shop.on("2026-04-06").pay(customer, 100_000, invoice)
    shop.on("2026-04-07").pay(customer, 60_000, invoice, dated="2026-04-01")
    assert _kept_on(shop, customer) == date(2026, 4, 6)
    shop.pay(customer, 40_000, invoice, dated="2026-04-02")
    assert _kept_on(shop, customer) == date(2026, 4, 2)
    shop.desk.undo()
    assert _kept_on(shop, customer) == date(2026, 4, 6)
    shop.pay(customer, 40_000, invoice)
    assert _kept_on(shop, customer) == date(2026, 4, 6)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_noted_late_keeps_a_promise_as_if_noted_on_its_day(
    tmp_path: Path, seed: int
) -> None:
    luck = Random(seed)
    payments = [(luck.randint(1, 9), luck.choice([30_000, 60_000, 120_000])) for _ in range(4)]
    late = luck.sample(payments, len(payments))
    found = []
    for in_time in (True, False):
        folder = tmp_path / str(in_time)
        folder.mkdir()
        shop = opened_shop(folder, date(2026, 3, 31))
        with closing(shop.desk):
            customer, invoice = promised(shop, price="9,000.00")
            for day, amount in sorted(payments) if in_time else late:
                shop.on(f"2026-04-{day if in_time else 14:02}")
                shop.pay(customer, amount, invoice, dated=f"2026-04-{day:02}")
            shop.on("2026-04-15")
            (promise,) = shop.whole_book()["promise"]
            found.append((promise, shop.promises(customer), _kept_on(shop, customer)))
    assert found[0] == found[1]


def _kept_on(shop: Shop, customer: int) -> date | None:
    told = [row.on for row in shop.page(customer).history if row.strong == "Promise kept"]
    return told[0] if told else None


def test_credit_on_account_that_is_used_for_the_invoice_keeps_the_promise(shop: Shop) -> None:
    customer, invoice = promised(shop)
    everything = RecordPayment(customer, 100_000, shop.clock.today(), parts=())
    shop.do(record_payment, everything)
    assert shop.promises(customer) == ["open"]
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((invoice, 100_000),)))
    assert shop.promises(customer) == ["kept"]


@pytest.mark.parametrize("named", [True, False])
def test_what_was_paid_just_before_a_promise_is_no_part_of_it(shop: Shop, named: bool) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    at_once = shop.pay(customer, 40_000, invoice, method="card")
    rest = NewPromise(60_000, FRIDAY, "card", (invoice,) if named else ())
    shop.do(make_promise, MakePromise(customer, rest))
    assert shop.page(customer).head.promised == 60_000
    shop.on("2026-04-01")
    assert shop.page(customer).head.promised == 60_000
    shop.pay(customer, 20_000, invoice)
    assert shop.promises(customer) == ["open"]
    shop.do(reverse_payment, ReversePayment(at_once, date(2026, 4, 1)))
    assert shop.promises(customer) == ["open"]
    shop.on("2026-04-04")
    assert shop.promises(customer) == ["partly_kept"]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("cheque_first", [True, False])
def test_the_cheque_that_was_promised_keeps_the_promise_whichever_of_both_is_noted_first(
    shop: Shop, named: bool, cheque_first: bool
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    promise = NewPromise(50_000, FRIDAY, "cheque", (invoice,) if named else (), "No. 2291")
    cheque = RecordPayment(customer, 50_000, shop.clock.today(), "cheque", "no. 2291", (invoice,))
    if cheque_first:
        shop.do(record_payment, cheque)
    shop.do(make_promise, MakePromise(customer, promise))
    if not cheque_first:
        shop.do(record_payment, cheque)
    assert shop.promises(customer) == ["kept"]
    assert shop.on("2026-04-10").promises(customer) == ["kept"]


def test_what_is_paid_later_on_the_day_of_a_promise_keeps_it(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.pay(customer, 100_000, invoice)
    assert shop.promises(customer) == ["kept"]
    shop.desk.undo()
    assert shop.promises(customer) == ["open"]
    shop.pay(customer, 100_000, invoice)
    assert shop.promises(customer) == ["kept"]


def test_one_unit_of_a_currency_without_cents_may_be_missing(tmp_path: Path) -> None:
    bootstrap.new_book(tmp_path / "Yen.collectdesk", firm="Kyoto Paper", currency="JPY")
    clock = MovableClock(date(2026, 3, 31))
    shop = Shop(bootstrap.open_desk(tmp_path / "Yen.collectdesk", clock), clock)
    with closing(shop.desk):
        customer, invoice = promised(shop, amount=1_000, price="5,000")
        shop.pay(customer, 998, invoice)
        assert shop.promises(customer) == ["open"]
        shop.pay(customer, 1, invoice)
        assert shop.promises(customer) == ["kept"]


def _last_payment(shop: Shop) -> int:
    def found(work: Work) -> int:
        return int(work.db.execute_sql("SELECT MAX(id) FROM credit").fetchone()[0])

    return shop.desk.ask(found)


def _credit_all(shop: Shop, invoice: int) -> None:
    shop.do(issue_credit_note, IssueCreditNote(invoice, 100_000, "sent back"))


def _void(shop: Shop, invoice: int) -> None:
    shop.do(void_invoice, VoidInvoice(invoice, "a slip"))


def _give_up(shop: Shop, invoice: int) -> None:
    shop.do(write_off, WriteOff(invoice, "gone", anyway=True))


def _promise_for(shop: Shop, invoice: int, customer: int) -> None:
    promise = NewPromise(100_000, date(2026, 4, 3), "transfer", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))


@pytest.mark.parametrize("end", [_credit_all, _void, _give_up])
def test_nothing_is_promised_any_more_of_what_is_not_owed(shop: Shop, end: Any) -> None:
    customer = shop.customer()
    invoice, other = (shop.invoice(customer, issued="2026-02-01") for _ in range(2))
    _promise_for(shop, invoice, customer)
    end(shop, invoice)
    assert shop.promises(customer) == ["cancelled"]
    assert shop.page(customer).head.promised == 0
    shop.desk.undo()
    assert shop.promises(customer) == ["open"]
    assert shop.balance(customer, other) == 100_000


def test_a_promise_is_kept_by_the_early_price(shop: Shop) -> None:
    """980.00 in time settles the 1,000.00 that were promised; returned, it breaks the promise."""
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-03-25", terms="2/10 net 30")
    _promise_for(shop, invoice, customer)
    payment = shop.pay(customer, 98_000, invoice, method="transfer")
    assert shop.promises(customer) == ["kept"]
    assert shop.on("2026-04-09").promises(customer) == ["kept"]
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    assert shop.promises(customer) == ["broken"]


def test_a_promise_is_kept_by_all_that_a_credit_note_left(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-02-01")
    _promise_for(shop, invoice, customer)
    shop.do(issue_credit_note, IssueCreditNote(invoice, 40_000, "two boxes short"))
    assert shop.promises(customer) == ["open"]
    shop.on("2026-04-07")  # a business day after its deadline; the money had come in time
    assert shop.promises(customer) == ["broken"]
    shop.pay(customer, 60_000, invoice, dated="2026-04-06")
    assert shop.promises(customer) == ["kept"]


def test_a_promise_is_kept_whatever_was_taken_back_before_it(shop: Shop) -> None:
    """A payment that is undone leaves its number to the next one, which comes after the promise."""
    customer, another = shop.customer(), shop.customer("Ridgeline Builders LLC")
    invoice = shop.invoice(customer, issued="2026-02-01")
    shop.invoice(another, issued="2026-02-01")
    undone = shop.pay(another, 100_000)
    shop.desk.undo()
    _promise_for(shop, invoice, customer)
    assert shop.pay(customer, 100_000) == undone
    assert shop.promises(customer) == ["kept"]
