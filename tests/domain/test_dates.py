"""Dates from people and files are read without guessing, and written so that all understand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.dates import (
    DateOrder,
    add_months_clamped,
    first_of_month,
    infer_date_order,
    long_date,
    month_end,
    parse_date,
    parse_date_iso,
    parse_human_date,
    short_date,
    weekday_date,
)
from collectdesk.domain.errors import InvalidInput

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))


def test_months_are_clamped_to_their_last_day() -> None:
    assert add_months_clamped(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months_clamped(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months_clamped(date(2025, 1, 31), -2) == date(2024, 11, 30)
    assert add_months_clamped(date(2025, 12, 15), 1) == date(2026, 1, 15)
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
    assert first_of_month(date(2024, 2, 3)) == date(2024, 2, 1)


def test_only_real_iso_dates_are_taken() -> None:
    assert parse_date_iso(" 2026-11-21 ") == TODAY
    for typed in ("2026-02-30", "20261121", "2026-W47-6", "21/11/2026", "", "２０２６-11-21"):
        with pytest.raises(InvalidInput):
            parse_date_iso(typed)


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("11/21/2026", DateOrder.MDY, TODAY),
        ("21.11.2026", DateOrder.DMY, TODAY),
        ("21-11-26", DateOrder.DMY, TODAY),
        ("26/11/21", DateOrder.YMD, TODAY),
        ("2026/11/21", DateOrder.DMY, TODAY),
        ("20261121", DateOrder.MDY, TODAY),
        ("2026-11-21 00:00:00", DateOrder.MDY, TODAY),
        ("2026-11-21T08:30:00Z", DateOrder.MDY, TODAY),
        ("11/21/2026 3:04 PM", DateOrder.MDY, TODAY),
        ("21-Nov-2026", DateOrder.MDY, TODAY),
        ("Nov 21, 2026", DateOrder.DMY, TODAY),
        ("Saturday, November 21st, 2026", DateOrder.DMY, TODAY),
        ("1/2/69", DateOrder.DMY, date(2069, 2, 1)),
        ("1/2/70", DateOrder.DMY, date(1970, 2, 1)),
    ],
)
def test_dates_of_files_are_read_in_the_files_order(
    text: str, order: DateOrder, expected: date
) -> None:
    assert parse_date(text, order) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2026",
        "13/13/2026",
        "0/1/2026",
        "1/2",
        "12/31/1492",
        "1-2/2026",
        "n/a",
        "x" * 9_999,
    ],
)
@pytest.mark.parametrize("order", list(DateOrder))
def test_impossible_dates_are_refused(text: str, order: DateOrder) -> None:
    with pytest.raises(InvalidInput):
        parse_date(text, order)


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["01/02/2026", "13/02/2026"], DateOrder.DMY),
        (["01/02/2026", "02/13/2026"], DateOrder.MDY),
        (["2026-01-02", "", "total"], DateOrder.YMD),
        (["13/05/10"], None),
        (["01/02/2026", "03/04/2026"], None),
        (["13/02/2026", "02/13/2026"], None),
        (["", "n/a"], None),
        ([], None),
    ],
)
def test_the_order_of_a_column_is_known_or_it_is_asked_for(
    column: list[str], order: DateOrder | None
) -> None:
    assert infer_date_order(column) == order


def test_a_column_that_reads_alike_in_every_order_needs_no_question() -> None:
    order = infer_date_order(["05/05/2026", "5 Mar 2026"])
    assert order is not None
    assert parse_date("05/05/2026", order) == date(2026, 5, 5)


@given(st.lists(DAYS, min_size=1, max_size=30), st.sampled_from(["%m/%d/%Y", "%d/%m/%Y"]))
def test_an_inferred_order_never_changes_a_date(days: list[date], written: str) -> None:
    column = [day.strftime(written) for day in days]
    order = infer_date_order(column)
    if order is not None:
        assert [parse_date(text, order) for text in column] == days


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 22)),
        ("2026-12-01", date(2026, 12, 1)),
        ("27 Nov", date(2026, 11, 27)),
        ("Fri 27 Nov", date(2026, 11, 27)),
        ("3 Jan", date(2027, 1, 3)),
        ("27 Nov 2025", date(2025, 11, 27)),
    ],
)
def test_typed_dates_are_understood(typed: str, meant: date) -> None:
    assert parse_human_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "29 Feb", "31 Nov", "soon", "11/12", "x" * 9_999])
def test_typed_dates_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        parse_human_date(typed, TODAY)


def test_the_year_is_shown_only_when_it_is_another() -> None:
    assert short_date(date(2026, 10, 12), TODAY) == "12 Oct"
    assert short_date(date(2025, 10, 12), TODAY) == "12 Oct 2025"
    assert weekday_date(date(2026, 11, 19), TODAY) == "Thu 19 Nov"
    assert long_date(TODAY) == "21 Nov 2026"


@given(DAYS, DAYS)
def test_a_shown_date_is_read_back_unchanged(day: date, today: date) -> None:
    assert parse_human_date(long_date(day), today) == day
    if day.year != today.year or abs(day - today) < timedelta(days=180):
        assert parse_human_date(weekday_date(day, today), today) == day


@given(DAYS, st.integers(-600, 600))
def test_adding_months_keeps_the_day_or_the_months_end(day: date, months: int) -> None:
    moved = add_months_clamped(day, months)
    assert moved.day == min(day.day, month_end(moved).day)
