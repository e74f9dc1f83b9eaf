"""The living manual: each step can be moved, reworded or left out; what that does is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.policy import ALWAYS, FURTHEST_DAYS, Policy, PolicyStep
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import WIDE, FormDialog, while_open
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, sentence
from collectdesk.gui.theme import GRID, look
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.form_grid import FormGrid
from collectdesk.gui.widgets.labels import label
from collectdesk.usecases.policy import SavePolicy, save_policy
from collectdesk.usecases.policy_effect import PolicyEffect, policy_effect

_STEPS: Final = (Column("When", 276), Column("What to do"), Column("How", 72))
_VERSIONS: Final = (
    Column("Version", 72, right=True),
    Column("Since", 96),
    Column("By", 110),
    Column("What was changed, and why"),
)
_TABLE_HEIGHT: Final = 250
_EFFECT_HEIGHT: Final = 44
_ASK_AFTER_MS: Final = 250
_LEAD: Final = (
    "These steps are your written manual. The first call, the follow-up after sending and the"
    " notices make today's list; each invoice's window shows its own steps with their days."
)


class PolicyDialog(FormDialog):
    """The steps above, the chosen one below, and what the change does to today's list."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        policy: Policy,
        print_manual: Callable[[], object],
    ) -> None:
        super().__init__(
            parent,
            runner,
            f"Collecting policy, version {policy.version}",
            "&Save as a new version",
            lead=_LEAD,
            width=WIDE,
        )
        self._steps = list(policy.steps)
        self._start_steps = policy.steps
        self._showing = False
        self.steps = SimpleTable(_STEPS, "Steps of the manual", ticks=True)
        self.versions = SimpleTable(_VERSIONS, "Versions of the policy")
        self.days = NumberEdit(-FURTHEST_DAYS, FURTHEST_DAYS, 0)
        self.action = fields.line()
        self.because = fields.line()
        self.why = fields.line(hint="Why the policy changes; kept with the version")
        self.effect = label("", "strong", wrap=True)
        self.effect.setMinimumHeight(look().px(_EFFECT_HEIGHT))
        self.print_button = Button("&Print the manual…", clicked=print_manual)
        self.buttons.insertWidget(0, self.print_button)
        self._lay_out_pages(policy)
        self._pause = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._pause.timeout.connect(self._ask_effect)
        self._show_steps()
        self._connect()
        self.steps.choose_row(0)
        self.begin()
        self.steps.setFocus()

    def typed(self) -> object:
        return tuple(self._steps), self.why.text()

    def save(self) -> None:
        self.send(save_policy, self._command)

    def chosen(self) -> PolicyStep:
        """The step that stands in the fields."""
        return self._steps[max(0, self.steps.current_row())]

    def _command(self) -> SavePolicy:
        fields.read("days", self.days.value)
        return SavePolicy(tuple(self._steps), self.why.text())

    def _lay_out_pages(self, policy: Policy) -> None:
        self.steps.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.grid.hide()
        edited = FormGrid(label_width=110)
        self.grids.append(edited)
        edited.add_row("days", "&Days", self.days)
        edited.add_row("action", "&What to do", self.action)
        edited.add_row("step_why", "&Because", self.because)
        edited.add_row("why", "&Reason", self.why)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.steps, 1)
        column.addWidget(edited)
        column.addWidget(self.error_place("is_on", self.steps))
        column.addWidget(self.effect)
        pages = QTabWidget()
        pages.addTab(page, "Steps")
        pages.addTab(self.versions, f"Versions {policy.version}")
        self.body.addWidget(pages, 1)
        today = self.runner.today
        first = (1, ("1", "", "", "The steps that come with CollectDesk."))
        rows = [
            (
                one.number,
                (
                    str(one.number),
                    day(one.on, today),
                    one.who,
                    " ".join([*one.changes, one.why]).strip(),
                ),
            )
            for one in reversed(policy.versions)
        ]
        self.versions.set_rows([*rows, first])

    def _connect(self) -> None:
        self.steps.stood.connect(self._show_chosen)
        self.steps.ticks_changed.connect(self._take_ticks)
        self.days.value_changed.connect(self._take_fields)
        self.action.textEdited.connect(lambda _: self._take_fields())
        self.because.textEdited.connect(lambda _: self._take_fields())

    def _show_steps(self) -> None:
        self.steps.set_rows(
            enumerate(self._steps),
            lambda one: (one.when, one.step.action, one.step.channel.words),
        )
        self.steps.tick([at for at, one in enumerate(self._steps) if one.is_on])

    def _show_chosen(self) -> None:
        step = self.chosen().step
        self._showing = True
        self.days.setText(str(step.offset))
        self.action.setText(step.action)
        self.action.setCursorPosition(0)
        self.because.setText(step.why)
        self.because.setCursorPosition(0)
        self._showing = False

    def _take_fields(self) -> None:
        if self._showing:
            return
        try:
            days = self.days.value()
        except InvalidInput:
            return
        at, one = max(0, self.steps.current_row()), self.chosen()
        step = replace(one.step, offset=days, action=self.action.text(), why=self.because.text())
        self._steps[at] = replace(one, step=step)
        self.steps.set_text(at, 0, self._steps[at].when)
        self.steps.set_text(at, 1, step.action)
        self._changed()

    def _take_ticks(self) -> None:
        ticked = set(self.steps.ticked())
        for at, one in enumerate(self._steps):
            self._steps[at] = replace(one, is_on=at in ticked or one.step.code in ALWAYS)
        always = {at for at, one in enumerate(self._steps) if one.step.code in ALWAYS}
        if not always <= ticked:
            self.steps.blockSignals(True)
            self.steps.tick(ticked | always)
            self.steps.blockSignals(False)
            self.effect.setText("This step makes today's list. It can be moved, not left out.")
            return
        self._changed()

    def _changed(self) -> None:
        self.clear_errors()
        self._pause.start()

    def _ask_effect(self) -> None:
        if tuple(self._steps) == self._start_steps:
            self.effect.setText("")
            return
        self.runner.ask(
            policy_effect,
            SavePolicy(tuple(self._steps)),
            then=while_open(self, self._tell_effect),
            failed=while_open(self, lambda error: self.effect.setText(sentence(error))),
            key=f"policy-effect-{id(self)}",
        )

    def _tell_effect(self, told: PolicyEffect) -> None:
        self.effect.setText(f"Today: {' '.join(told.sentences)}")
        self.adjust_height()
