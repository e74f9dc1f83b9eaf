"""What came in by the bank: a file, who seems to have paid, and one button to record it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from collectdesk.domain.dates import DateOrder
from collectdesk.domain.ledger_file import DateOrderUnknown
from collectdesk.domain.table import SheetUnknown
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.customer_picker import CustomerPicker
from collectdesk.gui.dialogs.dropped import dropped_file
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.simple_table import Column, SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money, one_line, plain_amount
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import ElidedLabel, label
from collectdesk.usecases.bank import (
    BankRow,
    LookAtStatement,
    RecordEntries,
    StatementLook,
    TakenEntry,
    look_at_statement,
    record_entries,
)

_FILES: Final = "Bank files (*.ofx *.qfx *.csv *.txt *.xlsx);;All files (*)"
_ORDERS: Final = (
    ("", "As the file tells"),
    (DateOrder.MDY.value, "Month, day, year"),
    (DateOrder.DMY.value, "Day, month, year"),
    (DateOrder.YMD.value, "Year, month, day"),
)
_LEAD: Final = (
    "An OFX, QFX, CSV or XLSX file that your bank offers for download. Ticked entries are recorded"
    " as payments; choose the customer where nobody was recognised."
)
_COLUMNS: Final = (
    Column("Day", 104),
    Column("Amount", 104, right=True),
    Column("From"),
    Column("Customer", 210),
    Column("Why", 290),
)
_CUSTOMER, _WHY = 3, 4
_WIDTH: Final = 1080
_TABLE_HEIGHT: Final = 360
_BY_HAND: Final = "Chosen by you"


class BankDialog(FormDialog):
    """Choose a file, look through the entries, correct who paid, record."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent, runner, "Payments from the bank", "&Record", lead=_LEAD, width=_WIDTH
        )  # fmt: skip
        self._path: Path | None = None
        self._look: StatementLook | None = None
        self._rows: dict[int, BankRow] = {}
        self._payers: dict[int, int] = {}
        self.setAcceptDrops(True)
        self.file_name = ElidedLabel("No file chosen yet", "quiet")
        self.choose_button = Button("Choose &file…", icon="", clicked=self.choose_file)
        self.sheet = fields.choice(())
        self.order = fields.choice(_ORDERS)
        self.table = SimpleTable(_COLUMNS, "Entries of the bank", ticks=True)
        self.table.setMinimumHeight(look().px(_TABLE_HEIGHT))
        self.picker = CustomerPicker(runner)
        self.problems = label("", "careful", wrap=True)
        self.summary = label("", "strong", wrap=True)
        self._lay_out_fields()
        self.sheet.currentIndexChanged.connect(self._read)
        self.order.currentIndexChanged.connect(self._read)
        self.table.ticks_changed.connect(self._tell_summary)
        self.table.currentCellChanged.connect(lambda *_: self._show_payer())
        self.picker.picked.connect(self._choose_payer)
        self._show_parts()
        self.begin()
        self.choose_button.setFocus()

    def choose_file(self) -> None:
        """Ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a bank file", "", _FILES)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Read the file and show what it brings."""
        self._path = path
        self.file_name.setText(one_line(path.name))
        self._fill_sheets(())
        self._read()

    def save(self) -> None:
        if self._look is not None and self.save_button.isEnabled():
            self.send(record_entries, self._taken)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            self.look_at(path)

    def _read(self) -> None:
        if self._path is None:
            return
        self.clear_errors()
        self._look, self._rows, self._payers = None, {}, {}
        self._show_parts()
        order = fields.chosen(self.order)
        command = LookAtStatement(
            self._path, DateOrder(order) if order else None, fields.chosen(self.sheet)
        )
        self.run_job(
            look_at_statement,
            command,
            then=self._show_look,
            failed=self._refuse,
            title=f"Reading {one_line(self._path.name)[:60]}",
        )

    def _show_look(self, seen: StatementLook) -> None:
        self._look = seen
        self._rows = dict(enumerate(seen.rows))
        self._payers = {
            at: row.customer_id for at, row in self._rows.items() if row.customer_id is not None
        }
        self.table.set_rows((at, self._texts(row)) for at, row in self._rows.items())
        self._show_parts()
        self.table.tick({at for at, row in self._rows.items() if row.is_sure})
        if self._rows:
            self.table.setCurrentCell(0, 0)
            self.table.setFocus()
        self._tell_problems(seen)
        self.adjust_height()

    def _texts(self, row: BankRow) -> tuple[str, ...]:
        entry = row.entry
        told = " · ".join(dict.fromkeys(filter(None, (entry.payer, entry.text))))
        amount = plain_amount(entry.amount, self.runner.currency)
        return (day(entry.day, self.runner.today), amount, told, row.customer or "–", row.why)

    def _tell_problems(self, seen: StatementLook) -> None:
        aside = [
            counted(seen.known, "entry was", "entries were") + " recorded earlier"
            if seen.known
            else "",
            f"{seen.repeated:,} stand in the file twice" if seen.repeated else "",
        ]
        told = [part for part in aside if part]
        if seen.problems:
            first = seen.problems[0]
            rows = counted(len(seen.problems), "entry", "entries")
            told.append(f"{rows} cannot be read. Line {first.line:,}: {first.reason}")
        self.problems.setText(". ".join(told))
        self.problems.setVisible(bool(told))
        if not seen.rows:
            self.banner.say(f"{seen.file_name} brings nothing new.", "accent")

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, SheetUnknown):
            self._fill_sheets(error.sheets)
            self._read()
            return
        if isinstance(error, DateOrderUnknown):
            self.grid.set_row_visible("date_order", True)
            self.grid.setVisible(True)
            self.grid.add_error(
                "date_order", "The dates do not tell whether the day or the month comes first."
            )
            return
        self.show_error(error)

    def _fill_sheets(self, sheets: tuple[str, ...]) -> None:
        self.sheet.blockSignals(True)
        self.sheet.clear()
        for sheet in sheets:
            self.sheet.addItem(one_line(sheet), sheet)
        self.sheet.blockSignals(False)
        self.grid.set_row_visible("sheet", len(sheets) > 1)
        self.grid.setVisible(len(sheets) > 1)

    def _show_payer(self) -> None:
        at = self.table.current_key()
        self.picker.setEnabled(at is not None)
        self.picker.clear()
        if at is not None and at in self._payers:
            shown = self.table.item(self.table.currentRow(), _CUSTOMER)
            self.picker.show_customer(self._payers[at], shown.text() if shown else "")

    def _choose_payer(self, customer_id: int) -> None:
        at, row = self.table.current_key(), self.table.currentRow()
        if at is None or self._payers.get(at) == customer_id:
            return
        self._payers[at] = customer_id
        self.table.set_text(row, _CUSTOMER, self.picker.text())
        self.table.set_text(row, _WHY, _BY_HAND)
        self.table.tick({*self.table.ticked(), at})

    def _taken(self) -> RecordEntries:
        name = self._look.file_name if self._look else ""
        return RecordEntries(name, tuple(self._confirmed(at) for at in self._ready()))

    def _confirmed(self, at: int) -> TakenEntry:
        row, payer = self._rows[at], self._payers[at]
        return TakenEntry(row.entry, payer, row.invoices if payer == row.customer_id else ())

    def _ready(self) -> list[int]:
        """Ticked entries whose customer is known."""
        return [at for at in self.table.ticked() if at in self._payers]

    def _tell_summary(self) -> None:
        ready, ticked = self._ready(), self.table.ticked()
        total = sum(self._rows[at].entry.amount for at in ready)
        words = f"{counted(len(ready), 'payment')} of {money(total, self.runner.currency)}"
        lacking = len(ticked) - len(ready)
        if lacking:
            words += f"; {counted(lacking, 'ticked entry needs', 'ticked entries need')} a customer"
        self.summary.setText(words if self._rows else "")
        self.save_button.setEnabled(bool(ready) and not lacking)

    def _show_parts(self) -> None:
        known = bool(self._rows)
        for part in (self.table, self._payer_row, self.summary):
            part.setVisible(known)
        self.problems.setVisible(False)
        self._tell_summary()

    def _lay_out_fields(self) -> None:
        file_row = QHBoxLayout()
        file_row.setSpacing(2 * GRID)
        file_row.addWidget(self.choose_button)
        file_row.addWidget(self.file_name, 1)
        self.body.insertLayout(0, file_row)
        self.grid.add_row("sheet", "S&heet", self.sheet)
        self.grid.add_row("date_order", "&Dates", self.order)
        self.grid.set_row_visible("date_order", False)
        self.grid.set_row_visible("sheet", False)
        self.grid.setVisible(False)
        self._payer_row = QWidget()
        payer = QHBoxLayout(self._payer_row)
        payer.setContentsMargins(0, 0, 0, 0)
        name = label("&Customer of the chosen entry", "quiet")
        name.setBuddy(self.picker)
        self.picker.setMaximumWidth(look().px(360))
        payer.addWidget(name)
        payer.addWidget(self.picker, 1)
        payer.addStretch(1)
        self.body.addWidget(self.problems)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._payer_row)
        self.body.addWidget(self.summary)
        self.body.addStretch(0)
