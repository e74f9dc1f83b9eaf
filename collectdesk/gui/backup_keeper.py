"""Keeps backups of the open book: soon after opening, every hour, at closing, and when asked."""

from __future__ import annotations

import logging
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from collectdesk.domain.backup import Backup, Reason
from collectdesk.domain.errors import KnownError
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import clock, short_day
from collectdesk.usecases.desk import Desk

_AFTER_OPENING_MS: Final = 4_000
_HOUR_MS: Final = 3_600_000
_log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Copies are made beside the owner's work; ``told`` says when the newest was made."""

    told = Signal(str)

    def __init__(self, runner: Runner, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self.folder = folder
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

    def at_the_end(self, desk: Desk) -> None:
        """The backup at closing; runs in the book's own thread."""
        from collectdesk.usecases.backups import BackUp, back_up
        from collectdesk.usecases.ports import no_progress

        try:
            back_up(desk, BackUp(Reason.CLOSED, self.folder), no_progress)
        except KnownError:
            _log.warning("the backup at closing failed")

    def _back_up(self, reason: Reason, window: QWidget | None = None) -> None:
        from collectdesk.usecases.backups import BackUp, BackupDone, back_up

        def done(result: BackupDone) -> None:
            self._tell(result.stored.backup)
            if window is not None:
                self._runner.said.emit(f"Backed up to {result.stored.path.parent}", False)

        self._runner.job(
            back_up, BackUp(reason, self.folder), then=done, title="Backing up", parent=window
        )

    def _tell(self, backup: Backup) -> None:
        self.told.emit(f"Backed up {when(backup.made_at, self._runner.today)}")


def when(made_at: datetime, today: date) -> str:
    """ "8:02 am" today, "19 Nov" on other days."""
    return clock(made_at) if made_at.date() == today else short_day(made_at.date(), today)
