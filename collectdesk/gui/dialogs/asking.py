"""A small question in a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

from collectdesk.gui.session import message


def confirm(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Ask; True when ``yes`` was chosen. Esc, Enter and closing the window mean ``no``."""
    box = message(parent, question)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    refuse = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(refuse)
    box.setEscapeButton(refuse)
    box.exec()
    return box.clickedButton() is agree
