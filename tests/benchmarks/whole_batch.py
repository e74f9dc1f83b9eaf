"""The memory that a month's statements take, from the book to the files, in a process of its own.

    python tests/benchmarks/whole_batch.py make big.collectdesk
    python tests/benchmarks/whole_batch.py 1000 big.collectdesk

Prints the largest memory in MB: before the batch, and at its end.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from collectdesk.base.clock import FixedClock
from collectdesk.bootstrap import open_desk
from collectdesk.usecases.papers.jobs import WriteStatements, write_statements
from collectdesk.usecases.papers.statements import statement_rows
from collectdesk.usecases.ports import no_progress
from tests.benchmarks.big_book import Size, make_big_book

TODAY = date(2026, 11, 20)
SIZES = (300, 1_000, 3_000)
_CLOCK = FixedClock(datetime.combine(TODAY, datetime.min.time()))


def make_book(path: Path) -> None:
    """A book with about as many customers as the largest batch has; its day is laid out."""
    count = max(SIZES)
    size = Size(count, 10 * count, payments=8 * count, calls=5 * count, promises=count)
    make_big_book(path, TODAY, size)
    open_desk(path, _CLOCK).close()


def peak() -> float:
    """The largest memory of this process so far, in MB (macOS counts bytes)."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main(count: int, book: Path) -> None:
    """A file each for so many customers, and one merged file, from a copy of the book."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = Path(shutil.copy(book, folder))
        desk = open_desk(copy, _CLOCK)
        month = TODAY.replace(month=TODAY.month - 1, day=1)
        customers = [row.customer_id for row in desk.ask(statement_rows, month)][:count]
        before = peak()
        wanted = WriteStatements(
            month, folder, merged=folder / "All.pdf", customers=tuple(customers)
        )
        run = write_statements(desk, wanted, no_progress)
        print(f"{len(run.files)} {before:.1f} {peak():.1f}")
        desk.close()


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make_book(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]), Path(sys.argv[2]))
