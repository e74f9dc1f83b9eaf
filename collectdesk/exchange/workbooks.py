"""A sheet of a workbook as a table, read safely: see ``workbook_reader`` for the process."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from collectdesk.base.processes import TakesTooMuch, run_helper
from collectdesk.domain.table import NotATable, SheetUnknown, Table, TableRow
from collectdesk.exchange.headings import (
    LONGEST_CELL,
    MOST_ROWS,
    TOP_ROWS,
    column_names,
    place_of_heading,
    squared,
    too_many_rows,
)

READ_WORKBOOK: Final = "--read-workbook"
"""The word on the command line that makes the program the reader of a workbook."""

_SECONDS: Final = 120
_MEMORY: Final = 1_500_000_000
_Merged = Sequence[Sequence[Sequence[int]]]
_TOO_MUCH: Final = (
    "reading it takes more time or memory than can be given, or it is damaged. Save the sheet alone"
    " as “CSV UTF-8” in your spreadsheet program and try again."
)


def read_workbook(
    path: Path, name: str, sheet: str, first: bool, still_wanted: Callable[[], object]
) -> Table:
    """The table in ``sheet``, or in the only sheet that holds anything; with ``first`` in the first
    of several.

    Raises NotATable, and SheetUnknown where a sheet must be chosen. ``still_wanted`` is called
    while the file is read; what it raises stops that.
    """
    found = _read_apart(path, name, sheet, still_wanted)
    if "refused" in found:
        raise NotATable(name, found["refused"])
    if not found["sheets"]:
        raise NotATable(name, "all of its sheets are empty.")
    is_guess = not sheet and len(found["sheets"]) > 1 and not first
    if is_guess or not found["sheet"]:
        raise SheetUnknown(name, found["sheets"])
    return _table(found, name)


def _read_apart(
    path: Path, name: str, sheet: str, still_wanted: Callable[[], object]
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="collectdesk-") as folder:
        answer = Path(folder) / "answer.json"
        words = (READ_WORKBOOK, str(path.absolute()), sheet, str(answer))
        try:
            run_helper(words, _SECONDS, _MEMORY, still_wanted)
            found: dict[str, Any] = json.loads(answer.read_bytes())
        except (TakesTooMuch, OSError, ValueError) as error:
            raise NotATable(name, _TOO_MUCH) from error
    return found


def _table(found: dict[str, Any], name: str) -> Table:
    rows: list[tuple[int, list[str]]] = [(line, cells) for line, cells in found["rows"]]
    top = _with_merged_cells(rows[:TOP_ROWS], found["merged"], found["left"])
    place = place_of_heading([cells for _, cells in top])
    heading, below = _heading(top, place, found["merged"])
    used = [
        at
        for at in range(len(heading))
        if heading[at].strip() or any(cells[at].strip() for _, cells in rows[below:])
    ]
    columns = column_names([heading[at] for at in used], name)
    if len(rows) - below > MOST_ROWS:
        raise too_many_rows(name)
    if below >= len(rows):
        raise NotATable(name, "it has a heading, but no rows below it.")
    for line, cells in rows[below:]:
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise NotATable(
                name, f"row {line:,} holds a text of more than {LONGEST_CELL:,} characters."
            )
    return Table(
        file_name=name,
        columns=columns,
        rows=tuple(
            TableRow(line, squared([cells[at] for at in used], len(columns)))
            for line, cells in rows[below:]
        ),
        sheet=found["sheet"],
        sheets=tuple(found["sheets"]),
        day_zero=date.fromisoformat(found["day_zero"]),
    )


def _with_merged_cells(
    rows: Sequence[tuple[int, list[str]]], merged: _Merged, left: int
) -> list[tuple[int, list[str]]]:
    """The rows with the text of a merged cell in all the places that it covers."""
    filled = {line: list(cells) for line, cells in rows}
    for (first_row, first_column), (last_row, last_column) in merged:
        source = filled.get(first_row + 1)
        at = first_column - left
        if source is None or not 0 <= at < len(source):
            continue
        for line in range(first_row + 1, min(last_row + 1, first_row + TOP_ROWS) + 1):
            cells = filled.get(line, [])
            covered = range(at, min(last_column - left + 1, len(cells)))
            for place in covered:
                cells[place] = source[at]
    return list(filled.items())


def _heading(
    rows: Sequence[tuple[int, list[str]]], place: int, merged: _Merged
) -> tuple[list[str], int]:
    """The names, and the place of the first row below; a merged cell has its names below it."""
    line, names = rows[place]
    is_grouped = any(
        first_row + 1 == last_row + 1 == line and last_column > first_column
        for (first_row, first_column), (last_row, last_column) in merged
    )
    if not is_grouped or place + 1 >= len(rows):
        return names, place + 1
    return [
        upper if upper == lower else f"{upper} {lower}".strip()
        for upper, lower in zip(names, rows[place + 1][1], strict=True)
    ], place + 2
