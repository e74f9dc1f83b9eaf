"""How a table's room is shared among its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from collectdesk.gui.tables.columns import Column
from collectdesk.gui.tables.painter import SIDE
from collectdesk.gui.theme import look

_LEAST_STRETCH: Final = 90


def fitted(columns: Sequence[Column], needs: Sequence[int], room: int) -> list[int]:
    """The pixels of each column in ``room``, 0 for one that gives way.

    ``needs`` are the pixels for what stands in the columns with ``most``, 0 while nothing does.
    """
    wide = [_wide(*each) for each in zip(columns, needs, strict=True)]
    narrow = [min(width, need or width) for width, need in zip(wide, needs, strict=True)]
    dropped = _dropped(columns, narrow if sum(wide) > room else wide, room)
    kept = [0 if at in dropped else width for at, width in enumerate(wide)]
    if sum(kept) > room:
        kept = [0 if at in dropped else width for at, width in enumerate(narrow)]
    stretching = [at for at, column in enumerate(columns) if column.stretch and kept[at]]
    left = room - sum(width for at, width in enumerate(kept) if at not in stretching)
    for at, width in zip(stretching, _shares([kept[at] for at in stretching], left), strict=True):
        kept[at] = width
    return kept


def _wide(column: Column, need: int) -> int:
    return max(_least(column), min(need, _px(column.most)))


def _dropped(columns: Sequence[Column], widths: Sequence[int], room: int) -> set[int]:
    needed = sum(widths)
    dropped: set[int] = set()
    for at in sorted(range(len(columns)), key=lambda at: columns[at].drop):
        if columns[at].drop and needed > room:
            dropped.add(at)
            needed -= widths[at]
    return dropped


def _shares(needed: Sequence[int], room: int) -> Iterator[int]:
    """What each of the columns gets of the room: alike, but nobody less than is needed.

    Where there is too little room for all, the last one is cut before the table scrolls sideways.
    """
    waiting = sum(needed)
    for left, least in zip(range(len(needed), 0, -1), needed, strict=True):
        waiting -= least
        width = max(min(max(least, room // left), room - waiting), _px(_LEAST_STRETCH))
        room -= width
        yield width


def _least(column: Column) -> int:
    """The pixels that a column has in any case."""
    return _px(min(column.width, column.least) if column.stretch else column.width)


def _px(width: int) -> int:
    """The pixels of a column: what it shows grows with the text, its margins do not."""
    return look().px(width - 2 * SIDE) + 2 * SIDE
