"""A list of open invoices to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import ROW_HEIGHT, SimpleTable
from collectdesk.gui.text import day, days_late, plain_amount
from collectdesk.gui.theme import look

_COLUMNS = (
    Column("Invoice"),
    Column("Due", 76),
    Column("Days late", 84, right=True),
    Column("Open", 104, right=True),
)
_MOST_ROWS = 5


class InvoiceTicks(SimpleTable):
    """Open invoices, oldest due first; Space ticks the current one."""

    def __init__(self, items: Sequence[OpenItemRow], currency: str, today: date) -> None:
        super().__init__(_COLUMNS, "Invoices", ticks=True)
        self._balances = {item.invoice_id: item.balance for item in items}
        self._currency, self._today = currency, today
        self.set_rows(((item.invoice_id, item) for item in items), self._written)
        rows = min(max(len(items), 2), _MOST_ROWS) + 1
        self.setFixedHeight(look().px(ROW_HEIGHT) * rows + 4)

    def sum(self) -> int:
        """What is open on the ticked invoices, in minor units."""
        return sum(self._balances[invoice_id] for invoice_id in self.ticked())

    def _written(self, item: OpenItemRow) -> tuple[str, ...]:
        return (
            f"{item.number} (in dispute)" if item.disputed else item.number,
            day(item.due, self._today),
            days_late(item.days_late),
            plain_amount(item.balance, self._currency),
        )
