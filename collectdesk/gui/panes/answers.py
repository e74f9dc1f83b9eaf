"""The answer buttons of the call console: the main ones at once, the others on demand."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from collectdesk.domain.answer import ANSWERS, Answer
from collectdesk.gui.widgets import Button, FlowLayout

_DIGITS: Final = 9


class AnswerButtons(QWidget):
    """One answer is chosen or none; Alt with a digit chooses one of the first nine."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=6)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, Button] = {}
        for number, answer in enumerate(ANSWERS, start=1):
            self._add(answer, number)
        self._more = Button("More…", "answer", clicked=self.toggle_more)
        self._more.setToolTip("Other answers (Alt+0)")
        self._flow.addWidget(self._more)
        self._shortcut("Alt+0", self._more.click)
        self._show_more(False)

    def _add(self, answer: Answer, number: int) -> None:
        button = Button(answer.label, "answer", clicked=lambda: self.choose(answer.code))
        button.setCheckable(True)
        self._group.addButton(button)
        self._buttons[answer.code] = button
        self._flow.addWidget(button)
        if number <= _DIGITS:
            keys = f"Alt+{number}"
            button.setToolTip(f"{answer.label} ({keys})")
            self._shortcut(keys, button.click)

    def _shortcut(self, keys: str, run: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(run)

    def button(self, code: str) -> Button:
        """The button of an answer."""
        return self._buttons[code]

    def answer(self) -> Answer | None:
        """The answer that is chosen."""
        return next((each for each in ANSWERS if self._buttons[each.code].isChecked()), None)

    def mark(self, code: str) -> None:
        """Choose an answer without telling."""
        self._buttons[code].setChecked(True)
        self._show_more(False)

    def choose(self, code: str) -> None:
        """Choose an answer and tell of it."""
        self.mark(code)
        self.chosen.emit(self.answer())

    def clear(self) -> None:
        """No answer is chosen; the rare ones are put away."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._show_more(False)

    def toggle_more(self) -> None:
        """Show the rare answers, or put them away."""
        rare = [each.code for each in ANSWERS if not each.is_main]
        show = self._buttons[rare[0]].isHidden()
        self._show_more(show)
        if show:
            self._buttons[rare[0]].setFocus()

    def _show_more(self, show: bool) -> None:
        for answer in ANSWERS:
            if not answer.is_main:
                self._buttons[answer.code].setVisible(
                    show or self._buttons[answer.code].isChecked()
                )
        self._more.setText("Fewer" if show else "More…")
        self.updateGeometry()
