"""Offering the paper about what a form saves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog


def open_with_offer(dialog: FormDialog, words: str, show: Callable[[int], object]) -> QCheckBox:
    """Open the form with a tick beside its buttons.

    If it is set, ``show`` gets the id of what was saved.
    """
    tick = fields.tick(words)
    dialog.buttons.insertWidget(0, tick)
    dialog.saved.connect(lambda saved: show(saved) if tick.isChecked() else None)
    dialog.open()
    return tick
