"""The days of a list as its cells write them, all in one order of day, month and year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from collectdesk.domain.dates import DateOrder, parse_date

_SERIAL_DAYS: Final = range(18_000, 90_000)
"""Days after 1899 that a bare number in a column of dates may mean: 1949 to 2146."""


class WrittenDays:
    """Reads each text once. ``day_zero`` is the day from which a workbook's bare numbers count."""

    def __init__(self, order: DateOrder, day_zero: date | None) -> None:
        self._order = order
        self._day_zero = day_zero
        self._read: dict[str, date] = {}

    def read(self, text: str) -> date:
        """The day. Raises InvalidInput for a text that is none."""
        if text not in self._read:
            self._read[text] = self._serial_day(text) or parse_date(text, self._order)
        return self._read[text]

    def _serial_day(self, text: str) -> date | None:
        """The day of a workbook's bare number: such cells lost only their form as a date."""
        if self._day_zero is None or not (text.isascii() and text.isdecimal()):
            return None
        days = int(text) if len(text) <= 5 else 0
        return self._day_zero + timedelta(days) if days in _SERIAL_DAYS else None
