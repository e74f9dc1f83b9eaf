"""The command that tells when an invoice would be due, and what paying early saves. No book."""

from __future__ import annotations

import argparse
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_json, day
from collectdesk.cli.output import say, say_json
from collectdesk.domain.dates import weekday_date
from collectdesk.domain.discount import skipping_cost_of
from collectdesk.domain.money import format_amount, format_basis_points, major_string, parse_money
from collectdesk.domain.terms import (
    discount_amount,
    discount_date,
    due_date,
    parse_terms,
    percent_text,
    terms_label,
)


def _add_invoice_due(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--terms", required=True, help='as "2/10 net 30" or "15 MFI"')
    parser.add_argument("--date", required=True, type=day, help="the invoice date, 2026-03-05")
    parser.add_argument("--amount", help="the invoice's total, to work out the early price")
    parser.add_argument("--currency", default="USD", help="of the amount")
    add_json(parser)


def _invoice_due(args: argparse.Namespace) -> int:
    found = _found(args)
    if args.json:
        say_json(found)
    else:
        _say(args, found)
    return 0


def _found(args: argparse.Namespace) -> dict[str, Any]:
    terms = parse_terms(args.terms)
    until = discount_date(args.date, terms)
    cost = skipping_cost_of(args.date, terms)
    total = parse_money(args.amount, args.currency) if args.amount else None
    early = None if total is None or until is None else total - discount_amount(total, terms)
    return {
        "terms": terms.code(),
        "label": terms_label(terms),
        "date": args.date.isoformat(),
        "due": due_date(args.date, terms).isoformat(),
        "discount_percent": percent_text(terms.discount_bp) if until else None,
        "discount_until": until.isoformat() if until else None,
        "amount": None if total is None else major_string(total, args.currency),
        "early_amount": None if early is None else major_string(early, args.currency),
        "skipping_costs_simple": format_basis_points(cost.simple_bp) if cost else None,
        "skipping_costs_effective": format_basis_points(cost.effective_bp) if cost else None,
    }


def _say(args: argparse.Namespace, found: dict[str, Any]) -> None:
    terms = parse_terms(args.terms)
    due = weekday_date(due_date(args.date, terms), args.date)
    say(f"{terms_label(terms)}, dated {weekday_date(args.date, args.date)}: due {due}.")
    until = discount_date(args.date, terms)
    if until is None:
        return
    price = ""
    if found["early_amount"]:
        total = parse_money(args.amount, args.currency)
        early = total - discount_amount(total, terms)
        price = f": {format_amount(early, args.currency, symbol=True)} instead of"
        price += f" {format_amount(total, args.currency, symbol=True)}"
    say(f"{found['discount_percent']} % less until {weekday_date(until, args.date)}{price}.")
    if found["skipping_costs_simple"]:
        say(
            f"Not taking it costs {found['skipping_costs_simple']} a year"
            f" ({found['skipping_costs_effective']} effective)."
        )


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "invoice-due",
        "when an invoice would be due, and what paying early saves",
        _add_invoice_due,
        _invoice_due,
        works_on="",
    ),
)
