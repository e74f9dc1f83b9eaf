"""Days are typed as people say them."""

from __future__ import annotations

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.typed_date import read_day
from collectdesk.gui.widgets.date_edit import DateEdit

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", date(2026, 11, 27)),
        ("Friday", date(2026, 11, 27)),
        ("next fri", date(2026, 11, 27)),
        ("mon", date(2026, 11, 30)),
        ("27 nov", date(2026, 11, 27)),
        ("Fri 27 Nov", date(2026, 11, 27)),
        ("nov 27", date(2026, 11, 27)),
        ("3 Feb", date(2027, 2, 3)),
        ("+3", date(2026, 11, 26)),
        ("+2w", date(2026, 12, 7)),
        ("-1", date(2026, 11, 22)),
        ("27", date(2026, 11, 27)),
        ("5", date(2026, 12, 5)),
        ("31", date(2026, 12, 31)),
        ("end", date(2026, 11, 30)),
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 24)),
        ("11/27", date(2026, 11, 27)),
        ("11/27/2026", date(2026, 11, 27)),
        ("2026-11-27", date(2026, 11, 27)),
    ],
)
def test_a_day_typed_in_words_or_digits_is_understood(typed: str, meant: date) -> None:
    assert read_day(typed, MONDAY) == meant


def test_slashes_are_read_in_the_order_of_the_country() -> None:
    assert read_day("5/12", MONDAY, DateOrder.DMY) == date(2026, 12, 5)
    assert read_day("5/12", MONDAY, DateOrder.MDY) == date(2027, 5, 12)


@pytest.mark.parametrize(
    ("currency", "meant"),
    [("USD", date(2027, 5, 12)), ("GBP", date(2026, 12, 5)), ("JPY", date(2027, 5, 12))],
)
def test_a_field_reads_digits_as_in_the_country_of_the_books_money(
    qtbot: QtBot, currency: str, meant: date
) -> None:
    field = DateEdit(MONDAY, currency)
    qtbot.addWidget(field)
    field.setText("5/12")
    assert field.day() == meant


@pytest.mark.parametrize("typed", ["27/11", "27.11.26", "27/11/2026", "11/27", "11.27.26"])
@pytest.mark.parametrize("order", [DateOrder.MDY, DateOrder.DMY])
def test_digits_that_can_only_be_one_day_are_understood_in_any_country(
    typed: str, order: DateOrder
) -> None:
    assert read_day(typed, MONDAY, order) == date(2026, 11, 27)


@pytest.mark.parametrize(
    "typed", ["", "  ", "soon", "32", "30 feb", "13/45", "+", "x" * 500, "٣", "+٣"]
)
def test_what_is_no_day_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(InvalidInput, match="27 nov"):
        read_day(typed, MONDAY)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", date(2026, 11, 20)),
        ("mon", MONDAY),
        ("27 nov", date(2025, 11, 27)),
        ("1 jan", date(2026, 1, 1)),
        ("12/24", date(2025, 12, 24)),
        ("5", date(2026, 11, 5)),
        ("31", date(2026, 10, 31)),
        ("20 nov", date(2026, 11, 20)),
        ("today", MONDAY),
        ("+3", date(2026, 11, 26)),
        ("1 jan 2027", date(2027, 1, 1)),
        ("24 dec 26", date(2026, 12, 24)),
        ("fri 27 nov 26", date(2026, 11, 27)),
        ("24 dec 45", date(2045, 12, 24)),
        ("12/24/26", date(2026, 12, 24)),
        ("tomorrow", date(2026, 11, 24)),
    ],
)
def test_of_what_happened_already_the_last_such_day_is_meant(typed: str, meant: date) -> None:
    assert read_day(typed, MONDAY, past=True) == meant


def test_29_february_is_meant_as_it_is_typed_and_of_the_last_such_year() -> None:
    assert read_day("29 feb", date(2027, 10, 4), past=True) == date(2024, 2, 29)
