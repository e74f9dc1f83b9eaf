"""The command line: the same use cases as the window, for schedules and scripts.

Exit codes: 0 done, 1 a known problem (one sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import re
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

from collectdesk.base.log import start_log
from collectdesk.base.paths import user_places
from collectdesk.cli import (
    backups,
    bank,
    batches,
    books,
    calls,
    charges,
    days_off,
    exports,
    figures,
    imports,
    insights,
    late_charge,
    locks,
    papers,
    payments,
    receipts,
    terms,
    watch,
)
from collectdesk.cli.arguments import Command, file_path
from collectdesk.cli.output import complain, plain
from collectdesk.domain.errors import KnownError

DONE: Final = 0
FAILED: Final = 1
MISUSED: Final = 2

_ALL: Final[tuple[Command, ...]] = (
    *books.COMMANDS,
    *backups.COMMANDS,
    *locks.COMMANDS,
    *imports.COMMANDS,
    *exports.COMMANDS,
    *bank.COMMANDS,
    *calls.COMMANDS,
    *payments.COMMANDS,
    *papers.COMMANDS,
    *batches.COMMANDS,
    *receipts.COMMANDS,
    *figures.COMMANDS,
    *insights.COMMANDS,
    *charges.COMMANDS,
    *late_charge.COMMANDS,
    *days_off.COMMANDS,
    *terms.COMMANDS,
    *watch.COMMANDS,
)
COMMANDS: Final = frozenset(command.name for command in _ALL)
"""The names of all commands."""

_ENDINGS: Final = {"BOOK": "collectdesk", "BACKUP": "collectdesk-backup"}
_ENDLESS_WORD: Final = re.compile(r"(\S{60})\S{60,}")
_NO_VALUE: Final = re.compile("--[a-z-]+=--")
_log = logging.getLogger("collectdesk.cli")


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage without repeating a whole page of it, or commands to the terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(plain(_ENDLESS_WORD.sub(r"\1…", message)))


def run(argv: Sequence[str]) -> int:
    """Run the command in ``argv`` (without the program's name); returns the exit code."""
    _never_fail_on_letters()
    try:
        args = _parsed(argv)
    except SystemExit as left:
        # argparse leaves after --help with 0, and after wrong usage with its sentence and 2.
        return DONE if left.code in (None, 0) else MISUSED
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    try:
        code: int = args.command.run(args)
        sys.stdout.flush()
        return code
    except KnownError as error:
        complain(str(error))
    except (KeyboardInterrupt, EOFError):
        complain("Stopped.")
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain once more at its exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _keep_for_repair()
        complain(_what_failed(error))
    except Exception:
        complain(f"Something went wrong that should not have. {_keep_for_repair()}")
    return FAILED


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = _Parser(
        prog="collectdesk",
        description="Collect what customers owe, from a terminal.",
        allow_abbrev=False,
    )
    names = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _ALL:
        _add(
            names.add_parser(
                command.name,
                help=command.purpose,
                description=f"{command.purpose[0].upper()}{command.purpose[1:]}.",
                allow_abbrev=False,
            ),
            command,
        )
    for word in argv:
        # argparse takes "--name=--" for a list of nothing.
        if _NO_VALUE.fullmatch(word):
            parser.error(f"{word.removesuffix('=--')} needs another value than --")
    args = parser.parse_args(argv)
    wrong = args.check(args) if "check" in args else ""
    if wrong:
        parser.error(wrong)
    return args


def _add(parser: argparse.ArgumentParser, command: Command) -> None:
    if command.works_on:
        what = f"the {command.works_on.lower()}, a .{_ENDINGS[command.works_on]} file"
        parser.add_argument("book", type=file_path, metavar=command.works_on, help=what)
    command.add_arguments(parser)
    parser.set_defaults(command=command)


def _what_failed(error: OSError) -> str:
    """What the system would not do, in a sentence."""
    what = "Something" if error.filename is None else str(error.filename)
    why = error.strerror or "the disk failed"
    return f"{what} could not be read or written ({why}). Look there, and try again."


def _keep_for_repair() -> str:
    """Write the running exception to the log; returns where to find it."""
    try:
        path = start_log(user_places(os.environ).logs)
    except OSError:
        return "The log could not be written."
    _log.exception("command failed")
    return f"The log at {path} helps to mend it."


def _never_fail_on_letters() -> None:
    """A terminal that lacks a letter shows a question mark instead of stopping the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
