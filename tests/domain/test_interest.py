"""What the laws of the UK and the EU grant, and the fee that an owner has agreed."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import late_fee, rate_in_force, uk_fixed_sum, uk_reference_day


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
    with pytest.raises(InvalidInput, match="reference rate"):
        rate_in_force(rates, date(2024, 1, 1))


def test_the_late_fee_asks_for_grace_and_a_minimum() -> None:
    assert late_fee(7, 10_000, 2_500, grace_days=6, minimum=10_000) == 2_500
    assert late_fee(6, 10_000, 2_500, grace_days=6) == 0
    assert late_fee(7, 9_999, 2_500, grace_days=6, minimum=10_000) == 0
