"""What the book costs at 100,000 invoices, beside hand-written SQL on the same file in one run.

    python tests/benchmarks/run_store.py [BOOK]

Makes the book first unless one is named. Prints milliseconds (medians of interleaved rounds) and
the ratio to the best hand-written SQL. A payment is set beside two bare syncs: of its pages written
one after the other, as the log of every SQLite book is, and of as many bytes written at once.
"""

from __future__ import annotations

import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from collectdesk import bootstrap
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases import (
    calls,
    figures,
    forecasts,
    insights,
    invoice_rows,
    pages,
    payments,
    proofs,
    searching,
    step_lines,
    watch_list,
)
from collectdesk.usecases.desk import Desk
from collectdesk.usecases.work import Work
from tests.benchmarks.big_book import make_big_book

_ROUNDS = 9
_WRITES = 60
_PAID = 400
"""So many payments beside their syncs: the disk's own time differs from one to the next."""
_MADE_BEFORE = 200
"""So many payments bring the book's own pages to memory and the log to its size, as in a day."""
_PAYMENTS = _MADE_BEFORE + _PAID + 100
"""How many are made: these, some to count their pages, and one each round."""
_FRAME = (24, 4096)
"""Bytes of a page in the write-ahead log: SQLite writes its head and the page one by one."""

_PAGES_SYNCED = "  bare sync of its pages"
_BYTES_SYNCED = "  bare sync of as many bytes at once"

_AGING_SQL = """
SELECT c.number, c.name, a.* FROM (
  SELECT customer_id, SUM(CASE WHEN due_date >= :d0 THEN balance ELSE 0 END),
    SUM(CASE WHEN due_date < :d0 AND due_date >= :d30 THEN balance ELSE 0 END),
    SUM(CASE WHEN due_date < :d30 AND due_date >= :d60 THEN balance ELSE 0 END),
    SUM(CASE WHEN due_date < :d60 AND due_date >= :d90 THEN balance ELSE 0 END),
    SUM(CASE WHEN due_date < :d90 THEN balance ELSE 0 END)
  FROM invoice WHERE balance > 0 AND lifecycle = 'issued' GROUP BY customer_id) a
JOIN customer c ON c.id = a.customer_id ORDER BY c.number
"""


def _rows(work: Work, sql: str, values: dict[str, Any]) -> int:
    db: BookDatabase = work.db
    return len(db.execute_sql(sql, values).fetchall())


def _medians(cases: dict[str, Callable[[], object]], rounds: int = _ROUNDS) -> dict[str, float]:
    """Each case once a round, so that a busy moment of the machine hits all alike."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            begun = time.perf_counter()
            case()
            taken[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def _pages_of(desk: Desk, act: Callable[[], object], rounds: int = 40) -> int:
    """How many pages an act adds to the write-ahead log, on average."""
    db = desk.ask(_database)
    db.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # the log begins anew
    for _ in range(rounds):
        act()
    _, pages, _ = db.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return round(int(pages) / rounds)


def _database(work: Work) -> BookDatabase:
    return work.db


def _bare_sync(path: Path, parts: tuple[int, ...]) -> Callable[[], None]:
    """Write so many bytes in turn over a file that is there, as the log is; wait for the disk."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR)
    written = [os.urandom(size) for size in parts]
    os.write(descriptor, b"".join(written) * 50)
    os.fsync(descriptor)
    starts = itertools.cycle(range(0, 50 * sum(parts), sum(parts)))

    def write() -> None:
        place = next(starts)
        for part in written:
            place += os.pwrite(descriptor, part, place)
        os.fsync(descriptor)  # as our SQLite does

    return write


def _aging(desk: Desk) -> dict[str, Callable[[], object]]:
    today = desk.today
    edges = {f"d{days}": (today - timedelta(days=days)).isoformat() for days in (0, 30, 60, 90)}
    return {
        "aging of everybody": lambda: desk.ask(figures.aging_report, today),
        "  best SQL": lambda: desk.ask(_rows, _AGING_SQL, edges),
        "aging of a day last year": lambda: desk.ask(
            figures.aging_report, today - timedelta(days=365)
        ),
    }


def _screens(desk: Desk) -> dict[str, Callable[[], object]]:
    middle = date(desk.today.year - 2, desk.today.month, 1)
    return {
        "today, first 50": lambda: desk.ask(pages.customer_listing, "today", "", 50),
        "a customer's screen (busiest)": lambda: desk.ask(pages.customer_page, 1),
        "a customer's screen (middle)": lambda: desk.ask(pages.customer_page, 5_000),
        "search, one letter": lambda: desk.ask(pages.customer_listing, "all", "h", 50),
        "search, frequent word": lambda: desk.ask(searching.find_anything, "waiting"),
        "search, word of every note": lambda: desk.ask(searching.find_anything, "maria"),
        "status line": lambda: desk.ask(figures.status_line),
        "register, first 50 rows": lambda: desk.ask(
            invoice_rows.invoice_register, "", "all", None, 50
        ),
        "register, 50 rows in the middle": lambda: desk.ask(
            invoice_rows.invoice_register, "", "all", (middle, 10**9), 50
        ),
        "what nobody would look for": lambda: desk.ask(watch_list.alerts),
        "steps of the manual that wait": lambda: desk.ask(step_lines.steps_due),
        "proofs that are missing": lambda: desk.ask(proofs.missing_proofs),
        "log of calls, first 50": lambda: desk.ask(calls.call_log, "", 50),
    }


def _reports(desk: Desk) -> dict[str, Callable[[], object]]:
    return {
        "all figures": lambda: desk.ask(insights.insights),
        "forecast of 8 weeks, 8 weeks back": lambda: desk.ask(forecasts.cash_forecast, back=8),
    }


def _payments(desk: Desk, folder: Path) -> dict[str, Callable[[], object]]:
    """Payments one after the other, as from the statement of a bank, and what the disk asks."""
    customers = iter(desk.ask(_some_owing))

    def pay() -> object:
        command = payments.RecordPayment(next(customers), 1_000, desk.today)
        return desk.do(payments.record_payment, command)

    for _ in range(_MADE_BEFORE):
        pay()
    frames = _FRAME * _pages_of(desk, pay)
    print(f"{'a payment adds to the log':36} {len(frames) // len(_FRAME):9} pages")
    return {
        "a payment, saved": pay,
        _PAGES_SYNCED: _bare_sync(folder / "pages.bin", frames),
        _BYTES_SYNCED: _bare_sync(folder / "bytes.bin", (sum(frames),)),
    }


def _some_owing(work: Work) -> list[int]:
    """Customers with an open invoice of 10.00 or more, from all over the book."""
    sql = "SELECT DISTINCT customer_id FROM invoice WHERE balance >= 1000 AND lifecycle = 'issued'"
    owing = sorted(row[0] for row in work.db.execute_sql(sql))
    return owing[:: len(owing) // (2 * _PAYMENTS)]


def _calls(desk: Desk) -> dict[str, Callable[[], object]]:
    customers = iter(range(2_000, 9_000))
    return {
        "a call, saved": lambda: desk.do(
            calls.log_call, calls.LogCall(next(customers), "voicemail")
        ),
        "lists in line with it": desk.follow,
    }


def main(argv: list[str]) -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = Path(argv[0]) if argv else folder / "Big.collectdesk"
        if not argv:
            begun = time.perf_counter()
            make_big_book(path, date.today())
            print(f"{'book made in':36} {time.perf_counter() - begun:9.1f} s")
        for label in ("opened, first time of the day", "opened again"):
            begun = time.perf_counter()
            desk = bootstrap.open_desk(path)
            print(f"{label:36} {(time.perf_counter() - begun) * 1000:9.1f} ms")
            if label == "opened again":
                break
            desk.close()
        groups = (
            (_aging(desk), _ROUNDS),
            (_screens(desk), _ROUNDS),
            (_reports(desk), 3),
            (_payments(desk, folder), _PAID),
            (_calls(desk), _WRITES),
        )
        for cases, rounds in groups:
            measured = _medians(cases, rounds)
            for label, taken in measured.items():
                print(f"{label:36} {taken:9.2f} ms{_beside(label, measured)}")
        desk.close()
    return 0


_LIMITS = {
    "aging of everybody": ("  best SQL",),
    "a payment, saved": (_PAGES_SYNCED, _BYTES_SYNCED),
    "register, 50 rows in the middle": ("register, first 50 rows",),
}


def _beside(label: str, measured: dict[str, float]) -> str:
    limits = _LIMITS.get(label, ())
    told = [f"{measured[label] / measured[limit]:.1f}x {limit.strip()}" for limit in limits]
    return "".join(f"   {one}" for one in told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
