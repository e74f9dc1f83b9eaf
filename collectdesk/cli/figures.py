"""The command that reports aging, as of any day."""

from __future__ import annotations

import argparse
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_as_of, add_json
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import opened
from collectdesk.domain.aging import AgingBy
from collectdesk.domain.dates import long_date
from collectdesk.domain.english import spelled
from collectdesk.domain.money import major_string
from collectdesk.domain.rows import AgingReport, AgingRow
from collectdesk.domain.words import counted
from collectdesk.usecases.figures import aging_report


def _add_aging(parser: argparse.ArgumentParser) -> None:
    add_as_of(parser)
    parser.add_argument(
        "--by",
        choices=[by.value for by in AgingBy],
        default=AgingBy.DUE.value,
        help="count days from the due date or from the invoice date",
    )
    add_json(parser)


def _aging(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        report = desk.ask(aging_report, args.as_of or desk.today, args.by)
    if args.json:
        say_json(_aging_json(report))
    else:
        _say_aging(report)
    return 0


def _aging_json(report: AgingReport) -> dict[str, Any]:
    def sums(row: AgingRow) -> dict[str, str]:
        named = zip(
            (*report.buckets, "unapplied", "total"),
            (*row.amounts, row.unapplied, row.total),
            strict=True,
        )
        return {name: major_string(minor, report.currency) for name, minor in named}

    return {
        "as_of": report.as_of.isoformat(),
        "by": report.by,
        "currency": report.currency,
        "customers": [
            {"number": row.number, "name": row.name, **sums(row)} for row in _shown(report)
        ],
        "totals": sums(report.totals),
        "open_invoices": report.open_invoices,
    }


def _shown(report: AgingReport) -> list[AgingRow]:
    return [row for row in report.rows if any((*row.amounts, row.unapplied, row.total))]


def _say_aging(report: AgingReport) -> None:
    heading = ["No.", "Customer", *report.buckets, "on account", "total"]
    ageing = spelled("Ageing", report.currency)
    say(f"{ageing} by {report.by} date as of {long_date(report.as_of)}, in {report.currency}")
    say()
    rows = [
        [
            row.number,
            row.name,
            *(amount(minor, report.currency) for minor in (*row.amounts, row.unapplied, row.total)),
        ]
        for row in (*_shown(report), report.totals)
    ]
    say_table(heading, rows, right="  ".ljust(len(heading), "r"))
    say()
    say(f"{counted(report.open_invoices, 'open invoice')}, {counted(len(rows) - 1, 'customer')}")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("aging", "what is open and how old, as of any day", _add_aging, _aging),
)
