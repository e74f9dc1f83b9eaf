"""What holds on the very day and at the very sum where a rule changes."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases import checks
from collectdesk.usecases.alerts import neglected_invoices
from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.charges import ApplyCharges, charge_preview
from collectdesk.usecases.credit_room import credit_check
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.insights import insights
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import (
    IssueInvoice,
    VoidInvoice,
    issue_invoice,
    void_invoice,
)
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.papers.record_sections import profile
from collectdesk.usecases.papers.statements import statement_rows
from collectdesk.usecases.payments import ReversePayment, reverse_payment
from collectdesk.usecases.placing import placed_now
from collectdesk.usecases.plans import CancelPlan, MakePlan, cancel_plan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.settlements import SettleForLess, settle_for_less
from collectdesk.usecases.step_lines import steps_due
from tests.usecases.conftest import Shop

TODAY = date(2026, 3, 31)


def why(shop: Shop, customer: int) -> str:
    """The points by which a customer stands on the day's list."""
    (row,) = shop.desk.ask(placed_now, [customer])
    return row.reason_long


def test_what_falls_due_today_is_not_past_due(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-03-01", terms="net 30")
    (row,) = shop.desk.ask(placed_now, [customer])
    assert (row.past_due, row.overdue, row.days_late) == (0, 0, 0)
    assert shop.on("2026-04-01").page(customer).head.past_due == 100_000
    (row,) = shop.desk.ask(placed_now, [customer])
    assert (row.past_due, row.overdue, row.days_late) == (100_000, 100_000, 1)


def test_a_hold_until_a_day_ends_on_it_for_calls_letters_and_credit_alike(shop: Shop) -> None:
    quiet, cashless = shop.customer("Quiet"), shop.customer("Cashless")
    for customer in (quiet, cashless):
        shop.invoice(customer, issued="2026-01-05")
    shop.do(set_hold, SetHold(quiet, "no_contact", date(2026, 4, 7), "their audit"))
    shop.do(set_hold, SetHold(cashless, "no_credit", date(2026, 4, 7)))
    for day, held in (("2026-04-06", True), ("2026-04-07", False)):
        assert (shop.on(day).place(quiet)[0] == "resting") is held
        written_to = {row.customer_id for row in shop.desk.ask(notices_due)}
        assert (quiet not in written_to) is held
        assert ("on hold" in " ".join(shop.desk.ask(credit_check, cashless, 1).sentences)) is held
        for customer in (quiet, cashless):
            pills = " ".join(pill.text for pill in shop.page(customer).head.pills)
            assert ("until" in pills) is held


def test_whom_no_contact_was_wanted_with_is_among_the_neglected_again_on_the_day_it_ends(
    shop: Shop,
) -> None:
    customer = shop.customer("Quiet")
    shop.invoice(customer, issued="2026-01-05")
    shop.do(set_hold, SetHold(customer, "no_contact", date(2026, 6, 9), "their audit"))
    for day, told in (("2026-06-08", []), ("2026-06-09", [customer])):
        shop.on(day)
        assert [one.customer_id for one in shop.desk.ask(neglected_invoices)] == told
        assert [one.customer_id for one in shop.desk.ask(steps_due)] == told
        terms = dict(profile_facts(shop, customer))
        assert ("Hold" in terms) is not bool(told)


def profile_facts(shop: Shop, customer: int) -> list[tuple[str, str]]:
    """What the record of a customer tells first."""
    section = shop.desk.ask(lambda work: profile(work, checks.customer(work, customer)))
    return [(fact.label, fact.value) for fact in section.facts]


def test_a_hold_that_ends_today_is_none(shop: Shop) -> None:
    with pytest.raises(InvalidInput, match="lies ahead"):
        shop.do(set_hold, SetHold(shop.customer(), "no_contact", TODAY))


def test_who_owes_the_limit_itself_is_not_over_it(shop: Shop) -> None:
    customer = shop.customer(credit_limit=100_000)
    shop.invoice(customer, "1,000.00", "2026-01-05")
    assert "over credit limit" not in why(shop, customer)
    form = InvoiceForm(customer_id=customer, lines=(LineForm("Gloves", price="0.01"),))
    shop.do(issue_invoice, IssueInvoice(form, "a last one"))
    assert "over credit limit" in why(shop, customer)


def test_a_plan_that_ended_today_runs_no_more(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-05")
    plan = shop.do(make_plan, MakePlan(customer, (invoice,), 4, date(2026, 4, 15)))
    planned = shop.desk.ask(cash_forecast, TODAY, 8, 2)
    assert sum(week.instalments for week in planned.weeks) > 0
    shop.do(cancel_plan, CancelPlan(plan))
    forecast = shop.desk.ask(cash_forecast, TODAY, 8, 2)
    assert sum(week.instalments for week in forecast.weeks) == 0
    assert sum(week.invoices for week in forecast.weeks if week.week >= date(2026, 3, 30)) > 0


def test_an_invoice_voided_on_the_last_day_of_a_month_is_off_its_statement(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-03-05")
    shop.on("2026-03-31").do(void_invoice, VoidInvoice(invoice, "never delivered"))
    shop.on("2026-04-02")
    (row,) = shop.desk.ask(statement_rows, TODAY)
    assert (row.charges, row.credits, row.closing) == (100_000, 100_000, 0)
    aging = shop.desk.ask(aging_report, TODAY).totals
    assert row.closing == sum(aging.amounts) - aging.unapplied


def test_money_returned_on_the_last_day_of_a_month_was_not_collected_in_it(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "100.00", "2026-01-05")
    cheque = shop.pay(customer, 12_000, dated="2026-03-10")
    shop.do(reverse_payment, ReversePayment(cheque, TODAY))
    shown = shop.on("2026-04-15").desk.ask(insights).figures
    (cei,) = [figure for figure in shown if figure.key == "cei"]
    assert "from 1 Mar 2026 to 31 Mar 2026" in cei.meaning
    assert cei.value == "0.00 %"


def test_a_settlement_takes_the_place_of_a_promise_for_just_these_invoices(shop: Shop) -> None:
    customer = shop.customer()
    settled = shop.invoice(customer, issued="2026-01-05")
    other = shop.invoice(customer, issued="2026-01-06")
    for named in ((settled,), (settled, other)):
        promise = NewPromise(100_000, date(2026, 4, 7), "transfer", named)
        shop.do(make_promise, MakePromise(customer, promise))
        command = SettleForLess(customer, (settled,), 60_000, TODAY, "their cash is short")
        shop.do(settle_for_less, command)
        assert shop.promises(customer) == ["renegotiated" if named == (settled,) else "open"]
        shop.desk.undo()
        shop.desk.undo()


def test_what_was_agreed_on_the_day_of_the_invoice_was_agreed_in_time(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, issued="2026-01-15")
    warned = []
    for agreed in (date(2026, 1, 15), date(2026, 1, 16)):
        rule = SetInterestRule(customer, "simple", rate_bp=1_800, agreed_on=agreed)
        shop.do(set_interest_rule, rule)
        (line,) = shop.desk.ask(charge_preview, ApplyCharges()).lines
        warned.append(line.warning)
    assert warned == ["", "The invoice is older than the agreement of 16 Jan."]
