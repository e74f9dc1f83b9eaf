"""Starts the window: one application, one book at a time."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from collectdesk.base.clock import clock_from_environment
from collectdesk.base.log import start_log
from collectdesk.base.paths import user_places
from collectdesk.domain.errors import BookMissing
from collectdesk.gui import theme
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.runner import BookFacts, Runner
from collectdesk.gui.session import Session, tell
from collectdesk.gui.start_window import StartWindow
from collectdesk.gui.text import sentence
from collectdesk.usecases.desk import Desk

_PATIENCE_MS = 250
_log = logging.getLogger(__name__)


class Program(QObject):
    """Goes from the start window to a book and back."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__(app)
        self._session = session
        self.start_window: StartWindow | None = None
        self.main_window: MainWindow | None = None
        self._show_soon = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._show_soon.timeout.connect(self._show_main)
        QTimer.singleShot(0, theme.load_other_scripts)

    def show_start(self, trouble: str = "") -> None:
        """Show the start window, with the reason where a book could not be opened."""
        if self.start_window is None:
            self.start_window = StartWindow(self._session)
            self.start_window.book_chosen.connect(self.open_book)
            self.start_window.demo_chosen.connect(self.open_demo)
        self.start_window.show()
        self.start_window.set_busy("")
        if trouble:
            self.start_window.show_trouble(trouble)

    def open_demo(self) -> None:
        """Open the demo book; it is made first where there is none."""
        path = self._session.places.demo_book
        if self.start_window is not None and not path.exists():
            self.start_window.set_busy("Making the demo book …")
        self._open(path, make_demo_first=True)

    def open_book(self, path: Path) -> None:
        """Open the book at ``path``."""
        self._open(path, make_demo_first=False)

    def _open(self, path: Path, *, make_demo_first: bool) -> None:
        runner = Runner(lambda: _opened(path, make_demo_first))
        runner.opened.connect(lambda facts: self._book_opened(facts))
        # The book opens while the window is built; answers wait for the event loop.
        runner.open(failed=lambda error: self._not_opened(path, error))
        window = self.main_window = MainWindow(runner, self._session)
        window.left.connect(self._leave)
        window.keep_backups(self._session.places.backups)
        if self.start_window is None:
            self._show_soon.start()

    def _book_opened(self, facts: BookFacts) -> None:
        self._session.remember_book(facts.path)
        self._show_main()
        if self.start_window is not None:
            self.start_window.close()
            self.start_window.deleteLater()
            self.start_window = None

    def _show_main(self) -> None:
        self._show_soon.stop()
        if self.main_window is not None:
            self.main_window.show()

    def _not_opened(self, path: Path, error: BaseException) -> None:
        _log.warning("a book was not opened", exc_info=error)
        if isinstance(error, BookMissing):
            self._session.forget_book(path)
        self._show_soon.stop()
        window, self.main_window = self.main_window, None
        self.show_start(sentence(error))
        if window is not None:
            window.close()
            window.deleteLater()

    def _leave(self, target: str) -> None:
        window, self.main_window = self.main_window, None
        if target == "start":
            self.show_start()
        else:
            self.open_book(Path(target))
        if window is not None:
            window.deleteLater()

    def end(self) -> None:
        """Delete what is left of the windows while the application still lives."""
        for window in (self.start_window, self.main_window):
            if window is not None:
                delete(window)
        self.start_window = self.main_window = None


def _opened(path: Path, make_demo_first: bool) -> Desk:
    from collectdesk import bootstrap

    clock = clock_from_environment(os.environ)
    if make_demo_first and not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        bootstrap.make_demo(path, clock)
    return bootstrap.open_desk(path, clock)


def run(book: str | None, demo: bool) -> int:
    """Open the window on ``book``, on the demo, or on the start; returns the exit code."""
    places = user_places(os.environ)
    places.create()
    start_log(places.logs)
    app = make_application()
    session = Session(app, places)
    session.prepare_look()
    catch_crashes()
    program = Program(app, session)
    if demo:
        program.open_demo()
    elif book is not None:
        program.open_book(Path(book).expanduser().absolute())
    elif session.preferences.recent_books:
        program.open_book(Path(session.preferences.recent_books[0]))
    else:
        program.show_start()
    code = app.exec()
    program.end()
    return code


def make_application() -> QApplication:
    """The application with its name and its own font."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("CollectDesk")
    app.setDesktopFileName("collectdesk")
    theme.load_fonts()
    return app


def catch_crashes() -> None:
    """An error that nobody foresaw is logged, and told calmly; the program goes on."""
    log_it = sys.excepthook
    told: set[str] = set()

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log_it(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif kind.__name__ not in told:
            told.add(kind.__name__)
            tell(QApplication.activeWindow(), sentence(error))
            QTimer.singleShot(0, told.clear)

    sys.excepthook = hook


def run_selftest() -> int:
    """Make the window and a PDF, show nothing, touch nothing of the user's; 0 if all went well."""
    from collectdesk.gui.selftest import check

    return check(make_application())
