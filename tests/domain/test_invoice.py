"""Invoices add up to the cent, with tax once per rate."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.invoice import (
    Line,
    Settlement,
    TaxGroup,
    invoice_totals,
    line_net,
    settlement,
)


def test_a_line_is_rounded_half_up_after_its_discount() -> None:
    assert line_net(Line("Bolts", 3_000, "pc", 109_900)) == 3_297
    assert line_net(Line("Cable", 2_500, "m", 33_300)) == 833
    assert line_net(Line("Cable", 1_500, "m", 33_300)) == 500
    assert line_net(Line("Paint", 1_000, "l", 99_900, discount_bp=1_250)) == 874
    assert line_net(Line("Return", -1_500, "m", 33_300)) == -500
    assert line_net(Line("Gift", 1_000, "pc", 99_900, discount_bp=10_000)) == 0


def test_a_price_may_be_finer_than_a_cent() -> None:
    assert line_net(Line("Fuel", 1_234_500, "gal", 34_590)) == 427_014  # 1,234.5 at $3.459
    assert line_net(Line("Screws", 10_000_000, "pc", 10)) == 1_000  # 10,000 at $0.001
    assert line_net(Line("Back", -1_000, "pc", 50)) == -1  # half a cent, half up


LINES = (
    Line("A", 1_000, unit_price=101_000, tax_rate_milli=8_250, tax_name="Sales tax"),
    Line("B", 1_000, unit_price=101_000, tax_rate_milli=8_250, tax_name="Sales tax"),
    Line("C", 1_000, unit_price=500_000),
)


def test_tax_is_counted_once_per_rate() -> None:
    totals = invoice_totals(LINES)
    assert totals.tax_by_rate == (TaxGroup("Sales tax", 8_250, 2_020, 167),)
    assert (totals.net, totals.tax, totals.total) == (7_020, 167, 7_187)


def test_tax_per_line_can_differ_by_a_cent() -> None:
    assert invoice_totals(LINES, per_line=True).tax == 166


def test_each_rate_has_its_own_group_the_highest_first() -> None:
    totals = invoice_totals(
        (
            Line("Book", 1_000, unit_price=100_000, tax_rate_milli=7_000, tax_name="VAT"),
            Line("Pen", 1_000, unit_price=100_000, tax_rate_milli=19_000, tax_name="VAT"),
            Line("Stamp", 1_000, unit_price=100_000, tax_rate_milli=0, tax_name="VAT"),
        )
    )
    assert [(group.rate_milli, group.tax) for group in totals.tax_by_rate] == [
        (19_000, 190),
        (7_000, 70),
        (0, 0),
    ]


def test_a_rate_may_have_three_decimals() -> None:
    line = Line("Chair", 1_000, unit_price=12_345_600, tax_rate_milli=8_875, tax_name="Sales tax")
    assert invoice_totals((line,)).tax == 10_957  # 1,234.56 at 8.875 % is 109.5672


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity_milli": 10**13},
        {"unit_price": 10**16},
        {"discount_bp": 10_001},
        {"discount_bp": -1},
        {"tax_rate_milli": -1},
        {"tax_rate_milli": 100_001},
    ],
)
def test_absurd_lines_are_refused(wrong: dict[str, Any]) -> None:
    line: dict[str, Any] = {"description": "x", "quantity_milli": 1_000}
    with pytest.raises(InvalidInput):
        Line(**line | wrong)


@pytest.mark.parametrize(
    ("balance", "written_off", "expected"),
    [
        (1_000, 0, Settlement.OPEN),
        (999, 0, Settlement.PARTLY_PAID),
        (0, 0, Settlement.PAID),
        (0, 400, Settlement.WRITTEN_OFF),
        (500, 400, Settlement.PARTLY_PAID),
    ],
)
def test_the_settlement_follows_from_the_balance(
    balance: int, written_off: int, expected: Settlement
) -> None:
    assert settlement(1_000, balance, written_off) is expected


MANY_LINES = st.lists(
    st.builds(
        Line,
        description=st.just("x"),
        quantity_milli=st.integers(-(10**6), 10**6),
        unit_price=st.integers(0, 10**8),
        discount_bp=st.integers(0, 10_000),
        tax_rate_milli=st.sampled_from([0, 7_000, 8_875, 19_000]),
        tax_name=st.sampled_from(["", "Tax"]),
    ),
    max_size=12,
)


@given(MANY_LINES, st.booleans())
def test_net_and_tax_always_add_up_to_the_total(lines: list[Line], per_line: bool) -> None:
    totals = invoice_totals(lines, per_line)
    assert totals.net == sum(line_net(line) for line in lines)
    assert totals.tax == sum(group.tax for group in totals.tax_by_rate)
    assert totals.total == totals.net + totals.tax


@given(MANY_LINES)
def test_a_credit_of_the_same_lines_cancels_the_invoice(lines: list[Line]) -> None:
    credit = [
        Line("x", -x.quantity_milli, "", x.unit_price, x.discount_bp, x.tax_rate_milli, x.tax_name)
        for x in lines
    ]
    assert invoice_totals(credit).total == -invoice_totals(lines).total
