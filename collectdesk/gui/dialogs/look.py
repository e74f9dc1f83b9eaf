"""How papers will look with what stands in the fields of the settings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.settings import BookSettings
from collectdesk.gui.dialogs.drawn import DrawnDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.papers.look_sample import draw_look

_LEAD: Final = "A made-up invoice with what stands in the settings now. Nothing is saved by this."


class LookDialog(DrawnDialog):
    """Shows a made-up invoice; try the payment code with your own telephone."""

    def __init__(self, parent: QWidget, runner: Runner, settings: BookSettings) -> None:
        super().__init__(parent, runner, "How your papers look", "Sample.pdf", _LEAD)
        self._settings = settings
        self.grid.hide()
        self.columns.setStretch(0, 0)
        self.begin_drawing()
        self.pane.setFocus()

    def question(self) -> tuple[Callable[..., bytes], tuple[Any, ...]]:
        return draw_look, (self._settings,)
