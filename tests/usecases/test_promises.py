"""A promise is judged by its deadline: kept when the money came in time, and broken for good."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.promises import (
    CancelPromise,
    MakePromise,
    NewPromise,
    cancel_promise,
    make_promise,
    promise_rows,
)
from tests.usecases.conftest import Shop
from tests.usecases.promising import FRIDAY, promised


@pytest.mark.parametrize(
    ("method", "last_day", "next_day"),
    [
        ("cheque", "2026-04-08", "2026-04-09"),  # three business days after Friday: Wednesday
        ("transfer", "2026-04-06", "2026-04-07"),  # one: Monday
        ("card", "2026-04-03", "2026-04-04"),  # none
    ],
)
def test_a_promise_is_open_through_its_deadline_and_broken_the_day_after(
    shop: Shop, method: str, last_day: str, next_day: str
) -> None:
    customer, _ = promised(shop, method=method)
    shop.on(last_day)
    assert shop.promises(customer) == ["open"]
    assert shop.place(customer)[0] == "resting"
    shop.on(next_day)
    assert shop.promises(customer) == ["broken"]
    assert shop.place(customer) == ("today", "Promise of $1,000 for Fri 3 Apr not kept")


def test_a_promise_is_kept_as_soon_as_the_money_is_there(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-01").pay(customer, 100_000, invoice)
    assert shop.promises(customer) == ["kept"]


@pytest.mark.parametrize(("short", "state"), [(100, "kept"), (101, "partly_kept")])
def test_a_promise_short_by_one_unit_counts_as_kept_and_by_more_as_partly(
    shop: Shop, short: int, state: str
) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-08").pay(customer, 100_000 - short, invoice)
    shop.on("2026-04-09")
    assert shop.promises(customer) == [state]


def test_money_after_the_deadline_cures_the_debt_and_the_promise_stays_broken(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-09").pay(customer, 100_000, invoice)
    assert shop.promises(customer) == ["broken"]
    assert shop.balance(customer, invoice) == 0
    assert shop.place(customer) == ("", "")


def test_money_that_came_in_time_but_was_noted_late_keeps_the_promise(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.clock.day = date(2026, 4, 9)
    shop.pay(customer, 100_000, invoice, dated="2026-04-08")
    assert shop.promises(customer) == ["kept"]


def test_money_for_another_invoice_does_not_keep_a_promise_that_names_one(shop: Shop) -> None:
    customer, _ = promised(shop)
    other = shop.invoice(customer, "1,000.00")
    shop.pay(customer, 100_000, other)
    shop.on("2026-04-09")
    assert shop.promises(customer) == ["broken"]


def test_a_new_promise_before_the_deadline_takes_the_place_of_the_old(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-07")
    again = NewPromise(100_000, date(2026, 4, 10), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, again))
    assert shop.promises(customer) == ["open", "renegotiated"]


def test_a_promise_changed_on_its_own_day_is_told_after_it_was_made(shop: Shop) -> None:
    customer, invoice = promised(shop)
    again = NewPromise(90_000, date(2026, 4, 10), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, again))
    told = [(row.strong, row.rest) for row in shop.page(customer).history[:3]]
    assert told == [
        ("Promised", "$900.00 by 10 Apr"),
        ("Promise changed", "$1,000.00"),
        ("Promised", "$1,000.00 by 3 Apr"),
    ]


def test_a_new_promise_after_the_deadline_leaves_the_first_broken(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.on("2026-04-09")
    again = NewPromise(100_000, date(2026, 4, 10), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, again))
    assert shop.promises(customer) == ["open", "broken"]


def test_a_promise_broken_over_night_is_not_renegotiated_in_the_morning(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.clock.day = date(2026, 4, 9)  # nobody has started the day yet
    again = NewPromise(100_000, date(2026, 4, 10), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, again))
    assert shop.promises(customer) == ["open", "broken"]


def test_a_promise_for_one_invoice_does_not_hide_what_is_late_beside_it(shop: Shop) -> None:
    customer, invoice = promised(shop)
    assert shop.place(customer)[0] == "resting"
    small = shop.invoice(customer, "300.00", "2026-02-10", "net 5")
    assert shop.place(customer)[0] == "today"
    assert [row.amount for row in shop.desk.ask(notices_due)] == [30_000]
    shop.pay(customer, 70_000, invoice)  # 300.00 of the promise and 300.00 beside it are left
    assert shop.place(customer)[0] == "today"
    shop.pay(customer, 30_000, small)
    assert shop.place(customer)[0] == "resting"
    assert shop.desk.ask(notices_due) == ()


def test_who_has_promised_all_that_is_late_is_reminded_of_it_and_asked_nothing_before_its_day(
    shop: Shop,
) -> None:
    customer, _ = promised(shop)
    told = "On Tue 31 Mar you told me $1,000 would come by check on Fri 3 Apr."
    for day in ("2026-04-01", "2026-04-03"):
        opening = shop.on(day).page(customer).console.opening
        assert told in opening
        assert "?" not in opening
    opening = shop.on("2026-04-06").page(customer).console.opening
    assert opening.endswith(f"{told} When did you send it?")


def test_what_is_late_beside_a_promise_is_asked_for(shop: Shop) -> None:
    customer, _ = promised(shop, amount=40_000)
    assert "When did you send your payment?" in shop.page(customer).console.opening


def test_a_promise_and_credit_on_account_together_stop_the_notice(shop: Shop) -> None:
    customer, _ = promised(shop, amount=60_000)
    assert len(shop.desk.ask(notices_due)) == 1
    shop.do(record_payment, RecordPayment(customer, 40_000, shop.clock.today(), parts=()))
    assert shop.desk.ask(notices_due) == ()


def test_promises_for_different_invoices_stand_side_by_side(shop: Shop) -> None:
    customer, _ = promised(shop)
    other = shop.invoice(customer, "500.00", "2026-02-10")
    shop.do(make_promise, MakePromise(customer, NewPromise(50_000, FRIDAY, "card", (other,))))
    assert shop.promises(customer) == ["open", "open"]
    assert shop.page(customer).head.promised == 150_000


def test_what_came_of_a_promise_is_taken_off_what_is_still_promised(shop: Shop) -> None:
    customer, invoice = promised(shop)
    shop.pay(customer, 40_000, invoice)
    assert shop.promises(customer) == ["open"]
    assert shop.page(customer).head.promised == 60_000


def test_a_cancelled_promise_is_never_judged(shop: Shop) -> None:
    customer, _ = promised(shop)
    (row,) = shop.desk.ask(promise_rows, customer)
    shop.do(cancel_promise, CancelPromise(row.promise_id))
    shop.on("2026-05-01")
    assert shop.promises(customer) == ["cancelled"]
    with pytest.raises(InvalidInput, match=r"is canceled already.* note a new one"):
        shop.do(cancel_promise, CancelPromise(row.promise_id))


@pytest.mark.parametrize(
    ("amount", "day", "method", "field"),
    [
        (0, FRIDAY, "cheque", "promise_amount"),
        (100_001, FRIDAY, "cheque", "promise_amount"),
        (100_000, date(2026, 3, 30), "cheque", "promise_date"),
        (100_000, FRIDAY, "shells", "promise_method"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_and_changes_nothing(
    shop: Shop, amount: int, day: date, method: str, field: str
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    before = shop.whole_book()
    promise = NewPromise(amount, day, method, (invoice,))
    with pytest.raises(InvalidInput) as refused:
        shop.do(make_promise, MakePromise(customer, promise))
    assert refused.value.field == field
    assert shop.whole_book() == before


def test_part_of_the_overdue_money_promised_keeps_the_customer_on_the_list(shop: Shop) -> None:
    customer, _ = promised(shop, amount=40_000)
    assert shop.place(customer)[0] == "today"


def test_a_promise_takes_the_place_of_what_the_last_call_left_to_ask(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-30")
    shop.call(customer, "sent", next_on=date(2026, 4, 1))
    shop.do(make_promise, MakePromise(customer, NewPromise(100_000, FRIDAY, "card", (invoice,))))
    assert shop.on("2026-04-01").place(customer)[0] == "resting"


def test_who_owes_nothing_has_nothing_to_promise(shop: Shop) -> None:
    command = MakePromise(shop.customer(), NewPromise(100, FRIDAY))
    with pytest.raises(InvalidInput, match="nothing to promise"):
        shop.do(make_promise, command)
