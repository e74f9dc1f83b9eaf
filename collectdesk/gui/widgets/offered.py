"""The list of what a field offers while typing; it is never in the way of what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QWidget

_NOTHING: Final = "\0"
"""What no entry holds."""


class Suggestions(QCompleter):
    """Offers entries while typing, found anywhere in their text, until one is typed whole."""

    def __init__(self, entries: Iterable[str], field: QWidget) -> None:
        listed = list(entries)
        super().__init__(listed, field)
        self._whole = frozenset(entry.casefold() for entry in listed)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        let_clicks_through(self, field)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for among the entries."""
        return [_NOTHING if path.strip().casefold() in self._whole else path]


def let_clicks_through(completer: QCompleter, field: QWidget) -> QWidget:
    """Give the list of a completer its border; a click beside it closes it and does the same in the
    field's window as if it had not been there. Returns the list."""
    popup = completer.popup()
    assert popup is not None
    popup.setProperty("role", "offered")
    popup.installEventFilter(_ClicksThrough(popup, field))
    return popup


class _ClicksThrough(QObject):
    def __init__(self, popup: QWidget, field: QWidget) -> None:
        super().__init__(popup)
        self._popup, self._field = popup, field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() is not QEvent.Type.MouseButtonPress:
            return False
        if self._popup.rect().contains(self._popup.mapFromGlobal(event.globalPosition().toPoint())):
            return False
        self._popup.hide()
        self._pass_on(event)
        return True

    def _pass_on(self, event: QMouseEvent) -> None:
        below = QApplication.widgetAt(event.globalPosition().toPoint())
        if below is None or below.window() is not self._field.window():
            return
        if below.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            below.setFocus(Qt.FocusReason.MouseFocusReason)
        place = below.mapFromGlobal(event.globalPosition())
        again = QMouseEvent(
            event.type(), place, event.globalPosition(),
            event.button(), event.buttons(), event.modifiers(),
        )  # fmt: skip
        QApplication.postEvent(below, again)
