"""The owner reads what a step will bring about before doing it, and it is what then happens."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk import bootstrap
from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.calls import LogCall, log_call
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.payments import (
    RecordPayment,
    ReversePayment,
    record_payment,
    reverse_payment,
)
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop


def test_a_returned_payment_tells_what_it_breaks_reopens_and_charges(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "100", "2026-02-05")
    second = shop.invoice(customer, "50", "2026-02-06")
    promise = NewPromise(15_000, date(2026, 4, 2), "cheque", (first, second))
    shop.do(make_promise, MakePromise(customer, promise))
    payment = shop.on("2026-04-01").pay(customer, 15_000, first, second)
    before = shop.whole_book()
    told = shop.desk.ask(
        consequences, reverse_payment, ReversePayment(payment, date(2026, 4, 1), 2_500)
    )
    assert told.sentence == (
        "This breaks the promise of 2 Apr, reopens two invoices (INV-0001 and INV-0002),"
        " charges a returned-payment fee of $25.00 and sets a follow-up for 1 Apr."
    )
    assert shop.whole_book() == before


def test_a_payment_tells_what_it_keeps_closes_grants_and_leaves(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    early = shop.invoice(customer, "1,000.00", "2026-03-25")
    promise = NewPromise(98_000, date(2026, 4, 2), "cheque", (early,))
    shop.do(make_promise, MakePromise(customer, promise))
    command = RecordPayment(customer, 98_000, date(2026, 3, 31), named=(early,))
    told = shop.desk.ask(consequences, record_payment, command)
    assert told.sentence == (
        "This keeps the promise of 2 Apr, closes one invoice (INV-0001) and grants the"
        " early-payment discount of $20.00."
    )
    assert told.beside == ("keeps the promise of 2 Apr",)
    more = RecordPayment(customer, 103_000, date(2026, 3, 31))
    assert (
        "leaves $30.00 as credit on account"
        in shop.desk.ask(consequences, record_payment, more).sentence
    )


def test_it_is_told_before_anything_else_was_done_in_a_book_just_opened(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100", "2026-02-05")
    shop.desk.close()
    desk = bootstrap.open_desk(shop.desk.path, shop.clock, soon=True)
    try:
        command = RecordPayment(customer, 10_000, date(2026, 3, 31), named=(invoice,))
        told = desk.ask(consequences, record_payment, command)
        assert told.sentence == "This closes one invoice (INV-0001)."
    finally:
        desk.close()


def test_what_cannot_be_done_is_told_with_its_own_sentence(shop: Shop) -> None:
    customer = shop.customer()
    with pytest.raises(InvalidInput, match="above zero"):
        shop.desk.ask(consequences, record_payment, RecordPayment(customer, 0, date(2026, 3, 31)))
    shop.invoice(customer)
    assert shop.pay(customer, 100_000) > 0


def test_a_hold_that_an_answer_brings_is_told_before_the_call_is_logged(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100", "2026-02-05")
    nothing = LogCall(customer, "nothing_now", next_on=date(2026, 4, 10))
    assert shop.desk.ask(consequences, log_call, nothing).sentence == (
        "This sets a follow-up for 10 Apr and holds new credit."
    )
    never = LogCall(customer, "do_not_call")
    assert "stops all calls and letters" in shop.desk.ask(consequences, log_call, never).sentence


def test_small_balances_of_several_invoices_are_told_as_one_sum(shop: Shop) -> None:
    customer = shop.customer()
    parts = tuple((shop.invoice(customer, "100.00"), 9_999) for _ in range(2))
    command = RecordPayment(customer, 19_998, date(2026, 3, 31), parts=parts)
    told = shop.desk.ask(consequences, record_payment, command).sentence
    assert told.endswith(" and writes $0.02 off as a small balance.")
    returned = ReversePayment(shop.do(record_payment, command), date(2026, 3, 31))
    told = shop.desk.ask(consequences, reverse_payment, returned).sentence
    assert "takes back the small-balance write-off of $0.02" in told
