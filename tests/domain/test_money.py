"""Amounts are read strictly, shown as people write them, and rounded once, half up."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import (
    CURRENCY_DECIMALS,
    LARGEST_AMOUNT,
    decimals,
    format_amount,
    format_basis_points,
    format_price,
    format_short,
    format_whole,
    major_string,
    parse_money,
    parse_price,
    percent_of,
    price_string,
    round_half_up,
    to_basis_points,
)


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("1,234.50", 123_450),
        ("1234.5", 123_450),
        ("$1,234.50", 123_450),
        (" -12.00 ", -1_200),
        ("-$5", -500),
        ("$-5", -500),
        ("\u22125.00", -500),
        ("1.234,50", 123_450),
        ("1 234,50", 123_450),
        ("1\u202f234,50", 123_450),
        ("1.234.567", 123_456_700),
        ("12,5", 1_250),
        ("1,234", 123_400),
        (".50", 50),
        ("USD 12", 1_200),
        ("12 usd", 1_200),
        ("0", 0),
        ("-0", 0),
        ("100000000000.00", LARGEST_AMOUNT),
    ],
)
def test_amounts_are_understood_as_people_type_them(typed: str, minor: int) -> None:
    assert parse_money(typed, "USD") == minor


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "NaN",
        "inf",
        "-Infinity",
        "1e5",
        "1_000",
        "0x10",
        "١٢",
        "１２",
        "²",
        "12.345",
        "1.234",
        "1,2345",
        "1,23,456",
        "12,34.50",
        "1.2.3",
        "1,234,50",
        "0,500",
        "5.",
        "--5",
        "-",
        "$",
        "(5)",
        "5-",
        "€5",
        "5 EUR",
        "100000000000.01",
        "=1+1",
        "1\x002",
        "9" * 10_000,
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_money(typed, "USD")
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert len(sentence) < 200
    assert sentence.isprintable()


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("1,234", "JPY", 1_234), ("¥500", "JPY", 500), ("1.234", "KWD", 1_234), ("€9,99", "EUR", 999),
     ("0,500", "TND", 500), (",500", "TND", 500), ("1234,500", "TND", 1_234_500),
     ("1 234,500", "TND", 1_234_500), ("1.234,5", "TND", 1_234_500)],
)  # fmt: skip
def test_each_currency_has_its_own_decimals(typed: str, currency: str, minor: int) -> None:
    assert parse_money(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency", "example"),
    [("", "JPY", "as 1,235."), ("x", "KWD", "as 1,234.500."), ("1.2345", "KWD", "as 1,234.500."),
     ("x", "USD", "as 1,234.50."), ("1.234", "JPY", "a whole amount."), ("0,500", "JPY", "whole")],
)  # fmt: skip
def test_what_is_no_amount_is_told_with_an_example_in_its_money(
    typed: str, currency: str, example: str
) -> None:
    with pytest.raises(InvalidInput, match=re.escape(example)):
        parse_money(typed, currency)


@pytest.mark.parametrize(
    ("typed", "currency", "price", "shown"),
    [
        ("3.459", "USD", 34_590, "3.459"),
        ("$0.0125", "USD", 125, "0.0125"),
        ("1,234.5", "USD", 12_345_000, "1,234.50"),
        ("-0.5", "USD", -5_000, "−0.50"),
        ("99.9", "JPY", 9_990, "99.9"),
        ("1.23456", "KWD", 123_456, "1.23456"),
    ],
)
def test_a_unit_price_has_two_decimals_more_than_an_amount(
    typed: str, currency: str, price: int, shown: str
) -> None:
    assert parse_price(typed, currency) == price
    assert format_price(price, currency) == shown
    assert parse_price(price_string(price, currency), currency) == price


def test_a_unit_price_finer_than_can_be_kept_is_refused() -> None:
    with pytest.raises(InvalidInput, match="more than 4 decimals"):
        parse_price("0.12345", "USD")


def test_yen_have_no_decimals() -> None:
    with pytest.raises(InvalidInput, match="whole amount"):
        parse_money("12.50", "JPY")


def test_an_unknown_currency_is_named() -> None:
    with pytest.raises(InvalidInput, match="XYZ"):
        decimals("XYZ")


def test_amounts_are_shown_grouped_and_with_a_minus() -> None:
    assert format_amount(123_450, "USD") == "1,234.50"
    assert format_amount(-123_450, "USD") == "−1,234.50"
    assert format_amount(123_450, "USD", symbol=True) == "$1,234.50"
    assert format_amount(-123_450, "USD", symbol=True) == "−$1,234.50"
    assert format_amount(-5, "EUR", symbol=True) == "−€0.05"
    assert format_amount(1_234, "JPY") == "1,234"
    assert format_amount(1_234_567, "KWD") == "1,234.567"
    assert format_amount(100, "CHF", symbol=True) == "CHF 1.00"


def test_other_programs_get_plain_amounts() -> None:
    assert major_string(123_450, "USD") == "1234.50"
    assert major_string(-5, "USD") == "-0.05"
    assert major_string(7, "JPY") == "7"


def test_sentences_leave_out_zero_cents() -> None:
    assert format_short(240_000, "USD") == "$2,400"
    assert format_short(240_050, "USD") == "$2,400.50"
    assert format_short(-240_000, "USD") == "−$2,400"


def test_halves_go_away_from_zero_so_that_a_credit_mirrors_its_invoice() -> None:
    assert [round_half_up(Fraction(n, 2)) for n in (5, 4, 3, -3, -4, -5)] == [3, 2, 2, -2, -2, -3]
    assert round_half_up(Decimal("0.4999999999999999999999")) == 0
    assert round_half_up(Decimal("1E+3")) == 1_000
    assert percent_of(1_050, 500) == 53
    assert percent_of(-1_050, 500) == -53


def test_shares_are_shown_with_two_decimals() -> None:
    assert to_basis_points(Fraction(10, 14)) == 7_143
    assert format_basis_points(7_143) == "71.43 %"
    assert format_basis_points(-5) == "−0.05 %"


@given(
    minor=st.integers(-LARGEST_AMOUNT, LARGEST_AMOUNT),
    currency=st.sampled_from(sorted(CURRENCY_DECIMALS)),
)
def test_every_shown_amount_is_read_back_unchanged(minor: int, currency: str) -> None:
    assert parse_money(major_string(minor, currency), currency) == minor
    assert parse_money(format_amount(minor, currency), currency) == minor
    assert parse_money(format_amount(minor, currency, symbol=True), currency) == minor


@given(st.text(max_size=100))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    try:
        minor = parse_money(text, "USD")
    except InvalidInput:
        return
    assert abs(minor) <= LARGEST_AMOUNT
    assert any(digit in text for digit in "0123456789")


@given(st.fractions())
def test_rounding_is_never_off_by_more_than_a_half(value: Fraction) -> None:
    assert abs(round_half_up(value) - value) <= Fraction(1, 2)
    assert round_half_up(-value) == -round_half_up(value)


@pytest.mark.parametrize("typed", ["€5", "5 EUR", "EUR 5", "eur5", "£1,200.00", "1,200.00 gbp"])
def test_an_amount_in_another_currency_is_refused_by_its_name(typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"is not in USD\. Type what it comes to in USD"):
        parse_money(typed, "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (148_473, "USD", "$1,485"),
        (148_450, "USD", "$1,485"),
        (148_449, "USD", "$1,484"),
        (-19_000, "USD", "−$190"),
        (-49, "USD", "$0"),
        (1_500, "JPY", "¥1,500"),
    ],
)
def test_where_cents_have_no_room_they_are_rounded_half_up(
    minor: int, currency: str, written: str
) -> None:
    assert format_whole(minor, currency, symbol=True) == written
