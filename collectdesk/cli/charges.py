"""The command that charges interest and late fees, or shows what it would charge."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_as_of, add_json, day
from collectdesk.cli.output import amount, say, say_json, say_table
from collectdesk.cli.session import currency_of, opened
from collectdesk.domain.dates import long_date
from collectdesk.domain.money import format_amount, format_basis_points, major_string
from collectdesk.domain.words import counted
from collectdesk.usecases.charge_periods import LeftOut, left_out_words
from collectdesk.usecases.charges import (
    ApplyCharges,
    ChargeLine,
    ChargePreview,
    ChargeRun,
    apply_charges,
    charge_preview,
)
from collectdesk.usecases.customers import customer_id_by_number


def _add_charges(parser: argparse.ArgumentParser) -> None:
    add_as_of(parser)
    parser.add_argument(
        "--customer", action="extend", nargs="+", default=[], metavar="NO", help="only these"
    )
    parser.add_argument(
        "--closed-since",
        type=day,
        metavar="DATE",
        help="also invoices that were paid late on that day or after it",
    )
    parser.add_argument(
        "--apply", action="store_true", help="charge it; without this nothing is changed"
    )
    add_json(parser)


def _charges(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        currency = currency_of(desk)
        as_of = args.as_of or desk.today
        customers = tuple(desk.ask(customer_id_by_number, number) for number in args.customer)
        command = ApplyCharges(as_of, customers, closed_since=args.closed_since)
        if args.apply:
            run: ChargeRun | ChargePreview = desk.do(apply_charges, command).result
        else:
            run = desk.ask(charge_preview, command)
    if args.json:
        say_json(_as_json(args, as_of.isoformat(), currency, run))
        return 0
    if run.lines or not run.left_out:
        _tell(args, as_of, currency, run.lines)
    if run.left_out:
        say(left_out_words(run.left_out))
    return 0


def _tell(
    args: argparse.Namespace, as_of: date, currency: str, lines: tuple[ChargeLine, ...]
) -> None:
    total = format_amount(sum(line.total for line in lines), currency, symbol=True)
    what = f"{total} on {counted(len(lines), 'invoice')}"
    if not lines:
        say(f"There is nothing to charge as of {long_date(as_of)}.")
        return
    _say_lines(lines, currency)
    say()
    done = f"Charged {what}." if args.apply else f"To charge: {what}. Add --apply to charge it."
    say(done)


def _as_json(
    args: argparse.Namespace, as_of: str, currency: str, run: ChargeRun | ChargePreview
) -> dict[str, Any]:
    return {
        "as_of": as_of,
        "currency": currency,
        "applied": args.apply,
        "charges": [_line_json(line, currency) for line in run.lines],
        "total": major_string(sum(line.total for line in run.lines), currency),
        "left_out": [_left_out_json(one) for one in run.left_out],
    }


def _left_out_json(one: LeftOut) -> dict[str, str]:
    return {
        "customer": one.customer_number,
        "name": one.customer_name,
        "invoice": one.number,
        "rate_on": one.rate_on.isoformat(),
    }


def _line_json(line: ChargeLine, currency: str) -> dict[str, Any]:
    return {
        "customer": line.customer_number,
        "name": line.customer_name,
        "invoice": line.number,
        "due": line.due.isoformat(),
        "mode": line.mode,
        "rate": format_basis_points(line.rate_bp),
        "since": line.since.isoformat(),
        "until": line.until.isoformat(),
        "days": line.days,
        "principal": major_string(line.principal, currency),
        "interest": major_string(line.interest, currency),
        "fee": major_string(line.fee, currency),
        "correction": major_string(line.corrected, currency),
        "total": major_string(line.total, currency),
        "words": line.words,
        "warning": line.warning,
    }


def _say_lines(lines: tuple[ChargeLine, ...], currency: str) -> None:
    rows = [
        [
            line.customer_number,
            line.customer_name,
            amount(line.interest, currency),
            amount(line.fee, currency),
            amount(line.corrected, currency),
            line.words + (f" ({line.warning})" if line.warning else ""),
        ]
        for line in lines
    ]
    say_table(["No.", "Customer", "Interest", "Fee", "Correction", "For"], rows, right="  rrr")


COMMANDS: Final[tuple[Command, ...]] = (
    Command("charges", "interest and late fees that are due", _add_charges, _charges),
)
