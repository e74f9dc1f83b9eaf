"""Tables: columns as data, a lean model over frozen rows, one painter for all cells."""

from __future__ import annotations

from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, day, pills, text
from collectdesk.gui.tables.model import RowModel
from collectdesk.gui.tables.view import RowTable

__all__ = ["Cell", "Column", "RowModel", "RowTable", "Shown", "amount", "day", "pills", "text"]
