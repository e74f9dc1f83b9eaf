"""How the window writes things: amounts, days, counts and failures."""

from __future__ import annotations

import re
from datetime import date, datetime

from collectdesk.domain.dates import WEEKDAYS, long_date, short_date, weekday_date
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import KnownError
from collectdesk.domain.money import format_amount, format_short, format_whole

NOTHING = "–"
_WEEKDAY_HELPS_FOR_DAYS = 150
_STAMPS = {
    "verify": "Please check & return",
    "two_price": "Pay early, pay less",
    "reminder": "Friendly reminder",
    "note": "Handwritten note",
    "past_due": "Past due",
    "second": "Second notice",
    "final": "Final notice",
    "call_us": "Please call",
    "plan": "Payment plan",
    "thanks": "Paid, thank you",
    "copy": "Copy",
    "hold": "On hold",
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


def money(minor: int, currency: str) -> str:
    """ "$1,234.50", with a real minus before a negative amount."""
    return format_amount(minor, currency, symbol=True)


def plain_amount(minor: int, currency: str) -> str:
    """ "1,234.50" for a column of one currency, with a real minus."""
    return format_amount(minor, currency)


def short_money(minor: int, currency: str) -> str:
    """ "$2,400" where cents are zero: for buttons, bars and sentences."""
    return format_short(minor, currency)


def whole_amount(minor: int, currency: str) -> str:
    """ "1,235" where cents have no room, rounded half up."""
    return format_whole(minor, currency)


def whole_money(minor: int, currency: str) -> str:
    """ "$1,235" where cents have no room, rounded half up."""
    return format_whole(minor, currency, symbol=True)


def day(on: date | None, today: date) -> str:
    """ "12 Oct" this year, "12 Oct 2025" in others, a dash for none."""
    return NOTHING if on is None else short_date(on, today)


def brief_day(on: date | None, today: date) -> str:
    """ "12 Oct" this year, "Oct ’25" in others, a dash for none."""
    if on is None or on.year == today.year:
        return day(on, today)
    return f"{long_date(on).split()[1]} ’{on.year % 100:02}"


def near_day(on: date, today: date) -> str:
    """ "Fri 27 Nov" for days that are near enough for the weekday to help; else with the year."""
    if abs((on - today).days) <= _WEEKDAY_HELPS_FOR_DAYS:
        return f"{WEEKDAYS[on.weekday()][:3]} {on.day} {long_date(on).split()[1]}"
    return long_date(on)


def spoken_day(on: date, today: date) -> str:
    """ "today", "tomorrow", "Fri 27 Nov": for sentences."""
    away = (on - today).days
    if away in (0, 1):
        return ("today", "tomorrow")[away]
    return weekday_date(on, today)


def moment(stamp: str, today: date) -> str:
    """ "20 Nov 9:05 am" of a stored local time; a text that is none is shown as it is."""
    try:
        at = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{short_date(at.date(), today)} {clock(at)}"


def clock(at: datetime) -> str:
    """ "8:02 am"."""
    return f"{at.hour % 12 or 12}:{at.minute:02d} {'am' if at.hour < 12 else 'pm'}"


def short_day(on: date, today: date) -> str:
    """ "12 Oct" this year, "12 Oct 2025" in others."""
    return short_date(on, today)


def days_late(late: int | None) -> str:
    """ "34", or a dash for what is not late."""
    return NOTHING if late is None or late <= 0 else f"{late:,}"


def stamp_words(stamp: str, currency: str) -> str:
    """What is written on a stamp, in ordinary letters; an unknown one by its own name."""
    return spelled(_STAMPS.get(stamp, stamp.replace("_", " ").capitalize()), currency)


def one_line(text: str) -> str:
    """User text on one line: control marks and direction overrides become spaces."""
    return _CONTROL.sub(" ", text).strip()


def for_button(text: str) -> str:
    """User text for a button, menu or tab: ``&`` stays a letter and makes no shortcut."""
    return one_line(text).replace("&", "&&")


def sentence(error: BaseException) -> str:
    """What the owner reads about a failure."""
    if isinstance(error, KnownError):
        return str(error)
    return (
        "Something went wrong inside CollectDesk. Your last step was not saved;"
        " everything before it is safe. Please try again."
    )
