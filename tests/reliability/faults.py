"""Every write that can fail does: what was acknowledged stays, and the next start is sound."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from collectdesk import bootstrap
from collectdesk.domain.errors import KnownError
from collectdesk.usecases.desk import Desk
from tests.reliability.writing import CLOCK, make_book, pay, problems_after

_RECORDS = 3


@dataclass
class Failed:
    """What all failures together came to."""

    failures: int = 0
    told: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


def fail_each(folder: Path, library: Path, first: int, last: int, step: int = 1) -> Failed:
    """Let the first to the last write of a session fail, and all after it, then make room again."""
    whole = folder / "Whole.collectdesk"
    make_book(whole)
    result = Failed()
    for number in range(first, last + 1, step):
        book = folder / "Failing.collectdesk"
        shutil.copyfile(whole, book)
        cause = (errno.ENOSPC, errno.EIO)[number % 2]
        acknowledged, told = _session(book, library, number, cause)
        result.failures += 1
        result.told |= told
        result.wrong += [word for word in told if word.startswith("unforeseen")]
        result.wrong += problems_after(book, acknowledged)[1]
        book.unlink()
    return result


def _session(book: Path, library: Path, at: int, cause: int) -> tuple[int, set[str]]:
    """Write in a process whose writes fail from ``at`` on; what was acknowledged, and told."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            _write(book, ctypes.CDLL(str(library)), at, cause, write)
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read) as pipe:
        lines = pipe.read().split("\n")
    numbers = [int(line) for line in lines if line.isdecimal()]
    return max(numbers, default=0), {line for line in lines if line and not line.isdecimal()}


def _write(book: Path, library: ctypes.CDLL, at: int, cause: int, pipe: int) -> None:
    os.environ["RECORDED_BOOK"] = str(book)
    library.recorder_fail(ctypes.c_long(at), cause)
    try:
        desk = bootstrap.open_desk(book, CLOCK)
        number = 1
        for _ in range(_RECORDS):
            number += _try_to_pay(desk, number, pipe)
        library.recorder_fail(ctypes.c_long(0), 0)
        _try_to_pay(desk, number, pipe)
        desk.close()
    except KnownError as error:
        _tell(pipe, type(error).__name__)
    except BaseException as error:
        _tell(pipe, f"unforeseen {type(error).__name__}: {error}".replace("\n", " "))


def _try_to_pay(desk: Desk, number: int, pipe: int) -> bool:
    try:
        pay(desk, number)
    except KnownError as error:
        _tell(pipe, type(error).__name__)
        return False
    _tell(pipe, str(number))
    return True


def _tell(pipe: int, word: str) -> None:
    os.write(pipe, f"{word}\n".encode())
