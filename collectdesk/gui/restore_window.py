"""Restoring: choose a backup, see what it holds, and make a new book of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain.backup import Reason
from collectdesk.domain.words import counted
from collectdesk.gui.jobs import Job
from collectdesk.gui.session import Session
from collectdesk.gui.tables import Cell, Column, RowTable, Shown, text
from collectdesk.gui.text import clock, money, sentence, short_day
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets import Banner, Button, label
from collectdesk.usecases.backup_folder import StoredBackup
from collectdesk.usecases.backups import (
    RestorePreview,
    all_backups,
    free_name,
    preview_restore,
    restore,
)

_REASONS: Final = {
    Reason.OPENED: "On opening",
    Reason.CLOSED: "On closing",
    Reason.HOURLY: "Every hour",
    Reason.BEFORE_IMPORT: "Before an import",
    Reason.BEFORE_DELETION: "Before deleting",
    Reason.BEFORE_RESTORE: "Before restoring",
    Reason.BEFORE_UPGRADE: "Before an update",
    Reason.BY_HAND: "By hand",
}


def _made(row: StoredBackup, shown: Shown) -> Cell:
    made_at = row.backup.made_at
    return Cell(f"{short_day(made_at.date(), shown.today)} {clock(made_at)}", sort=made_at)


def _size(row: StoredBackup, _: Shown) -> Cell:
    return Cell(f"{row.backup.size / 1e6:,.1f} MB", sort=row.backup.size)


COLUMNS: Final = (
    text("Book", 200, lambda row: row.backup.book_name, strong=True, stretch=True),
    Column("Made", 170, _made),
    text("Why", 140, lambda row: _REASONS[row.backup.reason]),
    Column("Size", 90, _size, right=True),
)


class RestoreWindow(QDialog):
    """Nothing is overwritten: a restored book is a new file beside the others."""

    restored = Signal(object)  # Path

    def __init__(self, session: Session, today: date, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._session = session
        self._today = today
        self._preview: RestorePreview | None = None
        self.setWindowTitle("Restore a backup")
        self.resize(look().px(680), look().px(480))
        self.table = RowTable(COLUMNS, Shown("USD", today), "Backups")
        self.facts = label("Choose a backup to see what it holds.", "quiet", wrap=True)
        self.trouble = Banner()
        self.restore_button = Button("Restore as a new book", "primary", clicked=self._restore)
        self.restore_button.setEnabled(False)
        self._lay_out()
        self.table.chosen.connect(self._choose)
        self.show_backups(all_backups(session.places.backups))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(Button("Another file…", clicked=self._choose_file))
        buttons.addStretch(1)
        buttons.addWidget(Button("Cancel", clicked=self.reject))
        buttons.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label("Restore a backup", "heading"))
        column.addWidget(
            label("A backup becomes a new book. The books that you have stay as they are.", "quiet")
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.facts)
        column.addWidget(self.trouble)
        column.addLayout(buttons)

    def show_backups(self, backups: Sequence[StoredBackup]) -> None:
        """List the backups of all books."""
        self.table.set_rows(backups, Shown("USD", self._today))
        if not backups:
            self.facts.setText("No backups here yet. Choose another file if you have one.")

    def _choose(self, stored: StoredBackup | None) -> None:
        if stored is not None:
            self.look_into(stored.path)

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", "All files (*)")
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Check a backup and show what it holds."""
        self.restore_button.setEnabled(False)
        self.trouble.hide()
        self.facts.setText("Looking into the backup …")
        self._run(partial(preview_restore, path), self._show_preview, "Looking into the backup")

    def _show_preview(self, preview: RestorePreview) -> None:
        self._preview = preview
        owed = money(preview.owed, preview.currency)
        words = (
            f"{preview.book_name}: {counted(preview.customers, 'customer')},"
            f" {counted(preview.invoices, 'invoice')}, {owed} owed,"
            f" {counted(preview.payments, 'payment')}."
        )
        last = f" Last step: {preview.last_step}." if preview.last_step else ""
        self.facts.setText(words + last)
        self.restore_button.setEnabled(True)

    def _restore(self) -> None:
        if self._preview is None:
            return
        target = free_name(self._session.places.books, self._preview)
        work = partial(restore, self._preview.path, target)
        self._run(work, lambda _: self._finish(target), "Restoring")

    def _finish(self, target: Path) -> None:
        self.accept()
        self.restored.emit(target)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object], title: str) -> None:
        job = Job(lambda _: work(), title, window_parent=self, parent=self)
        job.succeeded.connect(then)
        job.failed.connect(self._fail)
        job.start()

    def _fail(self, error: BaseException) -> None:
        self.facts.setText("")
        self.trouble.say(sentence(error), "late")
