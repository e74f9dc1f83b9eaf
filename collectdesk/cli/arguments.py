"""What words on the command line may be; anything else is wrong usage, said in a sentence."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from collectdesk.domain.dates import parse_date_iso
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.numerals import parse_whole
from collectdesk.domain.words import quoted

_LONGEST_NAME: Final = 255
_LONGEST_PATH: Final = 4_000
MOST_COUNTED: Final = 1_000_000
"""No number of a batch or of a line is above it."""

Handler = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what it is for, its arguments after BOOK, and what it does.

    ``works_on`` is BOOK, or BACKUP for a command whose first argument is one; empty for a command
    that needs neither.

    ``run`` returns the exit code; a KnownError that it raises becomes a sentence and exit code 1.
    """

    name: str
    purpose: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Handler
    works_on: str = "BOOK"


def no_arguments(parser: argparse.ArgumentParser) -> None:
    """For a command that takes nothing but the book."""


def day(text: str) -> date:
    """A date written 2026-03-31."""
    try:
        return parse_date_iso(text)
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def file_path(text: str) -> Path:
    """A file or folder by a name that a disk can hold; whether it is there is asked later."""
    path = Path(text)
    if "\0" in text or _longest_name(path) > _LONGEST_NAME or len(text) > _LONGEST_PATH:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} cannot be the name of a file. Give a shorter one, of plain letters."
        )
    return path


def _longest_name(path: Path) -> int:
    """The bytes of its longest part; half a letter that no disk can hold makes it endless."""
    try:
        return max((len(os.fsencode(part)) for part in path.parts), default=0)
    except UnicodeEncodeError:
        return sys.maxsize


def month(text: str) -> date:
    """A month written 2026-03, as its first day."""
    try:
        return parse_date_iso(f"{text.strip()}-01")
    except InvalidInput:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a month. Write it as 2026-03: year and month."
        ) from None


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between two others."""

    def number(text: str) -> int:
        try:
            return parse_whole(text, least, most)
        except InvalidInput as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return number


def payment_method(text: str) -> str:
    """A way to pay; "check" is taken for "cheque"."""
    folded = text.strip().lower().replace("-", "_")
    return "cheque" if folded == "check" else folded


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that every report has."""
    parser.add_argument("--json", action="store_true", help="print JSON for other programs")


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The day to look from."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the day, 2026-03-31; now today")


def add_out(parser: argparse.ArgumentParser) -> None:
    """The PDF to write."""
    parser.add_argument(
        "--out",
        type=file_path,
        required=True,
        metavar="FILE.pdf",
        help="the PDF to write; a file of that name is replaced",
    )
