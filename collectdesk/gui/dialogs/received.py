"""A letter, mail or scan that a customer sent, as it came in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from collectdesk.domain.errors import KnownError
from collectdesk.gui.dialogs.folders import last_folder, remember_folder
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import sentence
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.papers.paper_files import write_file
from collectdesk.usecases.received import PICTURES, ReceivedFile

_HEIGHT: Final = 620
_PICTURE_WIDTH: Final = 560


class ReceivedDialog(FormDialog):
    """Shows what can be shown, and saves a copy of the rest."""

    def __init__(self, parent: QWidget | None, runner: Runner, received: ReceivedFile) -> None:
        super().__init__(
            parent,
            runner,
            f"Received {received.number}",
            "&Save a copy…",
            about=received.customer_name,
            lead=received.name,
            width=MIDDLE,
            height=_HEIGHT,
        )
        self._received = received
        self.cancel_button.setText("Close")
        self.grid.hide()
        self.shown = self._made()
        self.body.addWidget(self.shown, 1)
        self.begin()

    def save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save a copy", str(last_folder() / Path(self._received.name).name)
        )
        if chosen:
            self.save_copy(Path(chosen))

    def save_copy(self, path: Path) -> None:
        """Write the file as it came in."""
        try:
            write_file(path, self._received.content)
        except KnownError as error:
            self.banner.say(sentence(error), "late")
            return
        remember_folder(path.parent)
        self.banner.say(f"Saved as {path.name}.", "good")

    def _made(self) -> QWidget:
        received = self._received
        if received.content.startswith(b"%PDF"):
            pane = PdfPane()
            pane.setMinimumHeight(look().px(360))
            pane.show_pdf(received.content)
            return pane
        picture = QPixmap()
        if received.ending in PICTURES and picture.loadFromData(QByteArray(received.content)):
            shown = label()
            shown.setAccessibleName(f"Picture {received.name}")
            wide = look().px(_PICTURE_WIDTH)
            fitting = Qt.TransformationMode.SmoothTransformation
            shown.setPixmap(picture.scaledToWidth(min(wide, picture.width()), fitting))
            return shown
        if received.text:
            text = QPlainTextEdit(received.text)
            text.setReadOnly(True)
            text.setAccessibleName("What it says")
            return text
        return label("This kind of file cannot be shown here. Save a copy to open it.", wrap=True)
