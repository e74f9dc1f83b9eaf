"""What the main window does to keep its book safe: backups, passphrase, check, and closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from collectdesk.gui.backup_keeper import BackupKeeper
from collectdesk.gui.opening import Relock, Wish
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session
from collectdesk.gui.status_bar import StatusBar
from collectdesk.gui.widgets import Banner

if TYPE_CHECKING:
    from collectdesk.bootstrap import Moved

_ONLY_LOOK = "It is open only to look at: nothing can be changed."
Leave = Callable[[Wish | Relock | None], object]


class BookSafety(QObject):
    """``notice`` is the strip across the window; ``leave`` closes the book for something else."""

    def __init__(
        self, window: QWidget, runner: Runner, session: Session, notice: Banner,
        status: StatusBar, leave: Leave,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._runner, self._session = runner, session
        self._notice, self._status, self._leave = notice, status, leave
        self._keeper: BackupKeeper | None = None
        self._failure = ""

    def keep_backups(self) -> None:
        """Back the book up from now on."""
        self._keeper = BackupKeeper(self._runner, self._session, self)
        self._keeper.told.connect(lambda words: self._status.show_book(self._runner.path, words))
        self._keeper.failed.connect(self._tell_failure)
        self._keeper.made.connect(self._forget_failure)

    def backup_folder(self) -> Path | None:
        """Where the book is backed up, if anywhere."""
        return None if self._keeper is None else self._session.places.backups

    def back_up(self) -> None:
        """Back the book up now."""
        if self._keeper is not None:
            self._keeper.back_up_now(self._window)

    def show_backups(self) -> None:
        """The backups of this book."""
        from collectdesk.gui.restore_window import RestoreWindow

        runner = self._runner
        window = RestoreWindow(self._session, runner.today, self._window, only=runner.path.stem)
        if self._keeper is not None:
            window.offer_backing_up(self.back_up)
            self._keeper.made.connect(window.refresh)
        window.restored.connect(self._leave)
        window.look_asked.connect(self._leave)
        window.open()

    def change_passphrase(self) -> None:
        """Set, change or take away the passphrase; the book is closed and opened again for it."""
        from collectdesk.gui.dialogs import open_passphrase

        open_passphrase(self._window, self._runner, self._leave)

    def check(self) -> None:
        """Check that the book is whole and its sums agree."""
        from collectdesk.gui.dialogs import open_check

        open_check(self._window, self._runner, self._session.places.backups, self.show_backups)

    def tell_only_look(self, why: str) -> None:
        """Say that the book is open only to look at, and why."""
        self._notice.say(f"{why} {_ONLY_LOOK}", "careful")

    def tell_moved(self, moved: Moved) -> None:
        """Say where the book lies now, and what became of its original."""
        self._tell(
            f"The book lies on this computer now: {moved.path}. Its original was left where it was,"
            f" as {moved.left_as.name}.",
        )

    def let_go(self) -> None:
        """Back up as the book closes, and close it; returns when that is done."""
        if self._keeper is not None:
            self._keeper.stop()
            self._runner.end_jobs()
            self._keeper.at_the_end()
        self._runner.close()

    def _tell(self, sentence: str) -> None:
        self._notice.say(sentence, "good", "OK", self._notice.hide)

    def _forget_failure(self) -> None:
        """A later backup went well."""
        if self._failure and self._notice.text() == self._failure:
            self._notice.hide()

    def _tell_failure(self, sentence: str) -> None:
        self._failure = sentence
        self._notice.say(sentence, "late", "Backups…", self.show_backups)
