"""Calendar days: reading dates from people and files, month arithmetic, and writing dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_TEXT_LIMIT: Final = 40


class DateOrder(StrEnum):
    """In which order a file writes day, month and year."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


def first_of_month(day: date) -> date:
    """The first day of the month of ``day``."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last calendar day of the month of ``day``."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def clamped(year: int, month: int, day: int) -> date:
    """The date, or that month's last day when the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def add_months_clamped(day: date, months: int) -> date:
    """The same day of the month ``months`` later, or that month's last day (31 Jan + 1: 28 Feb)."""
    years, month = divmod(day.month - 1 + months, 12)
    return clamped(day.year + years, month + 1, day.day)


def has_ended(until: date | None, day: date) -> bool:
    """Whether what lasts "until" a day is over: that day is the first without it; None never is."""
    return until is not None and until <= day


def hold_in_force(hold: str, until: date | None, day: date) -> str:
    """Which hold of a customer stands on a day: "no_credit", "no_contact", or "none" once its end
    has come."""
    return "none" if has_ended(until, day) else hold


def short_date(day: date, today: date) -> str:
    """ "12 Oct", with the year only when it is not this year's: "12 Oct 2025"."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def long_date(day: date) -> str:
    """ "21 Nov 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def weekday_date(day: date, today: date) -> str:
    """ "Thu 19 Nov", for days near enough that the weekday helps."""
    return f"{WEEKDAYS[day.weekday()][:3]} {short_date(day, today)}"


def days_ago(day: date, today: date) -> str:
    """ "today", "yesterday" or "3 days ago"; a day that lies ahead is "today"."""
    days = (today - day).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def parse_date_iso(text: str) -> date:
    """A date written as 2026-11-21. Raises InvalidInput for anything else."""
    match = _ISO.fullmatch(text.strip(" \t\r\n")) if len(text) <= _TEXT_LIMIT else None
    day = _real_date(int(match[1]), int(match[2]), int(match[3])) if match else None
    if day is None:
        raise _not_a_date(text, "Write it as 2026-11-21: year, month, day.")
    return day


_NUMBERS = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AP]M)?Z?$")
_DAY_MONTH = re.compile(r"(?:[A-Z]{3,9},? )?([0-9]{1,2})(?:ST|ND|RD|TH)?[- .]{1,2}([A-Z]{3,9})\.?"
                        r"(?:[- ,.]{1,2}([0-9]{4}|[0-9]{2}))?")  # fmt: skip
_MONTH_DAY = re.compile(r"(?:[A-Z]{3,9},? )?([A-Z]{3,9})\.?[- ]([0-9]{1,2})(?:ST|ND|RD|TH)?"
                        r"(?:[- ,]{1,2}([0-9]{4}|[0-9]{2}))?")  # fmt: skip


def parse_date(text: str, order: DateOrder) -> date:
    """A date from a file whose numbers stand in ``order``.

    A four-digit year in front and a month in letters are understood in any order; a time of day
    after the date is ignored; two-digit years below 70 are in this century. Raises InvalidInput for
    text that is no date and for days that do not exist.
    """
    day = _read_date(text, order)
    if day is None:
        impossible = _is_written_as_date(text) and not any(
            _read_date(text, other) for other in DateOrder
        )
        raise _not_a_date(text, _NO_SUCH_DAY if impossible else _ORDER_HINT[order])
    return day


_NO_SUCH_DAY: Final = f"There is no such day from {FIRST_YEAR} to {LAST_YEAR}."


def _is_written_as_date(text: str) -> bool:
    return len(text) <= _TEXT_LIMIT and _NUMBERS.fullmatch(text.strip()) is not None


_ORDER_HINT: Final = {
    DateOrder.MDY: "The file's dates read month, day, year, such as 11/21/2026.",
    DateOrder.DMY: "The file's dates read day, month, year, such as 21/11/2026.",
    DateOrder.YMD: "The file's dates read year, month, day, such as 2026-11-21.",
}


def infer_date_order(texts: Iterable[str]) -> DateOrder | None:
    """The one order in which a whole column of dates can be read, or None when it is not known.

    Cells that are no date in any order say nothing. When several orders remain but each reads every
    cell as the same day, any of them is right.
    """
    possible: tuple[DateOrder, ...] = _ORDERS
    agree = True
    seen = False
    for text in texts:
        readings = {order: day for order in _ORDERS if (day := _read_date(text, order))}
        if not readings:
            continue
        seen = True
        possible = tuple(order for order in possible if order in readings)
        agree = agree and len({readings[order] for order in possible}) == 1
    if not seen or not possible or (len(possible) > 1 and not agree):
        return None
    return possible[0]


_ORDERS: Final = (DateOrder.YMD, DateOrder.MDY, DateOrder.DMY)


def parse_human_date(text: str, today: date) -> date:
    """A date typed by hand: 2026-11-21, "today", "tomorrow", "27 Nov", "Fri 27 Nov 2026".

    Without a year the nearest such day to ``today`` is meant. Raises InvalidInput otherwise.
    """
    word = text.strip().lower()
    if word in _NEAR_DAYS:
        return today + timedelta(days=_NEAR_DAYS[word])
    day = _read_words(text.strip().upper(), today) if len(text) <= _TEXT_LIMIT else None
    return day if day is not None else parse_date_iso(text)


_NEAR_DAYS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}


def _read_date(text: str, order: DateOrder) -> date | None:
    if len(text) > _TEXT_LIMIT:
        return None
    flat = _TIME.sub("", " ".join(text.split()).upper())
    numbers = _NUMBERS.fullmatch(flat)
    if numbers:
        return _read_numbers(numbers[1], numbers[3], numbers[4], order)
    compact = _COMPACT.fullmatch(flat)
    if compact:
        return _real_date(int(compact[1]), int(compact[2]), int(compact[3]))
    return _read_words(flat, None)


def _read_numbers(first: str, second: str, third: str, order: DateOrder) -> date | None:
    if len(first) == 4:
        return _real_date(int(first), int(second), int(third)) if len(third) <= 2 else None
    if len(first) > 2:
        return None
    if order is DateOrder.YMD:
        return _from_parts(first, second, third)
    day, month = (second, first) if order is DateOrder.MDY else (first, second)
    return _from_parts(third, month, day)


def _from_parts(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4) or len(day) > 2:
        return None
    return _real_date(_full_year(year), int(month), int(day))


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year < 70 else 1900)


def _read_words(flat: str, today: date | None) -> date | None:
    match = _DAY_MONTH.fullmatch(flat)
    number, name, year = match.groups() if match else (None, None, None)
    if match is None:
        match = _MONTH_DAY.fullmatch(flat)
        if match is None:
            return None
        name, number, year = match.groups()
    month = _month_number(name or "")
    if month is None:
        return None
    if year is not None:
        return _real_date(_full_year(year), month, int(number or 0))
    return _nearest(month, int(number or 0), today) if today else None


def _month_number(name: str) -> int | None:
    for number, month in enumerate(MONTHS, start=1):
        if month.upper() == name or name in (month[:3].upper(), "SEPT" if number == 9 else ""):
            return number
    return None


def _nearest(month: int, day: int, today: date) -> date | None:
    real = [_real_date(today.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(
        (found for found in real if found),
        key=lambda found: abs((found - today).days),
        default=None,
    )


def _real_date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _not_a_date(text: str, hint: str) -> InvalidInput:
    if not text.strip():
        return InvalidInput("Type a date, such as 2026-11-21.", "date")
    return InvalidInput(f"{quoted(text)} is not a date. {hint}", "date")
