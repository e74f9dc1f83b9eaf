"""The command that brings a ledger in."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, file_path
from collectdesk.cli.output import say
from collectdesk.cli.session import currency_of, opened, watched
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.ledger_columns import FIELDS
from collectdesk.domain.money import format_amount
from collectdesk.domain.words import counted, listed, quoted
from collectdesk.usecases.imports import ImportFile, import_ledger

_PROBLEMS_SHOWN: Final = 200
_ORDER_WORDS: Final = {
    DateOrder.MDY: "month, day, year",
    DateOrder.DMY: "day, month, year",
    DateOrder.YMD: "year, month, day",
}


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=file_path, metavar="FILE", help="the file: CSV, XLSX or ODS")
    parser.add_argument(
        "--sheet", default="", metavar="NAME", help="the sheet of a workbook that has several"
    )
    parser.add_argument("--dry-run", action="store_true", help="only tell what would come in")
    parser.add_argument(
        "--date-order",
        choices=[order.value.lower() for order in DateOrder],
        help="how the file writes its dates, where it cannot be known",
    )


def _import(args: argparse.Namespace) -> int:
    order = DateOrder(args.date_order.upper()) if args.date_order else None
    command = ImportFile(
        args.file,
        date_order=order,
        dry_run=args.dry_run,
        backups=bootstrap.backup_folder(),
        sheet=args.sheet,
    )
    with opened(args.book) as desk:
        currency = currency_of(desk)
        try:
            with watched() as progress:
                preview = import_ledger(desk, command, progress)
        except RowsRefused as refused:
            _say_problems(refused.preview)
            raise
    _say_what_was_read(preview)
    if preview.problems:
        _say_problems(preview)
        raise RowsRefused(preview)
    say(describe_import(preview))
    if preview.new_invoices:
        total = format_amount(preview.total, currency, symbol=True)
        say(f"{counted(preview.new_invoices, 'new invoice')}, {total} together.")
    return 0


def _say_what_was_read(preview: ImportPreview) -> None:
    rows = counted(preview.rows_read, "row")
    order = _ORDER_WORDS[DateOrder(preview.date_order)] if preview.date_order else "none"
    say(f"{preview.file_name}: {rows}; dates read as {order}")
    for field in FIELDS:
        if field.name in preview.mapping:
            say(f"  {field.label:<16} from column {preview.mapping[field.name]}")
    unused = [name for name in preview.columns if name not in preview.mapping.values()]
    if unused:
        say(f"  {'Not used':<16} {listed([quoted(name) for name in unused])}")


def _say_problems(preview: ImportPreview) -> None:
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        say(f"line {problem.line:,}: {problem.reason}")
    rest = len(preview.problems) - _PROBLEMS_SHOWN
    if rest > 0:
        say(f"and {counted(rest, 'more problem')}")


COMMANDS: Final = (
    Command(
        "import",
        "bring invoices in from a CSV, XLSX or ODS file, all or nothing",
        _add_import,
        _import,
    ),
)
