"""A table that came from a file: its heading, and rows that remember their line."""

from __future__ import annotations

from dataclasses import dataclass

from collectdesk.domain.errors import KnownError


class NotATable(KnownError):
    """The file cannot be read as a table, or not safely."""

    def __init__(self, file_name: str, reason: str) -> None:
        super().__init__(f"{file_name} was not read: {reason} Nothing was changed.")


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row as text, and the line of the file on which it begins.

    There are at least as many cells as columns; more than that means a separator too many.
    """

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading of distinct column names and the rows below it, at least one."""

    file_name: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
