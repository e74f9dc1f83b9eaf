"""A check of the whole book: what was looked at, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from collectdesk.domain.words import counted
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog
from collectdesk.gui.dialogs.simple_model import Column, Marked
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.theme import look
from collectdesk.usecases.backups import check_with_backups
from collectdesk.usecases.checking import Check, CheckReport

_LEAD: Final = "Nothing is changed by this."
_WRONG: Final = (
    "Something is wrong in this book. Keep it as it is, and go on with its latest backup."
)
_COLUMNS: Final = (Column("What was checked"), Column("Found", 150))


class CheckDialog(FormDialog):
    """Checks at once; the table tells what was found, the text below every problem."""

    def __init__(
        self, parent: QWidget, runner: Runner, backups: Path, restore: Callable[[], object]
    ) -> None:
        super().__init__(
            parent, runner, "Check the book", "&Close", about=runner.path.stem, lead=_LEAD,
            width=MIDDLE, height=520,
        )  # fmt: skip
        self._restore = restore
        self.table = SimpleTable(_COLUMNS, "What was checked")
        self.details = QPlainTextEdit()
        self._lay_out_parts()
        self.begin()
        self.banner.say("Checking …", "accent")
        self.run_job(
            check_with_backups, backups, then=self._show, failed=self.show_error,
            title="Checking the book",
        )  # fmt: skip

    def save(self) -> None:
        self.accept()

    def _show(self, report: CheckReport) -> None:
        self.table.set_rows(enumerate(report.checks), _texts)
        problems = [problem for check in report.checks for problem in check.problems]
        self.details.setPlainText("\n".join(problems))
        self.details.setVisible(bool(problems))
        if report.is_sound:
            self.banner.say("All is well.", "good")
        else:
            self.banner.say(_WRONG, "late", "Backups…", self._go_to_backups)
        self.adjust_height()
        self.save_button.setFocus()

    def _go_to_backups(self) -> None:
        self.accept()
        self._restore()

    def _lay_out_parts(self) -> None:
        self.grid.hide()
        self.cancel_button.hide()
        self.table.setMinimumHeight(self.lean(380))
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("What is wrong")
        self.details.setFixedHeight(look().px(90))
        self.details.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.details)


def _texts(check: Check) -> tuple[str | Marked, ...]:
    problems = counted(len(check.problems), "problem")
    return check.name, Marked(problems, "late") if check.problems else Marked("Well", "good")
