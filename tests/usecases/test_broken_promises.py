"""A broken promise is why a customer is called, until its sum came or something newer is agreed."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop
from tests.usecases.promising import FRIDAY, promised


def broken_beside_the_rest(shop: Shop) -> tuple[int, int]:
    """300.00 of 1,000.00 was promised for Friday 3 April by card, and did not come."""
    customer, invoice = promised(shop, 30_000, method="card")
    reason = "Promise of $300 for Fri 3 Apr not kept"
    assert shop.on("2026-04-06").place(customer) == ("today", reason)
    opening = shop.page(customer).console.opening
    assert opening.startswith("On Tue 31 Mar you told me $300 would come by card. It hasn't")
    return customer, invoice


def test_of_a_promise_that_was_kept_in_part_the_list_tells_both_sums(shop: Shop) -> None:
    customer, invoice = promised(shop, 30_000, method="card")
    shop.pay(customer, 10_000, invoice)
    shop.on("2026-04-06")
    assert shop.place(customer)[1] == "$200 of $300 promised for Fri 3 Apr did not come"


def is_stale(shop: Shop, customer: int) -> bool:
    """Whether neither the list nor the opening line speaks of the broken promise any more."""
    opening = shop.page(customer).console.opening
    return "not kept" not in shop.place(customer)[1] and "What happened" not in opening


def test_a_broken_promise_is_the_reason_until_a_newer_promise_is_made(shop: Shop) -> None:
    customer, invoice = broken_beside_the_rest(shop)
    again = NewPromise(20_000, date(2026, 4, 10), "card", (invoice,))
    shop.do(make_promise, MakePromise(customer, again))
    assert is_stale(shop.on("2026-04-08"), customer)
    assert shop.on("2026-04-11").place(customer)[1].startswith("Promise of $200 for Fri 10 Apr")


def test_money_between_the_deadline_and_a_return_makes_good_what_the_return_broke(
    shop: Shop,
) -> None:
    """Promised 300.00 for Friday 3 April: 200.00 and 100.00 came, then 100.00 more on the 6th."""
    customer, invoice = promised(shop, 30_000, method="card")
    shop.pay(customer, 20_000, invoice)
    cheque = shop.pay(customer, 10_000, invoice)
    shop.on("2026-04-06").pay(customer, 10_000, invoice)
    shop.on("2026-04-09").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 9)))
    assert shop.promises(customer) == ["broken"]
    assert "did not come" not in shop.place(customer)[1]


def test_a_broken_promise_is_the_reason_until_its_sum_was_paid(shop: Shop) -> None:
    customer, invoice = broken_beside_the_rest(shop)
    other = shop.invoice(customer, "300.00", "2026-02-10")
    shop.pay(customer, 30_000, other)
    assert not is_stale(shop, customer)
    payment = shop.pay(customer, 30_000, invoice)
    assert is_stale(shop, customer)
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    assert not is_stale(shop.on("2026-04-07"), customer)


def test_what_came_on_the_day_of_a_return_is_counted_once_for_what_the_return_broke(
    shop: Shop,
) -> None:
    customer, invoice = promised(shop)
    payment = shop.pay(customer, 100_000, invoice)
    shop.on("2026-04-02").do(reverse_payment, ReversePayment(payment, date(2026, 4, 2)))
    shop.pay(customer, 50_000, invoice)
    assert not is_stale(shop.on("2026-04-06"), customer)


def test_a_broken_promise_stays_the_reason_though_a_later_broken_one_was_paid(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "500.00", "2026-01-05")
    second = shop.invoice(customer, "300.00", "2026-01-06")
    for invoice, amount, day in ((first, 50_000, 2), (second, 30_000, 6)):
        promise = NewPromise(amount, date(2026, 4, day), "card", (invoice,))
        shop.do(make_promise, MakePromise(customer, promise))
    assert "$300 for Mon 6 Apr" in shop.on("2026-04-08").place(customer)[1]
    shop.on("2026-04-09").pay(customer, 30_000, second)
    place, reason = shop.place(customer)
    assert place == "today"
    assert reason.startswith("Promise of $500 for Thu 2 Apr not kept")


def test_a_broken_promise_is_the_reason_until_it_was_talked_about(shop: Shop) -> None:
    customer, _ = broken_beside_the_rest(shop)
    shop.call(customer, "no_answer")
    assert not is_stale(shop.on("2026-04-07"), customer)
    shop.call(customer, "call_back", next_on=date(2026, 4, 8))
    assert is_stale(shop.on("2026-04-08"), customer)


def test_of_two_promises_side_by_side_the_one_that_broke_since_the_talk_is_the_reason(
    shop: Shop,
) -> None:
    customer, _ = promised(shop, day=date(2026, 4, 10), method="card")
    other = shop.invoice(customer, "500.00", "2026-02-10")
    shop.do(make_promise, MakePromise(customer, NewPromise(50_000, FRIDAY, "card", (other,))))
    shop.on("2026-04-06").call(customer, "call_back", next_on=date(2026, 4, 30))
    told = shop.on("2026-04-11").place(customer)[1]
    assert told.startswith("Promise of $1,000 for Fri 10 Apr not kept")


def test_the_second_broken_promise_is_the_owners_call_and_the_third_a_letter(shop: Shop) -> None:
    customer, _ = promised(shop, day=date(2026, 4, 1), method="card")
    said = []
    for day in ("2026-04-02", "2026-04-03", "2026-04-06"):
        _, reason = shop.on(day).place(customer)
        said.append(reason.partition("not kept")[2])
        again = NewPromise(100_000, shop.clock.today(), "card")
        shop.do(make_promise, MakePromise(customer, again))
    assert said == ["", ", the 2nd broken: the owner calls", ", the 3rd broken: final notice"]
