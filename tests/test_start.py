"""The window is there at once: what the first screen does not need is not loaded for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime

import pytest

from collectdesk.base.clock import FixedClock
from collectdesk.bootstrap import open_desk
from tests.benchmarks.big_book import Size, make_big_book
from tests.conftest import TODAY

_MOST_OF_OURS = 177
_MOST = 384
_COSTLY = (
    "reportlab", "holidays", "python_calamine", "xlsxwriter", "PIL",
    "PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport", "PySide6.QtNetwork",
    "logging.handlers",
)  # fmt: skip
_SEEN_LATER = (
    "gui.bug_window", "gui.dialogs", "gui.jobs", "gui.palette", "gui.panes.insights",
    "gui.panes.watch", "gui.preview", "gui.restore_window", "gui.start_window", "gui.unlock_window",
    "documents", "domain.form_rows", "domain.papers", "domain.policy", "domain.queue",
    "domain.texts", "store.backup", "store.migrations.in_order", "store.moving", "store.upgrade",
    "usecases.backups", "usecases.calls", "usecases.exports", "usecases.mail_drafts",
    "usecases.demo", "usecases.letters", "usecases.papers", "usecases.placing",
    "usecases.plan_judging", "usecases.policy",
    "usecases.promises", "usecases.second_place", "usecases.settings",
    "usecases.watch_list",
)  # fmt: skip
_START = """
import json, os, sys
from collectdesk import __main__ as start
from collectdesk.base import paths

known = paths.user_places

def places(environ):
    from PySide6.QtCore import QTimer
    from collectdesk.gui import app as gui
    made = gui.make_application

    def make():
        app = made()
        app.look = QTimer(app, interval=5)
        app.look.timeout.connect(lambda: look(app))
        app.look.start()
        return app

    gui.make_application = make
    return known(environ)

def look(app):
    for window in app.topLevelWidgets():
        desk = getattr(window, "desk", None)
        if desk and window.isVisible() and desk.customers.list.customers.rowCount():
            print(json.dumps(sorted(sys.modules)), flush=True)
            os._exit(0)

paths.user_places = places
start.main(sys.argv[1:])
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded when a book of which the day is laid out shows its first rows."""
    home = tmp_path_factory.mktemp("start")
    book = home / "Small.collectdesk"
    make_big_book(book, TODAY, Size(customers=5, invoices=20, payments=10, calls=20, promises=5))
    open_desk(book, FixedClock(datetime(TODAY.year, TODAY.month, TODAY.day))).close()
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    given = {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **places}
    environ = {**os.environ, **given, "COLLECTDESK_TODAY": TODAY.isoformat()}
    started = subprocess.run(
        [sys.executable, "-c", _START, str(book)],
        env=environ, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert started.returncode == 0, started.stderr
    return set(json.loads(started.stdout))


def test_no_costly_library_is_loaded_before_it_is_needed(loaded: set[str]) -> None:
    assert loaded.isdisjoint(_COSTLY)


def test_what_is_not_seen_at_first_is_loaded_when_it_is(loaded: set[str]) -> None:
    early = [name for name in _SEEN_LATER if f"collectdesk.{name}" in loaded]
    assert early == []


def test_the_start_stays_small(loaded: set[str]) -> None:
    ours = sorted(name for name in loaded if name.startswith("collectdesk"))
    assert len(ours) <= _MOST_OF_OURS, "\n".join(ours)
    assert len(loaded) <= _MOST
