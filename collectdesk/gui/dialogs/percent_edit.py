"""Fields for a percentage, and for a tax rate, which may have a third decimal."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.invoice import WHOLE_TAX_RATE
from collectdesk.domain.money import format_basis_points
from collectdesk.domain.numerals import format_tax_rate, parse_percent, parse_tax_rate
from collectdesk.gui.tables.roles import RIGHT

_LONGEST = 12
_WHOLE = 10_000


class PercentEdit(QLineEdit):
    """Holds a percentage with at most two decimals; an empty field is zero."""

    def __init__(self, basis_points: int) -> None:
        super().__init__(format_basis_points(basis_points))
        self.setAcceptDrops(False)
        self.setAlignment(RIGHT)
        self.setMaxLength(_LONGEST)

    def basis_points(self) -> int:
        """Hundredths of a percent. Raises InvalidInput for other text and for above 100."""
        return _within(parse_percent(self.text().strip() or "0"), _WHOLE)


class TaxRateEdit(QLineEdit):
    """Holds a tax rate with at most three decimals; an empty field is zero."""

    def __init__(self, rate_milli: int) -> None:
        super().__init__(f"{format_tax_rate(rate_milli)} %")
        self.setAcceptDrops(False)
        self.setAlignment(RIGHT)
        self.setMaxLength(_LONGEST)

    def rate_milli(self) -> int:
        """Thousandths of a percent. Raises InvalidInput for other text and for above 100."""
        return _within(parse_tax_rate(self.text().strip() or "0"), WHOLE_TAX_RATE)


def _within(value: int, whole: int) -> int:
    if not 0 <= value <= whole:
        raise InvalidInput("This must be from 0 to 100 %.")
    return value
