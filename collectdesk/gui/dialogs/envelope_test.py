"""A page that shows what an envelope's window shows, to fold and try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.settings import BookSettings
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.drawn import DrawnDialog
from collectdesk.gui.dialogs.settings_fields import ENVELOPES
from collectdesk.gui.runner import Runner
from collectdesk.usecases.papers.label_sheets import draw_test_page

_LEAD: Final = (
    "Print at 100 %, fold at the marks and put it in: the green frame must show through the window,"
    " wherever the letter slides."
)


class EnvelopeTestDialog(DrawnDialog):
    """Shows the test page of the chosen envelope; it starts with the book's own."""

    def __init__(self, parent: QWidget | None, runner: Runner, settings: BookSettings) -> None:
        super().__init__(parent, runner, "Envelope test", "Envelope test.pdf", _LEAD)
        self.envelope = fields.choice(ENVELOPES, settings.envelope)
        self.grid.add_row("envelope", "&Envelope", self.envelope)
        self.left.addStretch(1)
        self.envelope.currentIndexChanged.connect(self.draw)
        self.envelope.setFocus()
        self.begin_drawing()

    def question(self) -> tuple[Callable[..., bytes], tuple[Any, ...]]:
        return draw_test_page, (fields.chosen(self.envelope),)
