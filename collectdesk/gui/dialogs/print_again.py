"""Batches that were issued: printed at last, or once more from where the paper jammed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dates import long_date
from collectdesk.domain.form_rows import DocumentRow
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.batch_form import BatchForm
from collectdesk.gui.dialogs.form import WIDE, while_open
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import plain_amount
from collectdesk.gui.theme import look
from collectdesk.usecases.papers.batches import NOT_PRINTED, BatchRow, batch_of, documents_in_order
from collectdesk.usecases.papers.reprints import days_passed

_COLUMNS: Final = (
    Column("Customer"),
    Column("Document", 170),
    Column("Number", 84),
    Column("Amount", 104, right=True),
    Column("Printed", 104),
)
_HEIGHT: Final = 680
_LEAD: Final = (
    "Documents that were issued together. They print exactly as they were issued; nothing is"
    " issued a second time."
)


class PrintAgainDialog(BatchForm):
    """Choose a batch, its order, and the document to start at; print or save."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, batches: tuple[BatchRow, ...]
    ) -> None:
        super().__init__(parent, runner, "Print again", lead=_LEAD, width=WIDE, height=_HEIGHT)
        self._names = {batch.batch_id: _name(batch) for batch in batches}
        self._rows: dict[int, DocumentRow] = {}
        self._passed: Mapping[int, date] = {}
        self.which = fields.choice([(str(key), name) for key, name in self._names.items()])
        self.table = SimpleTable(_COLUMNS, "Documents", ticks=True)
        self._lay_out_parts()
        self.which.currentIndexChanged.connect(self.look_up)
        self.batch.order_chosen.connect(lambda _: self._put_in_order(tuple(self._rows)))
        self.table.ticks_changed.connect(self._tell_ticked)
        self.begin()
        self.look_up()
        self.which.setFocus()

    def hand_over(self, then: Callable[[tuple[int, ...]], object]) -> None:
        then(self.table.ticked())

    @property
    def batch_title(self) -> str:
        return self.which.currentText()

    def look_up(self) -> None:
        """Ask what is in the chosen batch."""
        self._show_order(())
        if self._names:
            self._ask(batch_of, int(fields.chosen(self.which)), then=self._take)

    def _ask(
        self, query: Callable[..., object], *about: object, then: Callable[..., object]
    ) -> None:
        self.runner.ask(
            query,
            *about,
            then=while_open(self, then),
            failed=while_open(self, self.show_error),
            key=f"print-again-{id(self)}-{query.__name__}",
        )

    def _take(self, rows: tuple[DocumentRow, ...]) -> None:
        self._rows = {row.document_id: row for row in rows}
        self._passed = {}
        self._ask(days_passed, tuple(self._rows), then=self._take_passed)
        self._put_in_order(tuple(self._rows))

    def _take_passed(self, passed: Mapping[int, date]) -> None:
        self._passed = passed
        self._tell_ticked()

    def _put_in_order(self, issued: tuple[int, ...]) -> None:
        self._ask(documents_in_order, issued, self.batch.order, then=self._show_order)

    def _show_order(self, order: tuple[int, ...]) -> None:
        self.table.set_rows(((one, self._rows[one]) for one in order), self._texts)
        self.table.tick(order)

    def _texts(self, row: DocumentRow) -> tuple[str, ...]:
        amount = "" if row.amount is None else plain_amount(row.amount, self.runner.currency)
        printed = long_date(row.printed_on) if row.printed_on else ""
        return row.customer_name, row.kind_label, row.number, amount, printed

    def _tell_ticked(self) -> None:
        ticked = self.table.ticked()
        self.batch.show_documents([self._rows[one].customer_name for one in ticked])
        self.allow_ways_out(bool(ticked))
        if not self._names:
            self.summary.setText("No batch was issued yet.")
        else:
            self.summary.setText(f"{counted(len(ticked), 'document')} ticked{self._late(ticked)}")

    def _late(self, ticked: Sequence[int]) -> str:
        late = [self._passed[one] for one in ticked if one in self._passed]
        if not late:
            return ""
        of_them = "it" if len(ticked) == 1 else f"{len(late):,} of them"
        asks = "asks" if len(late) == 1 else "ask"
        last = long_date(max(late))
        days = f"{last}, which has passed"
        if len(set(late)) > 1:
            days = f"days that have passed, the last of them {last}"
        return f"; {of_them} {asks} for payment or an answer by {days}"

    def _lay_out_parts(self) -> None:
        self.grid.add_row("batch", "&Batch", self.which)
        self.table.setMinimumHeight(look().px(200))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.batch)
        self.body.addWidget(self.summary)


def _name(batch: BatchRow) -> str:
    if batch.batch_id == NOT_PRINTED:
        return f"{batch.what} ({batch.count:,})"
    open_still = batch.count - batch.printed
    left = f", {open_still:,} not printed" if open_still else ""
    return f"{batch.what}, issued {long_date(batch.issued_on)} ({batch.count:,}{left})"
