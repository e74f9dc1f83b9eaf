"""A command's time with a book: opened, watched by whoever sits at the terminal, closed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from time import monotonic
from typing import Final, TypeVar

from collectdesk import bootstrap
from collectdesk.cli.output import plain
from collectdesk.domain.errors import PassphraseNeeded
from collectdesk.domain.words import time_left
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.work import Work

PASSPHRASE_VARIABLE: Final = "COLLECTDESK_PASSPHRASE"
Opened = TypeVar("Opened")
_SECONDS_BETWEEN: Final = 0.1


@contextmanager
def opened(book: Path) -> Iterator[Desk]:
    """The desk of the book, let go at the end."""
    desk = with_passphrase(lambda word: bootstrap.open_desk(book, passphrase=word))
    try:
        yield desk
    finally:
        desk.close()


def with_passphrase(open_book: Callable[[str], Opened]) -> Opened:
    """Open with the passphrase of the environment, or of whoever sits at the terminal."""
    try:
        return open_book(os.environ.get(PASSPHRASE_VARIABLE, ""))
    except PassphraseNeeded:
        if not sys.stdin.isatty():
            raise
        return open_book(getpass("Passphrase: "))


class Watched:
    """Shows on a terminal how far a job is; in a script or a pipe it says nothing."""

    def __init__(self) -> None:
        self._shown_at = float("-inf")
        self._began = monotonic()
        self._done = 0

    def __call__(self, done: int, total: int, text: str) -> None:
        if done < self._done:  # the next part of the work begins
            self._began = monotonic()
        self._done = done
        if not sys.stderr.isatty() or monotonic() - self._shown_at < _SECONDS_BETWEEN:
            return
        self._shown_at = monotonic()
        count = f": {done:,} of {total:,}" if total else " …"
        left = time_left(done, total, self._shown_at - self._began)
        sys.stderr.write(f"\r\033[K{plain(text)}{count}{left and f', {left}'}")
        sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._shown_at > 0:
            sys.stderr.write("\r\033[K")


@contextmanager
def watched() -> Iterator[Watched]:
    """A progress whose line is gone when the job ends."""
    progress = Watched()
    try:
        yield progress
    finally:
        progress.clear()


def currency_of(desk: Desk) -> str:
    """The currency of the book, as its code."""
    return desk.ask(_currency)


def _currency(work: Work) -> str:
    return work.currency
