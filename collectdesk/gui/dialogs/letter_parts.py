"""The parts of one letter's words on the screen: heading, greeting, paragraphs, close."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from collectdesk.domain.texts import Passage
from collectdesk.gui.dialogs.field_edit import FieldEdit
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.letter_samples import EXAMPLES
from collectdesk.usecases.letter_texts import LetterTextRow, OwnText, problems_in

_ROWS: Final = 4
_FACTS: Final = {
    "accelerated": "the whole rest is due",
    "bank": "bank details are set",
    "broken_promise": "a promise was broken",
    "charges": "charges are claimed",
    "copies_enclosed": "copies are enclosed",
    "hold_date": "new orders will be stopped",
    "next_step": "the next step is meant",
    "no_plan": "no plan is offered",
    "past_due": "something is past due",
    "phone": "your phone number is set",
    "settled": "everything is paid",
    "undisputed": "a part is not in question",
}
_EMPTY: Final = OwnText("x", "", (), ())


@dataclass(frozen=True, slots=True)
class _Part:
    edit: FieldEdit
    error: QLabel
    passage: Passage


class LetterParts(QWidget):
    """Edits the words of one letter. ``changed`` follows the typing."""

    changed = Signal()

    def __init__(self, row: LetterTextRow) -> None:
        super().__init__()
        self._row = row
        self._offered: Mapping[str, str] = {name: EXAMPLES[name] for name in row.fields}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(4)
        self.heading = self._line("Heading", row.text.heading)
        self.salutation = self._line("Greeting", row.text.salutation)
        self.opening = self._passages("Above what is listed", row.text.opening)
        self.closing = self._passages("Below what is listed", row.text.closing)
        self.sign_off = self._line("Close", row.text.sign_off)
        self._column.addStretch(1)
        self._check()

    def text(self) -> OwnText:
        """The words as typed."""
        return OwnText(
            heading=self.heading.edit.toPlainText(),
            salutation=self.salutation.edit.toPlainText(),
            opening=tuple(_typed(part) for part in self.opening),
            closing=tuple(_typed(part) for part in self.closing),
            sign_off=self.sign_off.edit.toPlainText(),
        )

    def problems(self) -> tuple[str, ...]:
        """What stops these words from being used."""
        return problems_in(self._row.letter, self.text())

    def go_to_problem(self) -> None:
        """Put the cursor where the first problem is."""
        for part in self._parts():
            if part.error.text():
                part.edit.go_to_unknown()
                return

    def _parts(self) -> Iterator[_Part]:
        yield from (self.heading, self.salutation, *self.opening, *self.closing, self.sign_off)

    def _passages(self, title: str, passages: tuple[Passage, ...]) -> list[_Part]:
        parts = [self._paragraph(title, passage) for passage in passages]
        button = Button("Add a paragraph", "flat")
        button.setAccessibleName(f"Add a paragraph {title.lower()}")
        self._column.addWidget(button)

        def add() -> None:
            at = self._column.indexOf(button)
            parts.append(self._paragraph(title, Passage(""), at))
            parts[-1].edit.setFocus()

        button.clicked.connect(lambda *_: add())
        return parts

    def _line(self, title: str, text: str) -> _Part:
        return self._part(title, text, 1, Passage(""))

    def _paragraph(self, title: str, passage: Passage, at: int = -1) -> _Part:
        condition = condition_words(passage)
        shown = f"{title}, {condition}" if condition else title
        return self._part(shown, passage.text, _ROWS, passage, at)

    def _part(self, title: str, text: str, rows: int, passage: Passage, at: int = -1) -> _Part:
        edit = FieldEdit(text, rows, self._offered, title)
        error = label("", "error", wrap=True)
        error.hide()
        for step, widget in enumerate((label(title, "quiet"), edit, error)):
            self._column.insertWidget(at if at < 0 else at + step, widget)
        edit.textChanged.connect(self._follow)
        return _Part(edit, error, passage)

    def _follow(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        for part in self._parts():
            alone = replace(_EMPTY, opening=(_typed(part),))
            told = problems_in(self._row.letter, alone)
            if part is self.heading and not part.edit.toPlainText().strip():
                told = ("A letter needs a heading.",)
            part.error.setText("\n".join(told))
            part.error.setVisible(bool(told))


def condition_words(passage: Passage) -> str:
    """When a paragraph is printed, in words; "" for always."""
    if passage.when:
        return f"if {_fact(passage.when)}"
    return f"unless {_fact(passage.unless)}" if passage.unless else ""


def _fact(name: str) -> str:
    return _FACTS.get(name, name.replace("_", " "))


def _typed(part: _Part) -> Passage:
    return replace(part.passage, text=part.edit.toPlainText())
