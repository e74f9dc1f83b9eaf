"""The command that writes a list for a spreadsheet or an accountant."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import Command, add_as_of, file_path, month
from collectdesk.cli.files import require_writable
from collectdesk.cli.output import say
from collectdesk.cli.session import opened, watched
from collectdesk.domain.aging import AgingBy
from collectdesk.domain.sheet import ShownList
from collectdesk.domain.words import counted
from collectdesk.usecases.exports import (
    INVOICE_FILTERS,
    LISTS,
    ExportRows,
    check_path,
    export_rows,
)
from collectdesk.usecases.pages import TABS


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", choices=list(LISTS), help="what to export")
    parser.add_argument(
        "--out",
        type=file_path,
        required=True,
        metavar="FILE",
        help="the file, .csv or .xlsx; a file of that name is replaced",
    )
    parser.add_argument("--search", default="", metavar="WORDS", help="only what these words find")
    parser.add_argument("--show", choices=INVOICE_FILTERS, help="which invoices; now open ones")
    parser.add_argument("--tab", choices=TABS, help="which customers; now all")
    parser.add_argument(
        "--by",
        choices=[by.value for by in AgingBy],
        help="from which date the age of an invoice counts",
    )
    parser.add_argument("--month", type=month, metavar="MONTH", help="of statements, 2026-03")
    add_as_of(parser)


def _export(args: argparse.Namespace) -> int:
    check_path(args.out)
    require_writable(args.out)
    show = {"invoices": args.show, "customers": args.tab, "aging": args.by}.get(args.list) or ""
    day = args.month if args.list == "statements" else args.as_of
    shown = ShownList(args.list, args.search, show, day)
    with opened(args.book) as desk, watched() as progress:
        done = export_rows(desk, ExportRows(shown, args.out), progress)
    say(f"{counted(done.rows, 'row')} in {done.path}")
    return 0


COMMANDS: Final[tuple[Command, ...]] = (
    Command("export", "write a list to a CSV or XLSX file", _add_export, _export),
)
