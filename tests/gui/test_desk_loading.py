"""What the owner opens is loaded beforehand, so that nothing stalls the first time."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import collectdesk.gui.dialogs
import collectdesk.gui.panes
from collectdesk.gui import loading

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
