"""A small question in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence

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


def which(parent: QWidget, question: str, answers: Sequence[str]) -> int | None:
    """Ask which of the answers holds; None where neither does. Esc means that."""
    box = message(parent, question)
    buttons = [box.addButton(words, QMessageBox.ButtonRole.ActionRole) for words in answers]
    neither = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(neither)
    box.setEscapeButton(neither)
    box.exec()
    chosen = [at for at, button in enumerate(buttons) if button is box.clickedButton()]
    return chosen[0] if chosen else None
