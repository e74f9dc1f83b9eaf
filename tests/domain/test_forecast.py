"""Expected cash: promises as far as they are believed, invoices as the customer usually pays."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.calendar import BusinessCalendar
from collectdesk.domain.forecast import ExpectedCash, expect_invoice, expect_promise, week_of
from collectdesk.domain.pay_run import parse_pay_run

CALENDAR = BusinessCalendar()
TODAY = date(2025, 4, 2)


def test_a_promise_counts_in_its_deadlines_week_as_far_as_it_is_believed() -> None:
    cash = expect_promise(100_000, date(2025, 4, 10), Fraction(4, 5))
    assert cash == ExpectedCash(date(2025, 4, 10), Fraction(80_000))
    assert week_of(cash.day) == date(2025, 4, 7)


def test_an_invoice_is_expected_when_the_customer_usually_pays() -> None:
    cash = expect_invoice(100_000, 0, date(2025, 4, 4), 7, TODAY, CALENDAR)
    assert cash == ExpectedCash(date(2025, 4, 11), Fraction(95_000))
    weekend = expect_invoice(100_000, 0, date(2025, 4, 4), 8, TODAY, CALENDAR)
    assert weekend.day == date(2025, 4, 14)


def test_or_in_the_customers_next_pay_run() -> None:
    run = parse_pay_run("every Thu")
    cash = expect_invoice(100_000, 0, date(2025, 4, 4), 7, TODAY, CALENDAR, run)
    assert cash.day == date(2025, 4, 17)


def test_money_that_should_be_here_is_expected_in_five_business_days() -> None:
    cash = expect_invoice(100_000, 0, date(2025, 2, 1), 10, TODAY, CALENDAR)
    assert cash == ExpectedCash(date(2025, 4, 9), Fraction(80_000))


def test_disputed_money_is_not_expected() -> None:
    assert expect_invoice(100_000, 100_000, TODAY, 0, TODAY, CALENDAR).amount == 0
    assert expect_invoice(100_000, 40_000, TODAY, 0, TODAY, CALENDAR).amount == 57_000


@given(
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.dates(date(2024, 1, 1), date(2026, 1, 1)),
    st.integers(-30, 120),
)
def test_never_more_than_is_open_and_never_in_the_past(
    balance: int, disputed: int, due: date, late: int
) -> None:
    cash = expect_invoice(balance, disputed, due, late, TODAY, CALENDAR)
    assert 0 <= cash.amount <= balance
    assert cash.day >= TODAY


def test_money_usually_paid_today_is_expected_today() -> None:
    assert expect_invoice(100, 0, date(2025, 3, 26), 7, TODAY, CALENDAR).day == TODAY
