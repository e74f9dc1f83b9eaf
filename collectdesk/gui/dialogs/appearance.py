"""How the window looks to this user on this machine: theme and text size."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import Theme, load_preferences, save_preferences
from collectdesk.gui.dialogs import fields
from collectdesk.gui.session import Session
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import label

_THEMES: Final = (
    (Theme.SYSTEM.value, "As the system"),
    (Theme.LIGHT.value, "Light"),
    (Theme.DARK.value, "Dark"),
)
_SIZES: Final = (80, 90, 100, 110, 120, 130, 140, 150, 160)


class AppearancePage(QWidget):
    """Kept for this user, not in the book."""

    def __init__(self) -> None:
        super().__init__()
        now = load_preferences(user_places(os.environ).preferences)
        self.theme = fields.choice(_THEMES, now.theme.value)
        sizes = sorted({*_SIZES, now.text_scale})
        self.size_choice = fields.choice(
            ((str(size), f"{size} %") for size in sizes), str(now.text_scale)
        )
        grid = FormGrid(label_width=150)
        grid.add_row("theme", "&Theme", self.theme)
        grid.add_row("text_scale", "Te&xt size", self.size_choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 2 * GRID, GRID, GRID)
        column.addWidget(grid)
        column.addWidget(label("For you on this computer; the book is not changed.", "small"))
        column.addStretch(1)

    def chosen(self) -> tuple[Theme, int]:
        """The theme and the text size in percent."""
        return Theme(fields.chosen(self.theme)), int(fields.chosen(self.size_choice))

    def keep(self) -> None:
        """Save the choice for this user, and wear it."""
        path = user_places(os.environ).preferences
        theme, scale = self.chosen()
        save_preferences(path, replace(load_preferences(path), theme=theme, text_scale=scale))
        app = QApplication.instance()
        session = app.findChild(Session) if app is not None else None
        if session is not None:
            session.take_changes()
