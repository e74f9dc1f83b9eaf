"""Forms that begin with a table in a file: chosen or dropped, its sheet, how its dates are read."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Unpack

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from collectdesk.domain.dates import DateOrder
from collectdesk.domain.words import shortened
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.dropped import copied, dropped_file
from collectdesk.gui.dialogs.form import FormDialog, FormShape
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import one_line
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import ElidedLabel

ORDERS: Final = (
    ("", "As the file tells"),
    (DateOrder.MDY.value, "Month, day, year: 11/21/2026"),
    (DateOrder.DMY.value, "Day, month, year: 21/11/2026"),
    (DateOrder.YMD.value, "Year, month, day: 2026-11-21"),
)
"""How dates can be read, each with an example; the first leaves it to the file."""

_ASK_ORDER: Final = (
    "The dates do not tell whether the day or the month comes first. Choose it here."
)


class FileForm(FormDialog):
    """A subclass reads ``path`` in ``read_file``; its sheet and its dates are rows of ``grid``."""

    choose_title = "Choose a file"
    file_kinds = "All files (*)"

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        title: str,
        save_words: str,
        **shape: Unpack[FormShape],
    ) -> None:
        super().__init__(parent, runner, title, save_words, **shape)
        self.path: Path | None = None
        self.setAcceptDrops(True)
        self.file_name = ElidedLabel("No file chosen yet", "quiet")
        self.choose_button = Button("Choose &file…", icon="", clicked=self.choose_file)
        self.sheet = fields.choice(())
        self.order = fields.choice(ORDERS)
        file_row = QHBoxLayout()
        file_row.setSpacing(2 * GRID)
        file_row.addWidget(self.choose_button)
        file_row.addWidget(self.file_name, 1)
        self.body.insertLayout(0, file_row)
        self.grid.add_row("sheet", "S&heet", self.sheet)
        self.grid.add_row("date_order", "&Dates", self.order)
        self.sheet.currentIndexChanged.connect(self._read_sheet)

    def choose_file(self) -> None:
        """Ask for the file."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.choose_title, "", self.file_kinds)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """Read the file and show how it is understood."""
        self.path = path
        self.file_name.setText(one_line(path.name))
        self.offer_sheets(())
        self.read_file()

    def read_file(self) -> None:
        """Read ``path``, which was just chosen or whose ``chosen_sheet`` is another now."""
        raise NotImplementedError

    def offer_sheets(self, sheets: tuple[str, ...], chosen: str = "") -> None:
        """Offer the sheets of the file without reading it; a single one is no choice."""
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for sheet in sheets:
                self.sheet.addItem(one_line(sheet), sheet)
            fields.choose(self.sheet, chosen)
        self.grid.set_row_visible("sheet", len(sheets) > 1)

    def ask_for_order(self) -> None:
        """Ask how the dates are read, in sight of whoever looks at the window."""
        self.grid.set_row_visible("date_order", True)
        self.grid.setVisible(True)
        self.grid.add_error("date_order", _ASK_ORDER)
        self.adjust_height()

    @property
    def chosen_sheet(self) -> str:
        """The sheet to read, empty for the only one."""
        return fields.chosen(self.sheet)

    @property
    def chosen_order(self) -> DateOrder | None:
        """How the dates are read, None for as the file tells."""
        order = fields.chosen(self.order)
        return DateOrder(order) if order else None

    @property
    def reading_title(self) -> str:
        """What is said while the file is read."""
        return f"Reading {shortened(one_line(self.path.name if self.path else ''))}"

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            copied(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            copied(event)
            self.look_at(path)

    def _read_sheet(self) -> None:
        if self.path is not None:
            self.read_file()
