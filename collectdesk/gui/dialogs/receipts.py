"""Receipts for all payments of some days: untick, choose the order, print or save."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.batch_form import IssuingForm
from collectdesk.gui.dialogs.form import MIDDLE, while_open
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, plain_amount
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.usecases.papers.printing import IssuedBatch
from collectdesk.usecases.papers.receipts import (
    IssueReceipts,
    ReceiptRow,
    issue_receipts,
    receipts_due,
)

_COLUMNS: Final = (
    Column("Customer"),
    Column("Number", 84),
    Column("Received", 110),
    Column("Amount", 110, right=True),
)
_DAYS_BACK: Final = 7
_HEIGHT: Final = 640


class ReceiptsDialog(IssuingForm):
    """The payments since a day that no receipt was issued for."""

    noun = "receipt"

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(parent, runner, "Receipts", width=MIDDLE, height=_HEIGHT)
        self._rows: dict[int, ReceiptRow] = {}
        self.since = DateEdit(runner.today, runner.currency)
        self.since.set_day(runner.today - timedelta(_DAYS_BACK))
        self.table = SimpleTable(_COLUMNS, "Payments", ticks=True)
        self._lay_out_parts()
        self.since.editingFinished.connect(self.look_up)
        self.batch.order_chosen.connect(lambda _: self.look_up())
        self.table.ticks_changed.connect(self._tell_ticked)
        self.begin()
        self.look_up()
        self.since.setFocus()

    def issuing(self) -> tuple[Callable[..., IssuedBatch], IssueReceipts]:
        return issue_receipts, IssueReceipts(self.table.ticked())

    def fields_of_choice(self) -> tuple[QWidget, ...]:
        return self.table, self.since

    def look_up(self) -> None:
        """Ask which payments wait for a receipt."""
        self.clear_errors()
        try:
            since = fields.read("since", self.since.day)
        except InvalidInput as error:
            self.show_error(error)
            return
        self.runner.ask(
            receipts_due,
            since,
            self.runner.today,
            self.batch.order,
            then=while_open(self, self._show_rows),
            failed=while_open(self, self.show_error),
            key=f"receipts-{id(self)}",
        )

    def _show_rows(self, rows: tuple[ReceiptRow, ...]) -> None:
        if self.issued:
            return
        left_out = set(self._rows) - set(self.table.ticked())
        self._rows = {row.payment_id: row for row in rows}
        self.table.set_rows(self._rows.items(), self._texts)
        self.table.tick(set(self._rows) - left_out)

    def _texts(self, row: ReceiptRow) -> tuple[str, ...]:
        amount = plain_amount(row.amount, self.runner.currency)
        return row.name, row.number, long_date(row.received), amount

    def _tell_ticked(self) -> None:
        ticked = self.table.ticked()
        self.allow_ways_out(bool(ticked))
        total = sum(self._rows[one].amount for one in ticked)
        self.summary.setText(
            f"{counted(len(ticked), 'receipt')}, {money(total, self.runner.currency)} received"
            if self._rows
            else "No payment since this day waits for a receipt."
        )

    def _lay_out_parts(self) -> None:
        self.grid.add_row("since", "&Since", self.since)
        self.table.setMinimumHeight(look().px(200))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.batch)
        self.body.addWidget(self.summary)
