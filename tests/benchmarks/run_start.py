"""From the start of a process to a painted window: a bare Qt window beside the desk with a book.

    python tests/benchmarks/run_start.py [BOOK]

Makes a book of 100,000 invoices first unless one is named; works on a copy. Fresh processes in
interleaved rounds; prints medians in milliseconds and megabytes (on Linux), and the ratio.
The desk counts as painted when its list has rows and a customer's page is on the screen.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from collectdesk import bootstrap
from collectdesk.base.paths import HOME_VARIABLE
from tests.benchmarks.big_book import make_big_book

_ROUNDS = 15
_TOLD = """
import os, sys, time

def most():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) // 1024

def tell():
    now = time.monotonic()
    print(now, most() if sys.platform == "linux" else 0, flush=True)
    os._exit(0)
"""
_BARE = (
    _TOLD
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
)
_DESK = (
    _TOLD
    + """
from collectdesk import __main__ as start
from collectdesk.base import log

begin = log.start_log

def watch(folder):
    from PySide6.QtCore import QEvent, QObject, QTimer
    from collectdesk.gui.panes.customer import CustomerPane
    show, event = CustomerPane.show_page, CustomerPane.event

    def shown(pane, page):
        show(pane, page)
        pane.is_filled = True

    def seen(pane, given):
        if given.type() is QEvent.Type.Paint and getattr(pane, "is_filled", False):
            QTimer.singleShot(0, tell)
        return event(pane, given)

    CustomerPane.show_page, CustomerPane.event = shown, seen
    return begin(folder)

log.start_log = watch
start.main(sys.argv[1:])
"""
)


def main(words: list[str]) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="collectdesk-start-") as folder:
        book = Path(folder) / "Big.collectdesk"
        if words:
            shutil.copy(words[0], book)
        else:
            make_big_book(book, date.today())
        bootstrap.open_desk(book).close()  # as on each start but the first of a day
        environ = _environ(Path(folder))
        cases = {"bare Qt window": (_BARE,), "the desk": (_DESK, str(book))}
        for case in cases.values():
            _run(case, environ)  # writes the bytecode, and fills the caches of the disk
        found = [
            {name: _run(case, environ) for name, case in cases.items()} for _ in range(_ROUNDS)
        ]
    for name in cases:
        taken = statistics.median(one[name][0] for one in found)
        most = statistics.median(one[name][1] for one in found)
        print(f"{name:16} {taken:6.0f} ms {most:6.0f} MB")
    ratios = [one["the desk"][0] / one["bare Qt window"][0] for one in found]
    print(f"ratio {statistics.median(ratios):.2f} (from {min(ratios):.2f} to {max(ratios):.2f})")


def _environ(home: Path) -> dict[str, str]:
    """As at home: bytecode is kept, and nothing of this user's is touched."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    kept.setdefault("QT_QPA_PLATFORM", "offscreen")
    return {**kept, HOME_VARIABLE: str(home / "home")}


def _run(case: tuple[str, ...], environ: dict[str, str]) -> tuple[float, int]:
    """Milliseconds from before the process to its painted window, and megabytes at most."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", *case], env=environ, capture_output=True, text=True, check=True,
        timeout=60,
    )  # fmt: skip
    painted, most = done.stdout.split()
    return (float(painted) - begun) * 1000, int(most)


if __name__ == "__main__":
    main(sys.argv[1:])
