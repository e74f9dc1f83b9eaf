"""Ending what was agreed: an open promise or a payment plan; or noting that a plan was signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import PromiseRow
from collectdesk.gui.dialogs import fields
from collectdesk.gui.dialogs.invoice_steps import StepForm
from collectdesk.gui.runner import Runner
from collectdesk.gui.text import day, money
from collectdesk.gui.widgets.date_edit import DateEdit
from collectdesk.usecases.customers import customer_form
from collectdesk.usecases.plans import (
    CancelPlan,
    PlanRow,
    SignPlan,
    cancel_plan,
    plan_rows,
    sign_plan,
)
from collectdesk.usecases.promises import CancelPromise, cancel_promise, promise_rows
from collectdesk.usecases.work import Work

_RUNNING: Final = ("proposed", "signed", "active")
_USECASES: Final[dict[str, Callable[..., Any]]] = {
    "promise": cancel_promise,
    "plan": cancel_plan,
    "sign": sign_plan,
}


@dataclass(frozen=True, slots=True)
class AgreementNeeds:
    """A customer's open promises, and the plans that run or wait for a signature."""

    name: str
    promises: tuple[PromiseRow, ...]
    plans: tuple[PlanRow, ...]


def agreement_needs(work: Work, customer_id: int) -> AgreementNeeds:
    """What the form about agreements starts from."""
    return AgreementNeeds(
        customer_form(work, customer_id).name,
        tuple(one for one in promise_rows(work, customer_id) if one.state == "open"),
        tuple(one for one in plan_rows(work, customer_id) if one.state in _RUNNING),
    )


class AgreementForm(StepForm):
    """What is to be done with which promise or plan, and what follows from it."""

    def __init__(
        self, parent: QWidget | None, runner: Runner, needs: AgreementNeeds, first: str = ""
    ) -> None:
        steps = dict(self._steps(runner, needs))
        super().__init__(
            parent,
            runner,
            "Promises and plans",
            "&Do this",
            about=needs.name,
            lead=_lead(steps, first),
        )
        self.step = fields.choice(steps.items(), first)
        self.usecase = self._usecase()
        self.on = DateEdit(runner.today, runner.currency, past=True)
        self.on.set_day(runner.today)
        self.grid.add_row("step", "&What", self.step)
        self.grid.add_row("on", "Signed &on", self.on)
        self.grid.set_row_visible("step", bool(steps))
        self.save_button.setEnabled(bool(steps))
        self.step.currentIndexChanged.connect(lambda _: self._show_chosen())
        self.watch(self.on)
        self._show_chosen()
        self.begin()
        self.step.setFocus()

    def typed(self) -> object:
        return fields.chosen(self.step), self.on.text()

    def command(self) -> CancelPromise | CancelPlan | SignPlan:
        what, _, key = fields.chosen(self.step).partition("-")
        if not key:
            raise InvalidInput("There is nothing to change.", "step")
        if what == "promise":
            return CancelPromise(int(key))
        if what == "plan":
            return CancelPlan(int(key))
        return SignPlan(int(key), fields.read("on", self.on.day))

    def _usecase(self) -> Callable[..., Any]:
        """What the chosen step does; without any there is nothing to do."""
        return _USECASES.get(fields.chosen(self.step).partition("-")[0], cancel_promise)

    def _show_chosen(self) -> None:
        self.usecase = self._usecase()
        self.grid.set_row_visible("on", self.usecase is sign_plan)
        self.tell_anew()

    @staticmethod
    def _steps(runner: Runner, needs: AgreementNeeds) -> Iterator[tuple[str, str]]:
        def told(amount: int, on: date) -> str:
            return f"{money(amount, runner.currency)}, {day(on, runner.today)}"

        for promise in needs.promises:
            words = told(promise.amount, promise.promised_for)
            yield f"promise-{promise.promise_id}", f"Cancel the promise of {words}"
        for plan in needs.plans:
            words = told(plan.amount, plan.agreed_on)
            if plan.state == "proposed":
                yield f"sign-{plan.plan_id}", f"The plan of {words} came back signed"
            yield f"plan-{plan.plan_id}", f"End the payment plan of {words}"


def _lead(steps: Mapping[str, str], first: str) -> str:
    if not steps:
        return "Nothing is promised, and no payment plan runs or waits."
    return "That one is over. This is what still runs:" if first and first not in steps else ""
