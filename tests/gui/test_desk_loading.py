"""What the owner opens is loaded beforehand, so that nothing stalls the first time."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import collectdesk.gui.dialogs
import collectdesk.gui.panes
from collectdesk.gui import loading
from tests.conftest import LoggedTrouble

TELL = """
import sys
import collectdesk.gui.main_window
from collectdesk.gui.loading import Loading
load = Loading()
load.start()
load.join()
print(*(name for name in sys.modules if name.startswith("collectdesk.gui.")))
print(*(name for name in ("reportlab", "holidays", "PIL") if name in sys.modules))
"""

AT_ONCE = """
import sys, threading
import collectdesk.gui.main_window
from collectdesk.gui.loading import Loading

class Slow:
    begun, hurry = threading.Event(), threading.Event()

    def find_spec(self, name, path=None, target=None):
        if name == "collectdesk.gui.dialogs" and threading.current_thread().name == "loading":
            self.begun.set()
            self.hurry.wait(0.3)

sys.meta_path.insert(0, Slow())
load = Loading()
load.start()
Slow.begun.wait(0.3)
import collectdesk.gui.dialogs.paperwork
load.join()
print(load.name, *(name for name in sys.modules if name.startswith("collectdesk.gui.dialogs.k")))
"""


def test_every_window_and_place_is_loaded_ahead_and_what_only_draws_is_not() -> None:
    told = subprocess.run(
        [sys.executable, "-c", TELL], capture_output=True, text=True, check=True, timeout=60
    )
    loaded, heavy = told.stdout.split("\n")[:2]
    packages = (collectdesk.gui.dialogs, collectdesk.gui.panes)
    wanted = {
        f"{package.__name__}.{module.name}"
        for package in packages
        for module in pkgutil.iter_modules(package.__path__)
    }
    opened_without_a_book = {f"collectdesk.gui.dialogs.{name}" for name in ("new_book",)}
    assert wanted - set(loaded.split()) <= opened_without_a_book
    assert heavy == ""


def test_loading_ends_with_the_window() -> None:
    load = loading.Loading()
    load.start()
    load.end()
    assert not load.is_alive()
    loading.Loading().end()  # the program may end before it began


def test_who_opens_a_window_just_then_and_the_loading_do_not_wait_for_each_other() -> None:
    told = subprocess.run(
        [sys.executable, "-c", AT_ONCE], capture_output=True, text=True, check=True, timeout=60
    )
    assert told.stdout.split() == ["loading", "collectdesk.gui.dialogs.keeping"]
    assert told.stderr == ""


def test_what_cannot_be_loaded_ahead_is_left_to_whoever_opens_it(
    monkeypatch: pytest.MonkeyPatch, logged_trouble: LoggedTrouble
) -> None:
    logged_trouble.expect("could not be loaded ahead")
    asked: list[str] = []

    def read(name: str) -> None:
        asked.append(name)
        raise OSError("the disk was taken out")

    monkeypatch.setattr(loading, "import_module", read)
    monkeypatch.setattr(loading, "_PAUSE_S", 0)
    loading.Loading().run()
    assert asked == list(loading.MODULES)
