"""Getting later is seen early, and a constant habit or one bad invoice raises no alarm."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.figures import format_hundredths
from collectdesk.domain.habits import (
    LaterLevel,
    PaidSums,
    getting_later,
    median_days,
)


def test_days_to_pay_are_weighted_by_amount() -> None:
    """Paid after 44, 26 and 30 days where 30 were agreed."""
    paid_after = [(44, 100_000), (26, 100_000), (30, 100_000)]
    amount = sum(amount for _, amount in paid_after)
    to_pay = sum(days * amount for days, amount in paid_after)
    late = sum((days - 30) * amount for days, amount in paid_after)
    late_only = sum(max(0, days - 30) * amount for days, amount in paid_after)
    paid = PaidSums(len(paid_after), amount, to_pay, late, late_only)
    found = [paid.days_to_pay, paid.days_beyond_terms, paid.days_beyond_terms_late_only]
    assert [format_hundredths(days) for days in found if days] == ["33.33", "3.33", "4.67"]
    assert PaidSums().days_to_pay is None


@pytest.mark.parametrize(
    ("days_late", "level"),
    [
        ([0, 0, 0, 0, 0, 0, 9, 9, 9], LaterLevel.WATCH),
        ([0, 0, 0, 0, 8, 9, 12], LaterLevel.WATCH),
        ([0, 0, 0, 0, 0, 0, 0, 1, 45], LaterLevel.NONE),
        ([20] * 9, LaterLevel.NONE),
        ([0, 0, 0, 0, 4, 4, 4], LaterLevel.NONE),
        ([0, 0, 0, 0, 5, 5, 5], LaterLevel.WATCH),
        ([0, 0, 0, 0, 14, 14, 14], LaterLevel.WATCH),
        ([0, 0, 0, 0, 15, 15, 15], LaterLevel.ALERT),
        ([-20, -20, -20, -20, -10, -10, -10], LaterLevel.NONE),
        ([-20, -20, -20, -20, 0, 0, 0], LaterLevel.NONE),
        ([-20, -20, -20, -20, 1, 1, 1], LaterLevel.ALERT),
        ([0, 0, 0, 30, 30, 30], LaterLevel.NONE),
        ([], LaterLevel.NONE),
    ],
)
def test_the_last_three_are_compared_with_those_before(
    days_late: list[int], level: LaterLevel
) -> None:
    assert getting_later(days_late).level is level


def test_only_the_last_nine_count() -> None:
    old = [90] * 20
    assert getting_later([*old, 0, 0, 0, 0, 0, 0, 9, 9, 9]).level is LaterLevel.WATCH


def test_the_verdict_carries_its_evidence() -> None:
    verdict = getting_later([0, 2, 0, 4, 8, 9, 12])
    assert verdict.evidence == (8, 9, 12)
    assert (verdict.baseline, verdict.recent) == (Fraction(1), Fraction(9))
    assert verdict.is_getting_later


def test_a_median_of_two_is_their_mean() -> None:
    assert median_days([1, 2]) == Fraction(3, 2)
    assert median_days([]) is None


@given(st.integers(-60, 200), st.integers(0, 20))
def test_a_constant_delay_never_raises_an_alarm(delay: int, invoices: int) -> None:
    assert getting_later([delay] * invoices).level is LaterLevel.NONE


@given(st.lists(st.integers(-60, 200), min_size=7, max_size=9))
def test_paying_earlier_never_raises_an_alarm(days_late: list[int]) -> None:
    assert getting_later(sorted(days_late, reverse=True)).level is LaterLevel.NONE
