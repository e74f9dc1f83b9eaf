"""The command that brings a ledger in."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, day, file_path
from collectdesk.cli.output import say
from collectdesk.cli.session import currency_of, opened, watched
from collectdesk.domain.dates import DateOrder
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportPreview
from collectdesk.domain.import_plan import RowsRefused, describe_import
from collectdesk.domain.import_remarks import worth_a_look
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
    parser.add_argument(
        "--column", action="append", default=[], metavar="WHAT=NAME",
        help="the column that holds something: --column \"Amount=Betrag\"; may be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--paid-on", type=day, metavar="DATE",
        help="the day of payments for which the file tells none",
    )  # fmt: skip
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
        named=_named(args),
        date_order=order,
        paid_on=args.paid_on,
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
    _say_remarks(preview)
    if preview.problems:
        _say_problems(preview)
        raise RowsRefused(preview)
    say(describe_import(preview))
    if preview.new_invoices:
        total = format_amount(preview.total, currency, symbol=True)
        say(f"{counted(preview.new_invoices, 'new invoice')}, {total} together.")
    if preview.credits:
        total = format_amount(preview.credited, currency, symbol=True)
        say(f"{counted(preview.credits, 'credit')} on account, {total} together.")
    return 0


def _say_what_was_read(preview: ImportPreview) -> None:
    rows = counted(preview.rows_read, "row")
    order = _ORDER_WORDS[DateOrder(preview.date_order)] if preview.date_order else ""
    dates = f"; dates read as {order}" if order else ", a list of customers without invoices"
    say(f"{preview.file_name}: {rows}{dates}")
    for field in FIELDS:
        if field.name in preview.mapping:
            say(f"  {field.label:<16} from column {preview.mapping[field.name]}")
    unused = [name for name in preview.columns if name not in preview.mapping.values()]
    if unused:
        say(f"  {'Not used':<16} {listed([quoted(name) for name in unused])}")


def _say_remarks(preview: ImportPreview) -> None:
    """One by one, what the sentence at the end only counts."""
    remarks = worth_a_look(preview.remarks)
    for remark in remarks[:_PROBLEMS_SHOWN]:
        say(f"line {remark.line:,}: {remark.text}")
    if len(remarks) > _PROBLEMS_SHOWN:
        say(f"and {len(remarks) - _PROBLEMS_SHOWN:,} more of this kind")


def _named(args: argparse.Namespace) -> dict[str, str]:
    """The columns that were named, by what they hold."""
    labels = {field.label.casefold(): field.name for field in FIELDS}
    named: dict[str, str] = {}
    for typed in args.column:
        label, _, column = typed.partition("=")
        name = labels.get(label.strip().casefold())
        if name is None or not column.strip():
            known = listed([quoted(field.label) for field in FIELDS])
            raise InvalidInput(
                f'{quoted(typed)} names no column. Write it as "Amount=Betrag"; known are {known}.'
            )
        named[name] = " ".join(column.split())
    return named


def _say_problems(preview: ImportPreview) -> None:
    for problem in preview.problems[:_PROBLEMS_SHOWN]:
        say(f"line {problem.line:,}: {problem.reason}")
    rest = len(preview.problems) - _PROBLEMS_SHOWN
    if rest > 0:
        say(f"and {counted(rest, 'more problem')}")


COMMANDS: Final = (
    Command(
        "import",
        "bring invoices or customers in from a CSV, XLSX or ODS file, all or nothing",
        _add_import,
        _import,
    ),
)
