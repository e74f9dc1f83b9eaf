"""Long jobs: a thread of their own, a way to the book, and a window that tells how far they are."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from collectdesk.domain.changes import Outcome
from collectdesk.domain.errors import Cancelled
from collectdesk.domain.words import time_left
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.desk import Desk

JobFunction = Callable[..., Any]
Progress = Callable[[int, int, str], None]
CallDesk = Callable[[Callable[[Desk], Any]], Any]
StepDone = Callable[[Desk, Outcome[Any]], None]

SHOWN_AFTER_MS: Final = 500
_TELL_EVERY_S: Final = 0.05
_log = logging.getLogger(__name__)


class DeskFromAfar:
    """The desk as a job sees it: each step or question goes to the book's thread and is awaited."""

    def __init__(self, call: CallDesk, step_done: StepDone, today: date) -> None:
        self._call = call
        self._step_done = step_done
        self.today = today

    def do(self, usecase: Callable[..., Any], command: Any) -> Outcome[Any]:
        def step(desk: Desk) -> Outcome[Any]:
            outcome = desk.do(usecase, command)
            self._step_done(desk, outcome)
            return outcome

        outcome: Outcome[Any] = self._call(step)
        return outcome

    def ask(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return self._call(lambda desk: desk.ask(query, *args, **kwargs))


class Job(QObject):
    """One running job. ``succeeded`` and ``failed`` are told on the main thread."""

    succeeded = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(
        self,
        work: Callable[[Progress], Any],
        title: str,
        window_parent: QWidget | None,
        parent: QObject,
        *,
        quiet: bool = False,
    ) -> None:
        """``quiet`` shows no window, for work that tells no progress."""
        super().__init__(parent)
        self._work = work
        self._quiet = quiet
        self._title = title
        self._window_parent = window_parent
        self._window: ProgressWindow | None = None
        self._cancelled = threading.Event()
        self._last_told = 0.0
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)
        self._ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self, interval=SHOWN_AFTER_MS, singleShot=True)
        self._patience.timeout.connect(self._show_window)

    def start(self) -> None:
        if not self._quiet:
            self._patience.start()
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop at its next word of progress."""
        self._cancelled.set()

    def wait(self) -> None:
        """Wait until the job's thread has ended."""
        self._thread.join()

    @property
    def window(self) -> ProgressWindow | None:
        """The window that tells the progress, once it is shown."""
        return self._window

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except BaseException as error:
            self._tell_end(None, error)
        else:
            self._tell_end(result, None)

    def _tell_end(self, result: Any, error: BaseException | None) -> None:
        try:
            self._ended.emit(result, error)
        except RuntimeError:
            _log.debug("a job ended after its window was closed")

    def _progress(self, done: int, total: int, text: str) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if done >= total or now - self._last_told >= _TELL_EVERY_S:
            self._last_told = now
            self.progressed.emit(done, total, text)

    def _show_window(self) -> None:
        if self._window_parent is not None and not isValid(self._window_parent):
            return  # the window that asked has been closed
        self._window = ProgressWindow(self._title, self._window_parent)
        self.progressed.connect(self._window.tell, Qt.ConnectionType.QueuedConnection)
        self._window.cancel_asked.connect(self.cancel)
        self._window.destroyed.connect(self._forget_window)
        self._window.open()

    def _forget_window(self) -> None:
        self._window = None

    def _end(self, result: Any, error: BaseException | None) -> None:
        self._patience.stop()
        if self._window is not None:
            self._window.finish()
        if error is not None:
            self.failed.emit(error)
        else:
            self.succeeded.emit(result)
        self.deleteLater()


class ProgressWindow(QDialog):
    """How far a job is: a count, the time left, and Cancel."""

    cancel_asked = Signal()

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title or "Working")
        self.setMinimumWidth(look().px(420))
        self._started = time.monotonic()
        self._done = 0
        self._heading = label(title or "Working", "heading", wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName("Progress")
        self._words = label("Getting ready …", "quiet", wrap=True)
        self._cancel = Button("Cancel", clicked=self._ask_cancel)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        for widget in (self._heading, self._bar, self._words):
            column.addWidget(widget)
        column.addLayout(buttons)

    def tell(self, done: int, total: int, text: str) -> None:
        """Show that ``done`` of ``total`` are finished; ``text`` says at what the job is."""
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        if done < self._done:  # the next part of the work begins
            self._started = time.monotonic()
        self._done = done
        spent = time.monotonic() - self._started
        parts = [text, f"{done:,} of {total:,}" if total else "", time_left(done, total, spent)]
        self._words.setText(" · ".join(part for part in parts if part))

    def words(self) -> str:
        """What the window says now."""
        return self._words.text()

    def finish(self) -> None:
        """Close without asking for a cancel."""
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()

    def reject(self) -> None:
        self._ask_cancel()

    def _ask_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.setText("Stopping …")
        self.cancel_asked.emit()
