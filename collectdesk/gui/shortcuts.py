"""A window that lists all shortcuts, made from the actions themselves."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from collectdesk.gui.actions import Actions
from collectdesk.gui.theme import GRID, resize_on_screen
from collectdesk.gui.widgets import Button, label

_MORE: Final = (
    ("Choose an answer in the call", "Alt+1 … Alt+9"),
    ("Other answers", "Alt+0"),
    ("Log the call", "Ctrl+Return"),
    ("Next or previous line of a list", "Down, Up"),
    ("Open what you stand on", "Return"),
    ("Calendar of a day field", "Down"),
    ("Menu", "F10"),
)


class ShortcutsWindow(QDialog):
    """Two columns: what is done, and by which keys."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(4 * GRID)
        for text, keys in [*_MORE, *_from(actions)]:
            row = grid.rowCount()
            grid.addWidget(label(text), row, 0)
            grid.addWidget(label(keys, "strong"), row, 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.addWidget(area)
        column.addWidget(Button("Close", clicked=self.accept), 0, Qt.AlignmentFlag.AlignRight)
        resize_on_screen(self, 480, 560)


def _from(actions: Actions) -> list[tuple[str, str]]:
    return [
        (spec.text.rstrip("…"), action.shortcut().toString(QKeySequence.SequenceFormat.NativeText))
        for spec, action in actions
        if spec.shortcut
    ]
