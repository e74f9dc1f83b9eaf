"""Agreeing on a payment plan: what it covers and when each instalment is due."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.domain.dates import add_months_clamped
from collectdesk.domain.english import spelled
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.plan import CURE_BUSINESS_DAYS
from collectdesk.domain.words import counted
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.affordable import AffordableEdit
from collectdesk.gui.dialogs.form import MIDDLE, while_open
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.dialogs.invoice_ticks import InvoiceTicks
from collectdesk.gui.dialogs.needs import CustomerNeeds
from collectdesk.gui.dialogs.number_edit import NumberEdit
from collectdesk.gui.dialogs.schedule import Schedule
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money, sentence
from collectdesk.gui.theme import look
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.gui.widgets.money_edit import MoneyEdit
from collectdesk.usecases.plans import (
    MOST_CURE_DAYS,
    MakePlan,
    PlanPreview,
    affordable_plan,
    make_plan,
    plan_preview,
)

MOST_INSTALMENTS = 60
_LISTED = 12
_LINE_HEIGHT = 17
_LINES_KEPT_FREE = 5


class PlanDialog(StepForm):
    """The invoices, an amount down, the instalments, and the schedule that follows."""

    usecase = staticmethod(make_plan)

    def __init__(self, parent: QWidget | None, runner: Runner, needs: CustomerNeeds) -> None:
        super().__init__(
            parent, runner, "Payment plan", "Agree plan", about=needs.head.name, width=MIDDLE
        )
        self._needs = needs
        self.invoices = InvoiceTicks(needs.items, needs.currency, needs.today)
        self.affordable = AffordableEdit(needs.currency)
        self.means = fields.line(hint="A loan, a sale, money they wait for; for us only")
        self.down = MoneyEdit(needs.currency)
        self.instalments = NumberEdit(1, MOST_INSTALMENTS, 3)
        self.first = DateEdit(needs.today, needs.currency)
        self.first.set_day(add_months_clamped(needs.today, 1))
        self.note = fields.line(hint="What was agreed beside the dates")
        self.cure_days = NumberEdit(0, MOST_CURE_DAYS, CURE_BUSINESS_DAYS)
        self.signed = fields.tick("&Signed already: the invoices rest from today", True)
        self.bears_interest = fields.tick("What is in the plan still &bears interest")
        self.schedule = Schedule()
        self.schedule.setMinimumHeight(look().px(_LINE_HEIGHT) * _LINES_KEPT_FREE)
        self.grid.add_row("invoices", "In&voices", self.invoices)
        self.grid.add_row("monthly", "In a &month", self.affordable)
        self.grid.add_row("means", "Other m&eans", self.means)
        self.grid.add_row("down", "&Down today", self.down)
        self.grid.add_row("instalments", spelled("&Instalments", needs.currency), self.instalments)
        self.grid.add_row("first", "&First on", self.first)
        self.grid.add_row("cure_days", "Days of gra&ce", self.cure_days)
        self.grid.add_row("note", "N&otes", self.note)
        self.grid.add_row("signed", "", self.signed)
        self.grid.add_row("bears_interest", "", self.bears_interest)
        self.grid.add_row("schedule", "Schedule", self.schedule)
        self.watch()
        self.signed.toggled.connect(lambda _: self.tell_anew())
        self.affordable.changed.connect(self._fit)
        self.invoices.ticks_changed.connect(self._fit)
        self.down.amount_changed.connect(self._fit)
        self.instalments.value_changed.connect(self._preview)
        self.first.day_changed.connect(self._preview)
        self.invoices.tick(
            {item.invoice_id for item in needs.items if item.days_late > 0 and not item.disputed}
        )
        self.begin()
        self.invoices.setFocus()

    def typed(self) -> object:
        return (
            self.invoices.ticked(),
            self.down.text(),
            self.instalments.text(),
            self.first.text(),
            self.note.text(),
            self.signed.isChecked(),
            self.cure_days.text(),
            self.bears_interest.isChecked(),
            self.affordable.typed(),
            self.means.text(),
        )

    def command(self) -> MakePlan:
        return MakePlan(
            customer_id=self._needs.head.customer_id,
            invoices=self.invoices.ticked(),
            instalments=fields.read("instalments", self.instalments.value),
            first=fields.read("first", self.first.day),
            down=0 if self.down.is_blank() else fields.read("down", self.down.amount),
            note=self.note.text(),
            signed=self.signed.isChecked(),
            cure_days=fields.read("cure_days", self.cure_days.value),
            bears_interest=self.bears_interest.isChecked(),
            monthly=self.affordable.monthly(),
            means=self.means.text(),
        )

    def _fit(self) -> None:
        """Make the instalments so many that none is above what they can pay a month."""
        monthly, first = self.affordable.monthly(), self.first.day_or_none()
        if not (monthly and first and self.invoices.ticked()):
            self._preview()
            return
        self.runner.ask(
            affordable_plan,
            self._needs.head.customer_id,
            self.invoices.ticked(),
            monthly,
            first,
            self.down.amount_or_none() or 0,
            then=while_open(self, self._take_fitting),
            failed=while_open(self, self._tell_why_not),
            key=f"plan-affordable-{id(self)}",
        )

    def _take_fitting(self, plan: MakePlan) -> None:
        self.instalments.setText(str(plan.instalments))
        self._preview()

    def _preview(self) -> None:
        self.tell_anew()
        try:
            command = self.command()
        except InvalidInput as error:
            self._tell_why_not(error)
            return
        self.runner.ask(
            plan_preview,
            command,
            then=while_open(self, self._tell_schedule),
            failed=while_open(self, self._tell_why_not),
            key=f"plan-preview-{id(self)}",
        )

    def _tell_schedule(self, preview: PlanPreview) -> None:
        currency, today = self._needs.currency, self._needs.today
        lines = [
            (day(due, today), money(amount, currency))
            for due, amount in preview.instalments[:_LISTED]
        ]
        below = ""
        rest = len(preview.instalments) - _LISTED
        if rest > 0:
            last_day, last = preview.instalments[-1]
            more = spelled("more instalment", currency)
            below = (
                f"and {counted(rest, more)} until {day(last_day, today)},"
                f" the last of {money(last, currency)}"
            )
        self.schedule.show_lines(f"{money(preview.amount, currency)} in all", lines, below)
        if self.isVisible():
            self.adjust_height()

    def _tell_why_not(self, error: BaseException) -> None:
        self.schedule.show_lines(sentence(error))
