"""Of a plan its instalments are asked for, and once it failed its customer is called about it."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.papers.agreement_papers import plan_default_paper
from collectdesk.usecases.papers.demand_papers import demand_paper
from collectdesk.usecases.papers.notices import notice_paper, notices_due
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.plan_judging import JudgePlans, judge_all_plans
from collectdesk.usecases.plans import CancelPlan, MakePlan, cancel_plan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop
from tests.usecases.planning import FIRST, agreed, plan_of


def test_what_is_overdue_is_the_instalment_and_not_the_invoice(shop: Shop) -> None:
    customer, _, _ = agreed(shop)
    assert shop.page(customer).console.suggested_amount == 0
    shop.on("2026-04-16")
    (row,) = [one for one in shop.today() if one.customer_id == customer]
    assert row.reason == "Plan installment 1 of 4 was due Wed 15 Apr ($250)"
    assert "$250.00 overdue" in row.reason_long
    assert "1 day late" in row.reason_long or "late" not in row.reason_long
    console = shop.page(customer).console
    assert console.suggested_amount == 25_000
    assert "installment of $250 was for Wed 15 Apr" in console.opening


def test_what_came_early_is_not_asked_for_again(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    shop.on("2026-04-10").pay(customer, 20_000, invoice)
    opening = shop.page(customer).console.opening
    assert "next installment of our plan, $50, is for Wed 15 Apr" in opening
    place = shop.on("2026-04-15").place(customer)
    assert place == ("today", "Plan installment 1 of 4 due today ($50)")
    assert shop.on("2026-04-16").place(customer)[1].endswith("was due Wed 15 Apr ($50)")
    assert "installment of $50 was for Wed 15 Apr" in shop.page(customer).console.opening


def test_that_a_plan_failed_is_the_reason_to_call_until_it_was_talked_about(shop: Shop) -> None:
    customer, _, _ = agreed(shop)
    reason = "Plan of $1,000 failed: $250 of 15 Apr did not come"
    assert shop.on("2026-04-22").place(customer) == ("today", reason)
    shop.call(customer, "no_answer")
    assert shop.place(customer)[0] == "resting"
    assert shop.on("2026-04-23").place(customer) == ("today", reason)
    assert shop.page(customer).console.opening == (
        "Hello, this is Harbor Supplies. Our payment plan of $1,000 has failed: the installment of"
        " $250 for Wed 15 Apr did not come. What happened?"
    )
    shop.call(customer, "not_sent", spoke_to="Ann", next_on=date(2026, 4, 24))
    assert "failed" not in shop.on("2026-04-27").place(customer)[1]
    assert "failed" not in shop.page(customer).console.opening


def test_of_an_instalment_that_came_too_late_it_is_not_said_that_it_did_not_come(
    shop: Shop,
) -> None:
    customer, invoice, _ = agreed(shop)
    shop.on("2026-04-23").pay(customer, 25_000, invoice)
    assert shop.place(customer)[1] == "Plan of $1,000 failed: all that is left is due since 23 Apr"
    assert "an installment came too late" in shop.page(customer).console.opening


def test_a_failed_plan_is_no_reason_any_more_once_something_newer_is_agreed(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    promise = NewPromise(30_000, date(2026, 4, 30), "card", (invoice,))
    shop.on("2026-04-23").do(make_promise, MakePromise(customer, promise))
    assert "failed" not in shop.place(customer)[1]
    assert shop.on("2026-05-01").place(customer)[1] == "Promise of $300 for Thu 30 Apr not kept"


def test_a_broken_promise_is_no_reason_any_more_once_a_plan_is_signed_and_then_the_plan_is(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2025-12-15")
    promise = NewPromise(30_000, date(2026, 4, 1), "card", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    assert shop.on("2026-04-02").place(customer)[1] == "Promise of $300 for Wed 1 Apr not kept"
    shop.on("2026-04-03").do(make_plan, MakePlan(customer, (invoice,), 4, FIRST))
    assert shop.on("2026-04-10").place(customer) == ("resting", "Payment plan is up to date")
    shop.on("2026-04-15").pay(customer, 25_000, invoice)
    reason = "Plan of $1,000 failed: $250 of 15 May did not come"
    assert shop.on("2026-05-26").place(customer) == ("today", reason)


def test_a_failed_plan_stays_the_reason_though_a_later_one_was_paid_after_all(shop: Shop) -> None:
    customer, _, _ = agreed(shop)
    other = shop.invoice(customer, "300.00", "2025-12-16")
    shop.do(make_plan, MakePlan(customer, (other,), 3, date(2026, 4, 16)))
    reason = "Plan of $300 failed: $100 of 16 Apr did not come"
    assert shop.on("2026-04-23").place(customer) == ("today", reason)
    shop.on("2026-04-27").pay(customer, 30_000, other)
    reason = "Plan of $1,000 failed: $250 of 15 Apr did not come"
    assert shop.place(customer) == ("today", reason)


def test_of_two_running_plans_the_instalment_that_falls_due_first_is_asked_for(shop: Shop) -> None:
    customer, _, _ = agreed(shop)
    other = shop.invoice(customer, "1,000.00", "2025-12-16")
    shop.do(make_plan, MakePlan(customer, (other,), 10, date(2026, 4, 3)))
    assert shop.place(customer) == ("resting", "Payment plan is up to date")
    due = shop.on("2026-04-03").place(customer)
    assert due == ("today", "Plan installment 1 of 10 due today ($100)")
    assert "1 of 10" in shop.on("2026-04-06").place(customer)[1]


def test_no_instalment_is_asked_for_of_what_is_disputed(shop: Shop) -> None:
    """Of 1,000.00 in four instalments 600.00 is disputed: two come as agreed, the rest waits."""
    customer, invoice, _ = agreed(shop)
    dispute = NewDispute(invoice, 60_000, "price", next_on=date(2026, 7, 1))
    found = shop.do(open_dispute, OpenDispute(customer, dispute))
    assert shop.on("2026-04-15").place(customer)[1] == "Plan installment 1 of 4 due today ($250)"
    shop.pay(customer, 25_000, invoice)
    due = shop.on("2026-05-15").place(customer)
    assert due == ("today", "Plan installment 2 of 4 due today ($150)")
    shop.on("2026-05-18")
    assert shop.page(customer).console.suggested_amount == 15_000
    shop.pay(customer, 15_000, invoice)
    assert shop.page(customer).console.suggested_amount == 0
    assert shop.place(customer)[0] == "resting"
    assert "Payment plan" in [pill.text for pill in shop.page(customer).head.pills]
    shop.on("2026-06-01").do(resolve_dispute, ResolveDispute(found, "withdrawn"))
    assert shop.on("2026-06-08").page(customer).console.suggested_amount == 0
    assert shop.on("2026-06-09").page(customer).console.suggested_amount == 10_000
    assert shop.on("2026-06-12").do(judge_all_plans, JudgePlans()) == 0
    assert plan_of(shop, customer).state == "active"
    assert plan_of(shop.on("2026-06-15"), customer).ended_on == date(2026, 6, 15)


def test_a_plan_of_which_all_is_disputed_rests_and_does_not_fail(shop: Shop) -> None:
    customer, invoice, _ = agreed(shop)
    dispute = NewDispute(invoice, 100_000, "price", next_on=date(2026, 7, 1))
    shop.do(open_dispute, OpenDispute(customer, dispute))
    assert shop.on("2026-05-04").place(customer)[0] == "resting"
    assert plan_of(shop, customer).state == "active"


def test_no_notice_asks_for_what_is_in_a_running_plan(shop: Shop) -> None:
    customer, _, plan = agreed(shop)
    other = shop.invoice(customer, "80.00", "2026-02-02")
    (row,) = shop.on("2026-04-14").desk.ask(notices_due)
    assert (row.amount, row.invoices) == (8_000, (shop.shown(customer, other).number,))
    shop.do(cancel_plan, CancelPlan(plan))
    (row,) = shop.desk.ask(notices_due)
    assert row.amount == 108_000


def test_a_letter_counts_from_the_day_on_which_a_failed_plan_made_all_of_it_due(
    shop: Shop,
) -> None:
    """The invoice was not due before 30 May; since Monday 20 April all of it is."""
    customer = shop.customer(agency_intended=True)
    invoice = shop.invoice(customer, "300.00", "2026-03-31", "net 60")
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 10)))
    shop.on("2026-04-27")
    for row in (
        *shop.desk.ask(notice_paper, customer).rows,
        *shop.desk.ask(demand_paper, customer).rows,
    ):
        assert (row.due, row.days_late, row.balance) == (date(2026, 4, 20), 7, 30_000)
    assert "$300.00 past due, oldest 7 days late" in shop.page(customer).console.facts


def test_the_letter_of_a_missed_instalment_tells_the_days_of_its_own_plan(shop: Shop) -> None:
    """Ten business days of grace; the cheque for the first instalment goes back on 5 May."""
    customer, invoice, plan = agreed(shop, cure_days=10)
    told = shop.on("2026-04-20").desk.ask(plan_default_paper, plan).facts
    assert "29 Apr 2026" in [fact.value for fact in told]
    cheque = shop.on("2026-04-28").pay(customer, 25_000, invoice)
    shop.on("2026-05-05").do(reverse_payment, ReversePayment(cheque, date(2026, 5, 5)))
    told = shop.desk.ask(plan_default_paper, plan).facts
    assert "5 May 2026" in [fact.value for fact in told], "it can be made good that day"
    told = shop.on("2026-05-06").desk.ask(plan_default_paper, plan).facts
    assert "$1,000.00, due since 6 May 2026" in [fact.value for fact in told]


def test_a_plan_that_was_not_kept_is_called_about_before_all_of_it_is_due(shop: Shop) -> None:
    """Default on Friday 17 April; the rest falls due on Monday. The invoice itself is not due."""
    customer = shop.customer()
    invoice = shop.invoice(customer, "300.00", "2026-03-31", "net 60")
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 10)))
    reason = "Plan of $300 failed: $150 of 10 Apr did not come"
    assert shop.on("2026-04-17").place(customer) == ("today", reason)
    shop.call(customer, "nothing_now")
    assert "failed" not in shop.place(customer)[1]


def test_no_demand_asks_for_what_is_in_a_running_plan(shop: Shop) -> None:
    customer = shop.customer(agency_intended=True)
    invoice = shop.invoice(customer, "300.00", "2026-02-01")
    shop.do(make_plan, MakePlan(customer, (invoice,), 2, date(2026, 4, 10)))
    with pytest.raises(InvalidInput, match="nothing to demand"):
        shop.desk.ask(demand_paper, customer)
