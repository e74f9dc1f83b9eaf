"""The statements of a month for all customers, written into a folder in one go."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.domain.dates import MONTHS, first_of_month
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import StatementRow
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.batch_fields import chosen_order, order_choice
from collectdesk.gui.dialogs.folders import last_folder, remember_folder, typed_folder
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable, spelled_columns
from collectdesk.gui.links import show_folder
from collectdesk.gui.runner import Runner
from collectdesk.gui.tables.logs import PAST_DUE_HINT
from collectdesk.gui.text import money, plain_amount
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.papers.jobs import StatementRun, WriteStatements, write_statements
from collectdesk.usecases.papers.statements import last_full_month, statement_rows

_MONTHS_BACK: Final = 24
_STYLES: Final = (
    ("", "As each customer wants it"),
    ("balance-forward", "Balance forward for all"),
    ("open-item", "Open item for all"),
)
_COLUMNS: Final = (
    Column("Customer"),
    Column("Number", 84),
    Column("Opening", 104, right=True),
    Column("Charges", 104, right=True),
    Column("Paid, credited", 112, right=True),
    Column("Closing", 104, right=True),
    Column("Past due", 104, right=True, hint=PAST_DUE_HINT),
)
_HEIGHT: Final = 720


class MonthEndDialog(FormDialog):
    """Choose the month and the folder, see what will be said, untick, write."""

    def __init__(self, parent: QWidget | None, runner: Runner, month: date | None) -> None:
        super().__init__(
            parent, runner, "Monthly statements", "&Write statements", width=WIDE, height=_HEIGHT
        )
        self._closing: dict[int, int] = {}
        self.month = fields.choice(_months(runner.today, month))
        fields.choose(self.month, (month or last_full_month(runner.today)).isoformat()[:8] + "01")
        self.style_choice = fields.choice(_STYLES)
        self.folder = fields.line(str(last_folder()), longest=4000)
        self.order = order_choice(runner.currency)
        self.merged = fields.tick("Also one PDF with &all of them", True)
        self.copies = fields.tick("With &copies of the open invoices behind each")
        self.table = SimpleTable(
            spelled_columns(_COLUMNS, runner.currency), "Statements", ticks=True
        )
        self.summary = label("", "strong", wrap=True)
        self.out = PaperOut(self, self.banner)
        self._lay_out_fields()
        self.month.currentIndexChanged.connect(self.look_up)
        self.table.ticks_changed.connect(self._tell_summary)
        self.begin()
        self.look_up()
        self.month.setFocus()

    def chosen_month(self) -> date:
        """The first day of the chosen month."""
        return date.fromisoformat(fields.chosen(self.month))

    def look_up(self) -> None:
        """Ask which statements the month has."""
        self.save_button.setEnabled(False)
        self.runner.ask(
            statement_rows,
            self.chosen_month(),
            then=while_open(self, self._show_rows),
            failed=while_open(self, self.show_error),
            key=f"month-end-{id(self)}",
        )

    def save(self) -> None:
        self.clear_errors()
        try:
            command = self._command()
        except InvalidInput as error:
            self.show_error(error)
            return
        remember_folder(command.folder)
        self.set_busy(True)
        self.run_job(
            write_statements,
            command,
            then=self._tell_run,
            failed=self._tell_failure,
            title="Writing statements",
        )

    def _command(self) -> WriteStatements:
        folder = typed_folder(self.folder.text())
        month = self.chosen_month()
        merged = folder / f"Statements-{month:%Y-%m}.pdf"
        return WriteStatements(
            month=month,
            folder=folder,
            merged=merged if self.merged.isChecked() else None,
            style=fields.chosen(self.style_choice),
            customers=self.table.ticked(),
            copies=self.copies.isChecked(),
            order=chosen_order(self.order),
        )

    def _show_rows(self, rows: tuple[StatementRow, ...]) -> None:
        self._closing = {row.customer_id: row.closing for row in rows}
        self.table.set_rows(((row.customer_id, row) for row in rows), self._texts)
        self.table.tick(set(self._closing))

    def _texts(self, row: StatementRow) -> tuple[str | Marked, ...]:
        amounts = (row.opening, row.charges, row.credits, row.closing)
        currency = self.runner.currency
        past_due = plain_amount(row.past_due, currency)
        return (
            row.name,
            row.number,
            *(plain_amount(amount, currency) for amount in amounts),
            Marked(past_due, "late") if row.past_due > 0 else past_due,
        )

    def _tell_summary(self) -> None:
        ticked = self.table.ticked()
        self.save_button.setEnabled(bool(ticked))
        if not self._closing:
            self.summary.setText("Nobody had anything on account in this month.")
            return
        total = sum(self._closing[one] for one in ticked)
        self.summary.setText(
            f"{counted(len(ticked), 'statement')}, {money(total, self.runner.currency)} in all"
        )

    def _tell_run(self, run: StatementRun) -> None:
        self.set_busy(False)
        self.cancel_button.setText("Close")
        written = counted(len(run.files), "statement")
        merged = f", and all of them in {run.merged.name}" if run.merged else ""
        told = (*run.problems, *run.cautions)
        said = f"{written} written, {money(run.total, self.runner.currency)} in all{merged}."
        self.banner.say(
            " ".join((said, *told[:5])),
            "careful" if told else "good",
            "Open the folder",
            self.open_folder,
        )
        self.saved.emit(run)

    def open_folder(self) -> None:
        """Show the written files in the system's file manager."""
        show_folder(Path(self.folder.text().strip()))

    def _tell_failure(self, error: BaseException) -> None:
        self.set_busy(False)
        self.show_error(error)

    def _browse(self) -> None:
        folder = self.out.choose_folder()
        if folder is not None:
            self.folder.setText(str(folder))

    def _lay_out_fields(self) -> None:
        where = QHBoxLayout()
        where.setContentsMargins(0, 0, 0, 0)
        where.addWidget(self.folder, 1)
        where.addWidget(Button("&Browse…", clicked=self._browse))
        self.grid.add_row("month", "&Month", self.month)
        self.grid.add_row("style", "&Style", self.style_choice)
        self.grid.add_row("order", "O&rder", self.order)
        self.grid.add_row("folder", "&Folder", self.folder, beside=where)
        self.grid.add_row("copies", "", self.copies)
        self.grid.add_row("merged", "", self.merged)
        self.table.setMinimumHeight(self.lean(200))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.summary)


def _months(today: date, wanted: date | None) -> list[tuple[str, str]]:
    listed = [first_of_month(today)]
    while len(listed) <= _MONTHS_BACK or (wanted is not None and listed[-1] > wanted):
        listed.append(first_of_month(listed[-1] - timedelta(days=1)))
    return [(month.isoformat(), f"{MONTHS[month.month - 1]} {month.year}") for month in listed]
