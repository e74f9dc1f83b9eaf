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
from collectdesk.gui.dialogs.batch_fields import BatchFields
from collectdesk.gui.dialogs.batch_out import BatchOut
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog, while_open
from collectdesk.gui.dialogs.simple_table import Column, SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money, plain_amount
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.batches import documents_named
from collectdesk.usecases.printing import IssuedBatch
from collectdesk.usecases.receipts import (
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
_MOST_PROBLEMS: Final = 5


class ReceiptsDialog(FormDialog):
    """The payments since a day that no receipt was issued for."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(parent, runner, "Receipts", "&Print…", width=MIDDLE, height=_HEIGHT)
        self._rows: dict[int, ReceiptRow] = {}
        self._issued: tuple[int, ...] = ()
        self.since = DateEdit(runner.today)
        self.since.set_day(runner.today - timedelta(_DAYS_BACK))
        self.batch = BatchFields()
        self.table = SimpleTable(_COLUMNS, "Payments", ticks=True)
        self.summary = label("", "strong", wrap=True)
        self.out = BatchOut(self, self.batch, self._issue)
        self.merge_button = Button("Save as &one PDF…", clicked=self.save_merged)
        self.each_button = Button("Save one file &each…", clicked=self.out.save_each)
        self._lay_out_parts()
        self.since.editingFinished.connect(self.look_up)
        self.batch.order_chosen.connect(lambda _: self.look_up())
        self.table.ticks_changed.connect(self._tell_ticked)
        self.begin()
        self.look_up()
        self.since.setFocus()

    def save(self) -> None:
        self.out.print("Receipts", self.save_merged)

    def save_merged(self) -> None:
        """Save all as one PDF."""
        self.out.save_merged(f"Receipts-{self.runner.today.isoformat()}.pdf")

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
        if self._issued:
            return
        left_out = set(self._rows) - set(self.table.ticked())
        self._rows = {row.payment_id: row for row in rows}
        self.table.set_rows((row.payment_id, self._texts(row)) for row in rows)
        self.table.tick(set(self._rows) - left_out)

    def _texts(self, row: ReceiptRow) -> tuple[str, ...]:
        amount = plain_amount(row.amount, self.runner.currency)
        return row.name, row.number, long_date(row.received), amount

    def _tell_ticked(self) -> None:
        ticked = self.table.ticked()
        for way_out in (self.save_button, self.merge_button, self.each_button):
            way_out.setEnabled(bool(ticked))
        total = sum(self._rows[one].amount for one in ticked)
        self.summary.setText(
            f"{counted(len(ticked), 'receipt')}, {money(total, self.runner.currency)} received"
            if self._rows
            else "No payment since this day waits for a receipt."
        )

    def _issue(self, then: Callable[[tuple[int, ...]], object]) -> None:
        """Issue the ticked receipts, once; then go on with the issued ones."""
        if self._issued:
            then(self._issued)
            return

        def issued(batch: IssuedBatch) -> None:
            self._take_issued(batch)
            if self._issued:
                then(self._issued)

        self.run_job(
            issue_receipts,
            IssueReceipts(self.table.ticked()),
            then=issued,
            failed=self.show_error,
            title="Issuing the receipts",
        )

    def _take_issued(self, batch: IssuedBatch) -> None:
        self._issued = batch.document_ids
        if batch.problems:
            self.banner.say(" ".join(batch.problems[:_MOST_PROBLEMS]), "careful")
        if not self._issued:
            return
        for field in (self.table, self.since, self.batch.order_field):
            field.setEnabled(False)
        self.summary.setText(
            f"{counted(len(self._issued), 'receipt')} issued and kept in Documents."
        )
        self.runner.ask(
            documents_named,
            self._issued,
            then=while_open(self, self.batch.show_documents),
        )
        self.saved.emit(batch)

    def _lay_out_parts(self) -> None:
        self.cancel_button.setText("Close")
        place = self.buttons.indexOf(self.save_button)
        self.buttons.insertWidget(place, self.merge_button)
        self.buttons.insertWidget(place, self.each_button)
        self.grid.add_row("since", "&Since", self.since)
        self.table.setMinimumHeight(look().px(200))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.batch)
        self.body.addWidget(self.summary)
