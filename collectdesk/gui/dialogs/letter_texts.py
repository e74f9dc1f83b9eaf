"""Writing the words of letters: a letter from the list, its parts, and how it will look."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from collectdesk.domain.changes import Outcome
from collectdesk.domain.document import document_label
from collectdesk.gui.dialogs import asking, fields
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.letter_parts import LetterParts
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.letters.letter_checks import OwnText
from collectdesk.usecases.letters.letter_texts import (
    LetterTextRow,
    SaveLetterText,
    languages,
    letter_texts,
    save_letter_text,
)
from collectdesk.usecases.papers.letter_samples import draw_sample

_WIDTH: Final = 1240
_HEIGHT: Final = 820
_DRAW_AFTER_MS: Final = 200
_LEAD: Final = "Type { for a list of what can be filled in. An emptied paragraph is left out."
_KINDS: Final = {
    "promise": "promise_confirmation",
    "dispute": "dispute_acknowledgement",
    "plan": "plan_agreement",
}
_NAMES: Final = {
    "application": "Credit application",
    "invoice_early": "Stamp: two prices",
    "invoice_paid": "Stamp: paid invoice",
    "slip": "Slip to tear off",
}
_EVERYBODY: Final = "For everybody"


class LetterTextsDialog(FormDialog):
    """One letter is written at a time; Save keeps it and stays."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, rows: tuple[LetterTextRow, ...]
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Letter texts",
            "&Save this letter",
            lead=_LEAD,
            width=_WIDTH,
            height=_HEIGHT,
        )
        self._rows = rows
        self._at = 0
        self.language = fields.choice([("", _EVERYBODY)])
        self.language.setAccessibleName("Language of the customers")
        self.language.hide()
        self.letters = QListWidget()
        self.letters.setAccessibleName("Letters")
        self.parts: LetterParts
        self.special = fields.tick("Show the paragraphs for special &cases")
        self.shipped_button = Button("Back to the program's &words", clicked=self.go_back)
        self.pane = PdfPane()
        self._place = QScrollArea()
        self._pause = QTimer(self, singleShot=True, interval=_DRAW_AFTER_MS)
        self._pause.timeout.connect(self.draw)
        self._lay_out_parts()
        self._list_letters()
        self.letters.currentRowChanged.connect(self._choose)
        self.special.toggled.connect(lambda _: self.draw())
        self._show_letter(0)
        self.letters.setFocus()
        runner.ask(languages, then=while_open(self, self._offer_languages))

    @property
    def row(self) -> LetterTextRow:
        """The letter that is written."""
        return self._rows[self._at]

    def typed(self) -> object:
        return self.parts.text()

    def save(self) -> None:
        self.clear_errors()
        problems = self.parts.problems()
        if problems:
            self.banner.say(f"Not saved. {problems[0]}", "late")
            self.parts.go_to_problem()
            return
        self._keep(self._command(self.parts.text()), "Saved.")

    def go_back(self) -> None:
        """Use the words again that come with the program; Undo brings the own ones back."""
        self.clear_errors()
        self._keep(self._command(None), "These are the program's words again.")

    def draw(self) -> None:
        """Show the letter as it is typed."""
        if self.parts.problems():
            return
        self.runner.ask(
            draw_sample,
            self.row.letter,
            self.parts.text(),
            self.special.isChecked(),
            then=while_open(self, self.pane.show_pdf),
            failed=while_open(self, lambda error: self.pane.show_message(sentence(error))),
            key=f"letter-sample-{id(self)}",
        )

    def _keep(self, command: SaveLetterText, said: str) -> None:
        self.set_busy(True)

        def kept(outcome: Outcome[Any]) -> None:
            self.saved.emit(outcome.result)
            language = fields.chosen(self.language)
            self.runner.ask(letter_texts, language, then=while_open(self, lambda rows: show(rows)))

        def show(rows: tuple[LetterTextRow, ...]) -> None:
            self.set_busy(False)
            self._show_rows(rows)
            self.banner.say(said, "good")

        def failed(error: BaseException) -> None:
            self.set_busy(False)
            self.show_error(error)

        self.runner.do(
            save_letter_text,
            command,
            then=while_open(self, kept),
            failed=while_open(self, failed),
        )

    def _command(self, text: OwnText | None) -> SaveLetterText:
        return SaveLetterText(self.row.letter, text, self.row.language)

    def _offer_languages(self, known: tuple[str, ...]) -> None:
        for name in known:
            self.language.addItem(f"For customers written to in {name}", name)
        self.language.setVisible(bool(known))
        self.language.currentIndexChanged.connect(lambda _: self._choose_language())

    def _choose_language(self) -> None:
        chosen = fields.chosen(self.language)
        if chosen == self.row.language:
            return
        if not self._may_leave():
            fields.choose(self.language, self.row.language)
            return
        self.runner.ask(letter_texts, chosen, then=while_open(self, self._show_rows))

    def _show_rows(self, rows: tuple[LetterTextRow, ...]) -> None:
        self.clear_errors()
        self._rows = rows
        self._list_letters()
        self._show_letter(self._at)

    def _may_leave(self) -> bool:
        return not self.is_changed or asking.confirm(
            self, "Leave this letter without saving what you typed?", "Leave", "Keep editing"
        )

    def _choose(self, at: int) -> None:
        if at in (-1, self._at):
            return
        if not self._may_leave():
            self.letters.blockSignals(True)
            self.letters.setCurrentRow(self._at)
            self.letters.blockSignals(False)
            return
        self.clear_errors()
        self._show_letter(at)

    def _show_letter(self, at: int) -> None:
        self._at = at
        self.parts = LetterParts(self.row, self.runner.currency, self._place.viewport())
        self.parts.changed.connect(self._pause.start)
        self._place.setWidget(self.parts)
        self.shipped_button.setEnabled(self.row.own)
        self.begin()
        self.draw()

    def _list_letters(self) -> None:
        self.letters.blockSignals(True)
        self.letters.clear()
        for row in self._rows:
            own = ", your own words" if row.own else ""
            name = letter_label(row.letter, self.runner.currency)
            self.letters.addItem(QListWidgetItem(f"{name}\n{row.tone}{own}"))
        self.letters.setCurrentRow(self._at)
        self.letters.blockSignals(False)

    def _lay_out_parts(self) -> None:
        self.grid.hide()
        self.cancel_button.setText("Close")
        self.letters.setFixedWidth(look().px(220))
        self.language.setFixedWidth(look().px(220))
        self.letters.setSpacing(3)
        self._place.setWidgetResizable(True)
        self._place.setFrameShape(QFrame.Shape.NoFrame)
        self._place.setMinimumWidth(look().px(320))
        self.pane.setMinimumSize(look().px(290), look().px(260))
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.special)
        right.addWidget(self.pane, 1)
        right.addWidget(label("With made-up facts; each letter fills in its own.", "small"))
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.language)
        left.addWidget(self.letters, 1)
        columns.addLayout(left)
        columns.addWidget(self._place, 1)
        columns.addLayout(right, 1)
        self.body.addLayout(columns, 1)
        self.buttons.insertWidget(0, self.shipped_button)


def letter_label(letter: str, currency: str) -> str:
    """What the list calls a letter in a book of this currency."""
    return _NAMES.get(letter) or document_label(_KINDS.get(letter, letter), currency)
