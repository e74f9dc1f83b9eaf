"""The owner's figures agree with a pocket calculator."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.figures import (
    average_days_delinquent,
    bad_debt_share,
    best_possible_dso,
    cei,
    count_back_dso,
    dso,
    financing_cost,
    format_hundredths,
)
from collectdesk.domain.money import MINUS, format_basis_points, to_basis_points

MARCH, FEBRUARY, JANUARY = date(2025, 3, 1), date(2025, 2, 1), date(2025, 1, 1)


def shown(value: Fraction | None) -> str:
    assert value is not None
    return format_hundredths(value)


def percent(value: Fraction | None) -> str:
    assert value is not None
    return format_basis_points(to_basis_points(value))


def test_a_half_is_rounded_up_and_only_once() -> None:
    assert shown(Fraction(1, 8)) == "0.13"
    assert shown(Fraction(-1, 8)) == f"{MINUS}0.13"
    assert shown(dso(29, 400, 90)) == "6.53"  # 6.525
    assert shown(cei(1_000, 0, 505, 200)) == "0.62"  # 0.61875
    assert shown(Fraction(5, 1000)) == "0.01"


def test_dso_best_possible_dso_and_days_delinquent() -> None:
    assert shown(dso(21_200_000, 25_000_000, 90)) == "76.32"
    assert shown(best_possible_dso(12_000_000, 25_000_000, 90)) == "43.20"
    assert shown(average_days_delinquent(21_200_000, 12_000_000, 25_000_000, 90)) == "33.12"
    assert dso(1, 0, 90) is None


def test_count_back_takes_whole_months_then_a_share_of_the_last() -> None:
    months = [(MARCH, 8_500_000), (FEBRUARY, 7_700_000), (JANUARY, 9_000_000)]
    counted = count_back_dso(8_500_000 + 7_700_000 + 4_113_871, months)
    assert shown(counted.days) == "73.17"
    assert counted.text() == "73.17 days"


def test_count_back_adds_the_days_of_a_month_without_sales() -> None:
    months = [(MARCH, 100), (FEBRUARY, 0), (JANUARY, 100)]
    assert count_back_dso(150, months).days == 31 + 28 + Fraction(31, 2)
    assert count_back_dso(100, months).days == 31


def test_count_back_gives_the_month_that_still_runs_its_days_so_far() -> None:
    months = [(MARCH, 100), (FEBRUARY, 0), (JANUARY, 100)]
    assert count_back_dso(150, months, date(2025, 3, 12)).days == 12 + 28 + Fraction(31, 2)
    assert count_back_dso(50, months, date(2025, 3, 12)).days == 6
    assert count_back_dso(150, months, date(2025, 3, 31)) == count_back_dso(150, months)


def test_count_back_says_when_the_history_is_too_short() -> None:
    counted = count_back_dso(1_000, [(MARCH, 100), (FEBRUARY, 100)])
    assert counted.text() == "more than 59 days"


def test_count_back_of_nothing_open_is_no_days() -> None:
    assert count_back_dso(0, [(MARCH, 100)]).text() == "0.00 days"
    assert count_back_dso(-5, []).text() == "0.00 days"


def test_collection_effectiveness_of_a_month() -> None:
    assert percent(cei(10_000, 9_000, 11_900, 6_400)) == "56.35 %"
    assert percent(cei(100, 50, 0, 0)) == "100.00 %"
    assert cei(0, 0, 0, 0) is None


def test_bad_debt_is_net_of_recoveries() -> None:
    assert percent(bad_debt_share(250_000, 50_000, 30_000_000)) == "0.67 %"
    assert percent(bad_debt_share(0, 50_000, 30_000_000)) == "−0.17 %"
    assert bad_debt_share(1, 0, 0) is None


def test_the_cost_of_financing_customers_is_rounded_once() -> None:
    one = [(123_456, 47)]
    assert financing_cost(one, 900) == 1_431
    assert financing_cost([(1, 100)] * 100, 900) == 2
    assert financing_cost([(123_456, -5)], 900) == 0


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(1, 10**8), min_size=1, max_size=24),
)
def test_count_back_never_exceeds_its_history(receivables: int, sales: list[int]) -> None:
    months = [(date(2025 - n // 12, 12 - n % 12, 1), sold) for n, sold in enumerate(sales)]
    counted = count_back_dso(receivables, months)
    assert 0 <= counted.days <= 31 * len(sales)
    assert counted.more_than == (receivables > sum(sales))


def test_a_month_whose_sales_are_all_open_counts_in_full() -> None:
    counted = count_back_dso(100, [(MARCH, 100), (FEBRUARY, 100)])
    assert counted.days == 31
    assert not counted.more_than


def test_credit_notes_above_sales_do_not_shorten_the_count() -> None:
    assert count_back_dso(50, [(MARCH, -20), (FEBRUARY, 100)]).days == 31 + 14
