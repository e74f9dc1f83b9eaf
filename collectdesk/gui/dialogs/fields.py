"""Making and reading the plain fields of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
)

from collectdesk.domain.errors import InvalidInput, KnownError
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.choice_box import ChoiceBox
from collectdesk.gui.widgets.offered import Suggestions

Value = TypeVar("Value")


def line(text: str = "", *, hint: str = "", longest: int = 500) -> QLineEdit:
    """A field of one line; ``hint`` is shown while it is empty."""
    field = QLineEdit(text)
    field.setAcceptDrops(False)
    field.setMaxLength(longest)
    field.setPlaceholderText(hint)
    field.setCursorPosition(0)
    return field


class Paragraph(QPlainTextEdit):
    """A field of several lines, as high as ``rows`` of text; Tab leaves it."""

    def __init__(self, text: str, rows: int) -> None:
        super().__init__(text)
        self.setAcceptDrops(False)
        self._rows = rows
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(160), self.fontMetrics().lineSpacing() * self._rows + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(80), self.sizeHint().height())


def paragraph(text: str = "", *, rows: int = 3, hint: str = "") -> Paragraph:
    """A field of several lines; ``hint`` is shown while it is empty."""
    field = Paragraph(text, rows)
    field.setPlaceholderText(hint)
    return field


def choice(pairs: Iterable[tuple[str, str]], current: str = "") -> QComboBox:
    """A list to choose from; each pair is a code and the words shown for it."""
    field = ChoiceBox()
    for code, words in pairs:
        field.addItem(words, code)
    choose(field, current)
    return field


def choose(field: QComboBox, code: str) -> None:
    """Choose the entry with the code; an unknown code leaves the first one."""
    field.setCurrentIndex(max(0, field.findData(code)))


def chosen(field: QComboBox) -> str:
    """The code of the chosen entry."""
    return str(field.currentData() or "")


def suggesting(field: QLineEdit, suggestions: Iterable[str]) -> QLineEdit:
    """Offer suggestions while typing, found anywhere in their text."""
    field.setCompleter(Suggestions(suggestions, field))
    return field


def tick(words: str, on: bool = False) -> QCheckBox:
    """A box to tick. ``words`` are ours and may carry a mnemonic."""
    field = QCheckBox(words)
    field.setChecked(on)
    return field


def at(field: str, error: BaseException) -> BaseException:
    """A foreseen failure as one of ``field``, so that it appears there; any other as it is."""
    return InvalidInput(str(error), field) if isinstance(error, KnownError) else error


def read(field: str, reader: Callable[[], Value]) -> Value:
    """What ``reader`` reads; a refusal names ``field``, so that it appears there."""
    try:
        return reader()
    except InvalidInput as error:
        raise InvalidInput(str(error), field) from error
