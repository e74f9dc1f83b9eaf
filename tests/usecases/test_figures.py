"""The figures of the business, worked out by hand for a small book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.habits import LaterLevel
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customer_habits import CustomerHabits, customer_habits
from collectdesk.usecases.customers import PlaceAccount, place_account
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.figures import status_line
from collectdesk.usecases.forecasts import ForecastWeek, cash_forecast
from collectdesk.usecases.insights import insights
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    RecordPayment,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    record_payment,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.plans import MakePlan, make_plan
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from collectdesk.usecases.recoveries import RecordRecovery, record_recovery
from collectdesk.usecases.settings import SaveSettings, save_settings
from collectdesk.usecases.settlements import SettleForLess, settle_for_less
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

TODAY = date(2026, 3, 31)


def figures(shop: Shop, **asked: Any) -> dict[str, str]:
    found = shop.desk.ask(insights, **asked)
    return {figure.key: figure.number for figure in (*found.figures, *found.more)}


def _database(work: Work) -> BookDatabase:
    return work.db


def paid_in(shop: Shop, customer: int, price: str, issued: str, paid: str) -> int:
    """An invoice net 30 that was paid in full on a day."""
    invoice = shop.invoice(customer, price, issued)
    shop.pay(customer, round(float(price.replace(",", "")) * 100), invoice, dated=paid)
    return invoice


def test_an_empty_book_has_no_figures_and_no_errors(shop: Shop) -> None:
    found = figures(shop)
    assert found["dso"] == found["cei"] == found["days_to_pay"] == ""
    assert found["financing_cost"] == "0.00"
    assert shop.desk.ask(customer_habits) == ()
    assert sum(week.expected for week in shop.desk.ask(cash_forecast).weeks) == 0


def test_days_to_pay_and_beyond_terms_are_weighted_by_amount(shop: Shop) -> None:
    customer = shop.customer()
    paid_in(shop, customer, "1,000.00", "2026-01-01", "2026-01-27")
    paid_in(shop, customer, "500.00", "2026-01-01", "2026-02-18")
    found = figures(shop)
    # (26 × 1,000 + 48 × 500) ÷ 1,500, (-4 × 1,000 + 18 × 500) ÷ 1,500, and 18 × 500 ÷ 1,500
    assert found["days_to_pay"] == "33.33"
    assert found["days_beyond_terms"] == "3.33"
    assert found["days_beyond_terms_late_only"] == "6.00"


def test_money_that_waited_on_account_was_paid_on_its_own_day(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00", "2026-03-01", terms="net 5")
    held = RecordPayment(customer, 10_000, date(2026, 3, 10), parts=())
    shop.do(record_payment, held)
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((invoice, 10_000),)))
    found = figures(shop)
    assert (found["days_to_pay"], found["days_beyond_terms"]) == ("9.00", "4.00")


def test_a_payment_that_bounced_tells_nothing_of_habits(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00", "2026-01-01")
    payment = shop.pay(customer, 10_000, invoice, dated="2026-01-02")
    shop.do(reverse_payment, ReversePayment(payment, TODAY))
    assert figures(shop)["days_to_pay"] == ""


def test_a_payment_taken_back_on_its_own_day_does_not_make_the_right_one_late(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00", "2026-03-01", terms="net 5")
    slip = shop.pay(customer, 10_000, invoice)
    shop.do(reverse_payment, ReversePayment(slip, TODAY))
    shop.pay(customer, 10_000, invoice, dated="2026-03-10")
    (habits,) = shop.desk.ask(customer_habits)
    assert (habits.days_late, figures(shop)["days_beyond_terms"]) == ((4,), "4.00")


def test_each_card_names_the_time_that_it_looks_at(shop: Shop) -> None:
    shop.invoice(shop.customer(), "200.00", "2025-03-01")
    cards = {one.key: one.period for one in shop.desk.ask(insights).figures}
    assert cards["dso"] == "last 90 days"
    assert cards["cei"] == "March 2026"
    assert cards["bad_debt"] == "12 months"
    assert all(cards.values())
    asked = shop.desk.ask(insights, since=date(2026, 2, 1)).figures
    assert {one.period for one in asked if one.key in ("dso", "cei")} == {"1 Feb to 31 Mar"}


def test_each_figure_of_a_time_names_it(shop: Shop) -> None:
    """What is told of a day alone has none: what is owed, and who is past due."""
    listed = {one.key: one.period for one in shop.desk.ask(insights).more}
    assert {key for key, period in listed.items() if not period} == {
        "receivables",
        "current",
        "past_due_accounts",
    }
    assert (listed["days_to_pay"], listed["collected"]) == ("12 months", "last 90 days")


def test_collection_effectiveness_of_the_last_full_month_and_of_the_time_asked_for(
    shop: Shop,
) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "400.00", "2026-01-05")
    shop.invoice(customer, "600.00", "2026-02-10")
    shop.pay(customer, 30_000, first, dated="2026-02-20")
    # February: opening 400, sales 600, closing 700 of which 600 is not due
    assert figures(shop, as_of=date(2026, 2, 28))["cei"] == "75.00"
    assert figures(shop, as_of=date(2026, 3, 15))["cei"] == "75.00"
    asked = figures(shop, as_of=date(2026, 2, 28), since=date(2026, 1, 1))
    assert asked["cei"] == "75.00"


def test_each_figure_shows_its_formula_with_the_numbers_in_it(shop: Shop) -> None:
    """1,000.00 of January half paid and 20 days late, 2,000.00 of March not yet due."""
    customer = shop.customer()
    old = shop.invoice(customer, "1,000.00", "2026-02-09")
    shop.pay(customer, 50_000, old, dated="2026-03-21")
    shop.invoice(customer, "2,000.00", "2026-03-10")
    found = shop.desk.ask(insights)
    shown = {figure.key: figure.workings for figure in (*found.figures, *found.more)}
    values = {figure.key: figure.number for figure in (*found.figures, *found.more)}
    assert shown["dso"] == "receivables 2,500.00 ÷ credit sales 3,000.00 × 90 days"
    assert values["dso"] == "75.00"
    assert shown["best_possible_dso"] == "not yet due 2,000.00 ÷ credit sales 3,000.00 × 90 days"
    assert shown["average_days_delinquent"] == (
        "(receivables 2,500.00 − not yet due 2,000.00) ÷ credit sales 3,000.00 × 90 days"
    )
    assert shown["dso_count_back"] == (
        "receivables 2,500.00 − Mar 2026 2,000.00 (31 days) − Feb 2026 500.00 of 1,000.00 (28 days)"
    )
    assert values["dso_count_back"] == "45.00"
    assert shown["cei"] == (
        "1 Mar 2026 to 31 Mar 2026, over the total credit sales of the period:"
        " (opening 1,000.00 + sales 2,000.00 − closing 2,500.00)"
        " ÷ (opening 1,000.00 + sales 2,000.00 − closing not yet due 2,000.00)"
    )
    assert values["cei"] == "50.00"
    assert shown["financing_cost"] == (
        "Σ (balance × days late) 10,000.00 × 9.00 % a year (your own rate, set in Settings) ÷ 365"
    )
    assert values["financing_cost"] == "2.47"
    assert shown["days_to_pay"] == "Σ (days × amount) 20,000.00 ÷ Σ amount 500.00"
    assert shown["receivables"] == "open items 2,500.00 − on account 0.00"


def test_an_invoice_voided_later_counts_in_the_figures_of_the_days_before(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "400.00", "2026-02-05")
    wrong = shop.invoice(customer, "600.00", "2026-02-10")
    shop.pay(customer, 30_000, first, dated="2026-02-20")
    before = figures(shop, as_of=date(2026, 2, 28), since=date(2026, 2, 1))
    # sales 1,000, closing 700 of which all is not due
    assert (before["dso"], before["cei"]) == ("19.60", "100.00")
    shop.do(void_invoice, VoidInvoice(wrong, "sent twice"))
    again = figures(shop, as_of=date(2026, 2, 28), since=date(2026, 2, 1))
    assert (again["dso"], again["cei"], again["dso_count_back"]) == ("19.60", "100.00", "19.60")
    assert figures(shop, as_of=TODAY)["receivables"] == "100.00"


def test_the_line_at_the_bottom_looks_up_no_single_invoice_or_payment(shop: Shop) -> None:
    """It is asked for after every step: it adds up indexes, but for the few that ever fell."""
    db, ran = shop.desk.ask(_database), []
    shop.desk.ask(status_line)
    db.query_hooks.append(lambda event: ran.append((event.sql, event.params)))
    shop.desk.ask(status_line)
    db.query_hooks.clear()
    read = [
        step
        for sql, params in ran
        if sql.lstrip().startswith("SELECT")
        for *_, step in db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
        if step.startswith(("SEARCH invoice", "SCAN invoice", "SEARCH credit", "SCAN credit"))
    ]
    assert len(read) == 4
    few = ("invoice_void", "credit_reversed")
    assert [step for step in read if "COVERING" not in step and not step.endswith(few)] == []


def test_kept_promises_by_count_and_by_money(shop: Shop) -> None:
    customer = shop.customer()
    invoices = [shop.invoice(customer, "100.00", "2026-02-01") for _ in range(3)]
    for invoice, paid in zip(invoices, (15_000, 4_000, 0), strict=True):
        promise = NewPromise(10_000, date(2026, 4, 2), "transfer", (invoice,))
        shop.do(make_promise, MakePromise(customer, promise))
        if paid:
            shop.pay(customer, min(paid, 10_000), invoice)
    shop.on("2026-04-10")
    found = figures(shop)
    assert (found["kept_by_count"], found["kept_by_value"]) == ("33.33", "46.67")
    (habits,) = shop.desk.ask(customer_habits)
    # one kept, one partly, of three: (1 + ½ + 3) ÷ (3 + 4)
    assert habits.promises.rate_for_forecast == Fraction(9, 14)


def test_bad_debt_is_what_was_lost_less_what_came_back(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "10,000.00", "2026-01-05")
    lost = shop.invoice(customer, "100.00", "2026-01-06")
    settled = shop.invoice(customer, "200.00", "2026-01-07")
    shop.do(write_off, WriteOff(lost, "gone", anyway=True))
    shop.do(record_recovery, RecordRecovery(lost, 3_000, TODAY))
    shop.do(settle_for_less, SettleForLess(customer, (settled,), 15_000, TODAY, "closing"))
    found = figures(shop)
    # (100 + 50 - 30) ÷ 10,300
    assert found["bad_debt"] == "1.17"
    assert (found["written_off"], found["settled"], found["recovered"]) == (
        "100.00",
        "50.00",
        "30.00",
    )


def test_what_lateness_costs_at_the_owners_own_rate(shop: Shop) -> None:
    settings = shop.desk.ask(book_settings)
    shop.do(save_settings, SaveSettings(replace(settings, own_rate_bp=3_650)))
    customer = shop.customer()
    shop.invoice(customer, "1,000.00", "2026-02-09")
    paid_in(shop, customer, "500.00", "2026-01-01", "2026-02-10")
    found = figures(shop)
    # 36.5 % a year is a tenth of a percent a day: 20 days on 1,000, and ten on 500
    assert (found["financing_cost"], found["late_payment_cost"]) == ("20.00", "5.00")
    assert shop.desk.ask(customer_habits)[0].cost == 2_000


def test_the_time_asked_for_comes_in_order(shop: Shop) -> None:
    with pytest.raises(InvalidInput, match="before the last"):
        figures(shop, as_of=date(2026, 1, 1), since=TODAY)


def test_whoever_paid_on_time_and_now_lets_three_invoices_wait_is_getting_later(
    shop: Shop,
) -> None:
    customer = shop.customer("Alameda Brewing")
    for issued in ("2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30"):
        invoice = shop.invoice(customer, "100.00", issued, terms="due on receipt")
        shop.pay(customer, 10_000, invoice, dated=issued)
    for issued in ("2026-03-11", "2026-03-21", "2026-03-26"):  # 20, 10 and 5 days late so far
        waiting = shop.invoice(customer, "100.00", issued, terms="due on receipt")
    found = habits_of(shop, "Alameda Brewing")
    assert (found.later.level, found.later.evidence) == (LaterLevel.WATCH, (20, 10, 5))
    assert any("later" in pill.text for pill in shop.page(customer).head.pills)
    shop.do(open_dispute, OpenDispute(customer, NewDispute(waiting, 10_000, "price")))
    found = habits_of(shop, "Alameda Brewing")
    assert (found.later.level, found.later.evidence) == (LaterLevel.WATCH, (0, 20, 10))


def habits_of(shop: Shop, name: str) -> CustomerHabits:
    return next(one for one in shop.desk.ask(customer_habits) if one.name == name)


def test_getting_later_is_told_with_its_evidence(shop: Shop) -> None:
    customer = shop.customer("Alameda Brewing")
    days = ["2025-07-31", "2025-08-31", "2025-09-30", "2025-10-31"]
    for due in days:
        paid_in_full = shop.invoice(customer, "100.00", due, terms="due on receipt")
        shop.pay(customer, 10_000, paid_in_full, dated=due)
    for issued, paid in (("2025-11-01", "2025-11-17"), ("2025-12-01", "2025-12-19")):
        invoice = shop.invoice(customer, "100.00", issued, terms="due on receipt")
        shop.pay(customer, 10_000, invoice, dated=paid)
    shop.invoice(customer, "100.00", "2026-03-01", terms="due on receipt")
    later = habits_of(shop, "Alameda Brewing").later
    assert (later.level, later.evidence) == (LaterLevel.ALERT, (16, 18, 30))
    assert (later.baseline, later.recent) == (Fraction(0), Fraction(18))


def weeks(shop: Shop, **asked: Any) -> dict[str, ForecastWeek]:
    found = shop.desk.ask(cash_forecast, **asked)
    return {week.week.isoformat(): week for week in found.weeks}


def test_a_promise_is_expected_in_the_week_of_its_deadline_as_far_as_it_is_believed(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,500.00", "2026-03-20")
    promise = NewPromise(100_000, date(2026, 4, 3), "cheque", (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    found = weeks(shop)
    # A cheque has until Wednesday 8 April; a customer without history is believed at 75 %.
    assert (found["2026-04-06"].promised, found["2026-04-06"].invoices) == (75_000, 0)
    # The rest of the invoice is due on Sunday 19 April, and likely at 95 %.
    assert found["2026-04-20"].invoices == 47_500


def test_an_overdue_invoice_is_expected_within_five_business_days_by_its_age(shop: Shop) -> None:
    customer = shop.customer()
    shop.invoice(customer, "1,000.00", "2026-01-10")
    disputed = shop.invoice(customer, "300.00", "2026-01-10")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(disputed, 30_000, "price")))
    assert {key: week.expected for key, week in weeks(shop).items() if week.expected} == {
        "2026-04-06": 80_000
    }


def test_usual_lateness_and_the_pay_run_move_the_day(shop: Shop) -> None:
    customer = shop.customer(pay_run="every Fri")
    paid_in(shop, customer, "100.00", "2026-01-01", "2026-02-05")
    shop.invoice(customer, "1,000.00", "2026-03-10")
    # Due on 9 April, five days late as usual is Tuesday 14, and the run is on Friday 17.
    assert weeks(shop)["2026-04-13"].invoices == 95_000


def test_instalments_are_expected_on_their_days_and_placed_accounts_not_at_all(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "900.00", "2026-01-10")
    shop.do(make_plan, MakePlan(customer, (invoice,), 3, date(2026, 4, 8)))
    found = weeks(shop, ahead=20)
    assert [week.instalments for week in found.values() if week.instalments] == [28_500] * 3
    assert sum(week.invoices for week in found.values()) == 0
    shop.do(place_account, PlaceAccount(customer, "agency"))
    assert sum(week.expected for week in weeks(shop).values()) == 0


def test_weeks_that_are_over_show_what_was_expected_then_and_what_came(shop: Shop) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "1,000.00", "2026-02-10")
    shop.on("2026-03-10").do(
        make_promise,
        MakePromise(customer, NewPromise(100_000, date(2026, 3, 18), "card", (first,))),
    )
    shop.on("2026-03-18").pay(customer, 60_000, first)
    shop.on("2026-03-31")
    found = weeks(shop, back=2)
    week = found["2026-03-16"]
    assert (week.expected, week.promised, week.actual) == (75_000, 75_000, 60_000)
    assert found["2026-03-23"].actual == 0
    assert found["2026-04-06"].actual is None
