"""Commands that report: aging as of any day, and the figures of the business."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_as_of, add_json, day
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import opened
from collectdesk.domain.aging import AgingBy
from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import major_string
from collectdesk.domain.rows import AgingReport, AgingRow
from collectdesk.domain.words import counted
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.insights import Insights, insights

_MONTHS_SHOWN: Final = 12
_MOST_MONTHS: Final = 120


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
    heading = ["No.", "Customer", *report.buckets, "unapplied", "total"]
    say(f"Aging by {report.by} date as of {long_date(report.as_of)}, in {report.currency}")
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


def _add_figures(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of", "--to", type=day, dest="as_of", metavar="DATE", help="the last day; now today"
    )
    parser.add_argument(
        "--from", type=day, dest="since", metavar="DATE", help="the first month of sales to show"
    )
    add_json(parser)


def _figures(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        last = args.as_of or desk.today
        found = desk.ask(insights, last, _months_between(args.since, last))
    if args.json:
        say_json(_figures_json(found))
    else:
        _say_figures(found)
    return 0


def _months_between(first: date | None, last: date) -> int:
    """How many months the two days touch; a year when there is no first day."""
    if first is None:
        return _MONTHS_SHOWN
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first > last or months > _MOST_MONTHS:
        raise InvalidInput(
            f"From {first} to {last} cannot be shown: the first day comes first, and at most"
            f" {_MOST_MONTHS} months are shown.",
            "from",
        )
    return months


def _figures_json(found: Insights) -> dict[str, Any]:
    return {
        "as_of": found.as_of.isoformat(),
        "currency": found.currency,
        "figures": [
            {"name": figure.name, "value": figure.value, "meaning": figure.meaning}
            for figure in found.figures
        ],
        "months": [
            {
                "month": f"{month.month:%Y-%m}",
                "invoiced": major_string(month.invoiced, found.currency),
                "collected": major_string(month.collected, found.currency),
            }
            for month in found.months
        ],
    }


def _say_figures(found: Insights) -> None:
    say(f"Figures as of {long_date(found.as_of)}")
    say()
    say_table(
        ["Figure", "Value"], [[figure.name, figure.value] for figure in found.figures], right=" r"
    )
    say()
    say_table(
        ["Month", "Invoiced", "Collected"],
        [
            [
                f"{month.month:%Y-%m}",
                amount(month.invoiced, found.currency),
                amount(month.collected, found.currency),
            ]
            for month in found.months
        ],
        right=" rr",
    )


COMMANDS: Final[tuple[Command, ...]] = (
    Command("aging", "what is open and how old, as of any day", _add_aging, _aging),
    Command("figures", "days to collect, kept promises and other figures", _add_figures, _figures),
)
