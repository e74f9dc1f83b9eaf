"""A statement asks only for what may be asked for, and tells what of the balance is not."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.papers import StatementPaper
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.statements import statement_paper, statement_rows
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    RecordPayment,
    apply_unapplied,
    record_payment,
)
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.refunds import RefundCredit, refund_credit
from tests.usecases.conftest import Shop

MARCH = date(2026, 3, 1)


def _statement(shop: Shop, customer: int) -> StatementPaper:
    return shop.desk.ask(statement_paper, customer, MARCH)


def _asks_for_nothing(paper: StatementPaper) -> bool:
    told = " ".join(paper.paragraphs)
    return paper.stamp is None and "pay" not in told and not paper.past_due and not paper.slip


def _in_plan(shop: Shop, first: date, price: str = "1,000.00") -> int:
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, price, "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (invoice,), 4, first))
    return customer


def test_what_rests_in_a_running_plan_is_shown_by_age_and_not_asked_for(shop: Shop) -> None:
    customer = _in_plan(shop, date(2026, 4, 15))
    paper = _statement(shop, customer)
    assert _asks_for_nothing(paper)
    assert paper.paragraphs == (
        "This is your account with us. What is past due on it is not asked for now.",
    )
    assert paper.not_asked == (
        "$1,000.00 of the balance is in your payment plan; the next installment of $250.00 is due"
        " 15 Apr 2026.",
    )
    assert paper.aging is not None
    assert (paper.closing, paper.aging.to_90) == (100_000, 100_000)
    (row,) = shop.desk.ask(statement_rows, MARCH)
    assert row.past_due == 100_000


def test_of_a_plan_only_the_instalment_that_is_due_is_asked_for(shop: Shop) -> None:
    customer = _in_plan(shop, date(2026, 3, 31))
    shop.invoice(customer, "80.00", "2026-03-20")
    shop.on("2026-04-01")
    paper = shop.desk.ask(statement_paper, customer, date(2026, 4, 1))
    assert paper.past_due == 25_000
    assert paper.stamp is not None
    assert "$250.00" in paper.stamp.texts
    assert paper.paragraphs[0].endswith("$250.00 of the balance is past due; please pay it now, or "
                                        "call us about it.")  # fmt: skip
    assert paper.not_asked == (
        "$1,000.00 of the balance is in your payment plan, of which $250.00 is past due; the next "
        "installment of $250.00 is due 30 Apr 2026.",
    )
    assert paper.slip is not None
    assert paper.slip.amount_due == 25_000 + 8_000


def test_a_part_in_dispute_is_not_asked_for(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 15_000, "price")))
    paper = _statement(shop, customer)
    assert (paper.past_due, paper.closing) == (35_000, 50_000)
    assert paper.not_asked == ("$150.00 of the balance is in dispute and not asked for now.",)
    assert paper.slip is not None
    assert paper.slip.amount_due == 35_000


@pytest.mark.parametrize("told_on", ["2026-03-31", "2026-04-02"])
def test_an_invoice_in_dispute_on_the_day_of_writing_is_not_asked_for(
    shop: Shop, told_on: str
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    shop.on(told_on)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 50_000, "defective")))
    assert _asks_for_nothing(_statement(shop, customer))


def test_what_was_promised_or_is_with_an_agency_is_not_asked_for_as_late(shop: Shop) -> None:
    promising, placed = shop.customer("A"), shop.customer("B")
    for customer in (promising, placed):
        shop.invoice(customer, "500.00", "2026-01-05")
    promise = NewPromise(50_000, date(2026, 4, 2), "transfer")
    shop.do(make_promise, MakePromise(promising, promise))
    paper = _statement(shop, promising)
    assert (paper.stamp, paper.past_due) == (None, 0)
    assert paper.not_asked == ("You promised $500.00 for 2 Apr 2026; thank you.",)
    shop.do(place_account, PlaceAccount(placed, "agency"))
    assert _asks_for_nothing(_statement(shop, placed))


def test_money_that_came_after_the_month_is_not_asked_for_again(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "500.00", "2026-01-05")
    shop.on("2026-04-03").pay(customer, 20_000)
    paper = _statement(shop, customer)
    assert (paper.closing, paper.past_due) == (50_000, 30_000)
    assert paper.not_asked == ("$200.00 was paid or credited after 31 Mar 2026.",)
    assert paper.slip is not None
    assert paper.slip.amount_due == 30_000


def test_a_statement_without_disputes_and_plans_asks_for_all_that_is_open(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "500.00", "2026-01-05")
    shop.invoice(customer, "80.00", "2026-03-20")
    paper = _statement(shop, customer)
    assert (paper.past_due, paper.closing, paper.not_asked) == (50_000, 58_000, ())
    assert paper.slip is not None
    assert paper.slip.amount_due == 58_000


@pytest.mark.parametrize("goes", ["to an invoice", "back"])
def test_a_past_month_never_asks_for_more_than_its_closing_balance(shop: Shop, goes: str) -> None:
    customer = shop.customer()
    paid = shop.invoice(customer, "200.00", "2026-01-05")
    first = shop.invoice(customer, "500.00", "2026-01-06")
    payment = RecordPayment(
        customer, 40_000, date(2026, 3, 30), named=(paid,), parts=((paid, 20_000),)
    )
    shop.do(record_payment, payment)
    shop.on("2026-04-03")
    if goes == "back":
        shop.do(refund_credit, RefundCredit(customer, 20_000, date(2026, 4, 3)))
    else:
        later = shop.invoice(customer, "200.00")
        shop.do(apply_unapplied, ApplyUnapplied(customer, ((later, 20_000),)))
    assert shop.balance(customer, first) == 50_000
    paper = _statement(shop, customer)
    assert (paper.closing, paper.past_due) == (30_000, 30_000)
    assert paper.stamp is not None
    assert "$300.00" in paper.stamp.texts
    assert paper.slip is not None
    assert paper.slip.amount_due == 30_000


def _promise(shop: Shop, customer: int, amount: int, on: date, *invoices: int) -> None:
    promise = NewPromise(amount, on, "transfer", invoices)
    shop.do(make_promise, MakePromise(customer, promise))


@pytest.mark.parametrize(
    ("second_issued", "told"),
    [
        ("2026-01-06", "$500.00 for 2 Apr 2026 and $1,000.00 for 29 May 2026"),
        ("2026-03-20", "$500.00 for 2 Apr 2026"),
    ],
)
def test_each_promise_of_what_is_past_due_is_told_with_its_own_day(
    shop: Shop, second_issued: str, told: str
) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "500.00", "2026-01-05")
    second = shop.invoice(customer, "1,000.00", second_issued)
    _promise(shop, customer, 100_000, date(2026, 5, 29), second)
    _promise(shop, customer, 50_000, date(2026, 4, 2), first)
    paper = _statement(shop, customer)
    assert (paper.stamp, paper.past_due) == (None, 0)
    assert paper.not_asked == (f"You promised {told}; thank you.",)


def test_a_promise_for_another_invoice_does_not_hold_back_what_is_past_due(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "500.00", "2026-01-05")
    second = shop.invoice(customer, "1,000.00", "2026-03-20")
    _promise(shop, customer, 100_000, date(2026, 4, 2), second)
    paper = _statement(shop, customer)
    assert (paper.past_due, paper.not_asked) == (50_000, ())


@pytest.mark.parametrize(("late", "amount"), [("100.00", 35_000), ("", 25_000)])
def test_a_missing_instalment_that_was_promised_is_waited_for(
    shop: Shop, late: str, amount: int
) -> None:
    customer = _in_plan(shop, date(2026, 4, 1))
    if late:
        shop.invoice(customer, late, "2026-01-05")
    shop.invoice(customer, "700.00", "2026-03-20")
    shop.on("2026-04-02")
    _promise(shop, customer, amount, date(2026, 4, 7))
    assert shop.place(customer)[0] == "resting"
    assert not shop.desk.ask(notices_due)
    paper = shop.desk.ask(statement_paper, customer, date(2026, 4, 1))
    assert (paper.stamp, paper.past_due) == (None, 0)
    assert f"You promised ${amount // 100}.00 for 7 Apr 2026; thank you." in paper.not_asked


def test_an_instalment_is_asked_for_beside_another_invoice_that_was_promised(shop: Shop) -> None:
    customer = _in_plan(shop, date(2026, 4, 1))
    late = shop.invoice(customer, "100.00", "2026-01-05")
    shop.on("2026-04-02")
    _promise(shop, customer, 10_000, date(2026, 4, 7), late)
    paper = shop.desk.ask(statement_paper, customer, date(2026, 4, 1))
    assert paper.past_due == 25_000
    assert paper.not_asked[1:] == ("You promised $100.00 for 7 Apr 2026; thank you.",)
