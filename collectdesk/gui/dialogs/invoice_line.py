"""Two pages of an invoice's window: its dated line of steps, and the proofs held for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from collectdesk.domain.step_line import LineStep
from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.text import day
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.proofs import Proof

_STEPS: Final = (
    Column("Day", 92),
    Column("What the manual asks for"),
    Column("How", 72),
    Column("State", 130),
)
_PROOFS: Final = (Column("Proof", 160), Column("Held?", 72), Column("Evidence, or what to do"))
_STATES: Final = {
    "due": Marked("due now", "late"),
    "missed": Marked("not done", "quiet"),
    "ahead": Marked("ahead"),
}


class LinePages:
    """The tables of both pages, added to the tabs of the window."""

    def __init__(self, tabs: QTabWidget, show_evidence: Callable[[], object]) -> None:
        self._tabs = tabs
        self.steps = SimpleTable(_STEPS, "Steps of the manual for this invoice")
        self.proofs = SimpleTable(_PROOFS, "Proofs held for this invoice")
        self.evidence_button = Button("Evidence pack…", clicked=show_evidence)
        self._pages = (_page(self.steps), _page(self.proofs, self.evidence_button))
        for page, title in zip(self._pages, ("Steps", "Proofs"), strict=True):
            tabs.addTab(page, title)

    def show(self, steps: Sequence[LineStep], proofs: Sequence[Proof], today: date) -> None:
        """Show both lists; pages without a row are not offered."""
        self.steps.set_rows(enumerate(steps), lambda one: _step(one, today))
        self.proofs.set_rows(enumerate(proofs), _proof)
        for page, rows in zip(self._pages, (steps, proofs), strict=True):
            self._tabs.setTabVisible(self._tabs.indexOf(page), bool(rows))
        held = sum(proof.held for proof in proofs)
        self._tabs.setTabText(self._tabs.indexOf(self._pages[1]), f"Proofs {held} of {len(proofs)}")


def _step(step: LineStep, today: date) -> tuple[str | Marked, ...]:
    if step.state == "done":
        state = Marked(f"done {day(step.done_on, today)}", "good")
    else:
        state = _STATES[step.state]
    return day(step.day, today), step.action, step.channel, state


def _proof(proof: Proof) -> tuple[str | Marked, ...]:
    held = Marked("yes", "good") if proof.held else Marked("missing", "careful")
    return proof.label, held, proof.told


def _page(table: SimpleTable, *buttons: Button) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, GRID, 0, 0)
    column.addWidget(table, 1)
    if buttons:
        row = QHBoxLayout()
        row.addWidget(label("What is missing is the excuse of tomorrow.", "quiet"))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        column.addLayout(row)
    return page
