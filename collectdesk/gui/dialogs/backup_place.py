"""Where backups go, for this user on this computer: the first place, and a second one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences, save_preferences
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui import links
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.folders import typed_place
from collectdesk.gui.session import Session
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.banner import Banner
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import ElidedLabel, label
from collectdesk.usecases.second_place import is_there, mark_second_place

_LEAD: Final = (
    "A book is backed up by itself: soon after it is opened, every hour in which something changed,"
    " when it is closed, and before big steps. Each backup is opened again and counted before it"
    " counts as one."
)
_WHY: Final = (
    "A stick or another disk keeps a second copy of each, should this computer fail or be stolen."
    " A folder of a cloud service will do too."
)
_THERE: Final = "It is there now."
_AWAY: Final = (
    "It is not there now. Its copies are made when it is back; nothing else waits for it."
)
_SAME_DISK: Final = (
    "It lies on the same disk as the first place, and does not help when that disk fails."
)
_INSIDE: Final = "This is where the first backups lie. Choose a folder on another disk or a stick."


class BackupPlacePage(QWidget):
    """Kept for this user, not in the book."""

    def __init__(self) -> None:
        super().__init__()
        self._places = user_places(os.environ)
        self._known = load_preferences(self._places.preferences).second_backup_folder
        self.second = fields.line(self._known, hint="None yet", longest=4_000)
        self.choose_button = Button("Choose…", clicked=self.choose)
        self.show_button = Button("Show", "link", clicked=self._show_first)
        self.state = Banner()
        self.grid = FormGrid(label_width=150)
        self._lay_out()
        self.second.textChanged.connect(lambda _: self._tell_state())
        self._tell_state()

    def chosen(self) -> str:
        """The second place; empty for none."""
        return self.second.text().strip()

    def choose(self) -> None:
        """Choose the folder in the system's dialog."""
        chosen = QFileDialog.getExistingDirectory(
            self, "A second place for backups", self.chosen() or str(Path.home())
        )
        if chosen:
            self.second.setText(chosen)

    def prepare(self) -> None:
        """Make a newly chosen folder ready. Raises a KnownError where it cannot be."""
        wanted = self.chosen()
        if not wanted or wanted == self._known:
            return
        refusal = "Name the whole folder, beginning with the disk."
        folder = typed_place(wanted, "second_place", refusal)
        if folder.resolve().is_relative_to(self._places.backups.resolve()):
            raise InvalidInput(_INSIDE, "second_place")
        mark_second_place(folder)

    def keep(self) -> None:
        """Save the choice for this user."""
        path = self._places.preferences
        known = load_preferences(path)
        if known.second_backup_folder != self.chosen():
            save_preferences(path, replace(known, second_backup_folder=self.chosen()))
            app = QApplication.instance()
            session = app.findChild(Session) if app is not None else None
            if session is not None:
                session.take_changes()

    def _tell_state(self) -> None:
        wanted = self.chosen()
        if not wanted:
            self.state.say(_WHY, "plain")
        elif wanted == self._known and not is_there(Path(wanted)):
            self.state.say(_AWAY, "careful")
        elif _same_disk(Path(wanted), self._places.backups):
            self.state.say(_SAME_DISK, "careful")
        elif wanted == self._known:
            self.state.say(_THERE, "good")
        else:
            self.state.say(_WHY, "plain")

    def _show_first(self) -> None:
        links.show_folder(self._places.backups)

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        where = ElidedLabel(str(self._places.backups))
        first.addWidget(where, 1)
        first.addWidget(self.show_button)
        second = QHBoxLayout()
        second.addWidget(self.second, 1)
        second.addWidget(self.choose_button)
        self.grid.add_row("first_place", "First place", where, beside=first)
        self.grid.add_row("second_place", "Se&cond place", self.second, beside=second)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2 * GRID, GRID, GRID)
        column.setSpacing(12)
        column.addWidget(label(_LEAD, "quiet", wrap=True))
        column.addWidget(self.grid)
        column.addWidget(self.state)
        column.addWidget(label("For you on this computer; the book is not changed.", "small"))
        column.addStretch(1)


def _same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
