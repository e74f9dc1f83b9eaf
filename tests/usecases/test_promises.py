"""A promise is judged by its deadline: kept when the money came in time, and broken for good."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.papers.notices import notices_due
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
from collectdesk.usecases.promises import (
    CancelPromise,
    MakePromise,
    NewPromise,
    cancel_promise,
    make_promise,
    promise_rows,
)
from collectdesk.usecases.work import Work
from tests.usecases.conftest import MovableClock, Shop, opened_shop

FRIDAY = date(2026, 4, 3)


def promised(shop: Shop, amount: int = 100_000, day: date = FRIDAY, method: str = "cheque",
             price: str = "1,000.00") -> tuple[int, int]:  # fmt: skip
    """A customer with an overdue invoice and a promise for it."""
    customer = shop.customer()
    invoice = shop.invoice(customer, price, "2026-01-30")
    promise = NewPromise(amount, day, method, (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    return customer, invoice


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


def test_the_second_broken_promise_is_the_owners_call_and_the_third_a_letter(shop: Shop) -> None:
    customer, _ = promised(shop, day=date(2026, 4, 1), method="card")
    said = []
    for day in ("2026-04-02", "2026-04-03", "2026-04-06"):
        _, reason = shop.on(day).place(customer)
        said.append(reason.partition("not kept")[2])
        again = NewPromise(100_000, shop.clock.today(), "card")
        shop.do(make_promise, MakePromise(customer, again))
    assert said == ["", ", the 2nd broken: the owner calls", ", the 3rd broken: final notice"]


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


def test_who_owes_nothing_has_nothing_to_promise(shop: Shop) -> None:
    command = MakePromise(shop.customer(), NewPromise(100, FRIDAY))
    with pytest.raises(InvalidInput, match="nothing to promise"):
        shop.do(make_promise, command)


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
