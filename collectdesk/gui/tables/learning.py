"""The columns of what an owner can learn: causes, collectors, letters, past-due accounts."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from collectdesk.domain.figures import format_hundredths
from collectdesk.domain.rows import Tone
from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, count, day, stamp_cell, text
from collectdesk.gui.text import NOTHING
from collectdesk.usecases.collectors import CollectorScore
from collectdesk.usecases.learning import PastDueWeek, WorksRow

_SIDES: Final = {"ours": "we could have prevented it", "theirs": "theirs"}


def _percent(share: Fraction | None) -> Cell:
    if share is None:
        return Cell(NOTHING, "quiet")
    return Cell(f"{format_hundredths(share * 100)} %")


def _share_order(share: Fraction | None) -> Fraction:
    return Fraction(-1) if share is None else share


def _share_cell(row: WorksRow, _: Shown) -> Cell:
    return _percent(row.share)


def _kept_cell(row: CollectorScore, _: Shown) -> Cell:
    return _percent(row.kept)


def _stamp_cell(row: WorksRow, shown: Shown) -> Cell:
    return stamp_cell(row, shown) if row.stamp else Cell("none", "quiet")


CAUSES: Final[tuple[Column, ...]] = (
    text("Why it is late", 260, lambda row: row.reason, strong=True, stretch=True),
    text("Whose side", 210, lambda row: _SIDES.get(row.side, row.side), tone=lambda _: "quiet"),
    count("Told in calls", 110, lambda row: row.calls),
    count("Customers", 96, lambda row: row.customers),
    amount("Past due then", 130, lambda row: row.amount, strong=True),
    count("Days late", 96, lambda row: row.days),
)

COLLECTORS: Final[tuple[Column, ...]] = (
    text("Who", 180, lambda row: row.name, strong=True, stretch=True),
    count("Calls", 70, lambda row: row.calls),
    count("Reached", 80, lambda row: row.reached),
    count("Minutes", 80, lambda row: row.minutes),
    count("Promises", 84, lambda row: row.promises),
    Column("Kept", 90, _kept_cell, right=True, sort_by=lambda row: _share_order(row.kept)),
    amount("Came in time", 120, lambda row: row.money),
    count("Notes", 70, lambda row: row.notes),
    count("Customers", 90, lambda row: row.customers),
    count("Tasks", 70, lambda row: row.tasks),
    count("Disputes", 80, lambda row: row.disputes),
)

WORKS: Final[tuple[Column, ...]] = (
    text("Letter", 210, lambda row: row.letter, strong=True, stretch=True),
    Column("Stamp", 190, _stamp_cell, sort_by=lambda row: row.stamp),
    count("Sent", 70, lambda row: row.sent),
    count("Then paid", 90, lambda row: row.answered),
    Column("Share", 90, _share_cell, right=True, sort_by=lambda row: _share_order(row.share)),
    amount("Asked for", 120, lambda row: row.asked),
    amount("Came in", 120, lambda row: row.came, strong=True),
)  # fmt: skip


def _tone(row: PastDueWeek) -> Tone:
    return "late" if row.accounts > row.target else "good"


def _above(row: PastDueWeek) -> int:
    return row.accounts - row.target


def _line_cell(row: PastDueWeek, _: Shown) -> Cell:
    over = _above(row)
    words = f"{over:,} over the line" if over > 0 else "under the line" if over else "on the line"
    return Cell(words, _tone(row))


PAST_DUE: Final[tuple[Column, ...]] = (
    day("Week to", 130, lambda row: row.day, stretch=True),
    count("Past-due accounts", 150, lambda row: row.accounts, strong=True, tone=_tone),
    count("At most", 90, lambda row: row.target),
    Column("Against the line", 170, _line_cell, sort_by=_above),
    count("Past-due invoices", 150, lambda row: row.invoices),
)
