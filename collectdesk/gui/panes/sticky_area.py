"""A scroll area of which one row stays in sight at the bottom, where it would be further below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from collectdesk.gui.theme import colour, look


class _Place(QWidget):
    """The room that the row takes among what scrolls."""

    def __init__(self, row: QWidget) -> None:
        super().__init__()
        self._row = row
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return self._row.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._row.heightForWidth(width)
        return height if height >= 0 else self._row.sizeHint().height()


class _Ground(QWidget):
    """Carries the row, on the ground of the pane; a line above it while things pass below it."""

    def __init__(self, row: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_stuck = False
        self.row = row
        row.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.row.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_stuck:
            painter = QPainter(self)
            painter.fillRect(self.rect(), colour(look().colours.pane))
            painter.fillRect(QRect(0, 0, self.width(), 1), colour(look().colours.line))


class StickyArea(QScrollArea):
    """Scrolls up and down. ``row`` is seen at ``place``, which belongs into what scrolls.

    While the place is below the end of the area, the row stands at that end, and what scrolls ends
    above it.
    """

    def __init__(self, row: QWidget) -> None:
        super().__init__()
        self.place = _Place(row)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ground = _Ground(row, self)
        self._row = row
        row.installEventFilter(self)
        self.place.installEventFilter(self)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._stick())

    @property
    def is_stuck(self) -> bool:
        """Whether the row stands at the end of the area, above where it belongs."""
        return self._ground.is_stuck

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stick()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.place and event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._stick()
        elif watched is self._row and event.type() is QEvent.Type.LayoutRequest:
            self.place.updateGeometry()
        return super().eventFilter(watched, event)

    def _stick(self) -> None:
        place = QRect(self.place.mapTo(self, QPoint(0, 0)), self.place.size())
        end = self.rect().bottom()
        stuck = place.bottom() > end
        if stuck:
            place.moveBottom(end)
        if stuck != self._ground.is_stuck:
            self._ground.is_stuck = stuck
            self._ground.update()
        self.setViewportMargins(0, 0, 0, place.height() if stuck else 0)
        self._ground.setGeometry(place)
        self._ground.raise_()
