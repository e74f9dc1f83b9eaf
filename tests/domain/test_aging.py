"""Aging ties to the ledger: buckets by due or invoice date, credit never hidden in a bucket."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.aging import (
    BUCKETS_BY_DUE,
    BUCKETS_BY_INVOICE,
    age,
    bucket_by_due,
)

AS_OF = date(2025, 6, 30)


def days_ago(days: int) -> date:
    return AS_OF - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-400, "current"), (-1, "current"), (0, "current"), (1, "1-30"), (30, "1-30"),
        (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"), (91, "90+"), (4000, "90+"),
    ],
)  # fmt: skip
def test_an_upper_edge_belongs_to_the_lower_bucket(days: int, bucket: str) -> None:
    assert bucket_by_due(AS_OF, days_ago(days)) == bucket


@pytest.mark.parametrize(
    ("days", "bucket"),
    [(-1, "0-30"), (30, "0-30"), (31, "31-60"), (60, "31-60"), (90, "61-90"), (91, "90+")],
)
def test_age_can_be_counted_from_the_invoice(days: int, bucket: str) -> None:
    aging = age([(days_ago(days), 100)], 0, AS_OF, "invoice")
    assert dict(zip(aging.buckets, aging.amounts, strict=True))[bucket] == 100


def test_unapplied_cash_is_taken_off_the_total_only() -> None:
    items = [(0, 100_000), (30, 45_025), (1, 20_000), (60, 60_000), (90, 32_000), (91, 7_575)]
    aging = age([(days_ago(d), a) for d, a in items], 10_000, AS_OF)
    assert dict(zip(BUCKETS_BY_DUE, aging.amounts, strict=True)) == {
        "current": 100_000,
        "1-30": 65_025,
        "31-60": 60_000,
        "61-90": 32_000,
        "90+": 7_575,
    }
    assert (aging.unapplied, aging.total) == (10_000, 254_600)
    assert aging.past_due == 164_600


def test_the_same_money_by_invoice_date_has_four_buckets() -> None:
    items = [(30, 100_000), (60, 65_025), (90, 60_000), (91, 39_575)]
    aging = age([(days_ago(d), a) for d, a in items], 0, AS_OF, "invoice")
    assert aging.buckets == BUCKETS_BY_INVOICE
    assert aging.amounts == (100_000, 65_025, 60_000, 39_575)


@given(
    st.lists(st.tuples(st.integers(-200, 400), st.integers(1, 10**9)), max_size=30),
    st.integers(0, 10**9),
    st.sampled_from(["due", "invoice"]),
)
def test_buckets_always_add_up_to_the_ledger(
    items: list[tuple[int, int]], unapplied: int, by: str
) -> None:
    aging = age([(days_ago(d), a) for d, a in items], unapplied, AS_OF, by)
    assert sum(aging.amounts) == sum(amount for _, amount in items)
    assert aging.total == sum(aging.amounts) - unapplied
