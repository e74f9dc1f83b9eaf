"""Past-due accounts week by week as bars, with the line to stay under."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from collectdesk.domain.english import spelled
from collectdesk.gui.theme import TINY, colour, look
from collectdesk.usecases.learning import PastDueWeek


class TargetChart(QWidget):
    """A bar a week; those above the line are in the colour of late, and the line has its number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._weeks: tuple[PastDueWeek, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_weeks(self, weeks: Sequence[PastDueWeek], currency: str) -> None:
        """Show these weeks, the oldest first."""
        self._weeks = tuple(weeks)
        if weeks:
            first, last = weeks[0], weeks[-1]
            name = spelled("Past-due accounts", currency)
            self.setAccessibleName(
                f"{name}: {first.accounts} half a year ago, {last.accounts} now,"
                f" at most {last.target} wanted"
            )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(300), look().px(130))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), look().px(110))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._weeks:
            return
        worn, colours = look(), look().colours
        painter = QPainter(self)
        painter.setFont(worn.font(TINY))
        text_height = painter.fontMetrics().height()
        base = float(self.height() - 2)
        target = self._weeks[-1].target
        most = max([target, *(week.accounts for week in self._weeks)]) or 1
        scale = (base - text_height - 4) / most
        width = self.width() / len(self._weeks)
        for at, week in enumerate(self._weeks):
            ink = colours.late if week.accounts > week.target else colours.good
            height = week.accounts * scale
            bar = QRectF(at * width + 1, base - height, max(2.0, width - 3), height)
            painter.fillRect(bar, colour(ink))
        painter.fillRect(QRectF(0, base, self.width(), 1), colour(colours.edge))
        level = base - target * scale
        painter.setPen(QPen(worn.tone("plain"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(0, round(level), self.width(), round(level))
        painter.setPen(worn.tone("plain"))
        where = QRectF(0, level - text_height - 1, self.width(), text_height)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft, f"at most {target:,}")
