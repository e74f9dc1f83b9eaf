"""Commands about a book as a whole: made empty, made as the demo, checked."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, no_arguments
from collectdesk.cli.output import complain, say
from collectdesk.cli.session import opened
from collectdesk.usecases.checking import check_book


def _add_new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", metavar="FIRM", help="your firm, as on letters")
    parser.add_argument("--currency", default="USD", help="three letters, such as USD or EUR")
    parser.add_argument("--paper", default="letter", choices=("letter", "a4"))


def _new(args: argparse.Namespace) -> int:
    bootstrap.new_book(args.book, firm=args.name, currency=args.currency, paper=args.paper)
    say(f"Made an empty book: {args.book}")
    return 0


def _demo(args: argparse.Namespace) -> int:
    bootstrap.make_demo(args.book)
    say(f"Made the demo book: {args.book}")
    return 0


def _check(args: argparse.Namespace) -> int:
    with opened(args.book) as desk:
        report = desk.ask(check_book)
    for check in report.checks:
        say(f"{'BAD' if check.problems else 'ok '}  {check.name}")
        for problem in check.problems:
            say(f"       {problem}")
    if report.is_sound:
        say("All is well.")
        return 0
    complain(f"{args.book} has something wrong. Keep it as it is, and open its latest backup.")
    return 1


COMMANDS: Final = (
    Command("new", "make an empty book", _add_new, _new),
    Command("demo", "make the demo book", no_arguments, _demo),
    Command("check", "check that the book is whole and its sums agree", no_arguments, _check),
)
