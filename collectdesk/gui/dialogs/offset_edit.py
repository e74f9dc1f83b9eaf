"""How far a print is moved, typed in millimetres, in steps of a quarter of one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.label import MOST_STEPS, STEPS_IN_MM
from collectdesk.domain.numerals import parse_quantity


class OffsetEdit(QLineEdit):
    """Holds steps of 0.25 mm; Up and Down change it by one."""

    def __init__(self, name: str, millimetres: str) -> None:
        super().__init__(millimetres or _written(0))
        self.setAcceptDrops(False)
        self.setMaxLength(8)
        self.setAccessibleName(name)
        self.setToolTip("In mm, in steps of 0.25; Up and Down change it")

    def steps(self) -> int:
        """The steps. Raises InvalidInput for what is no multiple of 0.25 mm up to 10 mm."""
        typed = self.text().strip().replace("\N{MINUS SIGN}", "-").removeprefix("+") or "0"
        try:
            thousandths = parse_quantity(typed) * STEPS_IN_MM
        except InvalidInput:
            raise InvalidInput(_NOT_A_MOVE, "offset") from None
        if thousandths % 1000 or abs(thousandths) > 1000 * MOST_STEPS:
            raise InvalidInput(_NOT_A_MOVE, "offset")
        return thousandths // 1000

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        try:
            now = self.steps()
        except InvalidInput:
            now = 0
        self.setText(_written(min(max(-MOST_STEPS, now + step), MOST_STEPS)))


_NOT_A_MOVE = "Type mm from -10 to 10 in steps of 0.25, such as 0.75."


def _written(steps: int) -> str:
    whole, quarters = divmod(abs(steps), STEPS_IN_MM)
    sign = "-" if steps < 0 else ""
    return f"{sign}{whole}.{quarters * 100 // STEPS_IN_MM:02d}"
