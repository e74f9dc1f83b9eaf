"""Forms: a column of names, a column of fields, and under a field the sentence of what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.labels import label

_GROWING = (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
_ENDLESS = 100_000
_MUCH = 100


class FormGrid(QWidget):
    """Rows of a name, a field and an error line that shows only when there is an error."""

    def __init__(self, parent: QWidget | None = None, label_width: int = 96) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID)
        self._label_width = label_width
        self._grid.setColumnMinimumWidth(0, look().px(label_width))
        self._grid.setColumnStretch(1, 1)
        self._rows = 0
        self._fields: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._names: dict[str, QLabel] = {}
        self._cells: dict[str, QWidget] = {}
        self._descriptions: dict[str, str] = {}

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._grid.setColumnMinimumWidth(0, look().px(self._label_width))

    def add_row(
        self, key: str, name: str, field: QWidget, beside: QLayout | QWidget | None = None
    ) -> QWidget:
        """Add a row; ``key`` is the name that InvalidInput gives the field. Returns the field.

        ``beside`` stands in the field's place instead (a row of widgets that ``field`` is part of).
        """
        row = self._next_row(field)
        title = label(name, "quiet")
        title.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(name.replace("&", ""))
        cell = self._cell(field if beside is None else beside)
        error = label("", "error", wrap=True)
        error.hide()
        cell_layout = cell.layout()
        assert isinstance(cell_layout, QVBoxLayout)
        cell_layout.addWidget(error)
        if field.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Fixed:
            cell_layout.addStretch(1)  # a field of one line stays beside its name
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        title.setContentsMargins(0, 0 if isinstance(field, QCheckBox) else 7, 0, 0)
        self._grid.addWidget(cell, row, 1)
        self._fields[key], self._errors[key] = field, error
        self._names[key], self._cells[key] = title, cell
        return field

    def add_wide(self, widget: QWidget) -> None:
        """Add something that takes both columns."""
        self._grid.addWidget(widget, self._next_row(widget), 0, 1, 2)

    def _next_row(self, field: QWidget) -> int:
        """The next row; room that nobody wants goes below the last one, not between them."""
        row, self._rows = self._rows, self._rows + 1
        grows = field.sizePolicy().verticalPolicy() in _GROWING
        self._grid.setRowStretch(row, _MUCH if grows and field.maximumHeight() > _ENDLESS else 0)
        self._grid.setRowStretch(self._rows, 1)
        return row

    def rename(self, key: str, name: str) -> None:
        """Give a row another name, for those who listen too."""
        self._names[key].setText(name)
        self._fields[key].setAccessibleName(name.replace("&", ""))

    def set_row_visible(self, key: str, visible: bool) -> None:
        self._names[key].setVisible(visible)
        self._cells[key].setVisible(visible)

    def is_row_visible(self, key: str) -> bool:
        return not self._cells[key].isHidden()

    def has(self, key: str) -> bool:
        return key in self._fields

    def field(self, key: str) -> QWidget:
        return self._fields[key]

    def add_error(self, key: str, sentence: str) -> bool:
        """Show a sentence under the field ``key`` and go there; False if there is no such field."""
        if key not in self._errors or not self.is_row_visible(key):
            return False
        self.tell(key, sentence)
        field = self._fields[key]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()
        changed = _changed(field)
        if changed is not None:
            once = Qt.ConnectionType.SingleShotConnection
            changed.connect(lambda *_: self.tell(key, ""), once)
        return True

    def tell(self, key: str, sentence: str) -> None:
        """Show a sentence under the field ``key``, if it is here; an empty one takes it away.

        Who listens instead of looking hears it as the description of the field.
        """
        if key in self._errors:
            self._errors[key].setText(sentence)
            self._errors[key].setVisible(bool(sentence))
            _mark(self._fields[key], bool(sentence))
            self._describe(key, sentence)

    def _describe(self, key: str, sentence: str) -> None:
        field = self._fields[key]
        if sentence:
            self._descriptions.setdefault(key, field.accessibleDescription())
            field.setAccessibleDescription(sentence)
        elif key in self._descriptions:
            field.setAccessibleDescription(self._descriptions.pop(key))

    def error_text(self, key: str) -> str:
        """The sentence under a field, empty if there is none."""
        return self._errors[key].text() if not self._errors[key].isHidden() else ""

    def clear_errors(self) -> None:
        for key, error in self._errors.items():
            if not error.isHidden():
                self.tell(key, "")

    def _cell(self, content: QLayout | QWidget) -> QWidget:
        cell = QWidget(self)  # what is put into another later is styled once more by Qt
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if isinstance(content, QLayout):
            column.addLayout(content)
        else:
            column.addWidget(content)
        return cell

    @property
    def names_width(self) -> int:
        """How wide the names of the rows are, with their least width."""
        widths = (name.sizeHint().width() for name in self._names.values())
        return max(self._grid.columnMinimumWidth(0), *widths)

    def give_names(self, width: int) -> None:
        """Let the names of the rows take at least so many pixels."""
        self._grid.setColumnMinimumWidth(0, width)


def line_up(*grids: FormGrid) -> None:
    """Let the fields of grids below each other begin at the same place."""
    width = max(grid.names_width for grid in grids)
    for grid in grids:
        grid.give_names(width)


def _changed(field: QWidget) -> SignalInstance | None:
    """What tells that the owner changed a field; None where it holds nothing to change."""
    if isinstance(field, QLineEdit):
        return field.textEdited
    if isinstance(field, QComboBox):
        return field.currentTextChanged
    if isinstance(field, QPlainTextEdit):
        return field.textChanged
    return field.toggled if isinstance(field, QAbstractButton) else None


def _mark(field: QWidget, invalid: bool) -> None:
    field.setProperty("invalid", "true" if invalid else "false")
    style = field.style()
    style.unpolish(field)
    style.polish(field)


def side_by_side(*grids: FormGrid) -> QHBoxLayout:
    """Grids beside each other, of one width, each from the top."""
    columns = QHBoxLayout()
    columns.setSpacing(4 * GRID)
    for grid in grids:
        column = QVBoxLayout()
        column.addWidget(grid)
        column.addStretch(1)
        columns.addLayout(column, 1)
    return columns
