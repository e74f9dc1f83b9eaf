"""A book's passphrase: set, changed, taken away, and a new recovery key."""

from __future__ import annotations

import unicodedata
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collectdesk import bootstrap
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.passphrase import Strength, judge
from collectdesk.domain.settings import BookSettings
from collectdesk.gui.dialogs import asking, fields
from collectdesk.gui.dialogs.form import MIDDLE, FormFrame, while_open
from collectdesk.gui.dialogs.secret_edit import SecretEdit
from collectdesk.gui.jobs import Job
from collectdesk.gui.opening import Relock
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.strength import StrengthBar

_STEPS: Final = (
    ("change", "Change the passphrase"),
    ("renew", "Make a new recovery key"),
    ("remove", "Take the passphrase away"),
)
_LOCKING: Final = (
    "A passphrase encrypts the book: whoever finds or takes the computer cannot read it without."
    " You are asked for it each time the book is opened."
)
_LOCKED: Final = "This book has a passphrase. Its backups made since then are locked with it too."
_AFTERWARDS: Final = {
    "set": (
        "The book is closed, written anew and opened again. Then a recovery key is shown, once."
        " Backups made from now on are locked too; earlier ones are not."
    ),
    "change": (
        "The book is closed, written anew and opened again. Then a new recovery key is shown; the"
        " old key opens only older backups."
    ),
    "renew": "The passphrase stays. The book is written anew and a new recovery key is shown.",
    "remove": "The book is written anew; then anybody with the file can read it.",
}
_SAVE: Final = {
    "set": "&Lock the book",
    "change": "&Change it",
    "renew": "&Make a new key",
    "remove": "&Unlock the book",
}
_EASY: Final = (
    "This passphrase is easy to guess for somebody who has the file. Use it all the same?"
)
_TYPED_TWICE: Final = ("new", "again", "strength")


class PassphraseDialog(FormFrame):
    """``decided`` tells what shall be done once the book is closed; nothing is done here."""

    decided = Signal(object)  # Relock

    def __init__(
        self, parent: QWidget | None, path: Path, settings: BookSettings, *, is_locked: bool
    ) -> None:
        lead = _LOCKED if is_locked else _LOCKING
        super().__init__(
            parent, "Passphrase", "", about=path.stem, lead=lead, width=MIDDLE, label_width=130
        )
        self._path, self._settings, self._is_locked = path, settings, is_locked
        self.step = fields.choice(_STEPS)
        self.old = SecretEdit()
        self.new = SecretEdit()
        self.again = SecretEdit()
        self.strength = StrengthBar()
        self.afterwards = label("", "quiet", wrap=True)
        self._add_rows()
        self.step.currentIndexChanged.connect(lambda _: self._show_needed())
        self.new.textChanged.connect(lambda _: self._judge())
        self.new.eye.toggled.connect(self.again.show_letters)
        self._show_needed()
        self._judge()
        self.begin()
        (self.old if is_locked else self.new).setFocus()

    def typed(self) -> object:
        return self.old.text(), self.new.text(), self.again.text()

    def save(self) -> None:
        self.clear_errors()
        try:
            wanted = self._typed_twice()
        except InvalidInput as error:
            self.show_error(error)
            return
        if not self._is_locked:
            self._decide(Relock(self._path, "", wanted, self._settings.paper))
            return
        self.set_busy(True)
        check = partial(bootstrap.checked_passphrase, self._path, self.old.text())
        job = Job(lambda _: check(), "", window_parent=None, parent=self, quiet=True)
        job.succeeded.connect(while_open(self, partial(self._known, wanted)))
        job.failed.connect(while_open(self, self._refuse))
        job.start()

    def _known(self, wanted: str, old: str) -> None:
        self.set_busy(False)
        new = {"renew": old, "remove": ""}.get(self._what(), wanted)
        self._decide(Relock(self._path, old, new, self._settings.paper))

    def _refuse(self, error: BaseException) -> None:
        self.set_busy(False)
        self.show_error(fields.at("old", error))
        self.old.selectAll()

    def _decide(self, relock: Relock) -> None:
        self.begin()
        self.accept()
        self.decided.emit(relock)

    def _typed_twice(self) -> str:
        """What was typed twice. Raises InvalidInput."""
        if self._what() in ("renew", "remove"):
            return ""
        wanted, again = map(_normal, (self.new.text(), self.again.text()))
        fields.read("new", partial(bootstrap.require_usable_passphrase, wanted))
        if wanted != again:
            raise InvalidInput("These are two different passphrases. Type both again.", "again")
        verdict = judge(wanted, self._names())
        if verdict.strength is Strength.WEAK and not asking.confirm(
            self, _EASY, "Use it", "Think of another"
        ):
            raise InvalidInput(verdict.advice, "new")
        return wanted

    def _what(self) -> str:
        return fields.chosen(self.step) if self._is_locked else "set"

    def _judge(self) -> None:
        self.strength.show_verdict(judge(self.new.text(), self._names()))
        if self.isVisible():
            self.adjust_height()

    def _names(self) -> tuple[str, ...]:
        own = self._settings
        return (own.firm_name, own.owner_name, self._path.stem)

    def _show_needed(self) -> None:
        what = self._what()
        for key in _TYPED_TWICE:
            self.grid.set_row_visible(key, what in ("set", "change"))
        self.afterwards.setText(_AFTERWARDS[what])
        self.save_button.setText(_SAVE[what])
        if self.isVisible():
            self.adjust_height()

    def _add_rows(self) -> None:
        self.grid.add_row("step", "&What", self.step)
        self.grid.add_row("old", "Passphrase &now", self.old)
        self.grid.add_row("new", "New &passphrase", self.new)
        self.grid.add_row("strength", "", self.strength)
        self.grid.add_row("again", "Type it a&gain", self.again)
        for key in ("step", "old"):
            self.grid.set_row_visible(key, self._is_locked)
        self.body.addWidget(self.afterwards)


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text)
