"""The columns of what the owner can learn: all figures, the forecast by week, habits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Final

from collectdesk.domain.figures import format_hundredths
from collectdesk.domain.habits import LaterLevel, twice_median
from collectdesk.domain.rows import Tone
from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, day, text
from collectdesk.gui.text import NOTHING
from collectdesk.usecases.customer_habits import CustomerHabits
from collectdesk.usecases.forecasts import ForecastWeek

_LATER: Final[dict[LaterLevel, tuple[str, Tone]]] = {
    LaterLevel.NONE: ("no", "quiet"),
    LaterLevel.WATCH: ("a little", "careful"),
    LaterLevel.ALERT: ("clearly", "late"),
}
_FINE: Final = 10**9
_BEFORE_ALL: Final = -(10**18)

FIGURES: Final[tuple[Column, ...]] = (
    text("Figure", 280, lambda row: row.name, strong=True),
    text("Value", 130, lambda row: row.value),
    replace(text("Time", 140, lambda row: row.period, tone=lambda _: "quiet"), drop=1),
    text("How it is worked out", 400, lambda row: row.shown_workings(), stretch=True,
         tone=lambda _: "quiet"),
)  # fmt: skip


def _so_far(
    title: str,
    width: int,
    get: Callable[[ForecastWeek], int | None],
    words: str,
    *,
    strong: bool = False,
    hint: str = "",
) -> Column:
    """Amounts of weeks; of the week that runs, ``words`` say of which part of it."""
    plain = amount(title, width, get, strong=strong, hint=hint)

    def cell(row: ForecastWeek, shown: Shown) -> Cell:
        found = plain.cell(row, shown)
        return replace(found, text=f"{found.text} {words}") if row.runs else found

    return replace(plain, cell=cell)


FORECAST: Final[tuple[Column, ...]] = (
    day("Week of", 110, lambda row: row.week, stretch=True),
    amount("From promises", 124, lambda row: row.promised),
    amount("From plans", 108, lambda row: row.instalments),
    amount("From invoices", 124, lambda row: row.invoices,
           hint="By when each customer usually pays, and the likelihood of the age; nothing that is"
                " disputed, with an agency, or owed by a customer who is insolvent"),
    _so_far("Expected", 184, lambda row: row.expected, "still to come", strong=True,
            hint="Of weeks that are over, as it was when they began; of this week, only the rest"),
    _so_far("Came in", 160, lambda row: row.actual, "so far"),
    amount("Difference", 112, lambda row: row.difference,
           hint="What came beyond what was expected, of weeks that are over"),
)  # fmt: skip


def _number(
    title: str,
    width: int,
    get: Callable[[CustomerHabits], Fraction | None],
    hint: str = "",
    order: Callable[[CustomerHabits], Fraction | int | None] | None = None,
) -> Column:
    """``order`` gives something in the same order as ``get`` that takes less to work out."""

    def cell(row: CustomerHabits, _: Shown) -> Cell:
        value = get(row)
        if value is None:
            return Cell(NOTHING, "quiet")
        return Cell(format_hundredths(value))

    by = order or get

    def sort_by(row: CustomerHabits) -> int:
        value = by(row)
        if value is None:
            return _BEFORE_ALL
        return value.numerator * _FINE // value.denominator  # fractions compare slowly

    return Column(title, width, cell, right=True, hint=hint, sort_by=sort_by)


def _percent(
    title: str, width: int, get: Callable[[CustomerHabits], Fraction | None], hint: str
) -> Column:
    def hundred_times(row: CustomerHabits) -> Fraction | None:
        share = get(row)
        return None if share is None else share * 100

    return _number(title, width, hundred_times, hint, order=get)


def _later_cell(row: CustomerHabits, _: Shown) -> Cell:
    words, tone = _LATER[row.later.level]
    if row.later.is_getting_later:
        words += f": {', '.join(map(str, row.later.evidence))} days late"
    return Cell(words, tone)


def _later_order(row: CustomerHabits) -> int:
    return tuple(_LATER).index(row.later.level)


HABITS: Final[tuple[Column, ...]] = (
    replace(text("Number", 90, lambda row: row.number, tone=lambda _: "quiet"), drop=1),
    replace(text("Customer", 200, lambda row: row.name, strong=True, stretch=True), least=170),
    _number("Days to pay", 100, lambda row: row.paid.days_to_pay),
    _number("Beyond terms", 104, lambda row: row.paid.days_beyond_terms,
            "Days beyond terms, weighted by amount; early offsets late"),
    replace(_number("Late only", 90, lambda row: row.paid.days_beyond_terms_late_only,
                    "The same with early payments counted as on time"), drop=2),
    _number("Usually late", 100, lambda row: row.usual_days_late,
            "The median of the days late of the last paid invoices",
            order=lambda row: twice_median(row.days_late) if row.days_late else None),
    Column("Getting later", 230, _later_cell, sort_by=_later_order),
    _percent("Kept %", 84, lambda row: row.promises.rate_by_count, "Promises kept, by count"),
    replace(_percent("Believed %", 96, lambda row: row.promises.rate_for_forecast,
                     "How far the forecast believes the next promise"), drop=3),
    amount("Costs you", 104, lambda row: row.cost,
           hint="What is past due costs so far, at your own rate"),
)  # fmt: skip
