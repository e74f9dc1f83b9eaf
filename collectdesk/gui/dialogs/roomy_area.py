"""A scroll area that asks for all the room of its content, and scrolls only where there is less."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from collectdesk.gui.theme import look

_LEAST_HEIGHT = 160


class RoomyArea(QScrollArea):
    """Makes a form fit on a small screen or with large text: its buttons stay in sight."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(content)

    def sizeHint(self) -> QSize:
        wanted = self._content.sizeHint()
        if self._content.hasHeightForWidth():
            return QSize(wanted.width(), self._content.heightForWidth(self.width()))
        return wanted

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), look().px(_LEAST_HEIGHT))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
