"""Buttons of one kind each: primary (one a view), ordinary, flat, link, danger."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from collectdesk.gui import icons
from collectdesk.gui.theme import look


class Button(QPushButton):
    """A push button whose icon keeps to the theme. ``kind`` picks its look in the style sheet."""

    def __init__(
        self,
        text: str = "",
        kind: str = "",
        icon: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        self._kind = kind
        self._action: QAction | None = None
        if kind:
            self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        if clicked is not None:
            self.clicked.connect(lambda *_: clicked())
        self._draw_icon()

    def set_kind(self, kind: str) -> None:
        """Look like a button of another kind."""
        if kind == self._kind:
            return
        self._kind = kind
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._draw_icon()

    def follow(self, action: QAction) -> None:
        """Have the action's tooltip, and be disabled with it, from now on."""
        self._action = action
        action.changed.connect(self._take_state)
        self._take_state()

    def _take_state(self) -> None:
        if self._action is not None:
            self.setToolTip(self._action.toolTip())
            self.setEnabled(self._action.isEnabled())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange:
            self._draw_icon()
        return super().event(event)

    def _draw_icon(self) -> None:
        if not self._icon_name:
            return
        worn = look()
        colour = worn.colours.on_accent if self._kind == "primary" else worn.colours.text
        self.setIcon(icons.icon(self._icon_name, colour))
        self.setIconSize(QSize(worn.px(16), worn.px(16)))


def icon_button(icon: str, name: str, clicked: Callable[[], object] | None = None) -> Button:
    """A flat button with an icon only; ``name`` is its tooltip and what a screen reader says."""
    made = Button("", "flat", icon, clicked)
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made
