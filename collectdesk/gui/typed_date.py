"""Days as a person types them into a field: "fri", "27 nov", "+3", "end"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from collectdesk.domain.dates import (
    WEEKDAYS,
    DateOrder,
    add_months_clamped,
    month_end,
    parse_date,
    parse_human_date,
)
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import quoted

_SHIFT: Final = re.compile(r"([+-])\s*([0-9]{1,3})\s*([dwm]?)")
_DAYS_IN: Final = {"": 1, "d": 1, "w": 7, "m": 30}
_WEEKDAY_BEFORE: Final = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+(?=[0-9])")
_DAY_ONLY: Final = re.compile(r"[0-9]{1,2}")
_NUMBER: Final = re.compile(r"[0-9]+")
_SPOKEN: Final = ("tomorrow", "end", "eom", "month end")
_MONTH_FIRST: Final = frozenset(("USD", "PHP"))
_YEAR_FIRST: Final = frozenset(("CNY", "HUF", "JPY", "KRW", "TWD"))
_SLASHED: Final = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}(?:[-/. ][0-9]{2,4})?")


def order_of(currency: str) -> DateOrder:
    """In which order the digits of a day are typed where the money of the book is that."""
    if currency in _YEAR_FIRST:
        return DateOrder.YMD
    return DateOrder.MDY if currency in _MONTH_FIRST else DateOrder.DMY


def read_day(
    text: str, today: date, order: DateOrder = DateOrder.MDY, *, past: bool = False
) -> date:
    """The day that ``text`` means when typed on ``today``. Raises InvalidInput.

    A weekday is the next such day after today; "+3" is in three days, "+2w" in two weeks, "end" the
    last day of this month; a number alone is the next such day of a month; digits with slashes are
    read in ``order``, or in the one order in which they are a day. Of what happened already
    (``past``), the last such day is meant.
    """
    found = _read_day(text, today, order)
    if not past or found <= today:
        return found
    return _last_such_day(" ".join(text.lower().split()), found, today)


def _last_such_day(word: str, found: date, today: date) -> date:
    if _weekday(word, today) is not None:
        return found - timedelta(days=7)
    if _DAY_ONLY.fullmatch(word):
        return _back(found, today, 1)
    if _SHIFT.fullmatch(word) or _has_year(word) or word in _SPOKEN:
        return found
    return _back(found, today, 12)


def _has_year(word: str) -> bool:
    """Whether a year was typed beside the day, and the month if that is a number."""
    days_and_months = 1 if any(map(str.isalpha, word)) else 2
    return len(_NUMBER.findall(word)) > days_and_months


def _back(found: date, today: date, months: int) -> date:
    """The last such day, as many months back at a time; 29 February is eight years away at most."""
    earlier = (add_months_clamped(found, -months * times) for times in range(1, 9))
    return next(day for day in earlier if day.day == found.day and day <= today)


def _read_day(text: str, today: date, order: DateOrder) -> date:
    word = " ".join(text.lower().split())
    for reader in (_shifted, _weekday, _month_end, _day_of_month):
        found = reader(word, today)
        if found is not None:
            return found
    slashed = _slashed(word, today, order) if _SLASHED.fullmatch(word) else None
    if slashed is not None:
        return slashed
    try:
        return parse_human_date(_WEEKDAY_BEFORE.sub("", word), today)
    except InvalidInput:
        raise InvalidInput(_advice(text), "date") from None


def _advice(text: str) -> str:
    examples = "“fri”, “27 nov”, “+3” or 2026-11-27"
    if not text.strip():
        return f"Type a day, such as {examples}."
    return f"{quoted(text)} is not a day. Type one such as {examples}."


def _shifted(word: str, today: date) -> date | None:
    match = _SHIFT.fullmatch(word)
    if match is None:
        return None
    days = int(match[2]) * _DAYS_IN[match[3]]
    return today + timedelta(days=-days if match[1] == "-" else days)


def _weekday(word: str, today: date) -> date | None:
    name = word.removeprefix("next ")
    if len(name) < 2 or not name.isalpha():
        return None
    for number, weekday in enumerate(WEEKDAYS):
        if weekday.lower().startswith(name):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _month_end(word: str, today: date) -> date | None:
    return month_end(today) if word in ("end", "eom", "month end") else None


def _day_of_month(word: str, today: date) -> date | None:
    if not _DAY_ONLY.fullmatch(word):
        return None
    number = int(word)
    start = today.replace(day=1)
    for _ in range(4):
        if 1 <= number <= month_end(start).day and start.replace(day=number) >= today:
            return start.replace(day=number)
        start = month_end(start) + timedelta(days=1)
    return None


def _slashed(word: str, today: date, order: DateOrder) -> date | None:
    """The day in ``order``; where that is none, one number is too large for a month."""
    readings = (_in_order(word, today, each) for each in (order, DateOrder.MDY, DateOrder.DMY))
    return next((day for day in readings if day is not None), None)


def _in_order(word: str, today: date, order: DateOrder) -> date | None:
    parts = re.split(r"[-/. ]", word)
    if len(parts) == 3:
        return _parsed(word, order)
    month_first = DateOrder.DMY if order is DateOrder.DMY else DateOrder.MDY
    years = (today.year - 1, today.year, today.year + 1)
    days = [_parsed(f"{parts[0]}/{parts[1]}/{year}", month_first) for year in years]
    real = [day for day in days if day is not None]
    return min(real, key=lambda day: abs((day - today).days), default=None)


def _parsed(text: str, order: DateOrder) -> date | None:
    try:
        return parse_date(text, order)
    except InvalidInput:
        return None
