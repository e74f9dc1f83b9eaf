"""The instalments of a plan as they are told before it is agreed: days and amounts in columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.gui.tables.roles import RIGHT
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.labels import label


class Schedule(QWidget):
    """A line above, the days with their amounts below each other, and a line below."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Schedule")
        self._above, self._below = label("", "", wrap=True), label("", "", wrap=True)
        self._days, self.amounts = label(), label()
        self.amounts.setAlignment(RIGHT)
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        columns.addWidget(self._days)
        columns.addWidget(self.amounts)
        columns.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 7, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self._above)
        whole.addLayout(columns)
        whole.addWidget(self._below)
        whole.addStretch(1)
        for part in (self._above, self._days, self._below):
            part.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_lines(
        self, above: str, lines: Sequence[tuple[str, str]] = (), below: str = ""
    ) -> None:
        """Show the days and amounts; without any, the line above stands alone."""
        self._above.setText(above)
        self._days.setText("\n".join(day for day, _ in lines))
        self.amounts.setText("\n".join(amount for _, amount in lines))
        self._below.setText(below)
        for part in (self._days, self.amounts, self._below):
            part.setVisible(bool(part.text()))
        self.setAccessibleDescription(self.text())

    def text(self) -> str:
        """All of it, line by line."""
        days, amounts = self._days.text().splitlines(), self.amounts.text().splitlines()
        pairs = (f"{day}:  {amount}" for day, amount in zip(days, amounts, strict=True))
        return "\n".join(filter(None, [self._above.text(), *pairs, self._below.text()]))
