"""Starts the window: one application, one book at a time."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from collectdesk.base.clock import clock_from_environment
from collectdesk.base.log import crash_of_last_time, start_log
from collectdesk.base.paths import BOOK_SUFFIX, user_places
from collectdesk.domain.errors import BookMissing, KnownError, PassphraseNeeded, WrongPassphrase
from collectdesk.gui import theme
from collectdesk.gui.bugs import Report, bugs, catch_all, listen_to_qt
from collectdesk.gui.garbage import GarbageKeeper
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.opening import Offer, Relock, Way, Wish, offers
from collectdesk.gui.runner import BookFacts, Runner
from collectdesk.gui.session import Session
from collectdesk.gui.text import sentence

if TYPE_CHECKING:
    from collectdesk.bootstrap import Moved
    from collectdesk.gui.bug_window import BugWindow
    from collectdesk.gui.loading import Loading
    from collectdesk.gui.start_window import StartWindow
    from collectdesk.usecases.worker import Worker

_PATIENCE_MS = 250
_AFTER_CRASH_MS = 1_500
_LOAD_AFTER_MS = 2_500
_log = logging.getLogger(__name__)


class Program(QObject):
    """Goes from the start window to a book and back."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__(app)
        self._session = session
        self.start_window: StartWindow | None = None
        self.main_window: MainWindow | None = None
        self._unseen: MainWindow | None = None
        self._loading: Loading | None = None
        self._show_soon = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._show_soon.timeout.connect(self._show_main)
        QTimer.singleShot(0, theme.load_other_scripts)

    def show_start(self, trouble: str = "", ways: Sequence[Offer] = ()) -> StartWindow:
        """Show the start window, with the reason where a book could not be opened."""
        from collectdesk.gui.start_window import StartWindow

        if self.start_window is None:
            self.start_window = StartWindow(self._session)
            self.start_window.chosen.connect(self.open)
            self.start_window.demo_chosen.connect(self.open_demo)
            self.start_window.offer_taken.connect(self._take)
        self._present(self.start_window)
        self.start_window.set_busy("")
        if trouble:
            self.start_window.show_trouble(trouble, ways)
        return self.start_window

    def open_demo(self) -> None:
        """Open the demo book; it is made first where there is none."""
        path = self._session.places.demo_book
        if not path.exists():
            (self.start_window or self.show_start()).set_busy("Making the demo book …")
        self.open(Wish(path, make_demo=True))

    def open_book(self, path: Path, begun: Worker | None = None) -> None:
        """Open the book at ``path`` for work; ``begun`` may be at it already."""
        self.open(Wish(path), begun)

    def open(self, wish: Wish, begun: Worker | None = None) -> None:
        """Open a book as wished."""
        runner = Runner(wish.desk, begun)
        runner.opened.connect(lambda facts: self._book_opened(wish, facts))
        # The book opens while the window is built; answers wait for the event loop.
        runner.open(failed=lambda error: self._not_opened(wish, error))
        window = MainWindow(runner, self._session, look=wish.look)
        self.main_window = self._unseen = window
        window.left.connect(self._leave)
        window.desk.filled.connect(self._show_main)
        if not wish.look:
            window.safety.keep_backups()
        if self.start_window is None:
            self._show_soon.start()

    def _book_opened(self, wish: Wish, facts: BookFacts) -> None:
        # Shown when its panes are filled, so that they are laid out and painted once.
        self._show_soon.start()
        if facts.path.suffix == BOOK_SUFFIX:
            self._session.remember_book(facts.path)

    def _show_main(self) -> None:
        self._show_soon.stop()
        window, self._unseen = self._unseen, None
        if window is None:
            return
        self._present(window)
        if self.start_window is not None:
            self.start_window.close()
            self.start_window.deleteLater()
            self.start_window = None

    @staticmethod
    def _present(window: QWidget) -> None:
        """Show a window; from now on the program ends with the last one."""
        window.show()
        # Layouts settle before the first paint, so that nothing is seen to move.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QApplication.setQuitOnLastWindowClosed(True)

    def _not_opened(self, wish: Wish, error: BaseException) -> None:
        if isinstance(error, BookMissing):
            self._session.forget_book(wish.path)
        self._show_soon.stop()
        window, self.main_window = self.main_window, None
        self._unseen = None
        if isinstance(error, PassphraseNeeded | WrongPassphrase):
            self._ask_passphrase(wish, error)
        else:
            from collectdesk.usecases.backup_list import backups_of

            _log.warning("a book was not opened", exc_info=error)
            backups = backups_of(self._session.places.backups, wish.path)
            today = clock_from_environment(os.environ).today()
            start = self.show_start(sentence(error), offers(error, wish, backups, today))
            if not isinstance(error, KnownError):
                bugs().tell(error, start)
        if window is not None:
            window.close()
            window.deleteLater()

    def _ask_passphrase(self, wish: Wish, error: BaseException | None = None) -> None:
        from collectdesk.gui.unlock_window import UnlockWindow

        again = Offer("Type the passphrase…", wish, Way.PASSPHRASE)
        start = self.show_start()
        start.show_trouble(f"{wish.path.stem} has a passphrase.", (again,), "careful")
        unlocking = UnlockWindow(start, wish.path)
        unlocking.unlocked.connect(lambda found: self.open(replace(wish, passphrase=found)))
        if isinstance(error, WrongPassphrase):
            unlocking.show_wrong(sentence(error))
        unlocking.open()

    def _take(self, offer: Offer) -> None:
        """The owner chose one of the ways on."""
        if offer.way is None:
            self.open(offer.wish)
        elif offer.way is Way.PASSPHRASE:
            self._ask_passphrase(offer.wish)
        elif offer.way is Way.RESTORE:
            self.show_start().restore(offer.wish.path)
        else:
            self._move(offer.wish)

    def _move(self, wish: Wish) -> None:
        from collectdesk import bootstrap

        def work() -> Moved:
            folder = self._session.places.books
            return bootstrap.move_book(wish.path, folder, passphrase=wish.passphrase)

        self._aside("Copying the book to this computer and verifying it …", work,
                    lambda moved: self._moved(wish, moved),
                    lambda error: self._not_opened(wish, error))  # fmt: skip

    def _moved(self, wish: Wish, moved: Moved) -> None:
        self._session.forget_book(wish.path)
        self.open(replace(wish, path=moved.path))
        if self.main_window is not None:
            self.main_window.safety.tell_moved(moved)

    def _aside(
        self,
        words: str,
        work: Callable[[], Any],
        then: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Work on a closed book, beside the start window, which says ``words`` meanwhile."""
        from collectdesk.gui.jobs import Job

        self.show_start().set_busy(words)
        job = Job(lambda _: work(), "", window_parent=None, parent=self, quiet=True)
        job.succeeded.connect(then)
        job.failed.connect(failed)
        job.start()

    def _leave(self, target: Wish | Relock | None) -> None:
        window, self.main_window = self.main_window, None
        if target is None:
            self.show_start()
        elif isinstance(target, Relock):
            self._relock(target)
        else:
            self.open(target)
        if window is not None:
            window.deleteLater()

    def _relock(self, relock: Relock) -> None:
        from collectdesk import bootstrap

        def work() -> str:
            if relock.new:
                return bootstrap.protect_book(relock.path, relock.new, relock.old)
            bootstrap.unprotect_book(relock.path, relock.old)
            return ""

        def failed(error: BaseException) -> None:
            again = Offer("Open the book", Wish(relock.path, relock.old))
            self.show_start(sentence(error), (again,))

        words = "Locking the book …" if relock.new else "Taking the passphrase away …"
        self._aside(words, work, lambda key: self._relocked(relock, key), failed)

    def _relocked(self, relock: Relock, recovery: str) -> None:
        from collectdesk.gui.recovery_key import RecoveryKeyWindow

        wish = Wish(relock.path, relock.new)
        if not recovery:
            self.open(wish)
            return
        window = RecoveryKeyWindow(self.show_start(), relock.path, recovery, relock.page)
        window.finished.connect(lambda _: self.open(wish))
        window.open()

    def front(self) -> QWidget | None:
        """The window that is shown."""
        shown = (self.start_window, self.main_window)
        return next((window for window in shown if window and window.isVisible()), None)

    def load_ahead(self) -> None:
        """Load what will be opened later, now that the first page is being read."""
        from collectdesk.gui.loading import Loading

        self._loading = Loading()
        self._loading.start()

    def end(self) -> None:
        """Delete what is left of the windows while the application still lives."""
        if self._loading is not None:
            self._loading.end()
        for window in (self.start_window, self.main_window):
            if window is not None:
                delete(window)
        self.start_window = self.main_window = None


def run(book: Path | None, begun: Worker | None, demo: bool) -> int:
    """Open the window on ``book``, on the demo, or on the start; returns the exit code.

    ``begun`` is the thread that opens ``book`` already.
    """
    places = user_places(os.environ)
    places.create()
    crashed = crash_of_last_time(places.logs)
    start_log(places.logs)
    app = make_application()
    garbage = GarbageKeeper(app)
    session = Session(app, places)
    session.prepare_look()
    told = catch_all(app, _bug_window)
    listen_to_qt()
    program = Program(app, session)
    if demo:
        program.open_demo()
    elif book is not None:
        program.open_book(book, begun)
    else:
        program.show_start()
    QTimer.singleShot(_LOAD_AFTER_MS, program, program.load_ahead)
    if crashed:
        QTimer.singleShot(_AFTER_CRASH_MS, lambda: told.show_crash(crashed, program.front()))
    code = app.exec()
    program.end()
    garbage.end()
    return code


def make_application() -> QApplication:
    """The application with its name and its own font."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("CollectDesk")
    app.setDesktopFileName("collectdesk")
    theme.load_fonts()
    return app


def _bug_window(parent: QWidget | None, report: Report, crashed: bool) -> BugWindow:
    from collectdesk.gui.bug_window import make_bug_window

    return make_bug_window(parent, report, crashed)


def run_selftest() -> int:
    """Make the window and a PDF, show nothing, touch nothing of the user's; 0 if all went well."""
    from collectdesk.gui.selftest import check

    return check(make_application())
