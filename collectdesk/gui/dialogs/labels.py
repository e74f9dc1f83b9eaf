"""Sheets of sticky labels: what to print, on which sheet, from which label on, moved how far."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from collectdesk.base.paths import user_places
from collectdesk.base.preferences import load_preferences, save_preferences
from collectdesk.domain.papers import StampSpec
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.drawn import DrawnDialog
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.offset_edit import OffsetEdit
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.jobs import Job
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import stamp_words
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.pages import customer_listing
from collectdesk.usecases.papers.label_sheets import (
    DrawnLabels,
    LabelOrder,
    draw_order,
    sheet_names,
)
from collectdesk.usecases.papers.notices import notices_due
from collectdesk.usecases.work import Work

_WHATS: Final = (
    ("notices", "Stamps of the notices due, one each"),
    ("same", "One stamp, many times"),
    ("addresses", "Addresses"),
    ("calibration", "Calibration page"),
)
_STAMPS: Final = (
    "past_due", "reminder", "second", "final", "call_us", "thanks", "copy", "note", "plan",
    "verify", "hold",
)  # fmt: skip
_MOST_LABELS: Final = 1_000
_ALL_CUSTOMERS: Final = 1_000_000
_USUAL_COUNT: Final = 10
_LEAD: Final = (
    "Print at 100 %, not “fit to page”. Print the calibration page on plain paper first and hold"
    " it with a sheet of labels against the light."
)


@dataclass(frozen=True, slots=True)
class LabelNeeds:
    """Whom labels can be for: (customer id, name, what is told beside it)."""

    sheets: tuple[str, ...]
    due: tuple[tuple[int, str, str], ...]
    everyone: tuple[tuple[int, str, str], ...]


def label_needs(work: Work) -> LabelNeeds:
    """What the window of labels starts from."""
    due = notices_due(work)
    everyone = customer_listing(work, "all", "", _ALL_CUSTOMERS).rows
    return LabelNeeds(
        sheet_names(),
        tuple((row.customer_id, row.name, stamp_words(row.stamp, work.currency)) for row in due),
        tuple(
            sorted(
                ((row.customer_id, row.name, row.number) for row in everyone),
                key=lambda row: row[1].casefold(),
            )
        ),
    )


class LabelsDialog(DrawnDialog):
    """Draws the sheet as it will be printed after each change."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: LabelNeeds) -> None:
        super().__init__(parent, runner, "Labels", "Labels.pdf", _LEAD)
        known = load_preferences(user_places(os.environ).preferences)
        self._needs = needs
        self._job: Job | None = None
        self._drawing = 0
        self.what = fields.choice(_WHATS)
        self.sheet = fields.choice([(name, name) for name in needs.sheets], known.label_sheet)
        self.start = NumberEdit(1, 200, 1)
        self.right = OffsetEdit("Move to the right", known.label_right)
        self.down = OffsetEdit("Move down", known.label_down)
        self.stamp = fields.choice([(one, stamp_words(one, runner.currency)) for one in _STAMPS])
        self.words = fields.paragraph(rows=3)
        self.count = NumberEdit(1, _MOST_LABELS, _USUAL_COUNT)
        self.table = SimpleTable(
            (Column("Customer"), Column("About", 150)), "Customers", ticks=True
        )
        self.hint = label("", "quiet", wrap=True)
        self.crowded = label("", "careful", wrap=True)
        self.crowded.setVisible(False)
        self._lay_out_fields()
        self._connect()
        self._take_words()
        self._show_what()
        self.what.setFocus()
        self.begin_drawing()

    def ask_pages(self, then: Callable[[bytes], object]) -> None:
        """Thousands of labels take their time: what was asked for before is no longer wanted."""
        self._drawing += 1
        number = self._drawing
        if self._job is not None and isValid(self._job):
            self._job.cancel()
        order = self.order()

        def drawn(labels: DrawnLabels) -> None:
            if number == self._drawing:
                self._tell_cautions(labels.cautions)
                then(labels.content)

        def failed(error: BaseException) -> None:
            if number == self._drawing:
                self._tell_cautions(())
                self.cannot(error)

        self._job = self.run_job(
            draw_order, order, then=drawn, failed=failed, title="Drawing the labels"
        )

    def order(self) -> LabelOrder:
        """The labels wanted. Raises InvalidInput."""
        what = fields.chosen(self.what)
        same = what == "same"
        return LabelOrder(
            what=what,
            sheet=fields.chosen(self.sheet),
            customers=self.table.ticked(),
            stamp=self._stamp() if same else None,
            count=fields.read("count", self.count.value) if same else 0,
            start=fields.read("start", self.start.value),
            right=self.right.steps(),
            down=self.down.steps(),
        )

    def taken(self, said: str) -> None:
        super().taken(said)
        path = user_places(os.environ).preferences
        save_preferences(
            path,
            replace(
                load_preferences(path),
                label_sheet=fields.chosen(self.sheet),
                label_right=self.right.text(),
                label_down=self.down.text(),
            ),
        )

    def _tell_cautions(self, told: tuple[str, ...]) -> None:
        self.crowded.setText(" ".join(told))
        self.crowded.setVisible(bool(told))

    def _stamp(self) -> StampSpec:
        lines = [line.strip() for line in self.words.toPlainText().splitlines()]
        return StampSpec(fields.chosen(self.stamp), tuple(line for line in lines if line))

    def _take_words(self) -> None:
        self.words.setPlainText(stamp_words(fields.chosen(self.stamp), self.runner.currency))

    def _show_what(self) -> None:
        what = fields.chosen(self.what)
        for row in ("stamp", "words", "count"):
            self.grid.set_row_visible(row, what == "same")
        self.grid.set_row_visible("start", what != "calibration")
        listed = {"notices": self._needs.due, "addresses": self._needs.everyone}.get(what, ())
        self.table.set_rows((key, texts) for key, *texts in listed)
        self.table.tick({key for key, *_ in listed} if what == "notices" else ())
        by_customer = what in ("notices", "addresses")
        self.table.setVisible(by_customer)
        self.hint.setText("" if listed or not by_customer else "No notice is due today.")
        self.draw_soon()

    def _connect(self) -> None:
        self.what.currentIndexChanged.connect(self._show_what)
        self.stamp.currentIndexChanged.connect(self._take_words)
        self.sheet.currentIndexChanged.connect(self.draw_soon)
        self.words.textChanged.connect(self.draw_soon)
        for number in (self.start, self.count, self.right, self.down):
            number.textChanged.connect(self.draw_soon)
        self.table.ticks_changed.connect(self.draw_soon)

    def _lay_out_fields(self) -> None:
        moved = QHBoxLayout()
        moved.setContentsMargins(0, 0, 0, 0)
        moved.setSpacing(GRID)
        moved.addWidget(self.right, 1)
        moved.addWidget(label("mm right", "quiet"))
        moved.addWidget(self.down, 1)
        moved.addWidget(label("mm down", "quiet"))
        self.grid.add_row("what", "P&rint", self.what)
        self.grid.add_row("stamp", "S&tamp", self.stamp)
        self.grid.add_row("words", "&Words", self.words)
        self.grid.add_row("count", "&How many", self.count)
        self.grid.add_row("sheet", "&Sheet", self.sheet)
        self.grid.add_row("start", "&First label", self.start)
        self.grid.add_row("offset", "&Move", self.right, beside=moved)
        self.table.setMinimumHeight(look().px(160))
        self.left.addWidget(self.table, 1000)
        self.left.addWidget(self.hint)
        self.left.addWidget(self.crowded)
        self.left.addStretch(1)
