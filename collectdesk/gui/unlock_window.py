"""Asking for the passphrase of a locked book or backup, or for its recovery key."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collectdesk import bootstrap
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormFrame, while_open
from collectdesk.gui.dialogs.secret_edit import SecretEdit
from collectdesk.gui.jobs import Job
from collectdesk.gui.widgets.buttons import Button

_LEAD: Final = "It is locked with a passphrase. Type it to open the book."
_LEAD_RECOVERY: Final = (
    "Type the recovery key from the paper that was printed when the book was locked. Small letters"
    " and missing dashes do not matter."
)


class UnlockWindow(FormFrame):
    """``unlocked`` carries the passphrase, once it is known to fit."""

    unlocked = Signal(str)

    def __init__(self, parent: QWidget | None, path: Path) -> None:
        super().__init__(parent, "A locked book", "&Open", about=path.stem, lead=_LEAD)
        self._path = path
        self.passphrase = SecretEdit()
        self.recovery = fields.line(hint="ABCD-EFGH-…", longest=80)
        self.switch_button = Button("I have forgotten it…", "link", clicked=self._switch)
        self.grid.add_row("passphrase", "&Passphrase", self.passphrase)
        self.grid.add_row("recovery", "&Recovery key", self.recovery)
        self.grid.set_row_visible("recovery", False)
        self.body.addStretch(1)
        self.buttons.insertWidget(0, self.switch_button)
        self.passphrase.setFocus()
        self.begin()

    def show_wrong(self, sentence: str) -> None:
        """Say why what was typed before did not open the book."""
        self.grid.add_error("passphrase", sentence)

    def save(self) -> None:
        self.clear_errors()
        self.set_busy(True)
        find = self._finder()
        job = Job(lambda _: find(), "", window_parent=None, parent=self, quiet=True)
        job.succeeded.connect(while_open(self, self._take))
        job.failed.connect(while_open(self, self._refuse))
        job.start()

    def _switch(self) -> None:
        """From the passphrase to the recovery key, or back."""
        recovering = not self.grid.is_row_visible("recovery")
        self.clear_errors()
        self.grid.set_row_visible("recovery", recovering)
        self.grid.set_row_visible("passphrase", not recovering)
        self.lead.setText(_LEAD_RECOVERY if recovering else _LEAD)
        self.switch_button.setText("Use the passphrase" if recovering else "I have forgotten it…")
        (self.recovery if recovering else self.passphrase).setFocus()
        self.adjust_height()

    def _finder(self) -> partial[str]:
        if self.grid.is_row_visible("recovery"):
            return partial(bootstrap.recovered_passphrase, self._path, self.recovery.text())
        return partial(bootstrap.checked_passphrase, self._path, self.passphrase.text())

    def _take(self, passphrase: str) -> None:
        self.accept()
        self.unlocked.emit(passphrase)

    def _refuse(self, error: BaseException) -> None:
        self.set_busy(False)
        field = "recovery" if self.grid.is_row_visible("recovery") else "passphrase"
        self.show_error(fields.at(field, error))
        edit = self.recovery if field == "recovery" else self.passphrase
        edit.selectAll()
