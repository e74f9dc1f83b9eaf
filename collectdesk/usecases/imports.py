"""Bringing a ledger in from a file: looked at first, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from collectdesk.domain import customer_list, import_plan, ledger_columns, ledger_file
from collectdesk.domain.backup import Reason
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.form_rows import ImportPreview, ImportProblem, ImportRemark
from collectdesk.domain.import_credits import with_numbers_given
from collectdesk.domain.import_plan import ImportPlan, RowsRefused
from collectdesk.domain.ledger_credits import NOTE, PAYMENT
from collectdesk.domain.ledger_row import CreditRow, CustomerRow, LedgerRow
from collectdesk.domain.line_rows import with_lines_added_up
from collectdesk.domain.report_rows import with_customers_beside
from collectdesk.domain.table import Table
from collectdesk.domain.table_cells import date_order_of
from collectdesk.domain.words import listed, quoted, shortened
from collectdesk.exchange.tables import read_table
from collectdesk.store import imports
from collectdesk.store.room import require_room_for_rows
from collectdesk.usecases import checks, import_writing
from collectdesk.usecases.backups import BackUp, back_up
from collectdesk.usecases.ports import DeskPort, Progress, no_progress
from collectdesk.usecases.work import Work

Named = TypeVar("Named", LedgerRow, CreditRow)

SAMPLE_ROWS = 5
_NUMBERS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ImportFile:
    """Bring in the ledger at ``path``; with ``dry_run`` only tell what would come.

    ``mapping`` is the column of each field, None to recognise them by name but for those ``named``,
    field by field; ``date_order`` is how the file writes its dates, None to infer it; ``paid_on``
    is the day of payments for which the file tells none, without it they are refused; ``sheet`` is
    one of a workbook's, empty where only one holds anything. The book is backed up before below
    ``backups``.
    """

    path: Path
    mapping: dict[str, str] | None = None
    named: dict[str, str] | None = None
    date_order: DateOrder | None = None
    paid_on: date | None = None
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


def look_into(
    path: Path, sheet: str = "", progress: Progress = no_progress, currency: str = "USD"
) -> LedgerFileLook:
    """Read the file's heading and first rows, for a book in that currency. Raises NotATable.

    Of a workbook, the first sheet that holds anything unless ``sheet`` names another.
    """
    asked = _still_wanted(path, progress)
    table = _as_list(read_table(path, sheet, asked, first_sheet=True), currency)
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
    currency = desk.ask(_currency)
    file = _read(command, currency, desk.today, progress)
    if command.dry_run:
        return file.preview(desk.ask(_planned, file), currency)

    if command.backups is not None and not file.problems:
        back_up(desk, BackUp(Reason.BEFORE_IMPORT, command.backups), progress)

    def apply_import(work: Work, _: _Recorded) -> ImportPreview:
        return _apply(work, file, progress)

    recorded = _Recorded(
        file.table.file_name, file.table.sheet, file.mapping,
        file.date_order or "", file.size,
    )  # fmt: skip
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
    order: DateOrder | None
    problems: tuple[ImportProblem, ...]
    remarks: tuple[ImportRemark, ...]
    rows: tuple[LedgerRow, ...] = ()
    customers: tuple[CustomerRow, ...] = ()
    credits: tuple[CreditRow, ...] = ()
    paid_on: date | None = None

    @property
    def size(self) -> int:
        """How many rows it has that may come in."""
        return len(self.rows) + len(self.customers) + len(self.credits)

    @property
    def date_order(self) -> str | None:
        """How its dates are read, None where it has none."""
        return self.order.value if self.order else None

    def preview(self, plan: ImportPlan, currency: str) -> ImportPreview:
        """What the plan brings to a book in that currency."""
        noted, paid = plan.on_account(NOTE), plan.on_account(PAYMENT)
        problems = sorted((*self.problems, *plan.problems), key=lambda problem: problem.line)
        return ImportPreview(
            file_name=self.table.file_name,
            columns=self.table.columns,
            mapping=self.mapping,
            date_order=self.date_order,
            rows_read=len(self.table.rows),
            new_customers=len(plan.customers),
            new_invoices=len(plan.invoices),
            new_payments=plan.payments,
            new_disputes=plan.disputes,
            already_here=plan.already_here,
            total=sum(row.amount for row in plan.invoices),
            problems=tuple(problems),
            sample=_sample(self.table),
            filled=sum(news.fills for news in plan.filled),
            new_people=plan.new_people,
            remarks=tuple(sorted((*self.remarks, *plan.remarks), key=lambda remark: remark.line)),
            still_open=sum(row.open for row in plan.invoices),
            credit_notes=len(noted),
            credit_notes_total=sum(noted),
            unapplied=len(paid),
            unapplied_total=sum(paid),
            currency=currency,
        )


def _as_list(table: Table, currency: str) -> Table:
    """One row for each invoice and its customer in it, however the program printed them."""
    return with_lines_added_up(with_customers_beside(table), currency)


def _still_wanted(path: Path, progress: Progress) -> Callable[[], None]:
    words = f"Reading {path.name}"
    return lambda: progress(0, 0, words)


def _read(command: ImportFile, currency: str, today: date, progress: Progress) -> _LedgerFile:
    asked = _still_wanted(command.path, progress)
    asked()
    table = _as_list(read_table(command.path, command.sheet, asked), currency)
    mapping = command.mapping or _recognised(table.columns, command.named or {})
    ledger_columns.check_mapping(table.file_name, table.columns, mapping)
    if ledger_columns.tells_customers_alone(mapping):
        told = customer_list.read_customers(table, mapping, currency)
        return _LedgerFile(table, mapping, None, told.problems, told.remarks, customers=told.rows)
    order = command.date_order or date_order_of(table, mapping, ledger_columns.DATE_FIELDS)
    read = ledger_file.read_rows(table, mapping, order, currency, today, command.paid_on)
    return _LedgerFile(
        table, mapping, order, read.problems, read.remarks, read.rows, credits=read.credits,
        paid_on=command.paid_on,
    )  # fmt: skip


def _recognised(columns: Sequence[str], named: Mapping[str, str]) -> dict[str, str]:
    """The column of each field, as it was named or else by its name."""
    found = ledger_columns.recognise(columns)
    return {
        **{name: column for name, column in found.items() if column not in named.values()},
        **named,
    }


def _apply(work: Work, file: _LedgerFile, progress: Progress) -> ImportPreview:
    plan = _planned(work, file)
    preview = file.preview(plan, work.currency)
    if preview.problems:
        raise RowsRefused(preview)
    require_room_for_rows(work.db, file.size)
    work.label = f"Import of {shortened(checks.line(file.table.file_name, 'path'))}"
    import_writing.write(work, plan, progress)
    return replace(preview, imported=True)


def _planned(work: Work, file: _LedgerFile) -> ImportPlan:
    names = _Names(work, file)
    if file.customers:
        named = [
            row if row.tells_number else replace(row, number=names.number(row.name, row.number))
            for row in file.customers
        ]
        known = imports.customers_by_number(work.db, (row.number for row in named))
        plan = import_plan.plan_customers(named, known)
        return replace(plan, problems=(*plan.problems, *names.problems))
    rows, credits = names.resolved(file.rows), names.resolved(file.credits)
    customers = imports.customers_by_number(
        work.db, (row.customer_number for told in (rows, credits) for row in told)
    )
    invoices = imports.invoices_by_number(
        work.db, [*(row.invoice_number for row in rows), *(row.reference for row in credits)]
    )
    known_credits = imports.credits_of_days(
        work.db, (row.customer_number for row in credits), (row.dated for row in credits)
    )
    plan = import_plan.plan_import(
        rows, customers, invoices, work.currency, file.paid_on, credits, known_credits
    )
    noted = imports.credit_notes_numbered(
        work.db, (row.reference for row in plan.credits if row.kind == NOTE and row.reference)
    )
    given = with_numbers_given(plan.credits, noted, work.currency)
    return replace(
        plan, problems=(*plan.problems, *names.problems), remarks=(*plan.remarks, *given)
    )


def _name(row: LedgerRow | CreditRow) -> str:
    return row.customer_name or row.customer_number


class _Names:
    """Whom a file means that has names alone, or names where numbers could be."""

    def __init__(self, work: Work, file: _LedgerFile) -> None:
        listed: list[LedgerRow | CreditRow] = [*file.rows, *file.credits]
        told = [
            *((row.line, _name(row), row.customer_number)
              for row in listed if not row.tells_number),
            *((row.line, row.name, row.number) for row in file.customers if not row.tells_number),
        ]  # fmt: skip
        self._numbers = set(imports.customers_by_number(work.db, (row[2] for row in told)))
        self._by_name = imports.numbers_by_name(work.db, (row[1] for row in told))
        self.problems = [
            _ambiguous(line, name, self._by_name[name.casefold()])
            for line, name, number in told
            if number not in self._numbers and len(self._by_name.get(name.casefold(), [])) > 1
        ]

    def resolved(self, rows: Sequence[Named]) -> list[Named]:
        """The rows with the numbers by which the book knows their customers."""
        return [
            row
            if row.tells_number
            else replace(row, customer_number=self.number(_name(row), row.customer_number))
            for row in rows
        ]

    def number(self, name: str, number: str) -> str:
        """The number in the file where the book knows it, else of whom the book calls so."""
        found = self._by_name.get(name.casefold(), [])
        return number if number in self._numbers or len(found) != 1 else found[0]


def _ambiguous(line: int, name: str, found: list[str]) -> ImportProblem:
    numbers = listed([quoted(one) for one in found[:_NUMBERS_SHOWN]])
    return ImportProblem(
        line,
        f"Several customers in this book are called {quoted(name)}: {numbers}. Give the number in"
        " a column “Customer number”.",
    )


def _currency(work: Work) -> str:
    return work.currency


def _sample(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(row.cells for row in table.rows[:SAMPLE_ROWS])
