"""Somebody who starts the program and opens books; for tests of the whole program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from collectdesk.gui import app
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.start_window import StartWindow

SECRET = "kettle orbit Grüße meadow"


class Owner:
    """Somebody who starts the program, opens books and looks at what comes up."""

    def __init__(self, program: app.Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    def wait(self, until: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=15_000)

    @property
    def start(self) -> StartWindow:
        assert self.program.start_window is not None
        return self.program.start_window

    @property
    def window(self) -> MainWindow:
        assert self.program.main_window is not None
        return self.program.main_window

    def open(self, path: Path) -> None:
        self.program.open_book(path)

    def is_in(self, name: str) -> bool:
        """Whether the book of that name is open and shown."""
        window = self.program.main_window
        shown = window is not None and window.scene.page is not None and window.isVisible()
        return shown and window is not None and window.windowTitle().startswith(name)

    def is_refused(self) -> bool:
        """Whether the start says why a book was not opened."""
        start = self.program.start_window
        return start is not None and bool(start.trouble.text()) and bool(start.offered)

    def offers(self) -> list[str]:
        return [button.text() for button in self.start.offered]

    def take(self, words: str) -> None:
        """Press the button of an offer."""
        next(button for button in self.start.offered if words in button.text()).click()

    def dialog(self, kind: type[QDialog]) -> Any:
        """The window of that kind, once it shows."""

        def shown() -> list[QDialog]:
            return [
                each
                for each in QApplication.topLevelWidgets()
                if isinstance(each, kind) and each.isVisible()
            ]

        self.wait(shown)
        return shown()[0]
