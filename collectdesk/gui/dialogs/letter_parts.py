"""The parts of one letter's words on the screen: heading, greeting, paragraphs, close."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.paper_parts import StampSpec
from collectdesk.domain.texts import Passage
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.field_edit import FieldEdit
from collectdesk.gui.dialogs.stamp_parts import StampParts
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.letters.letter_fields import TONES, examples_in
from collectdesk.usecases.letters.letter_texts import LetterTextRow, problems_in

_ROWS: Final = 4
_FACTS: Final = {
    "accelerated": "the whole rest is due",
    "asked_before": "letters or calls went before",
    "bank": "bank details are set",
    "broken_promise": "a promise was broken",
    "charges": "charges are claimed",
    "copies_enclosed": "copies are enclosed",
    "hold_date": "new orders will be stopped",
    "hold_ends": "new orders are on hold",
    "late": "something is past due",
    "next_step": "the next step is meant",
    "no_plan": "no plan is offered",
    "past_due": "something past due is asked for",
    "phone": "your phone number is set",
    "rest_coming": "the plan has ended and its rest falls due soon",
    "settled": "everything is paid",
    "undisputed": "a part is not in question",
    "waits": "what is past due is not asked for",
    "written_before": "a notice went before",
}
_EMPTY: Final = OwnText("x", "", (), ())


@dataclass(frozen=True, slots=True)
class _Part:
    title: QLabel
    edit: FieldEdit
    error: QLabel
    passage: Passage


class LetterParts(QWidget):
    """Edits the words of one letter, those parts that it has. ``changed`` follows the typing."""

    changed = Signal()

    def __init__(self, row: LetterTextRow, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._row = row
        examples = examples_in(currency)
        self._offered: Mapping[str, str] = {name: examples[name] for name in row.fields}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GRID, 0)
        self._column.setSpacing(4)
        has, text = row.parts, row.text
        self.tone = fields.choice([(tone, tone.capitalize()) for tone in TONES], row.tone)
        self._tone_row("tone" in has)
        ticks = row.letter == "slip"
        self.heading = self._line("At the tear line" if ticks else "Heading", text.heading,
                                  "heading" in has)  # fmt: skip
        self.salutation = self._line("Greeting", text.salutation, "salutation" in has)
        above = "Beside a box to tick" if ticks else "Above what is listed"
        self.opening = self._passages(above, text.opening, "opening" in has)
        self.clause_headings: list[_Part] = []
        self.clauses = self._clauses(text.clauses or (), "clauses" in has)
        self.closing = self._passages("Below what is listed", text.closing, "closing" in has)
        self.sign_off = self._line("Close", text.sign_off, "sign_off" in has)
        self.stamp = StampParts(text.stamp or StampSpec("", ()), self._offered, currency)
        self.stamp.setVisible("stamp" in has)
        self.stamp.changed.connect(self._follow)
        self.tone.currentIndexChanged.connect(self._follow)
        self._column.addWidget(self.stamp)
        self._column.addStretch(1)
        self._check()

    def minimumSizeHint(self) -> QSize:
        """Long letters scroll; their fields are never squeezed."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def text(self) -> OwnText:
        """The words as typed."""
        return OwnText(
            heading=self.heading.edit.toPlainText(),
            salutation=self.salutation.edit.toPlainText(),
            opening=tuple(_typed(part) for part in self.opening),
            closing=tuple(_typed(part) for part in self.closing),
            sign_off=self.sign_off.edit.toPlainText(),
            clauses=tuple(
                replace(_typed(body), heading=head.edit.toPlainText())
                for head, body in zip(self.clause_headings, self.clauses, strict=True)
            ),
            stamp=self.stamp.spec(),
            tone=fields.chosen(self.tone),
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
        self.stamp.go_to_problem()

    def _parts(self) -> Iterator[_Part]:
        yield from (self.heading, self.salutation, *self.opening)
        yield from (*self.clause_headings, *self.clauses, *self.closing, self.sign_off)

    def _tone_row(self, shown: bool) -> None:
        title = label("It sounds", "quiet")
        title.setBuddy(self.tone)
        self.tone.setAccessibleName("It sounds")
        for widget in (title, self.tone):
            self._column.addWidget(widget)
            widget.setVisible(shown)

    def _passages(self, title: str, passages: tuple[Passage, ...], shown: bool) -> list[_Part]:
        parts = [self._paragraph(title, passage) for passage in passages]
        if shown:

            def add(at: int) -> _Part:
                parts.append(self._paragraph(title, Passage(""), at))
                return parts[-1]

            self._add_button(title, "paragraph", add)
        return parts

    def _clauses(self, clauses: tuple[Passage, ...], shown: bool) -> list[_Part]:
        parts: list[_Part] = []
        for clause in clauses:
            self._clause(parts, clause)
        if shown:
            self._add_button("Points", "point", lambda at: self._clause(parts, Passage(""), at))
        return parts

    def _clause(self, parts: list[_Part], clause: Passage, at: int = -1) -> _Part:
        condition = condition_words(clause, self._currency)
        number = len(parts) + 1
        title = f"Point {number}, {condition}" if condition else f"Point {number}"
        head = self._part(title, clause.heading, 1, Passage(""), at)
        below = at if at < 0 else at + 3
        parts.append(self._part(f"Words of point {number}", clause.text, _ROWS, clause, below))
        self.clause_headings.append(head)
        return head

    def _add_button(self, title: str, what: str, make: Callable[[int], _Part]) -> None:
        button = Button(f"Add a {what}", "flat")
        button.setAccessibleName(f"Add a {what}: {title.lower()}")
        self._column.addWidget(button)
        button.clicked.connect(lambda *_: make(self._column.indexOf(button)).edit.setFocus())

    def _line(self, title: str, text: str, shown: bool) -> _Part:
        part = self._part(title, text, 1, Passage(""))
        part.title.setVisible(shown)
        part.edit.setVisible(shown)
        return part

    def _paragraph(self, title: str, passage: Passage, at: int = -1) -> _Part:
        condition = condition_words(passage, self._currency)
        shown = f"{title}, {condition}" if condition else title
        return self._part(shown, passage.text, _ROWS, passage, at)

    def _part(self, title: str, text: str, rows: int, passage: Passage, at: int = -1) -> _Part:
        edit = FieldEdit(text, rows, self._offered, title)
        error = label("", "error", wrap=True)
        error.hide()
        name = label(title, "quiet")
        for step, widget in enumerate((name, edit, error)):
            self._column.insertWidget(at if at < 0 else at + step, widget)
        edit.textChanged.connect(self._follow)
        return _Part(name, edit, error, passage)

    def _follow(self) -> None:
        self._check()
        self.changed.emit()

    def _check(self) -> None:
        for part in self._parts():
            alone = replace(_EMPTY, opening=(_typed(part),))
            told = problems_in(self._row.letter, alone)
            needed = part is self.heading and "heading" in self._row.parts
            if needed and not part.edit.toPlainText().strip():
                told = ("A letter needs a heading.",)
            part.error.setText("\n".join(told))
            part.error.setVisible(bool(told))


def condition_words(passage: Passage, currency: str) -> str:
    """When a paragraph is printed, in words; "" for always."""
    if passage.when:
        return f"if {_fact(passage.when, currency)}"
    return f"unless {_fact(passage.unless, currency)}" if passage.unless else ""


def _fact(name: str, currency: str) -> str:
    return spelled(_FACTS.get(name, name.replace("_", " ")), currency)


def _typed(part: _Part) -> Passage:
    return replace(part.passage, text=part.edit.toPlainText())
