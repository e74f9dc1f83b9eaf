"""The aging bar: what is owed, from current to over 90 days late, as one striped bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from collectdesk.gui.text import money, whole_amount
from collectdesk.gui.theme import RADIUS, TINY, colour, look, readable_on

NAMES = ("Current", "1–30", "31–60", "61–90", "Over 90")
_LEAST_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    amount: int
    ground: str
    left: float
    width: float


class AgingBar(QWidget):
    """Paints positive amounts in proportion, each with its words where they fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts: tuple[int, ...] = (0, 0, 0, 0, 0)
        self._currency = "USD"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_amounts(self, amounts: Sequence[int], currency: str) -> None:
        """Show the five buckets, current first, in minor units."""
        self._amounts, self._currency = tuple(amounts), currency
        words = [
            f"{name} {money(amount, currency)}"
            for name, amount in zip(NAMES, self._amounts, strict=True)
            if amount
        ]
        self.setAccessibleName(f"By age: {', '.join(words) or 'nothing owed'}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(400), look().px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(26))

    def _parts(self) -> list[_Part]:
        shown = [max(0, amount) for amount in self._amounts]
        total = sum(shown)
        if not total:
            return []
        shares = [max(amount / total, _LEAST_SHARE) if amount else 0.0 for amount in shown]
        grounds = look().colours.aging
        parts, left = [], 0.0
        for name, amount, ground, share in zip(NAMES, shown, grounds, shares, strict=True):
            width = share / sum(shares) * self.width()
            if amount:
                parts.append(_Part(name, amount, ground, left, width))
            left += width
        return parts

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tell_part(event)
            return True
        return super().event(event)

    def _tell_part(self, event: QHelpEvent) -> None:
        for part in self._parts():
            if part.left <= event.x() < part.left + part.width:
                words = f"{part.name}: {money(part.amount, self._currency)}"
                QToolTip.showText(event.globalPos(), words, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(outline)
        parts = self._parts()
        if not parts:
            self._paint_nothing(painter)
        painter.setFont(look().font(TINY, strong=True))
        for part in parts:
            self._paint_part(painter, part)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), colour(look().colours.plain_tint))
        painter.setFont(look().font(TINY))
        painter.setPen(colour(look().colours.plain_ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Nothing owed")

    def _paint_part(self, painter: QPainter, part: _Part) -> None:
        box = QRectF(part.left, 0, part.width + 0.5, self.height())
        painter.fillRect(box, colour(part.ground))
        painter.setPen(colour(readable_on(part.ground)))
        amount = whole_amount(part.amount, self._currency)
        for words in (f"{part.name} {amount}", amount):
            if painter.fontMetrics().horizontalAdvance(words) + 8 <= part.width:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
                return
