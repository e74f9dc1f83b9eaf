"""The recovery key of a book that was just locked: shown once, to print or to write down."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.base.clock import clock_from_environment
from collectdesk.exchange.file_names import slug
from collectdesk.gui.dialogs import asking, fields
from collectdesk.gui.dialogs.form import MIDDLE, FormFrame
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.papers.recovery_sheet import draw_recovery_sheet

_LEAD: Final = (
    "The book is locked. This recovery key opens it when the passphrase is forgotten. It is shown"
    " only now: print it and keep it apart from the computer."
)
_WARNING: Final = (
    "Without the passphrase and without this key nobody can open the book, not even we. Backups"
    " made before today are not locked; delete them if they must not stay."
)
_REALLY: Final = "Close without having put the recovery key in a safe place? It is not shown again."


class RecoveryKeyWindow(FormFrame):
    """Closes when the owner says that the key is kept."""

    def __init__(
        self, parent: QWidget | None, book: Path, recovery: str, page: str = "letter"
    ) -> None:
        super().__init__(
            parent, "The recovery key", "&Done", about=book.stem, lead=_LEAD, width=MIDDLE
        )
        self._book, self._key, self._page = book, recovery, page
        self.grid.hide()
        self.key = label(_in_two_rows(recovery), "title", select=True)
        self.key.setFont(_fixed_font())
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.setAccessibleName(f"Recovery key {recovery}")
        self.kept = fields.tick("I have put the recovery key in a &safe place")
        self.out = PaperOut(self, self.banner)
        self.print_button = Button("&Print…", icon="printer", clicked=self.print)
        self.save_as_button = Button("Save as PD&F…", clicked=self.save_as)
        self.copy_button = Button("&Copy", icon="copy", clicked=self.copy)
        self._lay_out_key()
        self.kept.toggled.connect(self.save_button.setEnabled)
        self.save_button.setEnabled(False)
        self.cancel_button.hide()
        self.begin()
        self.print_button.setFocus()

    def save(self) -> None:
        self.accept()

    def reject(self) -> None:
        if self.kept.isChecked() or asking.confirm(self, _REALLY, "Close", "Stay"):
            self.accept()

    def print(self) -> None:
        """Print the key on a paper of its own."""
        self.out.print("Recovery key", 1, self._draw, self._taken, self.save_as)

    def save_as(self) -> None:
        """Save the paper as a PDF, to print elsewhere."""
        self.out.save(f"Recovery key {slug(self._book.stem)}.pdf", self._draw, self._saved)

    def copy(self) -> None:
        """Put the key into the clipboard, for a password manager."""
        QGuiApplication.clipboard().setText(self._key)
        self._taken("Copied. Paste it where only you can read it.")

    def _draw(self, then: Callable[[bytes], object]) -> None:
        today = clock_from_environment(os.environ).today()
        then(draw_recovery_sheet(self._book.stem, self._key, today, self._page))

    def _taken(self, said: str) -> None:
        self.banner.say(said, "good")

    def _saved(self, said: str) -> None:
        self._taken(f"{said} Beside the book it protects nothing: put it on a stick or print it.")

    def _lay_out_key(self) -> None:
        row = QHBoxLayout()
        for button in (self.print_button, self.save_as_button, self.copy_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.key)
        self.body.addLayout(row)
        self.body.addWidget(label(_WARNING, "quiet", wrap=True))
        self.body.addWidget(self.kept)


def _in_two_rows(recovery: str) -> str:
    groups = recovery.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("-".join(groups[at : at + half]) for at in range(0, len(groups), half))


def _fixed_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(look().px(20))
    return font
