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
    numbers, where it has any. ``period`` is the time that it looks at, in few words. ``unknown`` is
    why there is no value, where that can be told.
    """

    name: str
    value: str
    meaning: str
    key: str = ""
    number: str = ""
    unit: str = ""
    workings: str = ""
    period: str = ""
    unknown: str = ""

    def shown_workings(self) -> str:
        """The formula with its numbers, or in words where there is nothing to put in; or why there
        is no value."""
        return f"Not known: {self.unknown}" if self.unknown else self.workings or self.meaning


def in_days(
    key: str,
    name: str,
    value: Fraction | None,
    meaning: str,
    workings: str = "",
    period: str = "",
    unknown: str = "",
) -> Figure:
    """A figure in days; without a value there is nothing yet, or it is not known as ``unknown``
    says."""
    figure = Figure(name, "", meaning, key, "", "days", workings, period, unknown)
    return _measured(figure, value, " days")


def in_percent(
    key: str,
    name: str,
    value: Fraction | None,
    meaning: str,
    workings: str = "",
    period: str = "",
    unknown: str = "",
) -> Figure:
    """A figure in percent; without a value as ``in_days``."""
    share = None if value is None else value * 100
    figure = Figure(name, "", meaning, key, "", "percent", workings, period, unknown)
    return _measured(figure, share, " %")


def _measured(figure: Figure, value: Fraction | None, ending: str) -> Figure:
    if value is None:
        return replace(figure, value="not known" if figure.unknown else "nothing yet", workings="")
    told = f"{format_hundredths(value)}{ending}"
    return replace(figure, value=told, number=hundredths_string(value), unknown="")


def average(key: str, name: str, days: tuple[int, int], meaning: str, period: str = "") -> Figure:
    """The average of days that were added up: how many there are, and their sum."""
    count, total = days
    value = Fraction(total, count) if count else None
    workings = f"{total:,} days ÷ {counted(count, 'invoice')}"
    return in_days(key, name, value, meaning, workings, period)
