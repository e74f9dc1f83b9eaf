"""Line icons (Lucide, ISC licence), recoloured before they are drawn and kept once drawn."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from collectdesk.base.resources import resource_bytes
from collectdesk.gui.theme import look

_SHARPEST = 3


def icon(name: str, colour: str = "", size: int = 16) -> QIcon:
    """The icon ``name`` in ``colour`` (the text colour if empty), drawn for ``size`` pixels."""
    worn = look()
    return QIcon(pixmap(name, colour or worn.colours.text, worn.px(size)))


@cache
def pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    """The icon drawn sharp for screens of up to three device pixels to one."""
    drawn = QPixmap(QSize(pixels, pixels) * _SHARPEST)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer(name, colour).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(_SHARPEST)
    return drawn


@cache
def renderer(name: str, colour: str) -> QSvgRenderer:
    """What draws the icon ``name`` with strokes of ``colour``."""
    picture = resource_bytes(f"icons/{name}.svg").replace(b"currentColor", colour.encode())
    return QSvgRenderer(QByteArray(picture))


def paint(painter: QPainter, name: str, colour: str, box: QRectF) -> None:
    """Draw the icon inside ``box`` of a painter."""
    renderer(name, colour).render(painter, box)
