"""Whose customer is whose: handing over in bulk, and who is at the desk."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import WIDE, FormDialog
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable, spelled_columns
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import plain_amount
from collectdesk.gui.widgets.buttons import Button
from collectdesk.usecases.collectors import HandOver, TakeSeat, TaskRow, hand_over, take_seat

_COLUMNS: Final = (
    Column("Customer"),
    Column("Looked after by", 150),
    Column("Today", 70),
    Column("Tasks", 60, right=True),
    Column("Past due", 110, right=True),
)
_TABLE_HEIGHT: Final = 300


class HandOverDialog(FormDialog):
    """Tick customers, name who takes them over; a note on each timeline tells it."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        rows: tuple[TaskRow, ...],
        people: tuple[str, ...],
        chosen: int | None,
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Hand over customers",
            "&Hand over",
            lead="With a customer go its follow-ups and open disputes. Each timeline keeps a note;"
            " customers' documents never show it.",
            width=WIDE,
        )
        self._rows = rows
        self.customers = SimpleTable(
            spelled_columns(_COLUMNS, runner.currency), "Customers to hand over", ticks=True
        )
        self.customers.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.customers.set_rows(((row.customer_id, row) for row in self._rows), self._texts)
        self.customers.tick([chosen] if chosen else [])
        self.to = fields.suggesting(fields.line(hint="A name"), people)
        self.why = fields.line(hint="Away, ill, a new colleague")
        self.body.insertWidget(0, self.customers, 1)
        self.body.insertWidget(1, self.error_place("customers", self.customers))
        self.body.insertLayout(2, self._ticks())
        self.grid.add_row("to", "&To", self.to)
        self.grid.add_row("why", "&Reason", self.why)
        self.begin()
        self.customers.setFocus()

    def typed(self) -> object:
        return self.customers.ticked(), self.to.text(), self.why.text()

    def save(self) -> None:
        self.send(
            hand_over,
            lambda: HandOver(self.customers.ticked(), self.to.text(), self.why.text()),
        )

    def _ticks(self) -> QHBoxLayout:
        everybody = {each.customer_id for each in self._rows}
        today = {each.customer_id for each in self._rows if each.on_today}
        row = QHBoxLayout()
        for words, chosen in (
            ("Tick t&oday's list", today),
            ("Tick &all", everybody),
            ("Tick &none", set[int]()),
        ):
            row.addWidget(Button(words, clicked=partial(self.customers.tick, chosen)))
        row.addStretch(1)
        return row

    def _texts(self, row: TaskRow) -> tuple[str, ...]:
        return (
            row.customer_name,
            row.ours,
            "yes" if row.on_today else "",
            str(row.tasks) if row.tasks else "",
            plain_amount(row.past_due, self.runner.currency) if row.past_due else "",
        )


class SeatForm(FormDialog):
    """Who calls from now on; the scorecard counts by these names."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, now: str, people: tuple[str, ...]
    ) -> None:
        super().__init__(
            parent,
            runner,
            "Who is at the desk",
            "&Save",
            lead="Calls, notes and steps bear this name from now on.",
        )
        self.name = fields.suggesting(fields.line(now), people)
        self.grid.add_row("name", "&Name", self.name)
        self.begin()
        self.name.setFocus()
        self.name.selectAll()

    def typed(self) -> object:
        return self.name.text()

    def save(self) -> None:
        self.send(take_seat, lambda: TakeSeat(self.name.text()))
