"""Bringing in customers and invoices from a file: looked at first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.domain.errors import Cancelled, InvalidInput
from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.import_remarks import worth_a_look
from collectdesk.domain.table_cells import DateOrderUnknown
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.file_form import ORDERS, FileForm
from collectdesk.gui.dialogs.form import WIDE
from collectdesk.gui.dialogs.import_columns import ColumnsChooser
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.figure_card import FigureCard
from collectdesk.usecases.imports import ImportFile, LedgerFileLook, import_ledger, look_into
from collectdesk.usecases.ports import Progress

_LEAD: Final = (
    "A CSV, XLSX or ODS file from your books or spreadsheet, with one row for each invoice or each"
    " customer. Nothing is written before you have seen what it brings."
)
_PROBLEM_COLUMNS: Final = (Column("Line", 80, right=True), Column("What to know of it"))
_MOST_PROBLEMS: Final = 1000
_SUMS: Final = ("Total", "On account")
_WIDER: Final = {"Already here": 4, "Total": 5, "On account": 5}


class ImportDialog(FileForm):
    """Choose a file, see how it is understood, correct that, and bring it in."""

    file_kinds = "Tables (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods);;All files (*)"

    def __init__(self, parent: QWidget | None, runner: Runner, backups: Path | None = None) -> None:
        super().__init__(
            parent, runner, "Bring in a file", "&Import", lead=_LEAD, width=WIDE, label_width=120
        )
        self._backups = backups
        self._check = 0
        self._asked_paid_on: date | None = None
        self.columns = ColumnsChooser(self.body.parentWidget())
        self.figures = {
            name: FigureCard(name)
            for name in (
                "Customers", "Invoices", "Payments", "Disputes", "Already here", "Total",
                "On account",
            )
        }  # fmt: skip
        self.paid_on = DateEdit(runner.today, runner.currency, past=True)
        self.paid_on.setPlaceholderText("Only what the file dates; else a day")
        self.problems = SimpleTable(_PROBLEM_COLUMNS, "Rows to look at")
        self.problems.setMinimumHeight(look().px(150))
        self._lay_out_fields()
        self.grids += self.columns.grids
        self.columns.changed.connect(self.check)
        self.columns.shown.connect(self.adjust_height)
        self.order.currentIndexChanged.connect(self.check)
        self.paid_on.editingFinished.connect(self._check_again)
        self._show_parts(known=False)
        self.save_button.setEnabled(False)
        self.begin()
        self.choose_button.setFocus()

    def read_file(self) -> None:
        self._check += 1
        self.clear_errors()
        self.save_button.setEnabled(False)
        self.run_job(
            _look_into,
            (self.path or Path(), self.chosen_sheet, self.runner.currency),
            then=self._show_look,
            failed=self._refuse_file,
            title=self.reading_title,
        )

    def check(self) -> None:
        """See what the file would bring, understood as chosen."""
        if self.path is None:
            return
        self._check += 1
        number = self._check
        self.save_button.setEnabled(False)

        def latest(answer: Callable[[Any], object]) -> Callable[[Any], object]:
            return lambda result: number == self._check and answer(result)

        self.run_job(
            import_ledger,
            self._command(dry_run=True),
            then=latest(self._tell_check),
            failed=latest(self._tell_why_not),
            title="Looking at the file",
        )

    def save(self) -> None:
        if self.path is None or not self.save_button.isEnabled():
            return
        self.clear_errors()
        self.set_busy(True)
        self.run_job(
            import_ledger,
            self._command(dry_run=False),
            then=self._tell_result,
            failed=self._tell_why_not,
            title="Importing",
        )

    def _command(self, dry_run: bool) -> ImportFile:
        return ImportFile(
            path=self.path or Path(),
            mapping=self.columns.mapping(),
            date_order=self.chosen_order,
            paid_on=self.paid_on.day_or_none(),
            dry_run=dry_run,
            backups=self._backups,
            sheet=self.chosen_sheet,
        )

    def _show_look(self, seen: LedgerFileLook) -> None:
        self.offer_sheets(seen.sheets, seen.sheet)
        self.columns.show_look(seen)
        self.order.blockSignals(True)
        fields.choose(self.order, "")
        self.order.blockSignals(False)
        self._show_parts(known=True)
        self.check()

    def _refuse_file(self, error: BaseException) -> None:
        several = self.sheet.count() > 1
        if not several:
            self.path = None
        self._show_parts(known=False)
        self.grid.setVisible(several)
        self.show_error(error)

    def _tell_check(self, preview: ImportPreview) -> None:
        self.clear_errors()
        self._show_figures(preview)
        self._show_problems(preview)
        if preview.date_order:
            self.order.setItemText(0, f"As the file tells: {_order_words(preview.date_order)}")
        self.save_button.setEnabled(preview.brings and not preview.problems)
        self.banner.say(describe_import(preview), "late" if preview.problems else "accent")
        self.adjust_height()

    def _tell_why_not(self, error: BaseException) -> None:
        self.set_busy(False)
        self.save_button.setEnabled(False)
        if isinstance(error, DateOrderUnknown):
            self.ask_for_order()
        elif isinstance(error, RowsRefused):
            self._tell_check(error.preview)
        elif isinstance(error, Cancelled):
            self.save_button.setEnabled(True)
            self.banner.say(str(error), "plain")
        else:
            self.show_error(error)

    def _tell_result(self, preview: ImportPreview) -> None:
        self._show_figures(preview)
        self.columns.setEnabled(False)
        self.order.setEnabled(False)
        self.sheet.setEnabled(False)
        self.paid_on.setEnabled(False)
        self.choose_button.hide()
        self.save_button.hide()
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()
        self.banner.say(describe_import(preview), "good")
        self.saved.emit(preview)

    def _show_parts(self, known: bool) -> None:
        self.columns.setVisible(known)
        self.grid.setVisible(known)
        self._figures_row.setVisible(False)
        self.problems.setVisible(False)

    def _show_figures(self, preview: ImportPreview) -> None:
        values = {
            "Customers": f"{preview.new_customers:,}",
            "Invoices": f"{preview.new_invoices:,}",
            "Payments": f"{preview.new_payments:,}",
            "Disputes": f"{preview.new_disputes:,}",
            "Already here": f"{preview.already_here:,}",
            "Total": money(preview.total, self.runner.currency),
        }
        for name, value in values.items():
            self.figures[name].set_figure(value, "" if name in ("Total", "Already here") else "new")
        self.figures["On account"].set_figure(
            money(preview.credited, self.runner.currency), counted(preview.credits, "credit")
        )
        self.figures["On account"].setVisible(preview.credits > 0)
        self._figures_row.setVisible(True)

    def _show_problems(self, preview: ImportPreview) -> None:
        told = [(problem.line, problem.reason) for problem in preview.problems] or [
            (remark.line, remark.text) for remark in worth_a_look(preview.remarks)
        ]
        shown = told[:_MOST_PROBLEMS]
        self.problems.set_rows((line, (f"{line:,}", why)) for line, why in shown)
        self.problems.setVisible(bool(shown))

    def _check_again(self) -> None:
        """Of the day for undated payments, once it was typed to the end."""
        on, told = None, ""
        try:
            on = self.paid_on.optional_day()
        except InvalidInput as error:
            told = str(error)
        self.grid.tell("paid_on", told)
        if on != self._asked_paid_on:
            self._asked_paid_on = on
            self.check()

    def _lay_out_fields(self) -> None:
        self.grid.add_row("paid_on", "&Undated payments", self.paid_on)
        self._figures_row = QWidget()
        figures = QHBoxLayout(self._figures_row)
        figures.setContentsMargins(0, 0, 0, 0)
        figures.setSpacing(GRID)
        for name, card in self.figures.items():
            figures.addWidget(card, _WIDER.get(name, 3))
        FigureCard.level([self.figures[name] for name in _SUMS])
        self.body.insertWidget(1, self.columns)
        self.body.addWidget(self._figures_row)
        self.body.addWidget(self.problems, 1)
        self.body.addStretch(0)
        stops = (
            self.choose_button, *self.columns.tab_stops(), self.sheet, self.order, self.paid_on,
            self.problems,
        )  # fmt: skip
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _look_into(desk: object, wanted: tuple[Path, str, str], progress: Progress) -> LedgerFileLook:
    path, sheet, currency = wanted
    return look_into(path, sheet, progress, currency)


def _order_words(order: str) -> str:
    return dict(ORDERS)[order].partition(":")[0].lower()
