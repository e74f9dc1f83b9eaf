"""The backups: what each holds, a look into it, and a new book made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.base.paths import BOOK_SUFFIX
from collectdesk.domain.backup import Reason
from collectdesk.domain.errors import BackupDamaged, PassphraseNeeded
from collectdesk.domain.rows import Tone
from collectdesk.domain.words import counted
from collectdesk.gui.bugs import tell_in
from collectdesk.gui.jobs import Job
from collectdesk.gui.opening import BACKUP_LOOK, Wish
from collectdesk.gui.session import Session
from collectdesk.gui.tables import Cell, Column, RowTable, Shown, text
from collectdesk.gui.text import clock, moment, money, short_day
from collectdesk.gui.theme import GRID, resize_on_screen
from collectdesk.gui.widgets import Banner, Button, label
from collectdesk.usecases.backup_list import BackupLine, backup_lines
from collectdesk.usecases.backups import RestorePreview, free_name, preview_restore, restore

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
_LEAD: Final = "A backup becomes a new book. The books that you have stay as they are."
_STAMP: Final = len("2026-11-21 20:30:00")
_LOCKED: Final = "This backup is locked with a passphrase."
_NONE: Final = "No backups here yet. Choose another file if you have one."


def _made(row: BackupLine, shown: Shown) -> Cell:
    made_at = row.stored.backup.made_at
    return Cell(f"{short_day(made_at.date(), shown.today)} {clock(made_at)}")


def _size(row: BackupLine, _: Shown) -> Cell:
    return Cell(f"{row.stored.backup.size / 1e6:,.1f} MB")


def _state(row: BackupLine) -> str:
    return "Verified" if row.is_whole else "Damaged"


def _state_tone(row: BackupLine) -> Tone:
    return "good" if row.is_whole else "late"


COLUMNS: Final = (
    text("Book", 160, lambda row: row.stored.backup.book_name, strong=True, stretch=True),
    Column("Made", 150, _made, sort_by=lambda row: row.stored.backup.made_at),
    text("Why", 130, lambda row: _REASONS[row.stored.backup.reason]),
    Column("Size", 80, _size, right=True, sort_by=lambda row: row.stored.backup.size),
    text("Where", 120, lambda row: "Second place" if row.in_second else "This computer"),
    text("State", 90, _state, tone=_state_tone),
)


class RestoreWindow(QDialog):
    """Nothing is overwritten: a restored book is a new file beside the others.

    Given ``only``, the name of the open book, it shows that book's backups.
    """

    restored = Signal(object)  # Wish
    look_asked = Signal(object)  # Wish

    def __init__(
        self, session: Session, today: date, parent: QWidget | None, *,
        only: str = "", first: Path | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session = session
        self._today = today
        self._only = only
        self._preview: RestorePreview | None = None
        self._target: Path | None = None
        self._passphrase = ""
        self._looked_into: Path | None = None
        title = "Backups" if only else "Restore a backup"
        self.setWindowTitle(title)
        resize_on_screen(self, 860, 520)
        self.table = RowTable(COLUMNS, Shown("USD", today), "Backups")
        self.facts = label("Choose a backup to see what it holds.", "quiet", wrap=True)
        self.trouble = Banner()
        self.place_button = Button("Another name…", "link", clicked=self._choose_target)
        self.look_button = Button("&Look into it", clicked=self._look)
        self.restore_button = Button("&Restore as a new book", "primary", clicked=self._restore)
        self.buttons = QHBoxLayout()
        self._allow(False)
        self._lay_out(title)
        self.table.chosen.connect(self._choose)
        self.table.picked.connect(lambda _: self._go_on())
        self.refresh()
        if first is not None:
            self._begin_with(first)
        self.table.setFocus()

    def _lay_out(self, title: str) -> None:
        self.buttons.addWidget(Button("Another &file…", clicked=self._choose_file))
        self.buttons.addStretch(1)
        self.buttons.addWidget(Button("Close" if self._only else "Cancel", clicked=self.reject))
        self.buttons.addWidget(self.look_button)
        self.buttons.addWidget(self.restore_button)
        told = QHBoxLayout()
        told.addWidget(self.facts, 1)
        told.addWidget(self.place_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(label(title, "heading"))
        column.addWidget(label(_LEAD, "quiet", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(told)
        column.addWidget(self.trouble)
        column.addLayout(self.buttons)

    def offer_backing_up(self, back_up: Callable[[], object]) -> None:
        """Have a button that makes a backup now."""
        self.buttons.insertWidget(0, Button("&Back up now", clicked=back_up))

    def refresh(self) -> None:
        """List the backups of all books, or of the open one, in both places."""
        second = self._session.preferences.second_backup_folder
        found = backup_lines(self._session.places.backups, Path(second) if second else None)
        lines = [one for one in found if self._only in ("", one.stored.backup.book_name)]
        self.table.set_rows(lines, Shown("USD", self._today))
        if not lines:
            self.facts.setText(_NONE)

    def lines(self) -> tuple[BackupLine, ...]:
        """What is listed, as it is sorted."""
        return tuple(self.table.rows_model.rows())

    def _begin_with(self, path: Path) -> None:
        listed = next((line for line in self.lines() if line.stored.path == path), None)
        if listed is None:
            self.look_into(path)
        else:
            self.table.choose(listed)

    def _choose(self, line: BackupLine | None) -> None:
        if line is not None:
            self.look_into(line.stored.path)

    def _go_on(self) -> None:
        """From the list to what can be done with the backup."""
        if self.trouble.text() == _LOCKED:
            self.ask_passphrase()
        else:
            self.restore_button.setFocus()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", "All files (*)")
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, path: Path) -> None:
        """Check a backup and show what it holds."""
        self._allow(False)
        self.trouble.hide()
        self.facts.setText("Looking into the backup …")
        self._looked_into = path
        work = partial(preview_restore, path, self._passphrase)
        self._run(work, partial(self._show_preview, path), "Looking into the backup")

    def _show_preview(self, path: Path, preview: RestorePreview) -> None:
        if path != self._looked_into:
            return
        self._preview = preview
        self._target = free_name(self._session.places.books, preview)
        self._tell_facts(preview)
        self._allow(True)

    def _tell_facts(self, preview: RestorePreview) -> None:
        holds = preview.holds
        owed = money(holds.owed, holds.currency)
        received = money(holds.received, holds.currency)
        words = (
            f"{preview.book_name}: {counted(holds.customers, 'customer')},"
            f" {counted(holds.invoices, 'invoice')}, {owed} open on them,"
            f" {counted(holds.payments, 'payment')}, {received} received."
        )
        at, step = holds.last_step[:_STAMP], holds.last_step[_STAMP:].strip()
        last = f" Last step, {moment(at, self._today)}: {step}." if step else ""
        target = f" The new book will be {self._target}." if self._target else ""
        self.facts.setText(words + last + target)

    def _choose_target(self) -> None:
        if self._preview is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Where the new book shall lie", str(self._target), f"Books (*{BOOK_SUFFIX})"
        )
        if chosen:
            path = Path(chosen)
            named = path.suffix == BOOK_SUFFIX
            self._target = path if named else path.with_name(path.name + BOOK_SUFFIX)
            self._tell_facts(self._preview)

    def _look(self) -> None:
        if self._preview is not None:
            wish = Wish(self._preview.path, self._passphrase, look=BACKUP_LOOK)
            self.accept()
            self.look_asked.emit(wish)

    def _restore(self) -> None:
        if self._preview is None or self._target is None:
            return
        self._allow(False)
        work = partial(restore, self._preview.path, self._target, self._passphrase)
        wish = Wish(self._target, self._passphrase)
        self._run(work, lambda _: self._finish(wish), "Restoring")

    def _finish(self, wish: Wish) -> None:
        self.accept()
        self.restored.emit(wish)

    def _run(self, work: Callable[[], Any], then: Callable[[Any], object], title: str) -> None:
        job = Job(lambda _: work(), title, window_parent=self, parent=self, quiet=True)
        job.succeeded.connect(then)
        job.failed.connect(self._fail)
        job.start()

    def _fail(self, error: BaseException) -> None:
        self.facts.setText("")
        if isinstance(error, PassphraseNeeded):
            self.trouble.say(_LOCKED, "careful", "Type it…", self.ask_passphrase)
            return
        if isinstance(error, BackupDamaged):
            self._mark_damaged()
        self._allow(self._preview is not None and self._preview.path == self._looked_into)
        tell_in(self.trouble, error)

    def ask_passphrase(self) -> None:
        """Ask for the passphrase of the backup that is looked into."""
        from collectdesk.gui.unlock_window import UnlockWindow

        path = self._looked_into
        assert path is not None, "only a backup that was looked into asks"
        window = UnlockWindow(self, path)
        window.unlocked.connect(partial(self._unlocked, path))
        window.open()

    def _unlocked(self, path: Path, passphrase: str) -> None:
        self._passphrase = passphrase
        self.look_into(path)

    def _mark_damaged(self) -> None:
        lines = [
            replace(line, is_whole=False) if line.stored.path == self._looked_into else line
            for line in self.lines()
        ]
        self.table.set_rows(lines, Shown("USD", self._today))

    def _allow(self, on: bool) -> None:
        for button in (self.look_button, self.restore_button, self.place_button):
            button.setEnabled(on)
