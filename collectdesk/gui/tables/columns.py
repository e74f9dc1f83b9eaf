"""Columns as data: a title, a width, and what a row shows there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from collectdesk.domain.rows import Pill, Tone
from collectdesk.gui.text import brief_day, one_line, plain_amount, stamp_words
from collectdesk.gui.text import day as day_text


@dataclass(frozen=True, slots=True)
class Shown:
    """What texts are made with: the book's currency and the day it is."""

    currency: str
    today: date


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to paint. ``brief`` stands for ``text`` where columns lack room."""

    text: str
    tone: Tone = "plain"
    strong: bool = False
    pills: tuple[Pill, ...] = ()
    brief: str = ""


def _as_it_came(_: Any) -> int:
    return 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``width`` is in pixels at 100 %; the one with ``stretch`` takes what is left, but
    never less than ``least``.

    ``sort_by`` gives what a row is sorted by, without writing its cells: thousands are sorted.
    With ``most``, the column grows up to that for what stands in it, and shrinks to what stands in
    it where the table is too narrow for all. Then columns with ``drop`` give way, the lowest first,
    unless they fit with the ``brief`` titles and cells.
    """

    title: str
    width: int
    cell: Callable[[Any, Shown], Cell]
    right: bool = False
    stretch: bool = False
    hint: str = ""
    drop: int = 0
    most: int = 0
    least: int = 90
    brief: str = ""
    sort_by: Callable[[Any], Any] = _as_it_came


def text(
    title: str,
    width: int,
    get: Callable[[Any], str],
    *,
    strong: bool = False,
    tone: Callable[[Any], Tone] | None = None,
    stretch: bool = False,
    hint: str = "",
) -> Column:
    """A column of words."""

    def cell(row: Any, _: Shown) -> Cell:
        return Cell(one_line(get(row)), tone(row) if tone else "plain", strong)

    def sort_by(row: Any) -> str:
        return one_line(get(row)).casefold()

    return Column(title, width, cell, stretch=stretch, hint=hint, sort_by=sort_by)


def stamp_cell(row: Any, shown: Shown) -> Cell:
    """What is written on the stamp of a row, if it has one."""
    return Cell(stamp_words(row.stamp, shown.currency), "quiet")


def amount(
    title: str,
    width: int,
    get: Callable[[Any], int | None],
    *,
    strong: bool = False,
    tone: Callable[[Any], Tone] | None = None,
    hint: str = "",
) -> Column:
    """A column of amounts in minor units of the book; None shows nothing, zero is quiet."""

    def cell(row: Any, shown: Shown) -> Cell:
        minor = get(row)
        words = "" if minor is None else plain_amount(minor, shown.currency)
        colour = tone(row) if tone else "plain" if minor else "quiet"
        return Cell(words, colour, strong)

    return Column(title, width, cell, right=True, hint=hint, sort_by=lambda row: get(row) or 0)


def count(
    title: str,
    width: int,
    get: Callable[[Any], int],
    *,
    strong: bool = False,
    tone: Callable[[Any], Tone] | None = None,
    hint: str = "",
) -> Column:
    """A column of whole numbers; none is quiet."""

    def cell(row: Any, _: Shown) -> Cell:
        number = get(row)
        return Cell(f"{number:,}", tone(row) if tone else "plain" if number else "quiet", strong)

    return Column(title, width, cell, right=True, hint=hint, sort_by=get)


def day(
    title: str,
    width: int,
    get: Callable[[Any], date | None],
    *,
    tone: Callable[[Any], Tone] | None = None,
    stretch: bool = False,
    hint: str = "",
) -> Column:
    """A column of days."""

    def cell(row: Any, shown: Shown) -> Cell:
        on = get(row)
        told = day_text(on, shown.today)
        return Cell(told, tone(row) if tone else "plain", brief=brief_day(on, shown.today))

    def sort_by(row: Any) -> date:
        return get(row) or date.min

    return Column(title, width, cell, stretch=stretch, hint=hint, sort_by=sort_by)


def pills(title: str, width: int, get: Callable[[Any], tuple[Pill, ...]]) -> Column:
    """A column of pills, never narrower than ``width``; it takes what is left."""

    def words(row: Any) -> str:
        return " · ".join(one_line(mark.text) for mark in get(row))

    def cell(row: Any, _: Shown) -> Cell:
        return Cell(words(row), pills=get(row))

    def sort_by(row: Any) -> str:
        return words(row).casefold()

    return Column(title, width, cell, stretch=True, least=width, sort_by=sort_by)
