"""The letter of thanks, with a note of goodwill that is typed over its preview."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.papers.printing import PaperRequest

_DRAW_AFTER_MS: Final = 300


class ThankYouDialog(PaperDialog):
    """What is typed as the goodwill note stands on the letter, until it is issued."""

    def __init__(self, parent: QWidget | None, runner: Runner, request: PaperRequest) -> None:
        self.note = fields.paragraph(rows=2, hint="Your next delivery comes free of freight.")
        super().__init__(parent, runner, request)
        self._pause = QTimer(self, singleShot=True, interval=_DRAW_AFTER_MS)
        self._pause.timeout.connect(self.load)
        self.grid.add_row("note", "&Goodwill note", self.note)
        self.grid.show()
        self.first = self.note
        self.note.textChanged.connect(self._take_note)
        self.saved.connect(lambda _: self.note.setEnabled(False))

    def typed(self) -> object:
        return self.note.toPlainText() if self.note.isEnabled() else ""

    def _take_note(self) -> None:
        if self.request is not None:
            self.request = replace(self.request, note=self.note.toPlainText())
        self._pause.start()
