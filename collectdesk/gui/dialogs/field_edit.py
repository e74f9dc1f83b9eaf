"""A field for words with {fields} in braces: offers them while typing, marks what is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QCompleter, QListView, QTextEdit

from collectdesk.gui.dialogs.fields import Paragraph
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.offered import let_clicks_through

_BEGUN: Final = re.compile(r"\{([a-z0-9_]*)$")
_WHOLE: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_NAME: Final = Qt.ItemDataRole.UserRole
_KEYS_OF_THE_LIST: Final = (
    Qt.Key.Key_Enter,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


class FieldEdit(Paragraph):
    """Words with fields; one of a single row takes no line breaks.

    ``offered`` are the fields that exist here, each with an example of what it becomes.
    """

    def __init__(self, text: str, rows: int, offered: Mapping[str, str], name: str) -> None:
        super().__init__(text, rows)
        self._single = rows == 1
        self._known = frozenset(offered)
        self.setAccessibleName(name)
        self.completer = QCompleter(self._model(offered), self)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        let_clicks_through(self.completer, self)
        self.completer.setWidget(self)
        self.completer.setCompletionRole(_NAME)
        self.completer.activated[QModelIndex].connect(self._put_in)  # type: ignore[index]  # not in the stubs
        self.textChanged.connect(self._offer)
        self.textChanged.connect(self._mark_unknown)
        self._mark_unknown()

    def go_to_unknown(self) -> None:
        """Put the cursor on the first field that does not exist here."""
        for start, end in self._unknown_places()[:1]:
            self.setTextCursor(self._cursor(start, end))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self.popup.isVisible() and key in _KEYS_OF_THE_LIST:
            event.ignore()
            return
        if self._single and key in (Qt.Key.Key_Enter, Qt.Key.Key_Return):
            event.ignore()
            return
        super().keyPressEvent(event)

    def _offer(self) -> None:
        begun = _BEGUN.search(self._before_cursor()) if self.hasFocus() else None
        if begun is None:
            self.popup.hide()
            return
        self.completer.setCompletionPrefix(begun[1])
        place = self.cursorRect()
        place.setWidth(look().px(320))
        self.completer.complete(place)
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _put_in(self, index: QModelIndex) -> None:
        begun = _BEGUN.search(self._before_cursor())
        if begun is None:
            return
        cursor = self.textCursor()
        rest = self.toPlainText()[cursor.position() :]
        left, keep = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        if rest.startswith("}"):
            cursor.deleteChar()
        cursor.movePosition(left, keep, len(begun[0]))
        cursor.insertText(f"{{{index.data(_NAME)}}}")
        self.setTextCursor(cursor)

    def _before_cursor(self) -> str:
        cursor = self.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]

    def _mark_unknown(self) -> None:
        style = QTextCharFormat()
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        style.setForeground(look().pill("late")[1])
        marks = []
        for start, end in self._unknown_places():
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._cursor(start, end), style
            marks.append(mark)
        self.setExtraSelections(marks)

    def _unknown_places(self) -> list[tuple[int, int]]:
        found = _WHOLE.finditer(self.toPlainText())
        return [match.span() for match in found if match[1] not in self._known]

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = self.textCursor()
        cursor.setPosition(_units(self.toPlainText()[:start]))
        cursor.setPosition(_units(self.toPlainText()[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _model(self, offered: Mapping[str, str]) -> QStandardItemModel:
        model = QStandardItemModel(self)
        for name, example in sorted(offered.items()):
            item = QStandardItem(f"{name}   ({example})")
            item.setData(name, _NAME)
            model.appendRow(item)
        return model


def _units(text: str) -> int:
    """The length of a text as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
