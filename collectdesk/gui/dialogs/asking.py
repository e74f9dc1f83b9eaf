"""A small question in a window of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMessageBox, QWidget

from collectdesk.gui.session import confirm, message

__all__ = ["confirm", "which"]


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
