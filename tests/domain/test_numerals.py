"""Quantities and percentages are read as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import (
    format_quantity,
    format_tax_rate,
    parse_percent,
    parse_quantity,
    parse_tax_rate,
    parse_whole,
)

NO_PLAIN_NUMBERS = (
    "",
    "1_000",
    "٣",
    "３",
    "1e2",
    "2.5",
    "3.0",
    "+3",
    "--3",
    "0x1",
    "½",
    "9" * 5_000,
)


def test_quantities_have_up_to_three_decimals() -> None:
    assert parse_quantity("2") == 2_000
    assert parse_quantity("2,5") == 2_500
    assert parse_quantity("-0.125") == -125
    assert parse_quantity("1,200") == 1_200_000


@pytest.mark.parametrize("typed", ["", "two", "1.2345", "1e3", "nan", "--2", "٢", "2" * 9_000])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="quantity"):
        parse_quantity(typed)


def test_a_whole_number_is_read_within_its_bounds() -> None:
    typed = (" 30 ", "007", "1,200", "1 200", "-3")
    assert [parse_whole(text, -3, 1_200) for text in typed] == [30, 7, 1_200, 1_200, -3]


@pytest.mark.parametrize("typed", [*NO_PLAIN_NUMBERS, "-1", "1,201"])
def test_what_is_no_plain_whole_number_is_refused_with_its_bounds(typed: str) -> None:
    with pytest.raises(InvalidInput, match="Type a number from 0 to 1,200"):
        parse_whole(typed, 0, 1_200)


def test_percentages_are_exact() -> None:
    assert parse_percent("8.25 %") == 825
    assert parse_percent("19%") == 1_900
    assert parse_percent("0,5") == 50
    assert parse_percent("1.500 %") == 150


@pytest.mark.parametrize("typed", ["1.375", "1,375", "0.125 %", "8.255"])
def test_a_rate_that_is_too_fine_is_refused_with_what_can_be_kept(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"finer than .* not rounded. Type at most 2 decimals"):
        parse_percent(typed)


@pytest.mark.parametrize("typed", ["", "much", "1.2.3", "1 e3", "8.25 % %", "." * 9_000])
def test_what_is_no_rate_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="is not a percentage, such as"):
        parse_percent(typed)


@pytest.mark.parametrize("typed", ["8.875", "8,875", " 8.875 % ", "08.875%"])
def test_a_tax_rate_may_have_three_decimals(typed: str) -> None:
    assert parse_tax_rate(typed) == 8_875
    assert format_tax_rate(8_875) == "8.875"
    with pytest.raises(InvalidInput, match="tax rate"):
        parse_tax_rate("8.8751")


@given(st.integers(-(10**12), 10**12))
def test_a_shown_quantity_is_read_back_unchanged(milli: int) -> None:
    assert parse_quantity(format_quantity(milli)) == milli
