"""The command that works out what lateness would cost. It needs no book and charges nothing."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import date
from typing import Any, Final

from collectdesk.cli.arguments import Command, add_json, day, whole_number
from collectdesk.cli.output import say, say_json
from collectdesk.domain.dates import long_date
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.interest import InterestMode
from collectdesk.domain.late_charges import (
    LateInvoice,
    PeriodCharge,
    closed_by,
    interest_bases,
    parse_rates,
    period_charge,
    reference_rate,
    steps_of,
)
from collectdesk.domain.money import format_basis_points, major_string, parse_money
from collectdesk.domain.numerals import parse_percent
from collectdesk.domain.words import counted
from collectdesk.usecases.charge_rules import LONGEST_GRACE, check_rule, law_unit

_MODES: Final = tuple(mode.value for mode in InterestMode if mode is not InterestMode.NONE)
_CURRENCIES: Final = {InterestMode.UK: "GBP", InterestMode.EU: "EUR"}


def _add_late_charge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--amount", required=True, help="what is owed, as 2,500.00")
    parser.add_argument("--due", required=True, type=day, metavar="DATE", help="the due date")
    parser.add_argument("--until", required=True, type=day, metavar="DATE", help="the day paid")
    parser.add_argument("--mode", choices=_MODES, default="simple", help="how it is charged")
    parser.add_argument(
        "--rate", default="0", help="%% a year, or a month; the base or reference rate of UK and EU"
    )
    parser.add_argument(
        "--rates", action="append", default=[], metavar="DATE=RATE",
        help="base or reference rates over time; the one that the law means is taken",
    )  # fmt: skip
    parser.add_argument(
        "--grace", type=whole_number(0, LONGEST_GRACE), default=0, metavar="DAYS",
        help="days of grace",
    )  # fmt: skip
    parser.add_argument("--fee", default="0", help="the fixed fee")
    parser.add_argument("--minimum", default="0", help="the least balance for the fixed fee")
    parser.add_argument("--compounds", action="store_true", help="monthly interest bears interest")
    parser.add_argument("--disputed", default="0", help="the disputed part, which bears none")
    parser.add_argument(
        "--payment", action="append", default=[], metavar="DATE=AMOUNT", help="a part payment"
    )
    parser.add_argument(
        "--currency", help="of the amounts; now GBP by UK law, EUR by EU law, else USD"
    )
    add_json(parser)


def _late_charge(args: argparse.Namespace) -> int:
    args.currency = args.currency or _CURRENCIES.get(args.mode, "USD")
    found = _worked_out(args)
    if args.json:
        say_json(found)
        return 0
    late = f"{counted(found['days'], 'day')} late on {long_date(args.until)}"
    if found["total"] == major_string(0, args.currency):
        say(f"{late}: nothing is charged.")
        return 0
    interest = f"interest {found['interest']} {args.currency} for {found['interest_for']}"
    say(
        f"{late}: {interest if found['interest_for'] else 'no interest'},"
        f" fee {found['fee']} {args.currency}, together {found['total']} {args.currency}."
    )
    return 0


def _worked_out(args: argparse.Namespace) -> dict[str, Any]:
    charge, mode = _charge(args), InterestMode(args.mode)
    interest, fee = (charge.interest, charge.fee) if charge else (0, 0)
    return {
        "mode": args.mode,
        "days": max(0, (args.until - args.due).days),
        "rate": format_basis_points(charge.rate_bp if charge else 0),
        "interest": major_string(interest, args.currency),
        "interest_for": charge.interest_words(mode) if charge and interest else "",
        "fee": major_string(fee, args.currency),
        "total": major_string(interest + fee, args.currency),
    }


def _charge(args: argparse.Namespace) -> PeriodCharge | None:
    amount, disputed = _money(args, args.amount), _money(args, args.disputed)
    payments = [_dated(text, args) for text in args.payment]
    _require(amount > 0 and all(paid > 0 for _, paid in payments), "An amount is above zero.")
    paid_in_all = sum(paid for _, paid in payments)
    _require(paid_in_all <= amount, "The payments come to more than is owed. Lower one of them.")
    _require(0 <= disputed <= amount, "The disputed part lies between zero and the amount.")
    balances = steps_of([(args.due, amount), *((day, -paid) for day, paid in payments)])
    args.until = closed_by(balances, args.until) or args.until
    if args.until <= args.due:
        return None
    bases = interest_bases(balances, ((args.due, disputed),), ())
    rule = check_rule(
        args.mode, _rate(args), args.grace, _money(args, args.fee), _money(args, args.minimum),
        compounds=args.compounds,
    )  # fmt: skip
    rule = replace(rule, law_unit=law_unit(args.currency))
    return period_charge(rule, LateInvoice(args.due, balances, bases, args.due), args.until)


def _require(holds: bool, sentence: str) -> None:
    if not holds:
        raise InvalidInput(sentence)


def _rate(args: argparse.Namespace) -> int:
    if not args.rates:
        return parse_percent(args.rate)
    listed = parse_rates("\n".join(text.replace("=", " ") for text in args.rates))
    rate = reference_rate(InterestMode(args.mode), listed, args.due)
    if rate is None:
        raise InvalidInput("Rates over time are for UK and EU law. Give --rate instead.", "rates")
    return rate


def _money(args: argparse.Namespace, text: str) -> int:
    return parse_money(text, args.currency)


def _dated(text: str, args: argparse.Namespace) -> tuple[date, int]:
    on, _, amount = text.partition("=")
    try:
        return day(on), _money(args, amount)
    except argparse.ArgumentTypeError as error:
        raise InvalidInput(str(error), "payment") from error


COMMANDS: Final[tuple[Command, ...]] = (
    Command(
        "late-charge",
        "what lateness would cost: interest and fee of one sum, by every rule",
        _add_late_charge,
        _late_charge,
        works_on="",
    ),
)
