"""Commands about a book as a whole: made empty, made as the demo, moved."""

from __future__ import annotations

import argparse
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, file_path, no_arguments
from collectdesk.cli.output import say
from collectdesk.cli.session import with_passphrase


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


def _add_move(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=file_path,
        metavar="DIR",
        help="the folder; otherwise that of this user's books",
    )


def _move(args: argparse.Namespace) -> int:
    folder = args.to or bootstrap.books_folder()
    moved = with_passphrase(lambda word: bootstrap.move_book(args.book, folder, passphrase=word))
    say(f"Made and verified {moved.path}")
    say(f"The original was left as {moved.left_as}")
    return 0


COMMANDS: Final = (
    Command("new", "make an empty book", _add_new, _new),
    Command("demo", "make the demo book", no_arguments, _demo),
    Command("move", "take a book out of a shared folder, verified", _add_move, _move),
)
