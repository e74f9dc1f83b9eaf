"""The cells of one row by what their columns hold, and the customer that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.customer_details import NO_VALUE
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.table import Table, TableRow
from collectdesk.domain.table_cells import one_line
from collectdesk.domain.words import counted, quoted

LONGEST_CUSTOMER_NUMBER: Final = 40

_SHEET_ERRORS: Final = frozenset(
    ["#ref!", "#n/a", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#spill!", "#calc!"]
)
_NAME_KEPT: Final = 33
_MARK_LENGTH: Final = 6


class RowCells:
    """The texts of a row at a time, for a mapping of fields to columns."""

    def __init__(self, table: Table, mapping: Mapping[str, str]) -> None:
        self._width = len(table.columns)
        self._places = {name: table.columns.index(column) for name, column in mapping.items()}
        self._cells: tuple[str, ...] = ()

    def turn_to(self, row: TableRow) -> None:
        """From now on answer for this row."""
        self._cells = row.cells

    def fault(self) -> str:
        """Why the row cannot be read at all; empty where it can."""
        if len(self._cells) == self._width:
            return ""
        return (
            f"It has {counted(len(self._cells), 'cell')}, but the heading has {self._width}."
            " Perhaps a text holds a separator and is not in quotation marks."
        )

    def errors_of_sheet(self) -> list[str]:
        """A cell that shows an error is no empty cell."""
        return [
            f"{known.label_of(name)}: the cell shows the error {self._cells[place].strip()}."
            for name, place in self._places.items()
            if self._cells[place].strip().casefold() in _SHEET_ERRORS
        ]

    def has(self, name: str) -> bool:
        """Whether the list has such a column."""
        return name in self._places

    def raw(self, name: str) -> str:
        """The text of a field as it stands in the file, empty where it has no such column."""
        place = self._places.get(name)
        return "" if place is None else self._cells[place]

    def text(self, name: str) -> str:
        """The text of a field on one line."""
        return one_line(self.raw(name))

    def has_any(self, names: Iterable[str]) -> bool:
        """Whether the list has one of these columns."""
        return any(name in self._places for name in names)

    def holds(self, name: str) -> bool:
        """Whether a field has a value."""
        return self.text(name).casefold() not in NO_VALUE

    def customer_number(self) -> tuple[str, bool]:
        """The customer's number, and whether the list surely tells it.

        Else it is made of the name, or stands where a list without names may have either.
        """
        number = self.text(known.CUSTOMER_NUMBER)
        name = self.text(known.CUSTOMER_NAME)
        if not number and not name:
            raise InvalidInput("The customer number is missing.")
        if number and len(number) <= LONGEST_CUSTOMER_NUMBER:
            return number, self.has(known.CUSTOMER_NAME)
        if number and name:
            raise InvalidInput(
                f"{quoted(number)} is too long for a customer number; {LONGEST_CUSTOMER_NUMBER}"
                " characters are the most. Give the customer a short number in a column of its own."
            )
        return _number_of(number or name), False

    def customer_name(self) -> str:
        """The customer's name; what is too long for a number is one."""
        name, number = self.text(known.CUSTOMER_NAME), self.text(known.CUSTOMER_NUMBER)
        return name or (number if len(number) > LONGEST_CUSTOMER_NUMBER else "")


def _number_of(name: str) -> str:
    """The name itself; a long one is cut, and marked so that no other becomes the same."""
    if len(name) <= LONGEST_CUSTOMER_NUMBER:
        return name
    mark = hashlib.sha256(name.casefold().encode("utf-8", "replace")).hexdigest()[:_MARK_LENGTH]
    return f"{name[:_NAME_KEPT].rstrip()} {mark}"
