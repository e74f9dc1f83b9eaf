"""What a table's heading must be, wherever the table comes from."""

from __future__ import annotations

from collections.abc import Sequence

from collectdesk.domain.table import NotATable
from collectdesk.domain.words import listed, quoted


def column_names(cells: Sequence[str], name: str) -> tuple[str, ...]:
    """The columns that a heading names, nameless ones by their place.

    Raises NotATable when two columns have the same name. ``name`` is the file's.
    """
    columns = tuple(
        " ".join(cell.split()) or f"Column {place}" for place, cell in enumerate(cells, start=1)
    )
    folded = [column.casefold() for column in columns]
    twice = [
        quoted(column)
        for place, column in enumerate(columns)
        if column.casefold() in folded[:place]
    ]
    if twice:
        raise NotATable(
            name,
            f"its heading names {listed(twice)} more than once. Give each column its own name.",
        )
    return columns


def squared(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """Cells brought to the width of the heading; superfluous ones stay unless they are empty."""
    kept = len(cells)
    while kept > width and not cells[kept - 1].strip():
        kept -= 1
    return (*cells[:kept], *[""] * (width - kept))
