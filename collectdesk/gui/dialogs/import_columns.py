"""Which column of a file holds what: recognised, shown with an example, and corrected here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from collectdesk.domain.ledger_columns import FIELDS
from collectdesk.domain.words import shortened
from collectdesk.gui.dialogs import fields
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.usecases.imports import LedgerFileLook

_ABSENT = "Not in this file"
_EXAMPLE_LENGTH = 24
_NAME_LENGTH = 40


class ColumnsChooser(QWidget):
    """A choice of columns for each field that an import knows. ``changed`` follows a choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.grids = (FormGrid(label_width=120), FormGrid(label_width=120))
        self._choices: dict[str, QComboBox] = {}
        half = (len(FIELDS) + 1) // 2
        for place, field in enumerate(FIELDS):
            choice = fields.choice([("", _ABSENT)])
            choice.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choice.setMinimumContentsLength(16)
            choice.currentIndexChanged.connect(lambda _: self.changed.emit())
            name = f"{field.label} *" if field.required else field.label
            self.grids[place >= half].add_row(field.name, name, choice)
            self._choices[field.name] = choice
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(4 * GRID)
        for grid in self.grids:
            column = QVBoxLayout()
            column.addWidget(grid)
            column.addStretch(1)
            columns.addLayout(column, 1)

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
