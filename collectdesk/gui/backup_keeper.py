"""Keeps backups of the open book: soon after opening, every hour, at closing, and when asked."""

from __future__ import annotations

import logging
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from collectdesk.domain.backup import Reason
from collectdesk.domain.errors import Cancelled, KnownError
from collectdesk.gui.runner import Runner
from collectdesk.gui.session import Session, message
from collectdesk.gui.text import clock, sentence, short_day
from collectdesk.usecases.desk import Desk

if TYPE_CHECKING:
    from collectdesk.usecases.backups import BackUp, BackupDone

_AFTER_OPENING_MS: Final = 4_000
_HOUR_MS: Final = 3_600_000
_AWAY: Final = "second place not there"
_NOT_BACKED_UP: Final = (
    "All your work is saved in the book, but the backup at its closing could not be made. {why}"
    "\n\nWhat shall be done?"
)
_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Copies are made beside the owner's work.

    ``told`` says when the newest was made, ``failed`` why one could not be, ``made`` that one was.
    """

    told = Signal(str)
    failed = Signal(str)
    made = Signal()

    def __init__(self, runner: Runner, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._session = session
        self._hourly = QTimer(self, interval=_HOUR_MS)
        self._hourly.timeout.connect(partial(self._back_up, Reason.HOURLY))
        self._soon = QTimer(self, interval=_AFTER_OPENING_MS, singleShot=True)
        self._soon.timeout.connect(self.begin)
        self._soon.start()

    def begin(self) -> None:
        """The first backup of this sitting, if anything changed since the last one."""
        self._hourly.start()
        self._back_up(Reason.OPENED)

    def back_up_now(self, window: QWidget) -> None:
        """A backup by hand, which is kept for ever; tells where it lies."""
        self._back_up(Reason.BY_HAND, window)

    def stop(self) -> None:
        """No more backups by the clock."""
        self._soon.stop()
        self._hourly.stop()

    def at_the_end(self) -> None:
        """The backup at closing. A failure is told at once, and the owner chooses what to do."""
        folder: Path | None = None
        while why := self._runner.wait_for(partial(_closing, self._command(folder)), ""):
            choice = ask_after_failure(why)
            if choice is None:
                return
            folder = choice if choice != Path() else None

    def _command(self, elsewhere: Path | None = None) -> BackUp:
        from collectdesk.usecases.backups import BackUp

        if elsewhere is not None:
            return BackUp(Reason.BY_HAND, elsewhere, directly=True)
        return self._wanted(Reason.CLOSED)

    def _wanted(self, reason: Reason) -> BackUp:
        from collectdesk.usecases.backups import BackUp

        second = self._session.preferences.second_backup_folder
        return BackUp(reason, self._session.places.backups, Path(second) if second else None)

    def _back_up(self, reason: Reason, window: QWidget | None = None) -> None:
        from collectdesk.usecases.backups import back_up

        def done(result: BackupDone) -> None:
            self._tell(result)
            if window is not None:
                self._runner.said.emit(f"Backed up to {result.stored.path.parent}", False)

        self._runner.job(
            back_up, self._wanted(reason), then=done, failed=self._tell_failure,
            title="Backing up", parent=window,
        )  # fmt: skip

    def _tell(self, result: BackupDone) -> None:
        from collectdesk.usecases.second_place import SecondPlace

        words = f"Backed up {when(result.stored.backup.made_at, self._runner.today)}"
        if result.second is SecondPlace.AWAY:
            words = f"{words}, {_AWAY}"
        self.told.emit(words)
        self.made.emit()
        if result.problem:
            self.failed.emit(f"The second copy of the backup failed. {result.problem}")

    def _tell_failure(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        _log.warning("a backup failed", exc_info=error)
        self.failed.emit(f"A backup could not be made. {_why(error)}")


def _closing(command: BackUp, desk: Desk) -> str:
    """Make the backup in the book's own thread; returns why it failed, empty if it did not."""
    from collectdesk.usecases.backups import back_up
    from collectdesk.usecases.ports import no_progress

    try:
        return back_up(desk, command, no_progress).problem
    except Exception as error:  # whatever it is, the owner must hear of it before the book is gone
        _log.warning("the backup at closing failed", exc_info=error)
        return _why(error)


def _why(error: BaseException) -> str:
    return sentence(error) if isinstance(error, KnownError) else "The reason is in the log."


def ask_after_failure(why: str) -> Path | None:
    """What to do about a failed backup at closing.

    Returns the folder to back up to instead, an empty path to try again, None to go without.
    """
    box = message(None, _NOT_BACKED_UP.format(why=why))
    again = box.addButton("Try again", QMessageBox.ButtonRole.AcceptRole)
    elsewhere = box.addButton("Back up elsewhere…", QMessageBox.ButtonRole.ActionRole)
    box.addButton("Close without a backup", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.exec()
    if box.clickedButton() is again:
        return Path()
    if box.clickedButton() is not elsewhere:
        return None
    chosen = QFileDialog.getExistingDirectory(None, "A folder for this backup")
    return Path(chosen) if chosen else Path()


def when(made_at: datetime, today: date) -> str:
    """ "8:02 am" today, "19 Nov" on other days."""
    return clock(made_at) if made_at.date() == today else short_day(made_at.date(), today)
