"""Bars of what was invoiced and what was collected, month by month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from collectdesk.domain.dates import MONTHS
from collectdesk.gui.text import money, short_money
from collectdesk.gui.theme import TINY, colour, look
from collectdesk.usecases.insights import MonthFigures

_GAP: Final = 0.3


class MonthBars(QWidget):
    """Two bars a month on one scale; the tooltip and the spoken name tell the amounts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[MonthFigures, ...] = ()
        self._currency = "USD"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_months(self, months: Sequence[MonthFigures], currency: str) -> None:
        """Show these months, the oldest first."""
        self._months, self._currency = tuple(months), currency
        self.setAccessibleName(
            "Invoiced and collected: " + "; ".join(self._words(each) for each in self._months)
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(130))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(110))

    def _words(self, month: MonthFigures) -> str:
        name = f"{MONTHS[month.month.month - 1]} {month.month.year}"
        invoiced = money(month.invoiced, self._currency)
        return f"{name}: invoiced {invoiced}, collected {money(month.collected, self._currency)}"

    def _largest(self) -> int:
        return max((max(each.invoiced, each.collected) for each in self._months), default=0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._months:
            at = min(len(self._months) - 1, event.x() * len(self._months) // max(1, self.width()))
            QToolTip.showText(event.globalPos(), self._words(self._months[at]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, colours = look(), look().colours
        painter = QPainter(self)
        painter.setFont(worn.font(TINY))
        text_height = painter.fontMetrics().height()
        base = self.height() - text_height - 4
        painter.fillRect(QRectF(0, base, self.width(), 1), colour(colours.edge))
        largest = self._largest()
        if not largest:
            return
        room = base - text_height - 4
        width = self.width() / len(self._months)
        for at, month in enumerate(self._months):
            self._paint_month(painter, month, at * width, width, base, room / largest)
        self._paint_legend(painter, largest)

    def _paint_month(
        self,
        painter: QPainter,
        month: MonthFigures,
        left: float,
        width: float,
        base: float,
        scale: float,
    ) -> None:
        colours = look().colours
        bar = width * (1 - _GAP) / 2
        start = left + width * _GAP / 2
        for offset, minor, ink in (
            (0.0, month.invoiced, colours.edge),
            (bar, month.collected, colours.good),
        ):
            height = max(0, minor) * scale
            painter.fillRect(QRectF(start + offset, base - height, bar - 1, height), colour(ink))
        painter.setPen(look().tone("quiet"))
        box = QRectF(left, base + 3, width, self.height() - base)
        name = MONTHS[month.month.month - 1][: 3 if width > 28 else 1]
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def _paint_legend(self, painter: QPainter, largest: int) -> None:
        colours = look().colours
        x = 0.0
        for name, ink in (("Invoiced", colours.edge), ("Collected", colours.good)):
            x = self._paint_key(painter, x, name, colour(ink))
        painter.setPen(look().tone("quiet"))
        top = QRectF(0, 0, self.width(), painter.fontMetrics().height())
        painter.drawText(
            top, Qt.AlignmentFlag.AlignRight, f"up to {short_money(largest, self._currency)}"
        )

    def _paint_key(self, painter: QPainter, x: float, name: str, ink: QColor) -> float:
        metrics = painter.fontMetrics()
        painter.fillRect(QRectF(x, metrics.height() / 2 - 4, 8, 8), ink)
        painter.setPen(look().tone("quiet"))
        painter.drawText(QRectF(x + 12, 0, 200, metrics.height()), Qt.AlignmentFlag.AlignLeft, name)
        return x + 12 + metrics.horizontalAdvance(name) + 14
