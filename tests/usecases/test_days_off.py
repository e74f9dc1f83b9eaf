"""Public holidays and own days off move every day that is agreed with a customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, customer_form, save_customer
from collectdesk.usecases.days_off import (
    AddDaysOff,
    ChooseCalendar,
    RemoveDaysOff,
    add_days_off,
    choose_calendar,
    days_off,
    remove_days_off,
)
from collectdesk.usecases.disputes import NewDispute, OpenDispute, dispute_rows, open_dispute
from collectdesk.usecases.forecasts import cash_forecast
from collectdesk.usecases.plans import MakePlan, make_plan, plan_rows
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise, promise_rows
from collectdesk.usecases.settings import SaveSettings, save_settings
from tests.usecases.conftest import Shop

THURSDAY = date(2026, 4, 2)


def promised_until(shop: Shop, customer: int) -> date:
    """The deadline of the newest promise."""
    return shop.desk.ask(promise_rows, customer)[0].deadline


def promising(shop: Shop, calendar: str = "", promised_for: date = THURSDAY) -> int:
    """A customer who owes 1,000 and promises it by transfer, for Thursday before Easter."""
    customer = shop.customer(calendar=calendar)
    shop.invoice(customer, issued="2026-02-02")
    shop.do(make_promise, MakePromise(customer, NewPromise(100_000, promised_for, "transfer")))
    return customer


def test_each_customer_s_promise_has_the_grace_of_its_own_holidays(shop: Shop) -> None:
    assert promised_until(shop, promising(shop)) == date(2026, 4, 3)  # the book knows no holidays
    german = promising(shop, "DE")  # Good Friday and Easter Monday
    american = promising(shop, "US")  # neither is a federal holiday
    assert promised_until(shop, german) == date(2026, 4, 7)
    assert promised_until(shop, american) == date(2026, 4, 3)


def test_a_calendar_chosen_later_moves_open_promises_and_undo_brings_them_back(shop: Shop) -> None:
    customer = promising(shop)
    before = shop.whole_book()
    shop.do(choose_calendar, ChooseCalendar("de-BY"))
    assert promised_until(shop, customer) == date(2026, 4, 7)
    shop.do(choose_calendar, ChooseCalendar("none", customer))
    assert promised_until(shop, customer) == date(2026, 4, 3)
    shop.do(choose_calendar, ChooseCalendar("", customer))
    assert promised_until(shop, customer) == date(2026, 4, 7)
    for _ in range(3):
        shop.desk.undo()
    assert shop.whole_book() == before


def test_own_days_off_count_for_everybody_and_can_be_taken_back(shop: Shop) -> None:
    customer = promising(shop, "DE")
    shop.do(add_days_off, AddDaysOff(date(2026, 4, 7), date(2026, 4, 9), "Stocktaking"))
    assert promised_until(shop, customer) == date(2026, 4, 10)
    shop.do(remove_days_off, RemoveDaysOff(date(2026, 4, 8)))
    assert promised_until(shop, customer) == date(2026, 4, 8)
    shop.desk.undo()
    shop.desk.undo()
    assert promised_until(shop, customer) == date(2026, 4, 7)
    with pytest.raises(InvalidInput, match="none of your own"):
        shop.do(remove_days_off, RemoveDaysOff(date(2026, 4, 7)))


def test_what_goes_by_business_days_is_judged_anew_when_they_change(shop: Shop) -> None:
    """An instalment of Wednesday the 15th fails a plan after five business days, a transfer that is
    promised for Monday the 20th has one of grace: a day off on the 21st gives both another day."""
    day_off = date(2026, 4, 21)
    shop.do(add_days_off, AddDaysOff(day_off))
    shop.on("2026-04-13")
    planning, promising_it = shop.customer(), promising(shop, promised_for=date(2026, 4, 20))
    planned = shop.invoice(planning, issued="2025-12-15")
    shop.do(make_plan, MakePlan(planning, (planned,), 2, date(2026, 4, 15)))

    def states() -> tuple[str, str]:
        return shop.desk.ask(plan_rows, planning)[0].state, shop.promises(promising_it)[0]

    shop.on("2026-04-22")
    before = shop.whole_book()
    assert states() == ("active", "open")
    shop.do(remove_days_off, RemoveDaysOff(day_off))
    assert states() == ("defaulted", "broken")
    shop.do(add_days_off, AddDaysOff(day_off))
    assert states()[0] == "active"
    shop.desk.undo()
    shop.desk.undo()
    assert shop.whole_book() == before


def test_a_run_on_a_holiday_is_earlier_and_its_cut_off_with_it(shop: Shop) -> None:
    """Due on 25 December: the last run on or before it is the one on the 25th, paid the 24th."""
    shop.on("2026-12-14")
    reasons = {}
    for calendar in ("none", "US"):
        customer = shop.customer(
            calendar, calendar=calendar, pay_run="25th of the month, cut-off 3", terms="net 30"
        )
        shop.invoice(customer, issued="2026-11-25", sent=False)
        shop.on("2026-12-16")
        reasons[calendar] = shop.place(customer)[1]
    assert reasons["none"] == "Send invoice by Thu 17 Dec for the 25 Dec run"
    assert reasons["US"] == "Send invoice by Wed 16 Dec for the 24 Dec run"


def test_an_answer_to_a_dispute_and_the_next_call_skip_the_customer_s_holidays(shop: Shop) -> None:
    shop.on("2026-04-01")
    customer = shop.customer(calendar="DE")
    invoice = shop.invoice(customer, issued="2026-02-02")
    call = shop.call(customer, "no_answer")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 10_000, "damaged")))
    assert call > 0
    assert shop.desk.ask(dispute_rows, customer)[0].next_on == date(2026, 4, 7)
    shop.on("2026-04-02")
    shop.call(customer, "no_answer")
    (row,) = [row for row in shop.page(customer).history if row.key == f"call-{call + 1}"]
    assert "7 Apr" in row.detail


def test_the_forecast_expects_no_money_on_a_holiday(shop: Shop) -> None:
    """Due on Good Friday: expected the week after, when Germany works again."""
    expected = {}
    for calendar in ("none", "DE"):
        customer = shop.customer(calendar, calendar=calendar)
        shop.invoice(customer, issued="2026-03-04", terms="net 30")
        weeks = shop.desk.ask(cash_forecast, None, 3).weeks
        expected[calendar] = [week.expected for week in weeks]
    assert expected["none"] == [95_000, 0, 0]
    assert expected["DE"] == [95_000, 95_000, 0]


def test_the_days_of_a_year_are_listed_with_their_names(shop: Shop) -> None:
    shop.do(add_days_off, AddDaysOff(date(2026, 12, 24), name="Christmas Eve"))
    shop.do(add_days_off, AddDaysOff(date(2026, 12, 25), name="Closed"))
    found = shop.desk.ask(days_off, 2026, "US-CA")
    assert found.label == "United States, California"
    told = {one.day: (one.name, one.own) for one in found.days}
    assert told[date(2026, 7, 3)] == ("Independence Day (observed)", False)
    assert told[date(2026, 3, 31)] == ("Cesar Chavez Day", False)
    assert told[date(2026, 12, 24)] == ("Christmas Eve", True)
    assert told[date(2026, 12, 25)] == ("Closed", True)
    assert len(shop.desk.ask(days_off, 2026).days) == 2  # the book itself has no calendar


def test_a_book_s_days_are_saved_with_its_settings_in_one_step(shop: Shop) -> None:
    customer = promising(shop)
    before = shop.whole_book()
    now = shop.desk.ask(book_settings)
    days = ((date(2026, 4, 7), "Stocktaking"),)
    shop.do(save_settings, SaveSettings(replace(now, calendar="DE"), days))
    assert promised_until(shop, customer) == date(2026, 4, 8)
    shop.desk.undo()
    assert shop.whole_book() == before


def test_every_country_can_be_chosen_and_no_year_is_too_early_or_too_late(shop: Shop) -> None:
    """India's holidays are known for some years only; the others have none, and nobody is told."""
    for country in ("IN", "CN", "AE", "BR", "GB-SCT", "CH-ZH"):
        for year in (1990, 2026, 2090):
            shop.desk.ask(days_off, year, country)
    customer = promising(shop, "IN")
    assert promised_until(shop, customer) == date(2026, 4, 6)  # Good Friday, then Monday


@pytest.mark.parametrize("wrong", ["XX", "US-ZZ", "Germany", "US-CA-LA", "../../x"])
def test_a_calendar_that_nobody_knows_is_refused_and_changes_nothing(
    shop: Shop, wrong: str
) -> None:
    before = shop.whole_book()
    customer = CustomerForm(name="A", calendar=wrong)
    with pytest.raises(InvalidInput) as refused:
        shop.do(save_customer, SaveCustomer(customer))
    assert refused.value.field == "calendar"
    with pytest.raises(InvalidInput):
        shop.do(choose_calendar, ChooseCalendar(wrong))
    assert shop.whole_book() == before


def test_a_span_of_days_off_is_checked(shop: Shop) -> None:
    for first, last in ((date(2026, 4, 7), date(2026, 4, 6)), (date(2026, 1, 1), date(2027, 3, 1))):
        with pytest.raises(InvalidInput):
            shop.do(add_days_off, AddDaysOff(first, last))


def test_a_country_that_rests_on_fridays_is_not_called_then(shop: Shop) -> None:
    customer = shop.customer(calendar="IL")
    shop.invoice(customer, issued="2026-02-02")
    shop.do(make_promise, MakePromise(customer, NewPromise(100_000, date(2026, 5, 7), "transfer")))
    assert promised_until(shop, customer) == date(2026, 5, 10)  # Thursday, then Sunday
    assert shop.desk.ask(customer_form, customer).calendar == "IL"
