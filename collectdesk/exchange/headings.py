"""What a table's heading must be, wherever the table comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from collectdesk.domain.bank_table import FIELDS as BANK_FIELDS
from collectdesk.domain.ledger_columns import means_something
from collectdesk.domain.table import NotATable
from collectdesk.domain.words import counted, listed, quoted

MOST_ROWS: Final = 250_000
"""One import is one step that can be undone; it takes about 6 kB of memory for each row."""
LONGEST_CELL: Final = 10_000
"""In characters; a longer text is no cell of a ledger."""
TOP_ROWS: Final = 50
"""Among so many rows the heading is looked for, below titles."""
_NAMED: Final = 4


def column_names(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """The columns that a heading names, nameless ones by their place.

    Raises NotATable when two columns have the same name that tells what is in them; a few
    others are numbered. ``name`` is the file's.
    """
    columns = tuple(
        " ".join(cell.split()) or f"Column {place}" for place, cell in enumerate(cells, start=1)
    )
    times = Counter(column.casefold() for column in columns)
    twice = [column for column in columns if times[column.casefold()] > 1]
    if any(map(_tells_something, twice)) or len(set(twice)) > _NAMED:
        raise NotATable(
            name,
            f"its heading names {_few(list(map(quoted, twice)))} more than once. Give each column"
            " its own name.",
        )
    return _numbered(columns) if len(times) < len(columns) else columns


def _tells_something(column: str) -> bool:
    return means_something(column) or means_something(column, BANK_FIELDS)


def _numbered(columns: Sequence[str]) -> tuple[str, ...]:
    """Each its own name, the second of a name as "Note (2)"."""
    named: list[str] = []
    taken = {column.casefold() for column in columns}
    seen: set[str] = set()
    for column in columns:
        name, count = column, 2
        while name.casefold() in seen or (count > 2 and name.casefold() in taken):
            name, count = f"{column} ({count})", count + 1
        seen.add(name.casefold())
        named.append(name)
    return tuple(named)


def _few(names: Sequence[str]) -> str:
    """Each name once, and the first few of many."""
    once = list(dict.fromkeys(names))
    more = len(once) - _NAMED
    return listed(once) if more <= 0 else f"{', '.join(once[:_NAMED])} and {counted(more, 'other')}"


def place_of_heading(top: Sequence[Sequence[str]]) -> int:
    """Which of the first rows is the heading: the first that names half of the columns.

    A title above the table is one text alone, perhaps in several merged cells.
    """
    named = [_names_in(cells) for cells in top]
    return next((at for at, count in enumerate(named) if 2 * count >= max(named)), 0)


def _names_in(cells: Sequence[str]) -> int:
    texts = [cell for cell in cells if cell.strip()]
    return len(texts) if len(set(texts)) > 1 else 0


def too_many_rows(name: str) -> NotATable:
    """The refusal of a table that is longer than can come in at once."""
    return NotATable(
        name, f"it has more than {MOST_ROWS:,} rows. Split it into parts, the oldest rows first."
    )


def squared(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Cells brought to the width of the heading; superfluous ones stay unless they are empty."""
    kept = len(cells)
    while kept > width and not cells[kept - 1].strip():
        kept -= 1
    return (*cells[:kept], *[""] * (width - kept))
