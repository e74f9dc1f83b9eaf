"""Small questions and sentences in a window of their own; always plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Ask; True when ``yes`` was chosen. Esc, Enter and closing the window mean ``no``."""
    box = _box(parent, question)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree


def tell(parent: QWidget, sentence: str) -> None:
    """Say one sentence and wait until it was read."""
    box = _box(parent, sentence)
    box.addButton("OK", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def _box(parent: QWidget, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setWindowTitle("CollectDesk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    return box
