"""Interest to the cent: counted from the day after due, rounded once, never on a disputed part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import (
    InterestMode,
    InterestRule,
    LateCharge,
    compound_monthly_interest,
    eu_interest,
    interest_with_payments,
    late_charge,
    late_fee,
    monthly_interest,
    months_late,
    rate_in_force,
    simple_interest,
    uk_fixed_sum,
    uk_interest,
    uk_reference_day,
)

DUE = date(2025, 1, 31)


def test_simple_interest_on_2500_at_18_percent_for_45_days() -> None:
    assert simple_interest(250_000, 1_800, 45) == 5_548
    assert simple_interest(250_000, 1_800, 0) == 0
    assert simple_interest(250_000, 1_800, -3) == 0


def test_the_uk_rate_and_fixed_sum_on_5000_for_101_days() -> None:
    assert uk_interest(500_000, 475, 101) == 17_640
    assert uk_fixed_sum(500_000) == 7_000


@pytest.mark.parametrize(
    ("debt", "fixed"),
    [(99_999, 4_000), (100_000, 7_000), (999_999, 7_000), (1_000_000, 10_000)],
)
def test_the_fixed_sum_grows_with_the_debt(debt: int, fixed: int) -> None:
    assert uk_fixed_sum(debt) == fixed


@pytest.mark.parametrize(
    ("due", "reference"),
    [
        (date(2025, 6, 29), date(2024, 12, 31)),
        (date(2025, 6, 30), date(2025, 6, 30)),
        (date(2025, 12, 30), date(2025, 6, 30)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        (date(2025, 1, 15), date(2024, 12, 31)),
    ],
)
def test_the_uk_base_rate_is_that_of_the_half_year_before_interest_starts(
    due: date, reference: date
) -> None:
    assert uk_reference_day(due) == reference


def test_the_rate_in_force_is_the_newest_not_after_the_day() -> None:
    rates = [(date(2025, 2, 6), 450), (date(2024, 11, 7), 475)]
    assert rate_in_force(rates, date(2024, 12, 31)) == 475
    assert rate_in_force(rates, date(2025, 2, 6)) == 450
    with pytest.raises(InvalidInput, match="base rate"):
        rate_in_force(rates, date(2024, 1, 1))


def test_the_eu_least_is_eight_points_over_the_reference() -> None:
    assert eu_interest(100_000, 215, 365) == 10_150


@pytest.mark.parametrize(
    ("until", "full", "started"),
    [
        (DUE, 0, 0),
        (date(2025, 2, 1), 0, 1),
        (date(2025, 2, 27), 0, 1),
        (date(2025, 2, 28), 1, 1),
        (date(2025, 3, 1), 1, 2),
        (date(2025, 3, 30), 1, 2),
        (date(2025, 3, 31), 2, 2),
        (date(2026, 1, 31), 12, 12),
    ],
)
def test_months_are_counted_from_the_due_dates_day(until: date, full: int, started: int) -> None:
    assert months_late(DUE, until) == full
    assert months_late(DUE, until, started=True) == started


def test_monthly_interest_is_not_compounded_unless_asked_for() -> None:
    until = date(2025, 4, 1)
    assert monthly_interest(100_000, 150, DUE, until) == 3_000
    assert monthly_interest(100_000, 150, DUE, until, started=True) == 4_500
    assert compound_monthly_interest(100_000, 150, DUE, until) == 3_023


def test_payments_reduce_the_principal_first() -> None:
    payments = [(date(2025, 3, 2), 40_000), (date(2025, 4, 1), 60_000)]
    charged = interest_with_payments(100_000, 1_200, DUE, payments, date(2025, 5, 1))
    assert charged == simple_interest(160_000, 1_200, 30) == 1_578


def test_a_payment_before_the_due_date_lowers_the_principal_from_the_start() -> None:
    early = [(date(2025, 1, 1), 50_000)]
    assert interest_with_payments(100_000, 1_200, DUE, early, DUE + timedelta(days=73)) == 1_200


def test_within_grace_nothing_and_after_it_from_the_due_date() -> None:
    rule = InterestRule(InterestMode.SIMPLE, 1_200, grace_days=10)
    within = late_charge(rule, 365_000, 0, DUE, DUE + timedelta(days=10))
    after = late_charge(rule, 365_000, 0, DUE, DUE + timedelta(days=11))
    assert within == LateCharge(0, 0)
    assert after == LateCharge(1_320, 0)


def test_a_disputed_part_bears_no_interest() -> None:
    rule = InterestRule(InterestMode.SIMPLE, 1_200)
    until = DUE + timedelta(days=73)
    assert late_charge(rule, 100_000, 50_000, DUE, until).interest == 1_200
    assert late_charge(rule, 100_000, 100_000, DUE, until) == LateCharge(0, 0)


def test_the_late_fee_asks_for_grace_and_a_minimum() -> None:
    rule = InterestRule(InterestMode.FIXED_FEE, fee=2_500, grace_days=5, minimum=10_000)
    after = DUE + timedelta(days=6)
    assert late_charge(rule, 10_000, 0, DUE, after) == LateCharge(0, 2_500)
    assert late_charge(rule, 9_999, 0, DUE, after) == LateCharge(0, 0)
    assert late_charge(rule, 10_000, 0, DUE, DUE + timedelta(days=5)) == LateCharge(0, 0)
    assert late_fee(6, 10_000, 2_500, grace_days=6) == 0


def test_nothing_is_charged_unless_the_owner_chose_so() -> None:
    assert late_charge(InterestRule(), 10**9, 0, DUE, date(2030, 1, 1)).total == 0


def test_each_mode_charges_by_its_own_rule() -> None:
    until = DUE + timedelta(days=101)

    def charged(mode: InterestMode, rate_bp: int) -> LateCharge:
        return late_charge(InterestRule(mode, rate_bp), 500_000, 0, DUE, until)

    assert charged(InterestMode.UK, 475) == LateCharge(17_640, 7_000)
    assert charged(InterestMode.EU, 475) == LateCharge(17_640, 4_000)
    assert charged(InterestMode.FULL_MONTHS, 100) == LateCharge(15_000, 0)
    assert charged(InterestMode.STARTED_MONTHS, 100) == LateCharge(20_000, 0)
    assert charged(InterestMode.UK, 475).total == 24_640


@given(st.integers(0, 10**9), st.integers(0, 5_000), st.integers(0, 2_000), st.integers(0, 500))
def test_interest_never_falls_with_time(principal: int, rate: int, days: int, more: int) -> None:
    assert simple_interest(principal, rate, days) <= simple_interest(principal, rate, days + more)


@given(st.integers(1, 10**8), st.integers(0, 3_000), st.integers(0, 400))
def test_without_payments_a_falling_balance_is_simple_interest(
    principal: int, rate: int, days: int
) -> None:
    until = DUE + timedelta(days=days)
    expected = simple_interest(principal, rate, days)
    assert interest_with_payments(principal, rate, DUE, [], until) == expected


def test_a_payment_on_the_last_day_still_bears_that_days_interest() -> None:
    until = DUE + timedelta(days=73)
    assert interest_with_payments(100_000, 1_200, DUE, [(until, 100_000)], until) == 2_400
    later = [(until + timedelta(days=9), 100_000)]
    assert interest_with_payments(100_000, 1_200, DUE, later, until) == 2_400
