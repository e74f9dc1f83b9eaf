"""A plan is proposed, signed, kept or broken; what is asked for are its instalments."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.consequences import consequences
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.papers.agreement_papers import plan_default_paper
from collectdesk.usecases.papers.demand_papers import demand_paper
from collectdesk.usecases.papers.notices import notice_paper, notices_due
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.plan_judging import JudgePlans, judge_all_plans
from collectdesk.usecases.plans import (
    CancelPlan,
    MakePlan,
    PlanRow,
    SignPlan,
    affordable_plan,
    cancel_plan,
    make_plan,
    plan_preview,
    plan_rows,
    sign_plan,
)
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop

FIRST = date(2026, 4, 15)


def agreed(shop: Shop, **facts: Any) -> tuple[int, int, int]:
    """1,000.00, late since January, in four instalments from Wednesday 15 April."""
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, "1,000.00", "2025-12-15")
    command = MakePlan(customer, (invoice,), 4, FIRST, **facts)
    return customer, invoice, int(shop.do(make_plan, command))


def plan_of(shop: Shop, customer: int) -> PlanRow:
    return shop.desk.ask(plan_rows, customer)[0]


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


def test_no_notice_asks_for_what_is_in_a_running_plan(shop: Shop) -> None:
    customer, _, plan = agreed(shop)
    other = shop.invoice(customer, "80.00", "2026-02-02")
    (row,) = shop.on("2026-04-14").desk.ask(notices_due)
    assert (row.amount, row.invoices) == (8_000, (shop.shown(customer, other).number,))
    shop.do(cancel_plan, CancelPlan(plan))
    (row,) = shop.desk.ask(notices_due)
    assert row.amount == 108_000


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
