"""Credit: an application with its references, the decision, and a limit changed after a look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from collectdesk.domain.credit import Decision
from collectdesk.domain.dates import add_months_clamped
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.credit_reference import KIND_LABELS, ReferenceDialog
from collectdesk.gui.dialogs.form import MIDDLE, FormDialog
from collectdesk.gui.dialogs.percent_edit import PercentEdit
from collectdesk.gui.dialogs.simple_model import Column
from collectdesk.gui.dialogs.simple_table import SimpleTable
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import money
from collectdesk.gui.theme import GRID
from collectdesk.gui.widgets.buttons import Button
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.credit import (
    REVIEW_MONTHS,
    ApplicationForm,
    DecideApplication,
    ReferenceForm,
    SaveApplication,
    SetCreditLimit,
    application_form,
    decide_application,
    save_application,
    set_credit_limit,
)
from collectdesk.usecases.credit_room import CreditCheck, credit_check
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.work import Work

_COLUMNS: Final = (Column("Reference"), Column("Says", 130), Column("Highest credit", 120, True))
_NO_REFERENCES: Final = "No references yet. Usual are three suppliers and the bank."
_TABLE_HEIGHT: Final = 120
_WITH_LIMIT: Final = (Decision.APPROVED, Decision.SMALLER, Decision.DEPOSIT)
_MEANS: Final = {
    Decision.APPROVED: "Invoices are issued up to the limit.",
    Decision.SMALLER: "Invoices are issued up to the smaller limit.",
    Decision.DEPOSIT: "Each invoice needs its share on account first.",
    Decision.PREPAY: "Each invoice must be paid before it is issued.",
    Decision.DECLINED: "Each invoice must be paid before it is issued.",
}


@dataclass(frozen=True, slots=True)
class CreditNeeds:
    """A customer's application, and how its credit stands now."""

    customer_id: int
    name: str
    form: ApplicationForm
    now: CreditCheck


def credit_needs(work: Work, customer_id: int) -> CreditNeeds:
    """What the forms about credit start from."""
    return CreditNeeds(
        customer_id,
        customer_form(work, customer_id).name,
        application_form(work, customer_id),
        credit_check(work, customer_id, 0),
    )


def _standing(needs: CreditNeeds, currency: str) -> str:
    limit = needs.now.limit
    told = "no limit" if limit is None else f"a limit of {money(limit, currency)}"
    return f"Owes {money(needs.now.exposure, currency)} now, with {told}."


class ApplicationDialog(FormDialog):
    """What the customer asks for, and whom it names; decided at once or later."""

    def __init__(
        self,
        parent: QWidget | None,
        runner: Runner,
        needs: CreditNeeds,
        decide: Callable[[], object],
    ) -> None:
        standing = _standing(needs, runner.currency)
        super().__init__(
            parent,
            runner,
            "Credit application",
            "Save and &decide…",
            about=needs.name,
            lead=f"{standing} Until the first one is decided the customer pays first.",
            width=MIDDLE,
        )
        self._form, self._decide = needs.form, decide
        self.references = list(needs.form.references)
        self._make_fields()
        self._lay_out_fields()
        self._show_references()
        self.begin()
        self.limit.setFocus()

    def typed(self) -> object:
        return (
            self.asked_on.text(),
            self.limit.text(),
            self.guarantee.text(),
            self.note.toPlainText(),
            tuple(self.references),
        )

    def save(self) -> None:
        self.send(save_application, self._command, then=lambda _: self._decide())

    def save_only(self) -> None:
        """Keep it, to be decided later."""
        self.send(save_application, self._command)

    def add_reference(self) -> None:
        """Write down what one more supplier or bank says."""
        ReferenceDialog(self, self.runner.currency, ReferenceForm(), self._take_reference).open()

    def remove_reference(self) -> None:
        """Forget the chosen reference."""
        key = self.table.current_key()
        if key is not None:
            del self.references[key]
            self._show_references()

    def _take_reference(self, reference: ReferenceForm) -> None:
        self.references.append(reference)
        self._show_references()

    def _command(self) -> SaveApplication:
        limit = None
        if not self.limit.is_blank():
            limit = fields.read("requested_limit", self.limit.amount)
        return SaveApplication(
            ApplicationForm(
                customer_id=self._form.customer_id,
                application_id=self._form.application_id,
                asked_on=fields.read("asked_on", self.asked_on.day),
                requested_limit=limit,
                guarantee=self.guarantee.text(),
                note=self.note.toPlainText(),
                references=tuple(self.references),
            )
        )

    def _make_fields(self) -> None:
        self.asked_on = DateEdit(self.runner.today, self.runner.currency, past=True)
        self.asked_on.set_day(self._form.asked_on)
        self.limit = MoneyEdit(self.runner.currency)
        self.limit.set_amount(self._form.requested_limit)
        self.limit.setPlaceholderText("No limit")
        self.guarantee = fields.line(self._form.guarantee, hint="Who stands in for the debt")
        self.note = fields.paragraph(self._form.note, rows=2)
        self.table = SimpleTable(_COLUMNS, "References", empty=_NO_REFERENCES)
        self.table.setMinimumHeight(self.lean(_TABLE_HEIGHT))
        self.later_button = Button("&Save", clicked=self.save_only)
        self.buttons.insertWidget(self.buttons.indexOf(self.save_button), self.later_button)

    def _lay_out_fields(self) -> None:
        self.grid.add_row("asked_on", "&Asked on", self.asked_on)
        self.grid.add_row("requested_limit", "&Limit asked", self.limit)
        self.grid.add_row("guarantee", "&Guarantee", self.guarantee)
        self.grid.add_row("note", "&Notes", self.note)
        self.grid.add_row("references", "&References", self.table)
        self.add_button = Button("Add a re&ference…", clicked=self.add_reference)
        self.remove_button = Button("Remo&ve", clicked=self.remove_reference)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove_reference)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addStretch(1)
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        self.body.addLayout(row)

    def _show_references(self) -> None:
        self.table.set_rows(enumerate(self.references), self._texts)
        self.remove_button.setEnabled(bool(self.references))

    def _texts(self, reference: ReferenceForm) -> tuple[str, str, str]:
        high = reference.high_credit
        return (
            f"{reference.name} ({KIND_LABELS[reference.kind].lower()})",
            reference.opinion,
            "" if high is None else money(high, self.runner.currency),
        )


class DecideForm(FormDialog):
    """The decision on an application, what it means, and when to look again."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CreditNeeds) -> None:
        super().__init__(
            parent,
            runner,
            "Decide on credit",
            "D&ecide",
            about=needs.name,
            lead=f"{_standing(needs, runner.currency)} {_asked(needs, runner.currency)}",
        )
        self._application_id = needs.form.application_id or 0
        decisions = ((one.value, one.label) for one in _MEANS)
        self.decision = fields.choice((("", "Choose what is decided"), *decisions))
        self.limit = MoneyEdit(runner.currency)
        self.limit.set_amount(needs.form.requested_limit)
        self.limit.setPlaceholderText("As asked for")
        self.deposit = PercentEdit(0)
        self.review_on = DateEdit(runner.today, runner.currency)
        self.review_on.set_day(add_months_clamped(runner.today, REVIEW_MONTHS))
        self.reason = fields.paragraph(rows=2, hint="What it rests on")
        self.grid.add_row("decision", "&Decision", self.decision)
        self.grid.add_row("granted_limit", "&Limit", self.limit)
        self.grid.add_row("deposit_bp", "&First paid", self.deposit)
        self.grid.add_row("review_on", "&Review on", self.review_on)
        self.grid.add_row("reason", "Rea&son", self.reason)
        self.decision.currentIndexChanged.connect(lambda _: self._show_needed())
        self._show_needed()
        self.begin()
        self.decision.setFocus()

    def typed(self) -> object:
        return (
            fields.chosen(self.decision),
            self.limit.text(),
            self.deposit.text(),
            self.review_on.text(),
            self.reason.toPlainText(),
        )

    def save(self) -> None:
        self.send(decide_application, self._command)

    def _command(self) -> DecideApplication:
        decision = fields.chosen(self.decision)
        deposit = decision == Decision.DEPOSIT
        limited = decision in _WITH_LIMIT and not self.limit.is_blank()
        return DecideApplication(
            application_id=self._application_id,
            decision=decision,
            granted_limit=fields.read("granted_limit", self.limit.amount) if limited else None,
            deposit_bp=fields.read("deposit_bp", self.deposit.basis_points) if deposit else 0,
            review_on=fields.read("review_on", self.review_on.optional_day),
            reason=self.reason.toPlainText(),
        )

    def _show_needed(self) -> None:
        decision = Decision(fields.chosen(self.decision))
        self.grid.set_row_visible("granted_limit", decision in _WITH_LIMIT)
        self.grid.set_row_visible("deposit_bp", decision is Decision.DEPOSIT)
        if decision is Decision.UNDECIDED:
            self.banner.hide()
        else:
            self.banner.say(_MEANS[decision], "plain")
        if self.isVisible():
            self.adjust_height()


def _asked(needs: CreditNeeds, currency: str) -> str:
    asked = needs.form.requested_limit
    return "Asks for no limit." if asked is None else f"Asks for {money(asked, currency)}."


class LimitForm(FormDialog):
    """Another limit, with the reason and the day of the next look."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, needs: CreditNeeds, hint: str = ""
    ) -> None:
        lead = _standing(needs, runner.currency)
        super().__init__(
            parent,
            runner,
            "Credit limit",
            "&Change limit",
            about=needs.name,
            lead=f"{lead} {hint}".strip(),
        )
        self._customer_id = needs.customer_id
        self.limit = MoneyEdit(runner.currency)
        self.limit.set_amount(needs.now.limit)
        self.limit.setPlaceholderText("No limit")
        self.review_on = DateEdit(runner.today, runner.currency)
        self.review_on.set_day(add_months_clamped(runner.today, REVIEW_MONTHS))
        self.reason = fields.paragraph(rows=2, hint="What it rests on")
        self.grid.add_row("limit", "&Limit", self.limit)
        self.grid.add_row("review_on", "Next loo&k on", self.review_on)
        self.grid.add_row("reason", "&Reason", self.reason)
        self.begin()
        self.limit.setFocus()
        self.limit.selectAll()

    def typed(self) -> object:
        return self.limit.text(), self.review_on.text(), self.reason.toPlainText()

    def save(self) -> None:
        self.send(set_credit_limit, self._command)

    def _command(self) -> SetCreditLimit:
        blank = self.limit.is_blank()
        return SetCreditLimit(
            customer_id=self._customer_id,
            limit=None if blank else fields.read("limit", self.limit.amount),
            reason=self.reason.toPlainText(),
            review_on=fields.read("review_on", self.review_on.optional_day),
        )
