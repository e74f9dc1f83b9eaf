"""Bringing a ledger in from a file: looked at first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from collectdesk.domain import import_plan, ledger_columns, ledger_file
from collectdesk.domain.backup import Reason
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.form_rows import ImportPreview, ImportProblem
from collectdesk.domain.import_plan import ImportPlan, RowsRefused
from collectdesk.domain.ledger_file import LedgerRow
from collectdesk.domain.table import Table
from collectdesk.domain.table_cells import date_order_of
from collectdesk.domain.words import shortened
from collectdesk.exchange.tables import read_table
from collectdesk.store import imports
from collectdesk.store.room import require_room_for_rows
from collectdesk.usecases import checks, import_writing
from collectdesk.usecases.backups import BackUp, back_up
from collectdesk.usecases.ports import DeskPort, Progress, no_progress
from collectdesk.usecases.work import Work

SAMPLE_ROWS = 5


@dataclass(frozen=True, slots=True)
class ImportFile:
    """Bring in the ledger at ``path``; with ``dry_run`` only tell what would come.

    ``mapping`` is the column of each field, None to recognise them by name; ``date_order`` is how
    the file writes its dates, None to infer it; ``sheet`` is one of a workbook's, empty where only
    one holds anything. The book is backed up before below ``backups``.
    """

    path: Path
    mapping: dict[str, str] | None = None
    date_order: DateOrder | None = None
    dry_run: bool = False
    backups: Path | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class LedgerFileLook:
    """A file before anything is decided: its columns, what they seem to hold, its first rows.

    Of a workbook, ``sheet`` is the one that was looked at, and ``sheets`` are all there are.
    """

    file_name: str
    columns: tuple[str, ...]
    mapping: dict[str, str]
    sample: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def look_into(path: Path, sheet: str = "", progress: Progress = no_progress) -> LedgerFileLook:
    """Read the file's heading and first rows, without any book. Raises NotATable.

    Of a workbook, the first sheet that holds anything unless ``sheet`` names another.
    """
    asked = _still_wanted(path, progress)
    table = read_table(path, sheet, asked, first_sheet=True)
    mapping = ledger_columns.recognise(table.columns)
    return LedgerFileLook(
        table.file_name, table.columns, mapping, _sample(table), table.sheet, table.sheets
    )


def import_ledger(desk: DeskPort, command: ImportFile, progress: Progress) -> ImportPreview:
    """Bring the file in, in one step that can be undone.

    Raises RowsRefused, with every bad row, when not all of it can come in; ColumnsMissing and
    DateOrderUnknown when the file must be explained first, SheetUnknown when a sheet must be
    chosen; NotATable when it is something else.
    The book is then as before. A dry run returns the bad rows in the preview.
    """
    file = _read(command, desk.ask(_currency), desk.today, progress)
    if command.dry_run:
        return file.preview(desk.ask(_planned, file.rows))

    if command.backups is not None and not file.problems:
        back_up(desk, BackUp(Reason.BEFORE_IMPORT, command.backups), progress)

    def apply_import(work: Work, _: _Recorded) -> ImportPreview:
        return _apply(work, file, progress)

    recorded = _Recorded(
        file.table.file_name, file.table.sheet, file.mapping, file.order.value, len(file.rows)
    )
    return desk.do(apply_import, recorded).result


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What the trail keeps of an import besides the rows that it wrote."""

    file_name: str
    sheet: str
    mapping: dict[str, str]
    date_order: str
    rows: int


@dataclass(frozen=True, slots=True)
class _LedgerFile:
    """A file that was read."""

    table: Table
    mapping: dict[str, str]
    order: DateOrder
    rows: tuple[LedgerRow, ...]
    problems: tuple[ImportProblem, ...]

    def preview(self, plan: ImportPlan) -> ImportPreview:
        """What the plan brings."""
        problems = sorted((*self.problems, *plan.problems), key=lambda problem: problem.line)
        return ImportPreview(
            file_name=self.table.file_name,
            columns=self.table.columns,
            mapping=self.mapping,
            date_order=self.order.value,
            rows_read=len(self.table.rows),
            new_customers=len(plan.customers),
            new_invoices=len(plan.invoices),
            new_payments=plan.payments,
            new_disputes=plan.disputes,
            already_here=plan.already_here,
            total=sum(row.amount for row in plan.invoices),
            problems=tuple(problems),
            sample=_sample(self.table),
        )


def _still_wanted(path: Path, progress: Progress) -> Callable[[], None]:
    words = f"Reading {path.name}"
    return lambda: progress(0, 0, words)


def _read(command: ImportFile, currency: str, today: date, progress: Progress) -> _LedgerFile:
    asked = _still_wanted(command.path, progress)
    asked()
    table = read_table(command.path, command.sheet, asked)
    mapping = command.mapping or ledger_columns.recognise(table.columns)
    ledger_columns.check_mapping(table.file_name, table.columns, mapping)
    order = command.date_order or date_order_of(table, mapping, ledger_columns.DATE_FIELDS)
    rows, problems = ledger_file.read_rows(table, mapping, order, currency, today)
    return _LedgerFile(table, mapping, order, rows, problems)


def _apply(work: Work, file: _LedgerFile, progress: Progress) -> ImportPreview:
    plan = _planned(work, file.rows)
    preview = file.preview(plan)
    if preview.problems:
        raise RowsRefused(preview)
    require_room_for_rows(work.db, len(file.rows))
    work.label = f"Import of {shortened(checks.line(file.table.file_name, 'path'))}"
    import_writing.write(work, plan, progress)
    return replace(preview, imported=True)


def _planned(work: Work, rows: tuple[LedgerRow, ...]) -> ImportPlan:
    customers = imports.customers_by_number(work.db, (row.customer_number for row in rows))
    invoices = imports.invoices_by_number(work.db, (row.invoice_number for row in rows))
    return import_plan.plan_import(rows, customers, invoices)


def _currency(work: Work) -> str:
    return work.currency


def _sample(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table.rows[:SAMPLE_ROWS])
