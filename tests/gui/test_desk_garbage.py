"""A widget that nobody holds any more is never deleted by a thread that draws or reads the book."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collectdesk.gui.garbage import GarbageKeeper
from tests.documents.merging import render_merged
from tests.documents.samples import letter

MAIN = threading.get_ident()


class Forgotten:
    """Holds itself, so that only a look for garbage frees it."""

    def __init__(self, freed_in: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed_in.append(threading.get_ident()))


@pytest.fixture
def keeper(qapp: QApplication) -> Iterator[GarbageKeeper]:
    kept = GarbageKeeper(qapp)
    yield kept
    kept.end()
    kept.deleteLater()


def _work_much(made: list[object]) -> None:
    made.append(render_merged([letter()] * 101, "Letters"))
    made.extend([number] for number in range(100_000))


def test_only_the_windows_thread_frees_what_was_forgotten(
    keeper: GarbageKeeper, qtbot: QtBot
) -> None:
    freed_in: list[int] = []
    Forgotten(freed_in)
    made: list[object] = []
    work = threading.Thread(target=_work_much, args=(made,))
    work.start()
    work.join()
    assert freed_in == []
    qtbot.waitUntil(lambda: bool(freed_in))
    assert freed_in == [MAIN]


def test_afterwards_python_looks_by_itself_again(qapp: QApplication) -> None:
    kept = GarbageKeeper(qapp)
    assert not gc.isenabled()
    kept.end()
    assert gc.isenabled()
    kept.deleteLater()
