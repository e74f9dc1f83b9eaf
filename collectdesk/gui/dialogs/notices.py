"""Past-due notices in one go: look through them, untick, change a stage, print or save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.domain.rows import NoticeRow
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.dialogs.paper_out import PaperOut
from collectdesk.gui.dialogs.simple_table import Column, SimpleTable
from collectdesk.gui.jobs import Job
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import days_late, money, plain_amount
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.segmented import Segmented
from collectdesk.usecases.jobs import (
    PrintNotices,
    SavedFiles,
    merged_pdf,
    preview,
    print_notices,
    save_each,
)
from collectdesk.usecases.notices import STAGES
from collectdesk.usecases.printing import (
    NOTICE,
    IssuedBatch,
    MarkPrinted,
    PaperRequest,
    mark_printed,
)

_COLUMNS: Final = (
    Column("Customer"),
    Column("Notice", 128),
    Column("Past due", 100, right=True),
    Column("Days late", 76, right=True),
)
_STAGES: Final = tuple(
    (stage, NOTICE_LABELS[stage].removesuffix(" notice").replace("Past-due", "Past due"))
    for stage in STAGES
)
_SCOPES: Final = (("one", "This one"), ("all", "All ticked"))
_WIDTH: Final = 1180
_HEIGHT: Final = 800
_PREVIEW_AFTER_MS: Final = 80
_NONE_DUE: Final = "No notice is due today. Calls come first; letters follow when they do not help."
_NOTHING_OWED: Final = "Nothing is past due here, so there is no notice to print."


class NoticesDialog(FormDialog):
    """The notices that are due; each customer gets one, about all its overdue invoices.

    ``named``: the owner asked for these customers, so that a warning unticks none of them.
    """

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        rows: tuple[NoticeRow, ...],
        named: bool = False,
    ) -> None:
        super().__init__(
            parent, runner, "Past-due notices", "&Print…", width=_WIDTH, height=_HEIGHT
        )
        self._rows = {row.customer_id: row for row in rows}
        self._stages = {row.customer_id: row.stage for row in rows}
        self._named = named
        self._issued: tuple[int, ...] = ()
        self._preview_job: Job | None = None
        self.table = SimpleTable(_COLUMNS, "Notices", ticks=True)
        self.reason = label("", "quiet", wrap=True)
        self.summary = label("", "strong", wrap=True)
        self.stage = Segmented(_STAGES, "Stage")
        self.scope = Segmented(_SCOPES, "Preview")
        self.pane = PdfPane()
        self.out = PaperOut(self, self.banner)
        self.merge_button = Button("Save as &one PDF…", clicked=self.save_merged)
        self.each_button = Button("Save one file &each…", clicked=self.save_each)
        self._pause = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._lay_out_parts()
        self._fill_table()
        self._connect()
        self.begin()
        self._first_look()

    @property
    def chosen(self) -> tuple[int, ...]:
        """The customers whose notice shall go out."""
        return self.table.ticked()

    def set_stage(self, stage: str) -> None:
        """Give the notice under the cursor another stage."""
        customer_id = self.table.current_key()
        if customer_id is None or self._stages[customer_id] == stage:
            return
        self._stages[customer_id] = stage
        self.table.set_text(self.table.currentRow(), 1, NOTICE_LABELS[stage])
        self._pause.start()

    def save(self) -> None:
        self.out.print(
            "Past-due notices",
            1,
            self._source,
            self._ask_whether_printed,
            self.save_merged,
        )

    def save_merged(self) -> None:
        """Save all as one PDF."""
        name = f"Past-due-notices-{self.runner.today.isoformat()}.pdf"
        self.out.save(name, self._source, lambda said: self._mark("file", said))

    def save_each(self) -> None:
        """Save each notice as a file of its own."""
        folder = self.out.choose_folder()
        if folder is not None:
            self._issue(lambda: self._save_each_into(folder))

    def preview(self) -> None:
        """Draw what the pane shall show."""
        shown = self.chosen if self.scope.key() == "all" else self._current()
        if not shown:
            self.pane.show_message(self._why_empty())
            return
        self._drawing += 1
        number = self._drawing
        if self._preview_job is not None and isValid(self._preview_job):
            self._preview_job.cancel()
        self._preview_job = self.run_job(
            preview,
            tuple(PaperRequest(NOTICE, one, stage=self._stages[one]) for one in shown),
            then=lambda data: self._show(number, data),
            failed=lambda error: self._cannot_show(number, error),
            title="Drawing the notices",
        )

    def _show(self, number: int, data: bytes) -> None:
        if number == self._drawing:
            self.pane.show_pdf(data)

    def _cannot_show(self, number: int, error: BaseException) -> None:
        if number == self._drawing:
            self.pane.show_message(str(error))

    def _source(self, then: Callable[[bytes], object]) -> None:
        self._issue(
            lambda: self._job(merged_pdf, self._issued, then, "Putting the notices together")
        )

    def _issue(self, then: Callable[[], object]) -> None:
        """Issue the ticked notices, once; then go on with the issued ones."""
        if self._issued:
            then()
            return

        def issued(batch: IssuedBatch) -> None:
            self._take_issued(batch)
            if self._issued:
                then()

        command = PrintNotices(
            customers=self.chosen,
            stages=tuple((one, self._stages[one]) for one in self.chosen),
        )
        self._job(print_notices, command, issued, "Issuing the notices")

    def _take_issued(self, batch: IssuedBatch) -> None:
        self._issued = batch.document_ids
        if self._issued:
            self.table.setEnabled(False)
            self.stage.setEnabled(False)
            self.summary.setText(
                f"{counted(len(self._issued), 'notice')} issued and kept in Documents."
            )
        if batch.problems:
            self.banner.say(" ".join(batch.problems[:5]), "careful")
        self.saved.emit(batch)

    def _save_each_into(self, folder: Path) -> None:
        def saved(files: SavedFiles) -> None:
            said = f"{counted(len(files.files), 'file')} saved in {folder.name}."
            self._mark("file", " ".join((said, *files.problems[:5])))

        self._job(_save_each, (self._issued, folder), saved, "Saving the notices")

    def _ask_whether_printed(self, said: str) -> None:
        self.banner.say(
            f"{said} Did they come out well?",
            "accent",
            "Yes, mark as printed",
            lambda: self._mark("printer", "Marked as printed."),
        )

    def _mark(self, channel: str, said: str) -> None:
        self.runner.do(
            mark_printed,
            MarkPrinted(self._issued, channel),
            then=while_open(self, lambda _: self.banner.say(said, "good")),
            failed=while_open(self, self.show_error),
        )

    def _job(self, function: Any, command: Any, then: Callable[[Any], object], title: str) -> None:
        self.banner.hide()
        self.run_job(
            function,
            command,
            then=then,
            failed=self.show_error,
            title=title,
        )

    def _why_empty(self) -> str:
        if self._rows:
            return "Tick a notice to see it here."
        return _NOTHING_OWED if self._named else _NONE_DUE

    def _current(self) -> tuple[int, ...]:
        key = self.table.current_key()
        return () if key is None else (key,)

    def _row_chosen(self) -> None:
        key = self.table.current_key()
        if key is None:
            return
        row = self._rows[key]
        self.reason.setText(f"{row.warning} {row.reason}".strip())
        self.stage.blockSignals(True)
        self.stage.choose(self._stages[key])
        self.stage.blockSignals(False)
        if self.scope.key() == "one":
            self._pause.start()

    def _ticks_changed(self) -> None:
        ticked = self.chosen
        self.scope.set_count("all", len(ticked))
        total = sum(self._rows[one].amount for one in ticked)
        self.summary.setText(
            f"{counted(len(ticked), 'notice')} of {len(self._rows):,} ticked,"
            f" {money(total, self.runner.currency)} past due"
            if self._rows
            else self._why_empty()
        )
        for way_out in (self.save_button, self.merge_button, self.each_button):
            way_out.setEnabled(bool(ticked))
        if self.scope.key() == "all":
            self._pause.start()

    def _fill_table(self) -> None:
        currency = self.runner.currency
        self.table.set_rows(
            (
                row.customer_id,
                (
                    row.name,
                    row.stage_label,
                    plain_amount(row.amount, currency),
                    days_late(row.days_late),
                ),
            )
            for row in self._rows.values()
        )
        for place, row in enumerate(self._rows.values()):
            if row.warning:
                self.table.paint_cell(place, 0, "careful")
        self.table.tick({key for key, row in self._rows.items() if self._named or not row.warning})

    def _connect(self) -> None:
        self._drawing = 0
        self._pause.timeout.connect(self.preview)
        self.table.ticks_changed.connect(self._ticks_changed)
        self.table.currentCellChanged.connect(lambda *_: self._row_chosen())
        self.stage.chosen.connect(self.set_stage)
        self.scope.chosen.connect(lambda _: self._pause.start())

    def _first_look(self) -> None:
        self._ticks_changed()
        if self._rows:
            self.table.setCurrentCell(0, 0)
        else:
            self.preview()
        self.table.setFocus()

    def _lay_out_parts(self) -> None:
        self.grid.hide()
        self.cancel_button.setText("Close")
        place = self.buttons.indexOf(self.save_button)
        self.buttons.insertWidget(place, self.merge_button)
        self.buttons.insertWidget(place, self.each_button)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addWidget(self.summary)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label("Stage", "quiet"))
        head.addWidget(self.stage)
        head.addStretch(1)
        head.addWidget(self.scope)
        right = QWidget()
        shown = QVBoxLayout(right)
        shown.setContentsMargins(GRID, 0, 0, 0)
        shown.setSpacing(GRID)
        shown.addLayout(head)
        shown.addWidget(self.pane, 1)
        halves = QSplitter()
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes([look().px(520), look().px(600)])
        halves.setChildrenCollapsible(False)
        self.body.addWidget(halves, 1)


def _save_each(desk: Any, command: tuple[tuple[int, ...], Path], progress: Any) -> SavedFiles:
    document_ids, folder = command
    return save_each(desk, document_ids, folder, progress)
