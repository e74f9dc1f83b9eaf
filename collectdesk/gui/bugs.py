"""Errors that nobody foresaw: caught wherever they happen, and told calmly on the main thread."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication, QWidget

from collectdesk import __version__
from collectdesk.base.bug_report import bug_report, crash_report, outline
from collectdesk.base.clock import clock_from_environment
from collectdesk.domain.errors import KnownError
from collectdesk.gui.text import sentence
from collectdesk.gui.widgets.banner import Banner

if TYPE_CHECKING:
    from types import TracebackType

Report = Callable[[bool], str]
"""Makes the text of a report, without or with the words of the error."""

_QUIET_FOR_S: Final = 60.0
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger(__name__)
_log_of_qt = logging.getLogger("qt")


class TellingWindow(Protocol):
    """What is needed of a window that tells of an error."""

    destroyed: Any

    def count_another(self) -> None:
        """Something else went wrong while it was shown."""

    def open(self) -> None:
        """Show it."""


MakeWindow = Callable[[QWidget | None, Report, bool], TellingWindow]
"""Makes the window for a report; the last tells whether it is of a crash."""


class Bugs(QObject):
    """Tells of unforeseen errors in one window; one error that comes again and again, once."""

    happened = Signal(object)  # BaseException, from any thread

    def __init__(self, app: QApplication, make_window: MakeWindow | None = None) -> None:
        """Without windows, errors are logged alone."""
        super().__init__(app)
        self._make_window = make_window
        self._window: TellingWindow | None = None
        self._told: dict[tuple[str, ...], float] = {}
        self.happened.connect(self.tell, Qt.ConnectionType.QueuedConnection)

    def tell(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show what happened, unless it was told a moment ago."""
        places = tuple(outline(error))
        now = time.monotonic()
        recently = now - self._told.get(places, float("-inf")) < _QUIET_FOR_S
        self._told[places] = now
        if self._window is not None:
            self._window.count_another()
        elif not recently:
            self.show(error, parent)

    def show(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Show what happened, as its witness asks for it."""
        facts, now = _facts(), clock_from_environment(os.environ).now()

        def report(with_words: bool) -> str:
            return bug_report(error, facts, now, with_words=with_words)

        self._open(parent or QApplication.activeWindow(), report, crashed=False)

    def show_crash(self, left: str, parent: QWidget | None = None) -> None:
        """Tell that the program ended without a word the last time."""
        report = crash_report(left, _facts(), clock_from_environment(os.environ).now())
        self._open(parent, lambda _: report, crashed=True)

    def _open(self, parent: QWidget | None, report: Report, *, crashed: bool) -> None:
        if self._make_window is None:
            return
        self._window = window = self._make_window(parent, report, crashed)
        window.destroyed.connect(self._forget)
        window.open()

    def _forget(self) -> None:
        self._window = None


def bugs() -> Bugs:
    """The one of this application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "errors are told in windows"
    return app.findChild(Bugs) or Bugs(app)


def tell_in(banner: Banner, error: BaseException) -> None:
    """Say in a banner why something failed; of an unforeseen error, a report can be seen."""
    if isinstance(error, KnownError):
        banner.say(sentence(error), "late")
        return
    _log.error("something failed", exc_info=error)
    window = banner.window()
    banner.say(sentence(error), "late", "What happened…", lambda: bugs().show(error, window))


def catch_all(app: QApplication, make_window: MakeWindow) -> Bugs:
    """From now on nothing fails in silence: on no thread and in no clean-up.

    Call it after ``start_log``, whose hooks write what happened before it is told.
    """
    told = Bugs(app, make_window)
    _catch_on_main(told)
    _catch_in_threads(told)
    _catch_unraisable(told)
    return told


def _catch_on_main(told: Bugs) -> None:
    log_it = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log_it(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            told.happened.emit(error.with_traceback(trace))

    sys.excepthook = hook


def _catch_in_threads(told: Bugs) -> None:
    log_it = threading.excepthook

    def hook(failed: threading.ExceptHookArgs) -> None:
        log_it(failed)
        if failed.exc_value is not None:
            told.happened.emit(failed.exc_value)

    threading.excepthook = hook


def _catch_unraisable(told: Bugs) -> None:
    log_it = sys.unraisablehook

    def hook(failed: sys.UnraisableHookArgs) -> None:
        log_it(failed)
        if failed.exc_value is not None:
            told.happened.emit(failed.exc_value)

    sys.unraisablehook = hook


def listen_to_qt() -> None:
    """Log what Qt says from now on."""
    qInstallMessageHandler(log_qt)


def log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt complains of goes to the log; its words may name files and stay out of it."""
    _log_of_qt.log(_LEVELS.get(kind, logging.WARNING), "Qt said: %s", message)


def _facts() -> dict[str, str]:
    from collectdesk import bootstrap

    return {"CollectDesk": __version__, "Qt": qVersion() or "", "SQLite": bootstrap.engine()}
