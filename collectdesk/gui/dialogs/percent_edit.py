"""A field for a percentage, kept as hundredths of a percent."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QLineEdit

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import format_basis_points
from collectdesk.domain.words import quoted
from collectdesk.gui.dialogs.fields import RIGHT

_WRITTEN: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*%?")


class PercentEdit(QLineEdit):
    """Holds a percentage with at most two decimals; an empty field is zero."""

    def __init__(self, basis_points: int) -> None:
        super().__init__(format_basis_points(basis_points))
        self.setAlignment(RIGHT)
        self.setMaxLength(12)

    def basis_points(self) -> int:
        """Hundredths of a percent. Raises InvalidInput for other text and for above 100."""
        text = self.text().strip()
        if not text:
            return 0
        found = _WRITTEN.fullmatch(text)
        value = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
        if not 0 <= value <= 10_000:
            raise InvalidInput(f"{quoted(text)} is not a percentage. Type one such as 8.25.")
        return value
