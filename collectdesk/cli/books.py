"""Commands about a book as a whole: made empty, made as the demo."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, no_arguments
from collectdesk.cli.output import say


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


COMMANDS: Final = (
    Command("new", "make an empty book", _add_new, _new),
    Command("demo", "make the demo book", no_arguments, _demo),
)
