"""Commands for a book's passphrase: set or changed, taken away, found again."""

from __future__ import annotations

import argparse
import os
import sys
from getpass import getpass
from typing import Final

from collectdesk import bootstrap
from collectdesk.cli.arguments import Command, no_arguments
from collectdesk.cli.output import say
from collectdesk.cli.session import with_passphrase
from collectdesk.domain.errors import InvalidInput

NEW_VARIABLE: Final = "COLLECTDESK_NEW_PASSPHRASE"


def _lock(args: argparse.Namespace) -> int:
    wanted = _new_passphrase()
    recovery = with_passphrase(lambda old: bootstrap.protect_book(args.book, wanted, old))
    say(f"{args.book} is locked. Its recovery key, shown only now:")
    say(f"  {recovery}")
    say("Print it and keep it apart from the computer: without it and the passphrase, nobody")
    say("can open the book. Backups made before are not locked; delete them if they must not stay.")
    return 0


def _new_passphrase() -> str:
    if NEW_VARIABLE in os.environ:
        return os.environ[NEW_VARIABLE]
    if not sys.stdin.isatty():
        raise InvalidInput(
            f"Nobody is here to type the new passphrase. Put it into {NEW_VARIABLE}, or lock the"
            " book from a terminal."
        )
    wanted = getpass("New passphrase: ")
    if getpass("Once more: ") != wanted:
        raise InvalidInput("These were two different passphrases. Nothing was changed.")
    return wanted


def _add_unlock(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recovery-key", default="", metavar="KEY", help="for a passphrase that was forgotten"
    )


def _unlock(args: argparse.Namespace) -> int:
    if args.recovery_key:
        passphrase = bootstrap.recovered_passphrase(args.book, args.recovery_key)
        bootstrap.unprotect_book(args.book, passphrase)
    else:
        with_passphrase(lambda passphrase: bootstrap.unprotect_book(args.book, passphrase))
    say(f"{args.book} opens without a passphrase now.")
    return 0


COMMANDS: Final = (
    Command("lock", "encrypt a book under a passphrase, or change it", no_arguments, _lock),
    Command("unlock", "take a book's passphrase away", _add_unlock, _unlock),
)
