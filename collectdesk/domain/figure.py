"""A figure as it is told: its name, its value in words and how it comes about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from collectdesk.domain.figures import format_hundredths, hundredths_string
from collectdesk.domain.words import counted


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its name, its value in words and how it comes about.

    ``number`` is the value for other programs, without unit or grouping; empty when there is none
    yet. ``unit`` is days, percent, money or count. ``workings`` is the formula with its
    numbers, where it has any. ``period`` is the time that it looks at, in few words.
    """

    name: str
    value: str
    meaning: str
    key: str = ""
    number: str = ""
    unit: str = ""
    workings: str = ""
    period: str = ""

    def shown_workings(self) -> str:
        """The formula with its numbers, or in words where there is nothing to put in."""
        return self.workings or self.meaning


def in_days(
    key: str,
    name: str,
    value: Fraction | None,
    meaning: str,
    workings: str = "",
    period: str = "",
) -> Figure:
    """A figure in days; without a value there is nothing yet."""
    return _measured(Figure(name, "", meaning, key, "", "days", workings, period), value, " days")


def in_percent(
    key: str,
    name: str,
    value: Fraction | None,
    meaning: str,
    workings: str = "",
    period: str = "",
) -> Figure:
    """A figure in percent; without a value there is nothing yet."""
    share = None if value is None else value * 100
    return _measured(Figure(name, "", meaning, key, "", "percent", workings, period), share, " %")


def _measured(figure: Figure, value: Fraction | None, ending: str) -> Figure:
    if value is None:
        return replace(figure, value="nothing yet", workings="")
    told = f"{format_hundredths(value)}{ending}"
    return replace(figure, value=told, number=hundredths_string(value))


def average(key: str, name: str, days: tuple[int, int], meaning: str) -> Figure:
    """The average of days that were added up: how many there are, and their sum."""
    count, total = days
    value = Fraction(total, count) if count else None
    return in_days(key, name, value, meaning, f"{total:,} days ÷ {counted(count, 'invoice')}")
