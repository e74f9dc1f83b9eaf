"""A table that came from a file: its heading, and rows that remember their line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from collectdesk.domain.errors import KnownError
from collectdesk.domain.words import listed, quoted

_SHEETS_SHOWN: Final = 12


class NotATable(KnownError):
    """The file cannot be read as a table, or not safely."""

    def __init__(self, file_name: str, reason: str) -> None:
        super().__init__(f"{file_name} was not read: {reason} Nothing was changed.")


class SheetUnknown(KnownError):
    """A workbook has several sheets, and none of them was chosen. ``sheets`` names them."""

    def __init__(self, file_name: str, sheets: Sequence[str]) -> None:
        self.sheets = tuple(sheets)
        shown = listed([quoted(sheet) for sheet in sheets[:_SHEETS_SHOWN]])
        super().__init__(
            f"{file_name} has several sheets: {shown}. Say which one to read (on the command line"
            " with --sheet). Nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row as text, and the line of the file on which it begins.

    There are at least as many cells as columns; more than that means a separator too many. In a
    workbook the line is the number that stands beside the row.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading of distinct column names and the rows below it, at least one.

    Of a workbook, ``sheet`` is where it was read from and ``sheets`` are all that hold anything;
    ``day_zero`` is the day from which bare numbers count that stand for dates.
    """

    file_name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    day_zero: date | None = None
