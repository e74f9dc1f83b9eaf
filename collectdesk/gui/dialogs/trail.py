"""The trail of everything that was done in the book: who, when, what, before and after."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.customer_picker import CustomerPicker
from collectdesk.gui.dialogs.form import FormDialog, while_open
from collectdesk.gui.runner import Runner
from collectdesk.gui.tables import Cell, Column, RowTable, Shown, text
from collectdesk.gui.text import clock, short_day
from collectdesk.gui.theme import look
from collectdesk.usecases.trail import TrailRow, trail

WINDOW: Final = 100
_WIDTH: Final = 1040
_HEIGHT: Final = 760
_LEAD: Final = "Nothing here can be changed or taken out; Undo adds a line of its own."


def _moment(row: TrailRow, shown: Shown) -> Cell:
    return Cell(f"{short_day(row.at.date(), shown.today)} {clock(row.at)}")


def _first_change(row: TrailRow) -> str:
    return row.changed[0] if row.changed else ""


_COLUMNS: Final = (
    Column("When", 160, _moment),
    text("Who", 130, lambda row: row.who, tone=lambda _: "quiet"),
    text("What was done", 250, lambda row: row.what, strong=True),
    text("What it changed", 320, _first_change, stretch=True),
)


class TrailDialog(FormDialog):
    """The newest step first; more are fetched as the list is scrolled."""

    def __init__(self, parent: QWidget | None, runner: Runner) -> None:
        super().__init__(
            parent, runner, "Log of changes", "&Close", lead=_LEAD, width=_WIDTH, height=_HEIGHT
        )
        self._more = f"more-of-trail-{id(self)}"
        self.customer = CustomerPicker(runner)
        self.customer.setPlaceholderText("All customers; type a name or number for one")
        self.table = RowTable(_COLUMNS, self._shown(), "Log of changes", sortable=False)
        self.details = QPlainTextEdit()
        self._lay_out_parts()
        self.customer.picked.connect(lambda _: self.refresh())
        self.customer.textChanged.connect(lambda typed: None if typed else self.refresh())
        self.table.chosen.connect(self._show_details)
        self.begin()
        self.refresh()
        self.table.setFocus()

    def save(self) -> None:
        self.accept()

    def refresh(self) -> None:
        """Show the newest steps of the chosen customer, or of all."""
        self._ask(None)

    def _ask(self, last: TrailRow | None) -> None:
        self.runner.ask(
            trail,
            self.customer.customer_id_or_none() if self.customer.text() else None,
            WINDOW,
            last.step_id if last else None,
            then=while_open(self, self.table.rows_model.append_rows if last else self._show),
            failed=while_open(self, self.show_error),
            key=self._more if last else f"trail-{id(self)}",
        )

    def _show(self, rows: tuple[TrailRow, ...]) -> None:
        self.runner.forget(self._more)  # what was asked for follows rows that are no longer shown
        self.table.set_rows(rows, self._shown())
        if len(rows) == WINDOW:
            self.table.rows_model.set_more(self._ask)
        self._show_details(rows[0] if rows else None)
        if rows:
            self.table.choose(rows[0])

    def _show_details(self, row: TrailRow | None) -> None:
        lines = list(row.changed) if row else ["Nothing was done here yet."]
        if row and row.more > 0:
            lines.append(f"and {counted(row.more, 'more change')}")
        self.details.setPlainText("\n".join(lines))

    def _shown(self) -> Shown:
        return Shown(self.runner.currency, self.runner.today)

    def _lay_out_parts(self) -> None:
        self.cancel_button.hide()
        self.grid.add_row("customer", "C&ustomer", self.customer)
        self.table.setMinimumHeight(self.lean(200))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("What the chosen step changed")
        self.details.setFixedHeight(look().px(150))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.details)
