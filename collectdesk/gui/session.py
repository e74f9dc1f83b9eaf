"""What one user prefers, as the windows use it: theme, text size, places of panes, recent books."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from collectdesk.base.paths import BOOK_SUFFIX, UserPlaces
from collectdesk.base.preferences import Preferences, Theme, load_preferences, save_preferences
from collectdesk.gui import theme

LEAST_SCALE: Final = 80
MOST_SCALE: Final = 160
_log = logging.getLogger(__name__)


class Session(QObject):
    """One run of the program for one user. Preferences are read anew before each change."""

    def __init__(self, app: QApplication, places: UserPlaces) -> None:
        super().__init__(app)
        self._app = app
        self.places = places
        self.preferences = load_preferences(places.preferences)
        self._being_told: set[str] = set()
        app.styleHints().colorSchemeChanged.connect(lambda _: self.wear_theme())

    def prepare_look(self) -> None:
        """Choose colours and type as preferred, before the first window is built."""
        theme.prepare(self._app, dark=self._is_dark(), scale=self.preferences.text_scale)

    def wear_theme(self) -> None:
        """Dress the application as preferred; does nothing where it is dressed so already."""
        dark = self._is_dark()
        scale = self.preferences.text_scale
        worn = theme.look()
        if worn.dark != dark or worn.scale != scale:
            theme.wear(self._app, dark=dark, scale=scale)

    def take_changes(self) -> None:
        """Preferences may have been changed elsewhere: read and wear them."""
        self.preferences = load_preferences(self.places.preferences)
        self.wear_theme()

    def change_text_scale(self, step: int) -> None:
        """Larger or smaller text by ``step`` percent; 0 is the normal size."""
        scale = self.preferences.text_scale + step if step else 100
        wanted = max(LEAST_SCALE, min(MOST_SCALE, scale))
        self._change(lambda kept: replace(kept, text_scale=wanted))
        self.wear_theme()

    def switch_theme(self) -> None:
        """From light to dark or back."""
        wanted = Theme.LIGHT if self._is_dark() else Theme.DARK
        self._change(lambda kept: replace(kept, theme=wanted))
        self.wear_theme()

    def remember_book(self, path: Path) -> None:
        """``path`` is the book that was opened last."""
        if self.preferences.recent_books[:1] != (str(path),):
            self._change(lambda kept: kept.with_book(path))

    def forget_book(self, path: Path) -> None:
        """``path`` is no longer offered."""
        self._change(lambda kept: kept.without_book(path))

    def remember_splitter(self, name: str, sizes: tuple[int, ...]) -> None:
        """How wide the panes are; written to disk with the window's place."""
        self.preferences = self.preferences.with_splitter(name, sizes)

    def remember_geometry(self, geometry: str) -> None:
        """Where the window is and how wide its panes are."""
        sizes = self.preferences.splitter_sizes
        self._change(lambda kept: replace(kept, window_geometry=geometry, splitter_sizes=sizes))

    def ask_for_book(self, parent: QWidget) -> Path | None:
        """Let the owner choose a book file."""
        recent = self.preferences.recent_books
        folder = Path(recent[0]).parent if recent else self.places.books
        chosen, _ = QFileDialog.getOpenFileName(
            parent, "Open a book", str(folder), f"Books (*{BOOK_SUFFIX});;All files (*)"
        )
        return Path(chosen) if chosen else None

    def tell_trouble(self, sentence: str) -> None:
        """Say one sentence in a window, once even where several questions failed for one reason."""
        if sentence in self._being_told:
            return
        self._being_told.add(sentence)
        box = tell(QApplication.activeWindow(), sentence)
        box.finished.connect(lambda _: self._being_told.discard(sentence))

    def may_cancel_job(self, parent: QWidget) -> bool:
        """Ask whether running work may be cancelled."""
        question = "Something is still being written. Cancel it and close?"
        return confirm(parent, question, "Cancel it and close", "Keep open")

    def may_lose_call(self, parent: QWidget) -> bool:
        """Ask whether a call that is not logged may be dropped."""
        question = "A call is written down but not logged. Close without logging it?"
        return confirm(parent, question, "Close without logging", "Back to the call")

    def _is_dark(self) -> bool:
        wanted = self.preferences.theme
        if wanted is Theme.SYSTEM:
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return wanted is Theme.DARK

    def _change(self, change: Callable[[Preferences], Preferences]) -> None:
        path = self.places.preferences
        panes = self.preferences.splitter_sizes
        self.preferences = replace(change(load_preferences(path)), splitter_sizes=panes)
        try:
            save_preferences(path, self.preferences)
        except OSError:
            _log.warning("preferences could not be saved")


def message(parent: QWidget | None, sentence: str) -> QMessageBox:
    """A window with one plain sentence, ready for buttons."""
    box = QMessageBox(parent)
    box.setWindowTitle("CollectDesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    return box


def confirm(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Ask; True when ``yes`` was chosen. Esc, Enter and closing the window mean ``no``.

    Either answer has its first letter for a key, so that they begin with different ones.
    """
    box = message(parent, question)
    agree = box.addButton(f"&{yes}", QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(f"&{no}", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def tell(parent: QWidget | None, sentence: str) -> QMessageBox:
    """Say one sentence; returns at once."""
    box = message(parent, sentence)
    box.addButton("OK", QMessageBox.ButtonRole.AcceptRole)
    box.finished.connect(lambda _: box.deleteLater())  # holds the box until it is closed
    box.open()
    return box
