"""The rows of a table in a dialog: each row is written into cells once, when it is first seen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from collectdesk.domain.rows import Tone
from collectdesk.gui.icons import icon
from collectdesk.gui.tables.roles import DISPLAY, RIGHT, ROOT, SPOKEN, TOOLTIP, Index
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.labels import plain_tooltip

TICK: Final = int(Qt.ItemDataRole.CheckStateRole)
_ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
_COLOUR: Final = int(Qt.ItemDataRole.ForegroundRole)
_SIGN: Final = int(Qt.ItemDataRole.DecorationRole)
_LONGEST_CELL: Final = 300


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in pixels (0: what is left over), and its side.

    Where too little would be left over, columns with ``drop`` give way, the lowest first. ``hint``
    is the tooltip of its title.
    """

    title: str
    width: int = 0
    right: bool = False
    drop: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in the colour of a tone; ``warning`` sets a sign before it, and is read aloud and in
    its tooltip."""

    text: str
    tone: Tone = "plain"
    warning: str = ""


Texts = Callable[[Any], Sequence[str | Marked]]
"""What stands in the columns for one row."""


class SimpleModel(QAbstractTableModel):
    """Rows under columns, each known by a key. ``ticked_by_hand`` follows a tick of the owner's."""

    ticked_by_hand = Signal()

    def __init__(self, columns: Sequence[Column], *, ticks: bool, parent: QObject) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.keys: tuple[int, ...] = ()
        self._ticks = ticks
        self._ticked: set[int] = set()
        self._rows: list[Any] = []
        self._texts: Texts = tuple
        self._cells: list[list[Marked] | None] = []

    def set_rows(self, rows: Iterable[tuple[int, Any]], texts: Texts) -> None:
        """Show other rows, each a key and what ``texts`` makes its texts of; nothing is ticked."""
        listed = list(rows)
        self.beginResetModel()
        self.keys = tuple(key for key, _ in listed)
        self._rows = [row for _, row in listed]
        self._texts, self._ticked = texts, set()
        self._cells = [None] * len(listed)
        self.endResetModel()

    def ticked(self) -> tuple[int, ...]:
        """The keys of the ticked rows, in their order."""
        return tuple(key for key in self.keys if key in self._ticked)

    def tick(self, keys: Collection[int]) -> None:
        """Tick the rows with these keys and no others."""
        self._ticked = set(keys)
        if self.keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.keys) - 1, 0), [TICK])

    def cell(self, row: int, column: int) -> Marked:
        """What stands in one cell."""
        return self._made(row)[column]

    def set_text(self, row: int, column: int, text: str) -> None:
        """Write another text into one cell."""
        made = self._made(row)
        made[column] = replace(made[column], text=_shortened(text))
        self.dataChanged.emit(self.index(row, column), self.index(row, column))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == _ALIGN:
            return RIGHT if self.columns[column].right else None
        if role == TICK:
            return self._tick_state(row) if self._has_tick(column) else None
        look_up = _OF_A_CELL.get(role)
        if look_up is None:
            return None
        cell = self.cell(row, column)
        if role == TOOLTIP and self.columns[column].right and not cell.warning:
            return None  # an amount: its column is as wide as it is
        return look_up(cell)

    def setData(self, index: Index, value: Any, role: int = DISPLAY) -> bool:
        if role != TICK or not index.isValid() or not self._has_tick(index.column()):
            return False
        key = self.keys[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self.dataChanged.emit(index, index, [TICK])
        self.ticked_by_hand.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._has_tick(index.column()):
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == DISPLAY:
            return column.title
        if role == TOOLTIP:
            return plain_tooltip(column.hint)
        return RIGHT if role == _ALIGN and column.right else None

    def _has_tick(self, column: int) -> bool:
        return self._ticks and column == 0

    def _tick_state(self, row: int) -> Qt.CheckState:
        is_ticked = self.keys[row] in self._ticked
        return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked

    def _made(self, row: int) -> list[Marked]:
        made = self._cells[row]
        if made is None:
            made = [_cell(text) for text in self._texts(self._rows[row])]
            self._cells[row] = made
        return made


def _cell(text: str | Marked) -> Marked:
    cell = text if isinstance(text, Marked) else Marked(text)
    return replace(cell, text=_shortened(cell.text))


def _shortened(text: str) -> str:
    return one_line(text)[:_LONGEST_CELL]


def _colour(cell: Marked) -> Any:
    return None if cell.tone == "plain" else look().tone(cell.tone)


def _sign(cell: Marked) -> Any:
    return icon("triangle-alert", look().colours.careful) if cell.warning else None


def _tooltip(cell: Marked) -> str:
    return plain_tooltip("\n".join(filter(None, (cell.text, cell.warning))))


def _spoken(cell: Marked) -> str | None:
    return f"{cell.text}. {cell.warning}" if cell.warning else None


_OF_A_CELL: Final[dict[int, Callable[[Marked], Any]]] = {
    DISPLAY: lambda cell: cell.text,
    TOOLTIP: _tooltip,
    SPOKEN: _spoken,
    _COLOUR: _colour,
    _SIGN: _sign,
}
