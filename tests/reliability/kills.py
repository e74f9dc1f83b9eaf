"""Kill -9 at random points, and what the next start finds."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.reliability.writing import Child, Writer, make_book, problems_after

_ROUNDS_PER_BOOK = 40


@dataclass
class Killed:
    """What all rounds together came to."""

    kills: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)


def kill_often(
    folder: Path, writer: Writer, kills: int, within: float = 0.06, seed: int = 1
) -> Killed:
    """Kill the writer ``kills`` times, ``within`` so many seconds of its first record."""
    chance = random.Random(seed)
    result = Killed()
    while result.kills < kills:
        book = folder / f"Killed {result.kills}.collectdesk"
        make_book(book)
        last = 0
        for _ in range(min(_ROUNDS_PER_BOOK, kills - result.kills)):
            last = _one_kill(book, writer, last, chance.random() * within, result)
        book.unlink()
    return result


def _one_kill(book: Path, writer: Writer, before: int, wait: float, result: Killed) -> int:
    child = Child(book, writer, before + 1)
    told = child.wait_for_first()
    time.sleep(wait)
    numbers = [int(word) for word in told.split()] + child.kill()
    last, wrong = problems_after(book, numbers[-1] if numbers else before, before)
    result.kills += 1
    result.acknowledged += len(numbers)
    result.wrong += wrong
    return last
