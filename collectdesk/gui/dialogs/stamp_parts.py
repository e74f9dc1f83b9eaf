"""The stamp of a letter on the screen: which one, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collectdesk.domain.paper_parts import StampSpec
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.field_edit import FieldEdit
from collectdesk.gui.text import stamp_words
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.letters.letter_checks import OWN_STAMPS, lines_of_stamp, stamp_problems

_LINES: Final = 3


class StampParts(QWidget):
    """Chooses a stamp and its words. ``changed`` follows the typing."""

    changed = Signal()

    def __init__(self, spec: StampSpec, offered: Mapping[str, str], currency: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = label("Stamp", "quiet")
        named = [(stamp, stamp_words(stamp, currency)) for stamp in OWN_STAMPS]
        self.stamp = fields.choice([("", "No stamp"), *named], spec.id)
        self.stamp.setAccessibleName("Stamp")
        title.setBuddy(self.stamp)
        self.lines = [
            FieldEdit(words, 1, offered, f"Words of the stamp, line {number}")
            for number, words in enumerate(_padded(spec.texts), start=1)
        ]
        self.error = label("", "error", wrap=True)
        for widget in (title, self.stamp, *self.lines, self.error):
            column.addWidget(widget)
        self.stamp.currentIndexChanged.connect(self._follow)
        for line in self.lines:
            line.textChanged.connect(self._follow)
        self._check()

    def spec(self) -> StampSpec:
        """The stamp as chosen and typed; no id for none."""
        chosen = fields.chosen(self.stamp)
        words = tuple(line.toPlainText() for line in self.lines[: lines_of_stamp(chosen)])
        while words and not words[-1].strip():
            words = words[:-1]
        return StampSpec(chosen, words)

    def go_to_problem(self) -> None:
        """Go to the words if they are too long or empty."""
        if self.error.text():
            self.lines[0].setFocus()

    def _follow(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        spec = self.spec()
        shown = lines_of_stamp(spec.id)
        for number, line in enumerate(self.lines):
            line.setVisible(number < shown)
        told = stamp_problems(spec)
        self.error.setText("\n".join(told))
        self.error.setVisible(bool(told))


def _padded(texts: tuple[str, ...]) -> tuple[str, ...]:
    return (*texts, *[""] * _LINES)[:_LINES]
