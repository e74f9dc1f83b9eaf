"""Commands that write documents: notices, letters, invoices and the month's statements."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_as_of, add_json, add_out, file_path, month
from collectdesk.cli.batches import (
    add_order,
    add_start,
    add_ways_out,
    told,
    way_out,
    write_batch,
    write_last_batch,
)
from collectdesk.cli.files import folder_for_files, require_writable
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import currency_of, opened, watched
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import NoticeRow
from collectdesk.domain.money import format_amount, major_string
from collectdesk.domain.words import counted, listed, quoted
from collectdesk.usecases.customers import STATEMENT_STYLES, customer_id_by_number
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.invoices import invoice_id_by_number
from collectdesk.usecases.papers.drawing import document_pdf
from collectdesk.usecases.papers.jobs import (
    PrintNotices,
    StatementRun,
    WriteStatements,
    issue_one,
    print_notices,
    write_statements,
)
from collectdesk.usecases.papers.notices import STAGES, notices_due
from collectdesk.usecases.papers.paper_files import write_file
from collectdesk.usecases.papers.printing import MarkPrinted, PaperRequest, mark_printed
from collectdesk.usecases.papers.reprints import issued_already

_CHANNEL: Final = "file"


def _add_notices(parser: argparse.ArgumentParser) -> None:
    add_ways_out(parser)
    add_as_of(parser)
    add_order(parser)
    add_start(parser, "issue none: write the notices issued last again, from this number on")
    parser.add_argument(
        "--customer",
        action="extend",
        nargs="+",
        default=[],
        metavar="NO",
        help="only these customers; without it all that are due a notice",
    )
    add_json(parser)


def _notices(args: argparse.Namespace) -> int:
    with way_out(args), opened(args.book) as desk:
        if args.from_row is not None:
            return write_last_batch(desk, STAGES, args)
        currency = currency_of(desk)
        rows = _chosen(desk, args.as_of, args.customer)
        problems: tuple[str, ...] = ()
        if rows:
            problems = _print(desk, rows, args)
        on = args.as_of or desk.today
    out = args.out or args.each
    if args.json:
        say_json(_notices_json(rows, problems, on, currency, out))
    else:
        _say_notices(rows, currency, out)
    return told(problems)


def _chosen(desk: Desk, as_of: date | None, numbers: list[str]) -> tuple[NoticeRow, ...]:
    """The notices to print. Raises InvalidInput for a named customer who owes nothing overdue."""
    wanted = {desk.ask(customer_id_by_number, number): number for number in numbers}
    rows = desk.ask(notices_due, as_of, tuple(wanted))
    found = {row.customer_id for row in rows}
    spared = [quoted(number) for one, number in wanted.items() if one not in found]
    if spared:
        late = spelled("past due", currency_of(desk))
        raise InvalidInput(
            f"Nothing is {late} that a notice to {listed(spared)} could ask for."
            " No notice was made.",
            "customer",
        )
    return rows


def _print(desk: Desk, rows: tuple[NoticeRow, ...], args: argparse.Namespace) -> tuple[str, ...]:
    customers = tuple(row.customer_id for row in rows)
    with watched() as progress:
        batch = print_notices(desk, PrintNotices(customers, args.as_of, order=args.sort), progress)
    problems = write_batch(desk, batch.document_ids, args) if batch.document_ids else ()
    return tuple(dict.fromkeys((*batch.problems, *problems)))


def _notices_json(
    rows: tuple[NoticeRow, ...], problems: tuple[str, ...], on: date, currency: str, out: Path
) -> dict[str, Any]:
    return {
        "as_of": on.isoformat(),
        "currency": currency,
        "file": str(out) if rows else None,
        "notices": [
            {
                "number": row.number,
                "name": row.name,
                "stage": row.stage,
                "stamp": row.stamp,
                "amount": major_string(row.amount, currency),
                "days_late": row.days_late,
                "invoices": list(row.invoices),
                "warning": row.warning,
                "has_address": row.has_address,
            }
            for row in rows
        ],
        "problems": list(problems),
    }


def _say_notices(rows: tuple[NoticeRow, ...], currency: str, out: Path) -> None:
    if not rows:
        say("No notice is due. Nothing was written.")
        return
    say_table(
        ["No.", "Customer", "Notice", spelled("Past due", currency), "Days late", "Items", ""],
        [
            [
                row.number,
                row.name,
                row.stage_label,
                amount(row.amount, currency),
                str(row.days_late),
                str(len(row.invoices)),
                row.warning if row.has_address else f"No address. {row.warning}".rstrip(),
            ]
            for row in rows
        ],
        right="   rrr ",
    )
    say()
    total = format_amount(sum(row.amount for row in rows), currency, symbol=True)
    say(f"{counted(len(rows), 'notice')} over {total} written to {out}")


def _add_letter(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("verification",), help="the kind of letter")
    parser.add_argument("--invoice", required=True, metavar="NO", help="the invoice it is about")
    add_out(parser)


def _letter(args: argparse.Namespace) -> int:
    return _write_about_invoice(args.book, args.kind, args.invoice, args.out)


def _add_invoice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NO", help="the number of the invoice")
    add_out(parser)


def _invoice(args: argparse.Namespace) -> int:
    return _write_about_invoice(args.book, "invoice", args.number, args.out)


def _write_about_invoice(book: Path, kind: str, number: str, out: Path) -> int:
    """Write the document as it was issued, or issue it now."""
    require_writable(out)
    with opened(book) as desk, watched() as progress:
        invoice_id = desk.ask(invoice_id_by_number, number)
        document_id = desk.ask(issued_already, kind, invoice_id)
        if document_id is None:
            document_id = issue_one(desk, PaperRequest(kind, invoice_id), progress)
        write_file(out, document_pdf(desk, document_id, progress))
        desk.do(mark_printed, MarkPrinted((document_id,), _CHANNEL))
    say(f"Written: {out}")
    return 0


def _add_statements(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--month", required=True, type=month, metavar="YYYY-MM")
    parser.add_argument(
        "--out", required=True, type=file_path, metavar="DIR", help="the folder, a file a customer"
    )
    parser.add_argument(
        "--merged", type=file_path, metavar="FILE.pdf", help="one PDF of all as well, for printing"
    )
    add_order(parser)
    add_start(parser, "issue none: write the month's last batch again, from this number on")
    parser.add_argument(
        "--style", choices=sorted(STATEMENT_STYLES), default="", help="as each customer has it"
    )
    add_json(parser)


def _statements(args: argparse.Namespace) -> int:
    command = WriteStatements(args.month, args.out, args.merged, args.style, order=args.sort)
    with opened(args.book) as desk, folder_for_files(args.out):
        currency = currency_of(desk)
        if args.merged is not None:
            require_writable(args.merged)
        if args.from_row is not None:
            args.each, args.out = args.out, args.merged
            return write_last_batch(desk, ("statement",), args, f"{args.month:%Y-%m}")
        with watched() as progress:
            run = write_statements(desk, command, progress)
    if args.json:
        say_json(_statements_json(run, currency))
    else:
        _say_statements(run, currency)
    return told(run.problems)


def _statements_json(run: StatementRun, currency: str) -> dict[str, Any]:
    return {
        "month": f"{run.month:%Y-%m}",
        "currency": currency,
        "count": len(run.files),
        "total": major_string(run.total, currency),
        "files": [str(path) for path in run.files],
        "merged": str(run.merged) if run.merged else None,
        "problems": list(run.problems),
    }


def _say_statements(run: StatementRun, currency: str) -> None:
    if not run.files:
        say(f"No customer had activity or a balance in {run.month:%Y-%m}. Nothing was written.")
        return
    for path in run.files:
        say(str(path))
    total = format_amount(run.total, currency, symbol=True)
    say(f"{counted(len(run.files), 'statement')} for {run.month:%Y-%m}, {total} owed in all")
    if run.merged:
        say(f"All in one file: {run.merged}")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("notices", "print the notices that are due", _add_notices, _notices),
    Command("letter", "write a letter about an invoice", _add_letter, _letter),
    Command("invoice", "write an invoice", _add_invoice, _invoice),
    Command("statements", "write the month's statements", _add_statements, _statements),
)
