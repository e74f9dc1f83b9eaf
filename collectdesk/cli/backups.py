"""Commands that keep a book safe: backed up, restored, checked."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from collectdesk import bootstrap
from collectdesk.base.paths import BOOK_SUFFIX
from collectdesk.cli.arguments import Command, add_json, file_path
from collectdesk.cli.output import complain, say, say_json
from collectdesk.cli.session import opened, watched, with_passphrase
from collectdesk.domain.backup import Reason
from collectdesk.domain.money import format_amount
from collectdesk.domain.words import counted
from collectdesk.usecases.backups import (
    BackUp,
    RestorePreview,
    back_up,
    backup_agrees,
    restore,
)
from collectdesk.usecases.checking import CheckReport, check_book


def _add_backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=file_path, metavar="DIR", help="the folder; otherwise that of all backups"
    )


def _backup(args: argparse.Namespace) -> int:
    folder = args.to or bootstrap.backup_folder()
    command = BackUp(Reason.BY_HAND, folder, directly=args.to is not None)
    with opened(args.book) as desk, watched() as progress:
        done = back_up(desk, command, progress)
    backup = done.stored.backup
    say(f"Made and verified a backup: {done.stored.path}")
    say(f"SHA-256 {backup.sha256}, {backup.size:,} bytes")
    return 0


def _add_restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        type=file_path,
        required=True,
        metavar="NEW_BOOK",
        help="the book to make; a file that is there is left alone",
    )


def _restore(args: argparse.Namespace) -> int:
    preview = with_passphrase(lambda word: restore(args.book, args.to, word))
    say(f"Made {args.to} of the backup, and verified it:")
    for line in _told(preview):
        say(f"  {line}")
    return 0


def _told(preview: RestorePreview) -> list[str]:
    made = "" if preview.backup is None else f" of {preview.backup.made_at:%Y-%m-%d %H:%M}"
    holds = preview.holds
    owed = format_amount(holds.owed, holds.currency)
    received = format_amount(holds.received, holds.currency)
    return [
        f"{preview.book_name}{made}",
        f"{counted(holds.customers, 'customer')}, {counted(holds.invoices, 'invoice')},"
        f" {counted(holds.payments, 'payment')}, {counted(holds.steps, 'step')}",
        f"owed {owed}, received {received} ({holds.currency})",
        f"last step {holds.last_step or 'none'}",
    ]


def _check(args: argparse.Namespace) -> int:
    desk = with_passphrase(lambda word: bootstrap.look_at(args.book, passphrase=word))
    try:
        report = desk.ask(check_book)
        if args.book.suffix == BOOK_SUFFIX:
            agrees = desk.ask(backup_agrees, bootstrap.backup_folder())
            report = CheckReport((*report.checks, agrees))
    finally:
        desk.close()
    if args.json:
        say_json(_as_json(args.book, report))
    else:
        _tell(report)
    if not report.is_sound:
        complain(f"{args.book} has something wrong. Keep it as it is, and open its latest backup.")
    return 0 if report.is_sound else 1


def _as_json(book: Path, report: CheckReport) -> dict[str, object]:
    return {
        "book": str(book),
        "sound": report.is_sound,
        "checks": [
            {"name": check.name, "problems": list(check.problems)} for check in report.checks
        ],
    }


def _tell(report: CheckReport) -> None:
    for check in report.checks:
        say(f"{'BAD' if check.problems else 'ok '}  {check.name}")
        for problem in check.problems:
            say(f"       {problem}")
    if report.is_sound:
        say("All is well.")


COMMANDS: Final = (
    Command("backup", "make a verified backup", _add_backup, _backup),
    Command("restore", "make a new book of a backup", _add_restore, _restore, works_on="BACKUP"),
    Command("check", "check that the book is whole and its sums agree", add_json, _check),
)
