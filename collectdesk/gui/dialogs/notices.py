"""Past-due notices in one go: look through them, untick, change a stage, print or save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from collectdesk.domain.english import spelled
from collectdesk.domain.form_rows import NoticeRow
from collectdesk.domain.rows import Tone
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.batch_form import IssuingForm
from collectdesk.gui.dialogs.form import while_open
from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable, spelled_columns
from collectdesk.gui.jobs import Job
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import days_late, money, plain_amount
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.segmented import Segmented
from collectdesk.usecases.papers.batches import customers_in_order
from collectdesk.usecases.papers.drawing import Preview, preview
from collectdesk.usecases.papers.jobs import PrintNotices, print_notices
from collectdesk.usecases.papers.notices import STAGES
from collectdesk.usecases.papers.printing import NOTICE, IssuedBatch, PaperRequest

_COLUMNS: Final = (
    Column("Customer"),
    Column("Notice", 84),
    Column("Tone", 84, drop=2),
    Column("Past due", 92, right=True),
    Column("Days late", 76, right=True, drop=1),
)
_STAGES: Final[Mapping[str, str]] = {
    "reminder": "Reminder",
    "past_due": "Past due",
    "second": "Second",
    "final": "Final",
}
_SCOPES: Final = (("one", "This one"), ("all", "All ticked"))
_WIDTH: Final = 1180
_HEIGHT: Final = 800
_PREVIEW_AFTER_MS: Final = 80
_CAUTIONS: Final = 5
_NONE_DUE: Final = "No notice is due today. Calls come first; letters follow when they do not help."
_NO_ADDRESS: Final = "No address: send it by e-mail, or enter the billing address at the customer."
_NOTHING_OWED: Final = "Nothing is past due here, so there is no notice to print."


class NoticesDialog(IssuingForm):
    """The notices that are due; each customer gets one, about all its overdue invoices.

    ``named``: the owner asked for these customers, so that a warning unticks none of them.
    """

    noun = "notice"

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        rows: tuple[NoticeRow, ...],
        named: bool = False,
    ) -> None:
        super().__init__(
            parent,
            runner,
            spelled("Past-due notices", runner.currency),
            width=_WIDTH,
            height=_HEIGHT,
        )
        self._rows = {row.customer_id: row for row in rows}
        self._listed = tuple(self._rows)
        self._stages = {row.customer_id: row.stage for row in rows}
        self._named = named
        self._stage_names: dict[str, str] = {
            stage: spelled(_STAGES[stage], runner.currency) for stage in STAGES
        }
        self._preview_job: Job | None = None
        self._cautions = ""
        self.table = SimpleTable(spelled_columns(_COLUMNS, runner.currency), "Notices", ticks=True)
        self.reason = label("", "quiet", wrap=True)
        self.stage = Segmented(tuple(self._stage_names.items()), "Stage")
        self.scope = Segmented(_SCOPES, "Preview")
        self.pane = PdfPane()
        self.mail_button = Button("E-&mail drafts…", clicked=self.out.save_drafts)
        self._pause = QTimer(self, singleShot=True, interval=_PREVIEW_AFTER_MS)
        self._lay_out_parts()
        self._fill_table()
        self.table.tick({key for key, row in self._rows.items() if self._named or not row.warning})
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
        row = self.table.current_row()
        self.table.set_text(row, 1, self._stage_names[stage])
        self.table.set_text(row, 2, self._rows[customer_id].tones.get(stage, ""))
        self._pause.start()

    def issuing(self) -> tuple[Callable[..., IssuedBatch], PrintNotices]:
        chosen = self.chosen
        return print_notices, PrintNotices(
            customers=chosen, stages=tuple((one, self._stages[one]) for one in chosen)
        )

    def fields_of_choice(self) -> tuple[QWidget, ...]:
        return self.table, self.stage

    def allow_ways_out(self, allowed: bool) -> None:
        super().allow_ways_out(allowed)
        self.mail_button.setEnabled(allowed)

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
            then=lambda drawn: self._show(number, drawn),
            failed=lambda error: self._cannot_show(number, error),
            title="Drawing the notices",
        )

    def _show(self, number: int, drawn: Preview) -> None:
        if number == self._drawing:
            self.pane.show_pdf(drawn.content)
            self._tell_cautions(" ".join(drawn.cautions[:_CAUTIONS]))

    def _tell_cautions(self, words: str) -> None:
        """Say what to know of what is looked at; what was said of an earlier look goes."""
        if words:
            self.banner.say(words, "careful")
        elif self.banner.text() == self._cautions:
            self.banner.hide()
        self._cautions = words

    def _cannot_show(self, number: int, error: BaseException) -> None:
        if number == self._drawing:
            self.pane.show_message(str(error))
            self._tell_cautions("")

    def _why_empty(self) -> str:
        if self._rows:
            return "Tick a notice to see it here."
        return spelled(_NOTHING_OWED, self.runner.currency) if self._named else _NONE_DUE

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
            f" {money(total, self.runner.currency)} {spelled('past due', self.runner.currency)}"
            if self._rows
            else self._why_empty()
        )
        self.allow_ways_out(bool(ticked))
        if self.scope.key() == "all":
            self._pause.start()

    def _put_in_order(self) -> None:
        self.runner.ask(
            customers_in_order,
            self._listed,
            self.batch.order,
            then=while_open(self, self._show_order),
            key=f"notices-order-{id(self)}",
        )

    def _show_order(self, order: tuple[int, ...]) -> None:
        if self.issued or order == tuple(self._rows):
            return
        ticked, current = self.chosen, self.table.current_key()
        self._rows = {one: self._rows[one] for one in order}
        self._fill_table()
        self.table.tick(ticked)
        if current is not None:
            self.table.choose(current)

    def _fill_table(self) -> None:
        self.table.set_rows(self._rows.items(), self._texts)

    def _texts(self, row: NoticeRow) -> tuple[str | Marked, ...]:
        stage = self._stages[row.customer_id]
        tone: Tone = "careful" if row.warning else "plain"
        return (
            Marked(row.name, tone, "" if row.has_address else _NO_ADDRESS),
            self._stage_names[stage],
            row.tones.get(stage, ""),
            plain_amount(row.amount, self.runner.currency),
            days_late(row.days_late),
        )

    def _connect(self) -> None:
        self._drawing = 0
        self._pause.timeout.connect(self.preview)
        self.table.ticks_changed.connect(self._ticks_changed)
        self.table.stood.connect(self._row_chosen)
        self.stage.chosen.connect(self.set_stage)
        self.scope.chosen.connect(lambda _: self._pause.start())
        self.batch.order_chosen.connect(lambda _: self._put_in_order())

    def _first_look(self) -> None:
        self._ticks_changed()
        if self._rows:
            self.table.choose_row(0)
        else:
            self.preview()
        self.table.setFocus()
        self._put_in_order()

    def _lay_out_parts(self) -> None:
        self.grid.hide()
        self.buttons.insertWidget(0, self.mail_button)
        left, right = QWidget(), QWidget()
        halves = QSplitter()
        self.body.addWidget(halves, 1)  # before what is in it: Qt styles all inside once more
        halves.addWidget(left)
        halves.addWidget(right)
        halves.setSizes([look().px(560), look().px(600)])
        halves.setChildrenCollapsible(False)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.setSpacing(GRID)
        column.addWidget(self.table, 1)
        column.addWidget(self.batch)
        column.addWidget(self.reason)
        column.addWidget(self.summary)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(label("Stage", "quiet"))
        head.addWidget(self.stage)
        head.addStretch(1)
        head.addWidget(self.scope)
        shown = QVBoxLayout(right)
        shown.setContentsMargins(GRID, 0, 0, 0)
        shown.setSpacing(GRID)
        shown.addLayout(head)
        shown.addWidget(self.pane, 1)
