"""Choosing the firm's logo and colour."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from collectdesk.base.files import read_whole
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs.fields import line
from collectdesk.gui.theme import GRID, RADIUS, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.logos import logo_for_screen

LARGEST_FILE: Final = 1_500_000
_SIDE: Final = 44
_TOO_LARGE: Final = "This picture is larger than 1.5 MB. Choose a smaller one."


class LogoField(QWidget):
    """Shows the logo; ``encoded()`` is the picture as base64 text, "" for none."""

    refused = Signal(str)

    def __init__(self, encoded: str) -> None:
        super().__init__()
        self._encoded = encoded
        self._picture = label()
        self._picture.setFixedSize(look().px(_SIDE) * 2, look().px(_SIDE))
        self._picture.setAccessibleName("Logo")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.choose_button = Button("Choose…", clicked=self.choose)
        self.remove_button = Button("Remove", "flat", clicked=self.remove)
        self.setFocusProxy(self.choose_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        buttons = QVBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.remove_button)
        row.addWidget(self._picture)
        row.addLayout(buttons)
        row.addStretch(1)
        self._show_picture()

    def encoded(self) -> str:
        """The logo as base64 text."""
        return self._encoded

    def choose(self) -> None:
        """Ask for a picture file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Choose a logo", "", "Pictures (*.png *.jpg *.jpeg *.svg)"
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Use the picture at ``path``; ``refused`` tells why where it cannot be used."""
        try:
            self._encoded = base64.b64encode(_picture_bytes(path)).decode("ascii")
        except InvalidInput as error:
            self.refused.emit(str(error))
        self._show_picture()

    def remove(self) -> None:
        """Use no logo."""
        self._encoded = ""
        self._show_picture()

    def _show_picture(self) -> None:
        picture = QPixmap()
        if self._encoded:
            picture.loadFromData(self._on_screen())
        if picture.isNull():
            self._picture.setText("No logo")
        else:
            self._picture.setPixmap(
                picture.scaled(
                    self._picture.size(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        self.remove_button.setVisible(bool(self._encoded))

    def _on_screen(self) -> bytes:
        try:
            return logo_for_screen(base64.b64decode(self._encoded))
        except (InvalidInput, ValueError):
            return b""


def _picture_bytes(path: Path) -> bytes:
    try:
        data = read_whole(path, LARGEST_FILE + 1)
    except OSError as error:
        raise InvalidInput(f"This file cannot be read ({error.strerror}).", "firm_logo") from error
    if len(data) > LARGEST_FILE:
        raise InvalidInput(_TOO_LARGE, "firm_logo")
    logo_for_screen(data)
    return data


class ColourField(QWidget):
    """Six digits of a colour, with a patch of it; the patch opens the system's chooser."""

    def __init__(self, digits: str, currency: str) -> None:
        super().__init__()
        self._currency = currency
        self.digits: QLineEdit = line(digits, longest=7)
        self.digits.setAccessibleName(spelled("Colour, six digits", currency))
        self.patch = Button("", clicked=self.choose)
        self.patch.setAccessibleName(spelled("Choose a colour", currency))
        self.patch.setToolTip(spelled("Choose a colour", currency))
        self.patch.setFixedWidth(look().px(40))
        self.setFocusProxy(self.digits)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(label("#", "quiet"))
        row.addWidget(self.digits, 1)
        row.addWidget(self.patch)
        self.digits.textChanged.connect(lambda _: self._show_colour())
        self._show_colour()

    def colour(self) -> str:
        """The digits as typed, without a leading #."""
        return self.digits.text().strip().removeprefix("#")

    def choose(self) -> None:
        """Ask for a colour."""
        title = spelled("Choose a colour", self._currency)
        chosen = QColorDialog.getColor(QColor(f"#{self.colour()}"), self, title)
        if chosen.isValid():
            self.digits.setText(chosen.name().removeprefix("#").upper())

    def _show_colour(self) -> None:
        colour = QColor(f"#{self.colour()}")
        ground = colour.name() if colour.isValid() else "transparent"
        self.patch.setStyleSheet(f"background: {ground}; border-radius: {RADIUS}px;")
