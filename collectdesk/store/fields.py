"""Field types that keep money whole and days real."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import Field


def day_of(text: str | None) -> date | None:
    """A stored day, or None."""
    return None if text is None else date.fromisoformat(text)


class MoneyField(Field):
    """Integer minor units. Anything but an int (a float above all) is refused."""

    field_type = "INTEGER"

    def db_value(self, value: Any) -> int | None:
        if value is not None and type(value) is not int:
            raise TypeError(f"money is integer minor units, not {value!r}")
        return value

    def python_value(self, value: Any) -> int | None:
        return None if value is None else int(value)


class DayField(Field):
    """A calendar day, stored as YYYY-MM-DD."""

    field_type = "TEXT"

    def db_value(self, value: date | None) -> str | None:
        return None if value is None else value.isoformat()

    def python_value(self, value: str | None) -> date | None:
        return day_of(value)
