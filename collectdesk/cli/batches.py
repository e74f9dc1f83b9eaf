"""Batches from a terminal: their order, where they go, and starting one again after a jam."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

from collectdesk.cli.arguments import MOST_COUNTED, Command, add_json, file_path, whole_number
from collectdesk.cli.files import folder_for_files, require_writable
from collectdesk.cli.output import complain, say, say_json, say_table
from collectdesk.cli.session import opened, watched
from collectdesk.domain.batch_order import BatchOrder, rest_from
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.words import counted, quoted
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.papers.batches import (
    BatchRow,
    batch_of,
    documents_in_order,
    issued_batches,
    last_batch,
)
from collectdesk.usecases.papers.paper_files import save_each, save_merged
from collectdesk.usecases.papers.printing import MarkPrinted, mark_printed

_CHANNEL: Final = "file"


def add_order(parser: argparse.ArgumentParser) -> None:
    """The order of a batch."""
    parser.add_argument(
        "--sort",
        type=_order,
        default=BatchOrder.LISTED,
        metavar="{listed,name,number,postcode}",
        help="the order of the documents; now as they are listed",
    )


def _order(text: str) -> BatchOrder:
    try:
        return BatchOrder(text.strip().lower())
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not an order. Use one of: {', '.join(BatchOrder)}."
        ) from None


def add_start(parser: argparse.ArgumentParser, what: str) -> None:
    """Where to start again in a batch that was issued before."""
    parser.add_argument("--from-row", type=whole_number(1, MOST_COUNTED), metavar="N", help=what)


def add_ways_out(parser: argparse.ArgumentParser) -> None:
    """One file for all, or one for each."""
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument(
        "--out",
        type=file_path,
        metavar="FILE.pdf",
        help="one PDF of all; a file of that name is replaced",
    )
    ways.add_argument("--each", type=file_path, metavar="DIR", help="a folder, with a PDF for each")


def way_out(args: argparse.Namespace) -> AbstractContextManager[None]:
    """Enter it before anything is issued: a KnownError tells where files could not go.

    A folder that was made for them goes again where none came.
    """
    if args.out is None:
        return folder_for_files(args.each)
    require_writable(args.out)
    return nullcontext()


def write_batch(
    desk: Desk, document_ids: tuple[int, ...], args: argparse.Namespace, *, replace: bool = False
) -> tuple[str, ...]:
    """Write the documents as wanted and note them as handed over; what went wrong with some.

    With ``replace``, files of the same names in a folder are replaced.
    """
    with watched() as progress:
        if args.out is not None:
            written = save_merged(desk, document_ids, args.out, progress)
            done, problems = written.document_ids, written.problems
        else:
            saved = save_each(desk, document_ids, args.each, progress, replace=replace)
            done, problems = saved.document_ids, saved.problems
    desk.do(mark_printed, MarkPrinted(done, _CHANNEL))
    return problems


def write_last_batch(
    desk: Desk, kinds: Iterable[str], args: argparse.Namespace, period: str = ""
) -> int:
    """Write the latest batch of these kinds again, from ``--from-row`` on."""
    found = desk.ask(last_batch, tuple(kinds), period)
    if not found:
        raise InvalidInput("No such batch was issued yet, so there is none to start again.")
    return _write_rest(desk, found, args, replace=bool(period))


def _write_rest(
    desk: Desk, batch: tuple[int, ...], args: argparse.Namespace, *, replace: bool = False
) -> int:
    ordered = desk.ask(documents_in_order, batch, args.sort)
    start = 1 if args.from_row is None else args.from_row
    rest = rest_from(ordered, start)
    problems = write_batch(desk, rest, args, replace=replace)
    where = args.out or args.each
    if args.json:
        say_json({"from": start, "to": len(batch), "written": str(where), "problems": [*problems]})
    else:
        say(f"Numbers {start:,} to {len(batch):,} of {len(batch):,} written to {where}")
    return told(problems)


def told(problems: tuple[str, ...]) -> int:
    """Say each problem; the exit code."""
    for problem in problems:
        complain(problem)
    return 1 if problems else 0


def _add_reprint(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--batch",
        type=whole_number(1, MOST_COUNTED),
        metavar="NO",
        help="the batch; without it, all batches are listed",
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--out", type=file_path, metavar="FILE.pdf", help="one PDF of all")
    ways.add_argument("--each", type=file_path, metavar="DIR", help="a folder, with a PDF for each")
    add_order(parser)
    add_start(parser, "start at this number of the batch")
    add_json(parser)
    parser.set_defaults(check=_misused)


def _misused(args: argparse.Namespace) -> str:
    way_out = args.out is not None or args.each is not None
    if (args.batch is not None) != way_out:
        return "--batch needs --out or --each, and they need --batch"
    return ""


def _reprint(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        if args.batch is None:
            return _say_batches(desk.ask(issued_batches), args.json)
        found = desk.ask(batch_of, args.batch)
        if not found:
            raise InvalidInput(f"There is no batch {args.batch}. Without --batch they are listed.")
        with way_out(args):
            return _write_rest(desk, tuple(row.document_id for row in found), args)


def _say_batches(batches: tuple[BatchRow, ...], as_json: bool) -> int:
    if as_json:
        say_json({"batches": [_as_json(batch) for batch in batches]})
    elif not batches:
        say("No batch was issued yet.")
    else:
        say_table(
            ["No.", "Issued", "What", "Documents", "Printed"],
            [
                [
                    str(batch.batch_id),
                    batch.issued_on.isoformat(),
                    batch.what,
                    f"{batch.count:,}",
                    f"{batch.printed:,}",
                ]
                for batch in batches
            ],
            right="r  rr",
        )
        say(counted(len(batches), "batch", "batches"))
    return 0


def _as_json(batch: BatchRow) -> dict[str, Any]:
    return {
        "batch": batch.batch_id,
        "issued_on": batch.issued_on.isoformat(),
        "what": batch.what,
        "count": batch.count,
        "printed": batch.printed,
    }


COMMANDS: Final[tuple[Command, ...]] = (
    Command("reprint", "print a batch of documents again", _add_reprint, _reprint),
)
