"""Frees forgotten objects in the window's thread alone.

Python looks for garbage in whichever thread happens to make the next object. When that is a thread
that draws or reads the book, and the garbage holds a widget, the widget is deleted there, while the
window waits for the interpreter with Qt's lock in its hand: both stand still for ever.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1_000


class GarbageKeeper(QObject):
    """From now on garbage is looked for here, in the thread of ``parent``, until ``end``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was loaded so far stays, so it need not be looked through
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()

    def end(self) -> None:
        """Let Python look by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()


def collect_due() -> None:
    """Free what has piled up beyond Python's own limits, the young objects more often."""
    for generation, limit in enumerate(gc.get_threshold()):
        if gc.get_count()[generation] <= limit:
            return
        gc.collect(generation)
