"""The command that tells when an invoice would be due, what paying early saves, and which pay run
of the customer it must catch. It needs no book."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date
from typing import Any, Final

from collectdesk.base.clock import clock_from_environment
from collectdesk.cli.arguments import Command, add_json, day, whole_number
from collectdesk.cli.output import say, say_json
from collectdesk.domain.calendar import follow_up_day
from collectdesk.domain.dates import weekday_date
from collectdesk.domain.discount import (
    discount_amount,
    discount_date,
    last_early_day,
    skipping_cost_of,
)
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import (
    decimals,
    format_amount,
    format_basis_points,
    major_string,
    parse_money,
)
from collectdesk.domain.numerals import format_percent
from collectdesk.domain.pay_run import LONGEST_CUTOFF, PayRun, parse_pay_run
from collectdesk.domain.terms import Terms, agreed_terms, due_date, terms_label
from collectdesk.usecases.days_off import calendar_by_code
from collectdesk.usecases.pay_runs import PayRunDays, days_of_run

_LONGEST_MAIL: Final = 30


def _add_invoice_due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--terms", required=True, help='as "2/10 net 30", "15 MFI", "net 15 EOM"')
    parser.add_argument("--date", required=True, type=day, help="the invoice date, 2026-03-05")
    parser.add_argument("--amount", help="the invoice's total, to work out the early price")
    parser.add_argument("--currency", default="USD", help="of the amount")
    parser.add_argument("--pay-run", help='when the customer pays: "every Thu, cut-off 3"')
    parser.add_argument(
        "--cut-off",
        type=whole_number(0, LONGEST_CUTOFF),
        metavar="DAYS",
        help="business days that an invoice is there before",
    )
    parser.add_argument(
        "--mail-days", type=whole_number(0, _LONGEST_MAIL), default=0, metavar="DAYS",
        help="business days on the way; now 0",
    )  # fmt: skip
    parser.add_argument("--sent", type=day, metavar="DATE", help="when it leaves; the invoice date")
    parser.add_argument("--calendar", default="", metavar="CODE", help="public holidays: US-CA")
    parser.add_argument(
        "--day-off", type=day, action="append", default=[], metavar="DATE", help="another day off"
    )
    add_json(parser)
    parser.set_defaults(check=_check)


def _check(args: argparse.Namespace) -> str:
    if args.cut_off is not None and not args.pay_run:
        return "--cut-off goes with --pay-run"
    if args.sent is not None and args.sent < args.date:
        return "--sent is the invoice date or a later day"
    return ""


def _invoice_due(args: argparse.Namespace) -> int:
    terms = agreed_terms(args.terms)
    decimals(args.currency)  # refuses what is no currency, also without an amount
    calendar = calendar_by_code(args.calendar, args.date, args.day_off)
    run = _pay_run(args)
    due = due_date(args.date, terms)
    sent = args.sent or args.date
    days = days_of_run(due, run, calendar, sent, args.mail_days) if run else None
    follow_up = follow_up_day(sent, calendar)
    if args.json:
        say_json({**_found(args, terms), **_run_found(run, days), "follow_up": _iso(follow_up)})
        return 0
    today = clock_from_environment(os.environ).today()
    _say(args, terms, today)
    if run and days:
        say(f"They pay {run.typed()}. {days.words(today)}")
    if args.sent:
        asked_on = weekday_date(follow_up, today)
        say(f"Sent on {weekday_date(sent, today)}: follow up on {asked_on}.")
    return 0


def _pay_run(args: argparse.Namespace) -> PayRun | None:
    if not args.pay_run:
        return None
    run = parse_pay_run(args.pay_run)
    if args.cut_off is None:
        return run
    return replace(run, cutoff_business_days=args.cut_off)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _found(args: argparse.Namespace, terms: Terms) -> dict[str, Any]:
    until = discount_date(args.date, terms)
    cost = skipping_cost_of(args.date, terms)
    total = _total(args)
    early = None if total is None or until is None else total - discount_amount(total, terms)
    return {
        "terms": terms.code(),
        "label": terms_label(terms),
        "date": args.date.isoformat(),
        "due": due_date(args.date, terms).isoformat(),
        "discount_percent": format_percent(terms.discount_bp) if until else None,
        "discount_until": _iso(until),
        "discount_accepted_until": _iso(last_early_day(args.date, terms)) if until else None,
        "amount": None if total is None else major_string(total, args.currency),
        "early_amount": None if early is None else major_string(early, args.currency),
        "skipping_costs_simple": format_basis_points(cost.simple_bp) if cost else None,
        "skipping_costs_effective": format_basis_points(cost.effective_bp) if cost else None,
    }


def _total(args: argparse.Namespace) -> int | None:
    if args.amount is None:
        return None
    total = parse_money(args.amount, args.currency)
    if total <= 0:
        raise InvalidInput("An invoice comes to more than zero.", "amount")
    return total


def _run_found(run: PayRun | None, days: PayRunDays | None) -> dict[str, Any]:
    return {
        "pay_run": run.typed() if run else None,
        "target_run": _iso(days.run) if days else None,
        "receive_by": _iso(days.receive_by) if days else None,
        "send_by": _iso(days.send_by) if days else None,
        "paid_in_run": _iso(days.next_run) if days else None,
    }


def _say(args: argparse.Namespace, terms: Terms, today: date) -> None:
    found = _found(args, terms)
    due = weekday_date(due_date(args.date, terms), today)
    say(f"{terms_label(terms)}, dated {weekday_date(args.date, today)}: due {due}.")
    until = discount_date(args.date, terms)
    if until is None:
        return
    price = ""
    if found["early_amount"]:
        total = parse_money(args.amount, args.currency)
        early = total - discount_amount(total, terms)
        price = f": {format_amount(early, args.currency, symbol=True)} instead of"
        price += f" {format_amount(total, args.currency, symbol=True)}"
    say(f"{found['discount_percent']} % less until {weekday_date(until, today)}{price}.")
    if found["skipping_costs_simple"]:
        say(
            f"Not taking it costs {found['skipping_costs_simple']} a year"
            f" ({found['skipping_costs_effective']} effective)."
        )


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "invoice-due",
        "when an invoice would be due, what paying early saves, which pay run it must catch",
        _add_invoice_due,
        _invoice_due,
        works_on="",
    ),
)
