"""Reading a CSV file as a table, or saying in one sentence why it cannot be one.

Such files come from many programs: with or without a byte order mark, in UTF-8, UTF-16 or the old
Windows code page, separated by commas, semicolons, tabs or strokes. What cannot be known for
certain is refused with its line, because a guess would put wrong money into the book.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Final

from collectdesk.domain.table import NotATable, Table, TableRow
from collectdesk.exchange.cells import cell_text
from collectdesk.exchange.headings import (
    LONGEST_CELL,
    MOST_ROWS,
    TOP_ROWS,
    column_names,
    place_of_heading,
    squared,
    too_many_rows,
)
from collectdesk.exchange.letters import Unreadable, text_of

LARGEST_FILE: Final = 50_000_000
"""In bytes; a ledger of 100,000 invoices takes about 10 million."""
MOST_COLUMNS: Final = 500

_LONGEST_LINE: Final = 1_000_000
_ASK_EVERY: Final = 5_000
_SEPARATORS: Final = (",", ";", "\t", "|")
_SAVE_AS: Final = "Save it as “CSV UTF-8” in your spreadsheet program and try again."


def read_text_table(content: bytes, name: str, still_wanted: Callable[[], object]) -> Table:
    """The table in a file's content. Raises NotATable, with the line where there is one.

    ``still_wanted`` is called now and then; what it raises ends the reading.
    """
    text = _text_of(content, name)
    separator = _separator(text, name)
    records = _records(text, separator, name)
    top = [(line, cells) for line, cells in islice(records, TOP_ROWS)]
    place = place_of_heading([cells for _, cells in top])
    columns = column_names(top[place][1], name)
    below = chain(top[place + 1 :], records)
    rows = tuple(
        TableRow(line, squared(cells, len(columns)))
        for line, cells in _watched(below, name, still_wanted)
        if any(cell.strip() for cell in cells)
    )
    if not rows:
        raise NotATable(name, "it has a heading, but no rows below it.")
    return Table(name, columns, rows)


def _watched(
    records: Iterable[tuple[int, list[str]]], name: str, still_wanted: Callable[[], object]
) -> Iterator[tuple[int, list[str]]]:
    for number, record in enumerate(records):
        if number % _ASK_EVERY == 0:
            still_wanted()
        if number >= MOST_ROWS:
            raise too_many_rows(name)
        yield record


def _text_of(content: bytes, name: str) -> str:
    try:
        text = text_of(content)
    except Unreadable as error:
        reason = "it is not a table of text."
        if error.line:
            reason = f"line {error.line:,} holds characters that cannot be read."
        raise NotATable(name, f"{reason} {_SAVE_AS}") from error
    if not text.strip():
        raise NotATable(name, "it is empty.")
    return text


def _separator(text: str, name: str) -> str:
    """The mark that parts most of the first rows into the most columns."""
    declared = text[:5].lower()
    if declared.startswith("sep=") and declared[4:] in _SEPARATORS:
        return declared[4]
    widths: dict[str, int] = {}
    unreadable: NotATable | None = None
    for mark in _SEPARATORS:
        try:
            widths[mark] = _usual_width(islice(_records(text, mark, name), TOP_ROWS))
        except NotATable as error:
            unreadable = unreadable or error
    best = max(widths, key=lambda mark: widths[mark], default="")
    if widths.get(best, 0) < 2:
        raise unreadable or NotATable(
            name,
            "it is not a table. It has no columns parted by commas, semicolons, tabs or upright"
            " strokes.",
        )
    return best


def _usual_width(records: Iterable[tuple[int, list[str]]]) -> int:
    """The number of columns that most rows have, the greater one where two are as frequent."""
    widths = Counter(len(cells) for _, cells in records)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _records(text: str, separator: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each record that is not an empty line, with the line on which it begins."""
    lines = _checked_lines(text, name)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _unreadable(name, line, str(error)) from error
        if cells and not _declares_separator(line, cells):
            _check_cells(cells, name, line)
            yield line, [cell_text(cell) for cell in cells]


def _declares_separator(line: int, cells: list[str]) -> bool:
    return line == 1 and cells[0].lower() in ("sep=", *(f"sep={mark}" for mark in _SEPARATORS))


def _checked_lines(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > _LONGEST_LINE:
            raise NotATable(name, f"line {number:,} is too long for a row of a table.")
        yield line


def _unreadable(name: str, line: int, reason: str) -> NotATable:
    if "field larger" in reason:
        return _too_long(name, line)
    return NotATable(
        name,
        f"a quotation mark in the row on line {line:,} is not closed where it should be."
        " Correct that line and try again.",
    )


def _too_long(name: str, line: int) -> NotATable:
    return NotATable(
        name,
        f"line {line:,} holds a text of more than {LONGEST_CELL:,} characters."
        " Perhaps a quotation mark is not closed there.",
    )


def _check_cells(cells: list[str], name: str, line: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise NotATable(name, f"line {line:,} has more than {MOST_COLUMNS} columns.")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise _too_long(name, line)
