"""Keys that must work wherever the focus is: Ctrl+K in text fields, Alt and F10 for the menu."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

_OURS: Final = frozenset({Qt.Key.Key_K, Qt.Key.Key_D, Qt.Key.Key_H, Qt.Key.Key_E})


class ShortcutGuard(QObject):
    """Keeps text fields from taking the window's own shortcuts, and shows the hidden menu bar."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusChanged.connect(self._follow_focus)

    def stop(self) -> None:
        """The window closes: follow the focus no longer."""
        self._application.focusChanged.disconnect(self._follow_focus)

    def opens_menu(self, event: QKeyEvent) -> bool:
        """Show the menu bar if the key asks for it."""
        if event.key() != Qt.Key.Key_F10 or event.modifiers():
            return False
        bar = self._window.menuBar()
        bar.show()
        bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
        bar.setActiveAction(bar.actions()[0])
        return True

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        # A widget that is being deleted loses the focus before it says that it is destroyed.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)
            now.destroyed.connect(self._forget)
        if not isValid(self._window):
            return
        bar = self._window.menuBar()
        if bar.isVisible() and not bar.hasFocus() and now is not None:
            bar.hide()

    def _forget(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            only_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if only_control and event.key() in _OURS:
                event.ignore()
                return True
        return False
