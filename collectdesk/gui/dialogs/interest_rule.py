"""What lateness costs one customer: the book's rule, or one agreed with the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.interest import BY_MONTH, STATUTORY
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.form import FormDialog
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.percent_edit import PercentEdit
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.labels import label
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.charge_rules import (
    LONGEST_GRACE,
    MODE_LABELS,
    CustomerInterest,
    SetInterestRule,
    customer_interest,
    set_interest_rule,
)
from collectdesk.usecases.charges import charge_example
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.work import Work

_BOOK: Final = ""
MODES: Final = tuple((mode.value, words) for mode, words in MODE_LABELS.items())
_BY_FEE: Final = "fixed_fee"
_BY_MONTH: Final = tuple(mode.value for mode in BY_MONTH)
_WITHOUT_RATE: Final = (_BOOK, "none", _BY_FEE)


def rate_name(mode: str) -> str:
    """What the rate is, with its mnemonic: by the year, by the month, or the law's."""
    if mode in STATUTORY:
        return "Reference &rate"
    return "&Rate a month" if mode in BY_MONTH else "&Rate a year"


@dataclass(frozen=True, slots=True)
class InterestNeeds:
    """A customer and the rule in force."""

    customer_id: int
    name: str
    now: CustomerInterest


def interest_needs(work: Work, customer_id: int) -> InterestNeeds:
    """What the form starts from."""
    name = customer_form(work, customer_id).name
    return InterestNeeds(customer_id, name, customer_interest(work, customer_id))


class InterestRuleForm(FormDialog):
    """The way of charging, its numbers, and the day on which it was agreed."""

    def __init__(self, parent: QWidget | None, runner: Runner, needs: InterestNeeds) -> None:
        super().__init__(
            parent,
            runner,
            "What lateness costs",
            "&Save",
            about=needs.name,
            lead=(
                f"Now: {needs.now.words}. Interest and fees are owed only where they were agreed"
                " before the invoice, or where the law sets them."
            ),
        )
        self._customer_id = needs.customer_id
        rule, own = needs.now.rule, needs.now.own
        self.mode = fields.choice(
            ((_BOOK, "As for everyone (Settings)"), *MODES), rule.mode.value if own else _BOOK
        )
        self.rate = PercentEdit(rule.rate_bp)
        self.grace = NumberEdit(0, LONGEST_GRACE, rule.grace_days)
        self.fee, self.minimum = MoneyEdit(runner.currency), MoneyEdit(runner.currency)
        self.fee.set_amount(rule.fee)
        self.minimum.set_amount(rule.minimum)
        self.compounds = fields.tick("Interest bears &interest", rule.compounds)
        self.compounds.setToolTip("Only where it was agreed and the law allows it")
        self.agreed_on = DateEdit(runner.today, runner.currency, past=True)
        self.agreed_on.set_day(needs.now.agreed_on)
        self.agreed_on.setPlaceholderText("Not in writing")
        self._add_rows()
        self.example = label("", "strong", wrap=True)
        self.keep_in_view(self.example)
        self.mode.currentIndexChanged.connect(lambda _: self._show_needed())
        for field in (self.rate, self.grace, self.fee, self.minimum):
            field.textChanged.connect(lambda _: self._tell_example())
        self.compounds.toggled.connect(lambda _: self._tell_example())
        self._show_needed()
        self.begin()
        self.mode.setFocus()

    def typed(self) -> object:
        return (
            fields.chosen(self.mode),
            self.rate.text(),
            self.grace.text(),
            self.compounds.isChecked(),
            self.fee.text(),
            self.minimum.text(),
            self.agreed_on.text(),
        )

    def save(self) -> None:
        self.send(set_interest_rule, self._command)

    def _command(self) -> SetInterestRule:
        mode = fields.chosen(self.mode)
        by_fee = mode == _BY_FEE
        return SetInterestRule(
            customer_id=self._customer_id,
            mode=mode or None,
            rate_bp=0 if mode in _WITHOUT_RATE else fields.read("rate_bp", self.rate.basis_points),
            grace_days=fields.read("grace_days", self.grace.value),
            fee=self._amount("fee", self.fee) if by_fee else 0,
            minimum=self._amount("minimum", self.minimum) if by_fee else 0,
            compounds=mode in _BY_MONTH and self.compounds.isChecked(),
            agreed_on=fields.read("agreed_on", self.agreed_on.optional_day),
        )

    @staticmethod
    def _amount(name: str, field: MoneyEdit) -> int:
        return 0 if field.is_blank() else fields.read(name, field.amount)

    def _add_rows(self) -> None:
        self.grid.add_row("mode", "&Charged is", self.mode)
        self.grid.add_row("rate_bp", rate_name(""), self.rate)
        self.grid.add_row("fee", "&Fee", self.fee)
        self.grid.add_row("minimum", "From &balances of", self.minimum)
        self.grid.add_row("grace_days", "Days of &grace", self.grace)
        self.grid.add_row("compounds", "", self.compounds)
        self.grid.add_row("agreed_on", "Agreed &on", self.agreed_on)

    def _show_needed(self) -> None:
        mode = fields.chosen(self.mode)
        self.grid.set_row_visible("rate_bp", mode not in _WITHOUT_RATE)
        self.grid.rename("rate_bp", rate_name(mode))
        self.grid.set_row_visible("compounds", mode in _BY_MONTH)
        self.grid.set_row_visible("fee", mode == _BY_FEE)
        self.grid.set_row_visible("minimum", mode == _BY_FEE)
        self.grid.set_row_visible("grace_days", mode not in (_BOOK, "none"))
        self._tell_example()
        if self.isVisible():
            self.adjust_height()

    def _tell_example(self) -> None:
        self.forget_foreseen()
        self.foresee(charge_example, self._command, self.example.setText, self.example.clear)
