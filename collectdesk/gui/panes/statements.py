"""Statements of a month: what each will say, and one button to write them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from collectdesk.domain.dates import MONTHS, add_months_clamped, first_of_month
from collectdesk.domain.form_rows import StatementRow
from collectdesk.domain.sheet import ShownList
from collectdesk.domain.words import counted
from collectdesk.gui.actions import Actions
from collectdesk.gui.panes.place import Place
from collectdesk.gui.scene import Scene
from collectdesk.gui.tables.logs import STATEMENTS
from collectdesk.gui.text import money
from collectdesk.gui.widgets import Button, icon_button, label
from collectdesk.usecases.work import Work


class StatementsPlace(Place):
    """A month, its rows, and the month-end run."""

    title = "Statements"
    search_hint = "Search these customers…"

    def __init__(self, scene: Scene, actions: Actions) -> None:
        super().__init__(scene, actions, STATEMENTS)
        self.month = add_months_clamped(first_of_month(scene.runner.today), -1)
        self._rows: tuple[StatementRow, ...] = ()
        self.month_label = label("", "strong")
        previous = icon_button("chevron-left", "Month before", lambda: self.change_month(-1))
        following = icon_button("chevron-right", "Month after", lambda: self.change_month(1))
        for at, widget in enumerate((previous, self.month_label, following), start=2):
            self.header.insertWidget(at, widget)
        self.write_button = Button("Write all…", "primary", clicked=self._write_all)
        self.write_button.setToolTip("Write the statements of this month to PDF files")
        self.header.addWidget(self.write_button)
        self.table.picked.connect(lambda row: scene.show_customer(row.customer_id))
        self._name_month()

    def change_month(self, step: int) -> None:
        """Show another month."""
        self.month = add_months_clamped(self.month, step)
        self._name_month()
        self.refresh()

    def _name_month(self) -> None:
        self.month_label.setText(month_name(self.month))

    def shown_list(self) -> ShownList | None:
        return ShownList("statements", self.search.text(), day=self.month)

    def ask(self) -> None:
        self.scene.runner.ask(_statements, self.month, then=self._take, key="statements")

    def refresh(self) -> None:
        if self._rows and self.search.hasFocus() and self.search.isModified():
            self.search.setModified(False)
            self._filter()
            return
        super().refresh()

    def _take(self, rows: tuple[StatementRow, ...]) -> None:
        self._rows = rows
        self._filter()

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        fitting = [
            row
            for row in self._rows
            if all(word in f"{row.name} {row.number}".casefold() for word in words)
        ]
        self.show_rows(fitting)

    def show_rows(self, rows: Sequence[Any]) -> None:
        super().show_rows(rows)
        closing = sum(row.closing for row in rows)
        currency = self.scene.runner.currency
        self.summary.setText(
            f"{counted(len(rows), 'statement')}, closing {money(closing, currency)}"
        )
        self.write_button.setEnabled(bool(self._rows))

    def _write_all(self) -> None:
        from collectdesk.gui.dialogs.paperwork import open_month_end

        open_month_end(self.scene.window, self.scene.runner, self.month)

    def tell_empty(self, searched: bool) -> None:
        if searched:
            self.empty.tell("Nothing found", "No statement of this month fits.")
        else:
            self.empty.tell(
                f"No statements for {month_name(self.month)}",
                "Customers with something owed or paid in a month get a statement. Choose another"
                " month above.",
            )


def _statements(work: Work, month: date) -> tuple[StatementRow, ...]:
    """Loads what answers it on the book's thread, as the papers come with it."""
    from collectdesk.usecases.papers.statements import statement_rows

    return statement_rows(work, month)


def month_name(month: date) -> str:
    """ "November 2026"."""
    return f"{MONTHS[month.month - 1]} {month.year}"
