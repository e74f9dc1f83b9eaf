"""A plan is proposed, signed, kept or broken, and takes the place of what was promised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.plans import (
    CancelPlan,
    MakePlan,
    SignPlan,
    affordable_plan,
    cancel_plan,
    make_plan,
    plan_preview,
    sign_plan,
)
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop
from tests.usecases.planning import FIRST, agreed, plan_of


def test_a_proposed_plan_changes_nothing_until_it_is_signed(shop: Shop) -> None:
    customer, _, plan = agreed(shop, signed=False)
    assert plan_of(shop, customer).state == "proposed"
    assert shop.place(customer)[0] == "today"
    assert shop.on("2026-04-07").place(customer) == ("today", "The payment plan is not signed yet")
    shop.do(sign_plan, SignPlan(plan, date(2026, 4, 6)))
    assert plan_of(shop, customer).state == "active"
    assert shop.place(customer) == ("resting", "Payment plan is up to date")


def test_a_plan_is_not_signed_before_it_was_proposed_nor_after_the_balance_changed(
    shop: Shop,
) -> None:
    customer, invoice, plan = agreed(shop, signed=False)
    with pytest.raises(InvalidInput, match="proposed on 31 Mar"):
        shop.do(sign_plan, SignPlan(plan, date(2026, 3, 30)))
    shop.pay(customer, 10_000, invoice)
    with pytest.raises(InvalidInput, match=r"\$900\.00 is open .* over \$1,000\.00"):
        shop.do(sign_plan, SignPlan(plan, date(2026, 3, 31)))


def test_a_plan_takes_the_place_of_promises_for_the_same_invoices(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    promise = NewPromise(50_000, date(2026, 4, 2), "transfer", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    shop.do(make_plan, MakePlan(customer, (invoice,), 4, FIRST))
    assert shop.promises(customer) == ["cancelled"]


def test_a_plan_over_all_that_is_past_due_takes_the_place_of_a_promise_for_the_account(
    shop: Shop,
) -> None:
    customer = shop.customer()
    late = shop.invoice(customer, "1,000.00", "2026-01-02")
    also_late = shop.invoice(customer, "500.00", "2026-01-03")
    shop.invoice(customer, "200.00", "2026-03-30")
    shop.do(make_promise, MakePromise(customer, NewPromise(50_000, date(2026, 4, 2), "transfer")))
    shop.do(make_plan, MakePlan(customer, (late,), 4, FIRST))
    assert shop.promises(customer) == ["open"], "it is for the other one, too"
    shop.desk.undo()
    shop.do(make_plan, MakePlan(customer, (late, also_late), 4, FIRST))
    assert shop.promises(customer) == ["cancelled"]


@pytest.mark.parametrize("is_named", [True, False])
def test_a_promise_for_more_than_a_plan_covers_goes_on_for_the_rest(
    shop: Shop, is_named: bool
) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2026-01-02")
    beside = shop.invoice(customer, "300.00", "2026-01-03")
    named = (planned, beside) if is_named else ()
    promise = NewPromise(130_000, date(2026, 4, 2), "transfer", named)
    shop.do(make_promise, MakePromise(customer, promise))
    shop.do(make_plan, MakePlan(customer, (planned,), 4, FIRST))
    assert shop.promises(customer) == ["open", "renegotiated"]
    assert shop.page(customer).head.promised == 30_000
    assert shop.place(customer) == (
        "resting",
        "Promise of $300 for Thu 2 Apr: wait until Fri 3 Apr",
    )
    shop.pay(customer, 30_000, beside)
    assert shop.promises(customer) == ["kept", "renegotiated"]


def test_a_plan_with_a_down_payment_starts_when_it_came(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop, down=20_000)
    assert plan_of(shop, customer).state == "signed"
    shop.pay(customer, 20_000, invoice)
    row = plan_of(shop, customer)
    assert (row.state, row.paid) == ("active", 20_000)
    assert [missing for *_, missing in row.instalments] == [0, 20_000, 20_000, 20_000, 20_000]


@pytest.mark.parametrize("let_go", ["written off", "void", "credited"])
def test_what_is_let_go_of_a_plan_pays_no_instalment(shop: Shop, let_go: str) -> None:
    customer = shop.customer()
    kept = shop.invoice(customer, "500.00", "2025-12-15")
    given = shop.invoice(customer, "500.00", "2025-12-16")
    shop.do(make_plan, MakePlan(customer, (kept, given), 4, FIRST))
    steps: dict[str, tuple[Any, Any]] = {
        "written off": (write_off, WriteOff(given, "gone", anyway=True)),
        "void": (void_invoice, VoidInvoice(given, "never delivered")),
        "credited": (issue_credit_note, IssueCreditNote(given, 50_000, "taken back")),
    }
    shop.on("2026-04-10").do(*steps[let_go])
    due = shop.on("2026-04-15").place(customer)
    assert due == ("today", "Plan installment 1 of 4 due today ($250)")
    row = plan_of(shop, customer)
    assert (row.paid, [missing for *_, missing in row.instalments]) == (0, [25_000, 25_000, 0, 0])
    shop.on("2026-04-20").pay(customer, 25_000, kept)
    shop.on("2026-05-15").pay(customer, 25_000, kept)
    assert (plan_of(shop, customer).state, shop.place(customer)) == ("completed", ("", ""))


def test_a_missed_instalment_is_cured_within_five_business_days(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    shop.on("2026-04-22").pay(customer, 25_000, invoice)
    assert plan_of(shop, customer).state == "active"
    assert shop.on("2026-04-27").place(customer) == ("resting", "Payment plan is up to date")


def test_a_missed_instalment_ends_the_plan_and_makes_all_of_it_due(shop: Shop) -> None:
    customer, invoice, plan = agreed(shop)
    shop.on("2026-04-22")
    assert plan_of(shop, customer).state == "defaulted"
    assert shop.place(customer)[0] == "today"
    shop.on("2026-04-23")
    row = plan_of(shop, customer)
    assert (row.state, row.ended_on, row.accelerated_on) == (
        "accelerated",
        date(2026, 4, 22),
        date(2026, 4, 23),
    )
    page = shop.page(customer)
    assert page.console.suggested_amount == 100_000
    assert "Plan failed" in [pill.text for pill in page.head.pills]
    told = page.history[0]
    assert (told.strong, told.rest) == ("Plan failed", "$1,000.00")
    assert told.detail == "all that is left is due on 23 Apr"
    shop.pay(customer, 25_000, invoice)
    assert plan_of(shop, customer).state == "accelerated"
    with pytest.raises(InvalidInput, match=r"ended already\..* new plan"):
        shop.do(cancel_plan, CancelPlan(plan))


def test_money_that_came_in_time_but_is_entered_late_saves_the_plan(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    shop.on("2026-04-24")
    assert plan_of(shop, customer).state == "accelerated"
    shop.pay(customer, 25_000, invoice, dated="2026-04-20")
    assert plan_of(shop, customer).state == "active"


def test_acceleration_makes_due_what_was_not_yet_due(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "600.00", "2026-03-31", terms="net 90")
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, FIRST))
    assert shop.on("2026-04-24").place(customer)[0] == "today"
    assert shop.page(customer).console.suggested_amount == 60_000


def test_a_second_plan_that_fails_makes_nothing_less_late(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", terms="net 60")
    shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 1)))
    shop.on("2026-04-10")  # all of it is due since Thu 9 April
    shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 13)))
    days = [shop.on(f"2026-04-{day}").today()[0].when for day in (21, 22, 23)]
    assert days == ["plan", "13 d late", "14 d late"], "the second rest was due on Tuesday"


def test_a_plan_is_completed_by_its_last_payment_and_opened_again_by_its_return(
    shop: Shop,
) -> None:
    customer, invoice, _ = agreed(shop)
    payment = shop.on("2026-04-10").pay(customer, 100_000, invoice)
    row = plan_of(shop, customer)
    assert (row.state, row.ended_on) == ("completed", date(2026, 4, 10))
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 10)))
    assert plan_of(shop, customer).state == "active"


def test_a_plan_of_what_was_written_off_was_not_paid_to_its_end(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    command = WriteOff(invoice, "gone", anyway=True)
    assert "ends the payment plan" in shop.desk.ask(consequences, write_off, command).sentence
    shop.do(write_off, command)
    assert plan_of(shop, customer).state == "cancelled"


@pytest.mark.parametrize(
    ("monthly", "count"), [(100_000, 1), (50_000, 2), (33_333, 4), (33_334, 3), (30_000, 4)]
)
def test_what_can_be_afforded_a_month_makes_a_plan(shop: Shop, monthly: int, count: int) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    command = shop.desk.ask(affordable_plan, customer, (invoice,), monthly, FIRST)
    assert command.instalments == count
    parts = [amount for _, amount in shop.desk.ask(plan_preview, command).instalments]
    assert sum(parts) == 100_000
    assert max(parts) <= monthly


def test_a_plan_that_nobody_can_afford_is_refused(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-02")
    with pytest.raises(InvalidInput, match="a month"):
        shop.desk.ask(affordable_plan, customer, (invoice,), 0, FIRST)
    command = shop.desk.ask(affordable_plan, customer, (invoice,), 100, FIRST)
    with pytest.raises(InvalidInput, match="from 1 to 120 payments"):
        shop.do(make_plan, command)
