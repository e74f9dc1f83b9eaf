"""The command that writes receipts for the payments of some days."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk.cli.arguments import Command, add_json, day
from collectdesk.cli.batches import (
    add_order,
    add_start,
    add_ways_out,
    told,
    way_out,
    write_batch,
    write_last_batch,
)
from collectdesk.cli.output import say, say_json
from collectdesk.cli.session import currency_of, opened, watched
from collectdesk.domain.money import format_amount, major_string
from collectdesk.domain.words import counted
from collectdesk.usecases.papers.receipts import (
    RECEIPT,
    IssueReceipts,
    issue_receipts,
    receipts_due,
)


def _add_receipts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=day, metavar="DATE", help="the first day; now today"
    )
    parser.add_argument(
        "--to", dest="last", type=day, metavar="DATE", help="the last day; now today"
    )
    add_ways_out(parser)
    add_order(parser)
    add_start(parser, "issue none: write the receipts issued last again, from this number on")
    add_json(parser)


def _receipts(args: argparse.Namespace) -> int:
    with way_out(args), opened(args.book) as desk:
        if args.from_row is not None:
            return write_last_batch(desk, (RECEIPT,), args)
        currency = currency_of(desk)
        days = args.first or desk.today, args.last or desk.today
        rows = desk.ask(receipts_due, *days, args.sort)
        problems: tuple[str, ...] = ()
        if rows:
            with watched() as progress:
                payments = tuple(row.payment_id for row in rows)
                batch = issue_receipts(desk, IssueReceipts(payments), progress)
            problems = batch.problems
            if batch.document_ids:
                problems += write_batch(desk, batch.document_ids, args)
    total = sum(row.amount for row in rows)
    where = args.out or args.each
    if args.json:
        say_json(
            {
                "count": len(rows),
                "total": major_string(total, currency),
                "file": str(where) if rows else None,
                "problems": [*problems],
            }
        )
    elif not rows:
        say("No payment waits for a receipt. Nothing was written.")
    else:
        amount = format_amount(total, currency, symbol=True)
        say(f"{counted(len(rows), 'receipt')} over {amount} written to {where}")
    return told(problems)


COMMANDS: Final[tuple[Command, ...]] = (
    Command("receipts", "write receipts for payments that have none", _add_receipts, _receipts),
)
