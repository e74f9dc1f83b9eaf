"""Which column of a file holds what: recognised, shown with an example, and corrected here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.ledger_columns import FIELDS
from collectdesk.domain.words import shortened
from collectdesk.gui.dialogs import fields
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import plain_tooltip
from collectdesk.usecases.imports import LedgerFileLook

_ABSENT = "Not in this file"
_SIDE_BY_SIDE = 2
_LABEL_WIDTH = 120
_SHORTEST_CHOICE = 16
_LEFT = frozenset(
    [known.CUSTOMER_NUMBER, known.CUSTOMER_NAME, known.INVOICE_NUMBER, known.INVOICE_DATE,
     known.DUE_DATE, known.AMOUNT, known.ADDRESS, known.ADDRESS_2, known.ADDRESS_3, known.CITY,
     known.REGION, known.POSTCODE, known.COUNTRY]
)  # fmt: skip
_USUAL = frozenset(
    [known.CUSTOMER_NAME, known.DUE_DATE, known.SETTLED_DATE, known.OPEN_AMOUNT, known.PHONE,
     known.EMAIL]
)  # fmt: skip
_EXAMPLE_LENGTH = 24
_NAME_LENGTH = 40


class ColumnsChooser(QWidget):
    """A choice of columns for each field that an import knows. ``changed`` follows a choice.

    What a file neither has nor needs is out of sight until it is asked for.
    """

    changed = Signal()
    shown = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.grids = tuple(FormGrid(label_width=_LABEL_WIDTH) for _ in range(_SIDE_BY_SIDE))
        self._choices: dict[str, QComboBox] = {}
        self._grid_of: dict[str, FormGrid] = {}
        self.more = Button("Show &all that can come in", kind="link", clicked=self.show_all)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * GRID)
        for grid in self.grids:
            column = QVBoxLayout()
            column.addWidget(grid)
            column.addStretch(1)
            columns.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(columns)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        for field in FIELDS:
            choice = fields.choice([("", _ABSENT)])
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(_SHORTEST_CHOICE)
            choice.setToolTip(plain_tooltip(field.hint))
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
            name = f"{field.label} *" if field.required else field.label
            self._grid_of[field.name] = self.grids[field.name not in _LEFT]
            self._grid_of[field.name].add_row(field.name, name, choice)
            self._choices[field.name] = choice

    def show_look(self, look: LedgerFileLook) -> None:
        """Offer the columns of a file, those recognised chosen."""
        examples = look.sample[0] if look.sample else ()
        self.blockSignals(True)
        for name, choice in self._choices.items():
            choice.clear()
            choice.addItem(_ABSENT, "")
            for place, column in enumerate(look.columns):
                example = examples[place] if place < len(examples) else ""
                choice.addItem(_shown(column, example), column)
            fields.choose(choice, look.mapping.get(name, ""))
        self.blockSignals(False)
        self._show_fields(look.mapping)

    def show_all(self) -> None:
        """Show every field, those that the file has none for, too."""
        for field in FIELDS:
            self._grid_of[field.name].set_row_visible(field.name, True)
        self.more.hide()
        self.shown.emit()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through: the left fields, then the right ones."""
        sides = sorted(FIELDS, key=lambda field: field.name not in _LEFT)
        return (*(self._choices[field.name] for field in sides), self.more)

    def _show_fields(self, mapping: Mapping[str, str]) -> None:
        customers_alone = known.tells_customers_alone(mapping)
        for field in FIELDS:
            fits = not customers_alone or field.name in known.CUSTOMER_FIELDS
            wanted = field.required or field.name in _USUAL or field.name in mapping
            self._grid_of[field.name].set_row_visible(field.name, fits and wanted)
        self.more.show()

    def mapping(self) -> dict[str, str]:
        """The column of each field that the file has."""
        chosen = {name: fields.chosen(choice) for name, choice in self._choices.items()}
        return {name: column for name, column in chosen.items() if column}

    def choice(self, field: str) -> QComboBox:
        """The choice for one field."""
        return self._choices[field]


def _shown(column: str, example: str) -> str:
    name = shortened(one_line(column), _NAME_LENGTH)
    sample = shortened(one_line(example), _EXAMPLE_LENGTH)
    return f"{name}  ·  {sample}" if sample else name
