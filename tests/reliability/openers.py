"""A second opener is told at once, and a killed program leaves nothing to click away."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from collectdesk import bootstrap
from collectdesk.domain.errors import BookInUse, KnownError
from tests.reliability.writing import CLOCK, Child, by_worker, make_book, problems_after


@dataclass
class Opened:
    """What all rounds together came to."""

    refused: int = 0
    reopened: int = 0
    wrong: list[str] = field(default_factory=list)


def open_twice(folder: Path, rounds: int) -> Opened:
    """Open a book that another process writes, kill that one, and open again."""
    book = folder / "Shared.collectdesk"
    make_book(book)
    result = Opened()
    last = 0
    for _ in range(rounds):
        child = Child(book, by_worker, last + 1)
        told = child.wait_for_first()
        result.refused += _is_refused(book)
        numbers = [int(word) for word in told.split()] + child.kill()
        try:
            last, wrong = problems_after(book, numbers[-1] if numbers else last, last)
        except KnownError as error:
            result.wrong.append(str(error))
            continue
        result.reopened += 1
        result.wrong += wrong
    return result


def _is_refused(book: Path) -> bool:
    try:
        bootstrap.open_desk(book, CLOCK).close()
    except BookInUse:
        return True
    return False
