"""A payment that comes back breaks the promise that it kept, and no promise that it was not for."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop
from tests.usecases.promising import FRIDAY, promised


def test_a_promise_kept_by_a_payment_that_bounces_is_broken(shop: Shop) -> None:
    customer, invoice = promised(shop)
    payment = shop.on("2026-04-07").pay(customer, 100_000, invoice)
    shop.on("2026-04-14").do(reverse_payment, ReversePayment(payment, date(2026, 4, 13)))
    assert shop.promises(customer) == ["broken"]


@pytest.mark.parametrize("received", [0, 60_000])
def test_a_payment_that_bounces_breaks_no_promise_that_it_was_not_for(
    shop: Shop, received: int
) -> None:
    customer, invoice = promised(shop)
    other = shop.invoice(customer, "200.00", "2026-02-10")
    if received:
        shop.pay(customer, received, invoice)
    payment = shop.pay(customer, 20_000, other)
    shop.on("2026-04-01").do(reverse_payment, ReversePayment(payment, date(2026, 4, 1)))
    assert shop.promises(customer) == ["open"]
    shop.on("2026-04-09")
    assert shop.promises(customer) == ["partly_kept" if received else "broken"]


def test_a_promise_that_other_money_keeps_outlives_a_payment_that_bounces(shop: Shop) -> None:
    customer, invoice = promised(shop, amount=40_000)
    payment = shop.pay(customer, 40_000, invoice)
    shop.on("2026-04-02").pay(customer, 39_900, invoice)
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 2)))
    assert shop.promises(customer) == ["kept"]


def test_money_after_a_return_does_not_mend_what_the_return_broke(shop: Shop) -> None:
    customer, invoice = promised(shop)
    payment = shop.pay(customer, 100_000, invoice)
    shop.on("2026-04-02").do(reverse_payment, ReversePayment(payment, date(2026, 4, 2)))
    shop.on("2026-04-03").pay(customer, 100_000, invoice)
    assert shop.promises(customer) == ["broken"]


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("return_first", [True, False])
@pytest.mark.parametrize(("came", "state"), [("2026-04-06", "kept"), ("2026-04-07", "broken")])
def test_whether_other_money_outlives_a_return_goes_by_its_day_and_not_by_when_it_is_noted(
    shop: Shop, named: bool, return_first: bool, came: str, state: str
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "2,000.00", "2026-01-30")
    promise = NewPromise(100_000, FRIDAY, "cheque", (invoice,) if named else ())
    shop.do(make_promise, MakePromise(customer, promise))
    payment = shop.on("2026-04-01").pay(customer, 100_000, invoice)
    returned = ReversePayment(payment, date(2026, 4, 6))
    shop.on("2026-04-10")
    if return_first:
        shop.do(reverse_payment, returned)
        assert shop.promises(customer) == ["broken"]
    shop.pay(customer, 100_000, invoice, dated=came)
    if not return_first:
        shop.do(reverse_payment, returned)
    assert shop.promises(customer) == [state]
    shop.on("2026-04-13")
    assert shop.promises(customer) == [state]


@pytest.mark.parametrize("named", [True, False])
def test_a_return_of_what_was_paid_before_a_promise_leaves_it_to_late_entries(
    shop: Shop, named: bool
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    before = shop.pay(customer, 40_000, invoice)
    promise = NewPromise(60_000, FRIDAY, "card", (invoice,) if named else ())
    shop.do(make_promise, MakePromise(customer, promise))
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(before, date(2026, 4, 10)))
    assert shop.promises(customer) == ["broken"]
    shop.pay(customer, 20_000, invoice, dated="2026-04-02")
    assert shop.promises(customer) == ["partly_kept"]
    shop.pay(customer, 40_000, invoice, dated="2026-04-03")
    assert shop.promises(customer) == ["kept"]
