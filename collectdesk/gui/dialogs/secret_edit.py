"""A field for a passphrase: hidden while it is typed, shown on request."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from collectdesk.gui import icons
from collectdesk.gui.theme import look

_LONGEST: Final = 1_000


class SecretEdit(QLineEdit):
    """Dots for letters; the eye at its end, or Alt+V, shows them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(False)
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = QAction(self)
        self.eye.setCheckable(True)
        self.eye.setIcon(icons.icon("eye", look().colours.quiet))
        self.eye.setToolTip("Show what is typed (Alt+V)")
        self.eye.setText("Show what is typed")
        self.eye.setShortcut("Alt+V")
        self.addAction(self.eye, QLineEdit.ActionPosition.TrailingPosition)
        self.eye.toggled.connect(self.show_letters)

    def show_letters(self, shown: bool) -> None:
        """Show the letters, or dots."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
