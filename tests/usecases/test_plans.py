"""A payment plan rests while its instalments come, and is asked for when one is due."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.plans import CancelPlan, MakePlan, cancel_plan, make_plan, plan_preview
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop


def planned(shop: Shop, **facts: Any) -> tuple[int, int, int]:
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    command = MakePlan(customer, (invoice,), 3, date(2026, 4, 30), **facts)
    return customer, invoice, int(shop.do(make_plan, command))


def test_instalments_add_up_and_keep_the_day_of_the_first(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    command = MakePlan(customer, (invoice,), 3, date(2027, 1, 31))
    assert shop.desk.ask(plan_preview, command).instalments == (
        (date(2027, 1, 31), 33_333),
        (date(2027, 2, 28), 33_333),
        (date(2027, 3, 31), 33_334),
    )


def test_a_plan_rests_until_an_instalment_is_due_and_again_once_it_came(shop: Shop) -> None:
    customer, invoice, _ = planned(shop)
    assert shop.place(customer) == ("resting", "Payment plan is up to date")
    assert shop.on("2026-04-30").place(customer) == (
        "today",
        "Plan installment 1 of 3 due today ($333.33)",
    )
    shop.pay(customer, 33_333, invoice)
    assert shop.place(customer) == ("resting", "Payment plan is up to date")


def test_a_missed_instalment_stays_on_the_list(shop: Shop) -> None:
    customer, _, _ = planned(shop)
    place, reason = shop.on("2026-05-04").place(customer)
    assert place == "today"
    assert reason.startswith("Plan installment 1 of 3 was due Thu 30 Apr")


def test_a_missed_instalment_that_is_promised_is_waited_for(shop: Shop) -> None:
    customer, _, _ = planned(shop)
    shop.on("2026-05-04")
    part = NewPromise(33_332, date(2026, 5, 6), "card")
    shop.do(make_promise, MakePromise(customer, part))
    assert shop.place(customer)[0] == "today"
    whole = NewPromise(33_333, date(2026, 5, 6), "card")
    shop.do(make_promise, MakePromise(customer, whole))
    assert shop.place(customer) == (
        "resting",
        "Promise of $333.33 for Wed 6 May: wait until Wed 6 May",
    )
    assert shop.on("2026-05-07").place(customer)[0] == "today"


def test_a_plan_paid_in_full_is_over(shop: Shop) -> None:
    customer, invoice, _ = planned(shop)
    shop.pay(customer, 100_000, invoice)
    assert shop.place(customer) == ("", "")
    assert shop.on("2026-05-04").place(customer) == ("", "")


def test_a_down_payment_is_due_at_once(shop: Shop) -> None:
    customer, _, _ = planned(shop, down=10_000)
    place, reason = shop.place(customer)
    assert place == "today"
    assert "$100" in reason


def test_an_invoice_is_in_one_running_plan_at_most(shop: Shop) -> None:
    customer, invoice, plan = planned(shop)
    again = MakePlan(customer, (invoice,), 2, date(2026, 4, 30))
    with pytest.raises(InvalidInput, match="in a plan already"):
        shop.do(make_plan, again)
    shop.do(cancel_plan, CancelPlan(plan))
    shop.do(make_plan, again)


def test_a_plan_that_ended_is_chased_by_the_invoices_own_due_dates(shop: Shop) -> None:
    customer, _, plan = planned(shop)
    shop.do(cancel_plan, CancelPlan(plan))
    assert shop.place(customer)[0] == "today"


@pytest.mark.parametrize(
    ("count", "first", "down", "field"),
    [
        (0, date(2026, 4, 30), 0, "instalments"),
        (3, date(2026, 3, 30), 0, "first"),
        (3, date(2026, 4, 30), 100_000, "down"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_and_changes_nothing(
    shop: Shop, count: int, first: date, down: int, field: str
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    before = shop.whole_book()
    with pytest.raises(InvalidInput) as refused:
        shop.do(make_plan, MakePlan(customer, (invoice,), count, first, down))
    assert refused.value.field == field
    assert shop.whole_book() == before


def test_a_plan_takes_the_place_of_what_the_call_left_to_ask(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    shop.call(customer, "cant_pay", spoke_to="Lena")
    shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 30)))
    assert shop.on("2026-04-07").place(customer)[0] == "resting"
