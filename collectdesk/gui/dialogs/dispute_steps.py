"""A dispute step by step: looked into, a remedy offered, settled, and the rest to be paid."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dispute import Remedy, Resolution
from collectdesk.domain.errors import InvalidInput
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money, sentence
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.disputes import (
    DisputeRow,
    MoveDispute,
    ResolveDispute,
    move_dispute,
    resolve_dispute,
)

_RESOLUTIONS: Final = (
    ("", "Choose how it was settled"),
    *((resolution.value, resolution.label) for resolution in Resolution),
)
_REMEDIES: Final = (
    ("", "Nothing yet"),
    *((remedy.value, remedy.label) for remedy in Remedy),
)
_STATES: Final = {
    "open": "Not looked into yet",
    "investigating": "We look into it",
    "offered": "A remedy is offered",
}


class MoveForm(FormDialog):
    """Where the dispute stands, what was offered, and what happens next by when."""

    def __init__(self, parent: QWidget, runner: Runner, dispute: DisputeRow) -> None:
        amount = money(dispute.amount, runner.currency)
        since = day(dispute.opened_on, runner.today)
        super().__init__(
            parent,
            runner,
            f"Dispute of {dispute.number}",
            "Sa&ve",
            about=dispute.customer_name,
            lead=(
                f"{dispute.reason}, {amount}, open since {since}. Until it is settled the amount"
                " rests and bears no interest."
            ),
        )
        self._dispute_id = dispute.dispute_id
        states = (dispute.state, *(state for state in dispute.next_states if state in _STATES))
        self.state = fields.choice((state, _STATES[state]) for state in states)
        self.remedy = fields.choice(_REMEDIES, dispute.remedy)
        self.remedy_on = DateEdit(runner.today, runner.currency)
        self.remedy_on.set_day(dispute.remedy_on)
        self.next_step = fields.line(dispute.next_step, hint="What there is to do")
        self.next_on = DateEdit(runner.today, runner.currency)
        self.next_on.setPlaceholderText(day(dispute.next_on, runner.today))
        self.owner = fields.line(dispute.owner)
        self.note = fields.paragraph(hint="What was found out, what they said")
        self._add_rows()
        self.remedy.currentIndexChanged.connect(lambda _: self._offer())
        self._show_needed()
        self.begin()
        self.state.setFocus()

    def typed(self) -> object:
        return (
            fields.chosen(self.state),
            fields.chosen(self.remedy),
            self.remedy_on.text(),
            self.next_step.text(),
            self.next_on.text(),
            self.owner.text(),
            self.note.toPlainText(),
        )

    def save(self) -> None:
        self.send(move_dispute, self._command)

    def _command(self) -> MoveDispute:
        remedy = fields.chosen(self.remedy)
        return MoveDispute(
            dispute_id=self._dispute_id,
            state=fields.chosen(self.state),
            next_step=self.next_step.text(),
            next_on=fields.read("next_on", self.next_on.optional_day),
            owner=self.owner.text(),
            remedy=remedy,
            remedy_on=fields.read("remedy_on", self.remedy_on.optional_day) if remedy else None,
            note=self.note.toPlainText(),
        )

    def _add_rows(self) -> None:
        self.grid.add_row("state", "&Stands", self.state)
        self.grid.add_row("remedy", "&Offered", self.remedy)
        self.grid.add_row("remedy_on", "&Done by", self.remedy_on)
        self.grid.add_row("next_step", "Ne&xt step", self.next_step)
        self.grid.add_row("next_on", "&By", self.next_on)
        self.grid.add_row("owner", "&Who", self.owner)
        self.grid.add_row("note", "&Notes", self.note)

    def _offer(self) -> None:
        """A remedy that is chosen is an offer, with its task as the next step."""
        remedy = fields.chosen(self.remedy)
        if remedy:
            self.next_step.setText(Remedy(remedy).task)
            fields.choose(self.state, "offered")
        self._show_needed()

    def _show_needed(self) -> None:
        self.grid.set_row_visible("remedy_on", bool(fields.chosen(self.remedy)))
        if self.isVisible():
            self.adjust_height()


class ResolveForm(StepForm):
    """How a dispute was settled, what is credited, and by when the rest is to be paid."""

    usecase = staticmethod(resolve_dispute)

    def __init__(self, parent: QWidget, runner: Runner, dispute: DisputeRow) -> None:
        super().__init__(
            parent,
            runner,
            f"Settle the dispute of {dispute.number}",
            "&Settled",
            about=dispute.customer_name,
            lead=(
                f"{dispute.reason}, {money(dispute.amount, runner.currency)}, open since"
                f" {day(dispute.opened_on, runner.today)}."
            ),
        )
        self._dispute_id = dispute.dispute_id
        self.resolution = fields.choice(_RESOLUTIONS, dispute.suggested_resolution)
        self.credit = MoneyEdit(runner.currency)
        self.credit.setPlaceholderText("Nothing")
        self.resumes_on = DateEdit(runner.today, runner.currency)
        self.resumes_on.set_day(dispute.resumes_on)
        self.note = fields.paragraph(hint="What was agreed, with whom")
        self.grid.add_row("resolution", "&How", self.resolution)
        self.grid.add_row("credit", "&Credit note", self.credit)
        self.grid.add_row("resumes_on", "&Rest paid by", self.resumes_on)
        self.grid.add_row("note", "&Notes", self.note)
        self.watch(self.credit, self.resumes_on)
        self.resolution.currentIndexChanged.connect(lambda _: self.tell_anew())
        self.begin()
        self.resolution.setFocus()

    def _ask(self) -> None:
        self.grid.tell("credit", "")
        self.tell_consequences(self.usecase, self.command, self._tell, self._object)

    def _object(self, error: BaseException) -> None:
        """A credit note that lacks its amount, or has too much, is told while it is typed."""
        if isinstance(error, InvalidInput) and error.field == "credit":
            self.grid.tell("credit", sentence(error))

    def typed(self) -> object:
        return (
            fields.chosen(self.resolution),
            self.credit.text(),
            self.resumes_on.text(),
            self.note.toPlainText(),
        )

    def command(self) -> ResolveDispute:
        return ResolveDispute(
            dispute_id=self._dispute_id,
            resolution=fields.chosen(self.resolution),
            note=self.note.toPlainText(),
            credit=0 if self.credit.is_blank() else fields.read("credit", self.credit.amount),
            resumes_on=fields.read("resumes_on", self.resumes_on.optional_day),
        )
