"""Payment plans: proposed, signed, kept or broken, instalment by instalment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from collectdesk.domain.dates import short_date
from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.plan import (
    CURE_BUSINESS_DAYS,
    MOST_INSTALMENTS,
    PlanState,
    instalments,
    instalments_for,
    plan_schedule,
)
from collectdesk.domain.plan_life import DOWN_PAYMENT
from collectdesk.domain.words import shortened
from collectdesk.store import plans as stored
from collectdesk.store import rows
from collectdesk.usecases import checks, follow_ups, plan_judging, promises, struggling
from collectdesk.usecases.plan_standings import open_instalments
from collectdesk.usecases.work import Work

RUNNING: Final = (PlanState.SIGNED, PlanState.ACTIVE)
DAYS_TO_SIGN: Final = 5
UNSIGNED: Final = "The payment plan is not signed yet"
MOST_CURE_DAYS: Final = 60
_FIELDS: Final = {"down_payment": "down", "count": "instalments"}


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Agree to pay these invoices in instalments, after an optional down payment due today.

    Without ``signed`` it is only proposed: the chase goes on until ``SignPlan``. ``monthly`` is
    what the customer said they can afford, ``means`` are other means to pay that they named; both
    are kept as an internal note.
    """

    customer_id: int
    invoices: tuple[int, ...]
    instalments: int
    first: date
    down: int = 0
    note: str = ""
    signed: bool = True
    cure_days: int = CURE_BUSINESS_DAYS
    bears_interest: bool = False
    monthly: int = 0
    means: str = ""


@dataclass(frozen=True, slots=True)
class SignPlan:
    """The signed agreement came back; from that day the invoices rest and the instalments count."""

    plan_id: int
    on: date


@dataclass(frozen=True, slots=True)
class CancelPlan:
    """End a plan; its invoices are chased again by their own due dates."""

    plan_id: int


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a plan would be: the sum, and each instalment with its day."""

    amount: int
    instalments: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan of a customer. ``state`` is a PlanState; money in minor units.

    ``instalments`` are (number, due, amount, missing); the down payment has the number 0.
    """

    plan_id: int
    customer_id: int
    state: str
    agreed_on: date
    signed_on: date | None
    ended_on: date | None
    accelerated_on: date | None
    amount: int
    paid: int
    invoices: tuple[tuple[int, str], ...]
    instalments: tuple[tuple[int, date, int, int], ...]
    note: str


def plan_preview(work: Work, command: MakePlan) -> PlanPreview:
    """The instalments of a plan, before it is agreed."""
    if not command.invoices:
        raise InvalidInput("Please choose the invoices that the plan covers.", "invoices")
    words = work.spelled("The first instalment is today or later.")
    checks.coming_day(work, command.first, "first", words)
    if not 0 <= command.cure_days <= MOST_CURE_DAYS:
        raise InvalidInput(f"The days of grace are from 0 to {MOST_CURE_DAYS}.", "cure_days")
    open_rows = [
        checks.open_invoice(work, one, command.customer_id)
        for one in dict.fromkeys(command.invoices)
    ]
    amount = sum(row["balance"] for row in open_rows)
    try:
        parts = plan_schedule(amount, command.down, command.instalments, command.first)
    except InvalidInput as error:
        raise InvalidInput(str(error), _FIELDS.get(error.field, error.field)) from error
    return PlanPreview(amount, tuple((part.due, part.amount) for part in parts))


def affordable_plan(
    work: Work,
    customer_id: int,
    invoices: tuple[int, ...],
    monthly: int,
    first: date,
    down: int = 0,
) -> MakePlan:
    """The shortest plan over these invoices in which no instalment is above ``monthly``, not even
    the last one, which takes the cents that are left."""
    chosen = [checks.open_invoice(work, one, customer_id) for one in dict.fromkeys(invoices)]
    rest = sum(row["balance"] for row in chosen) - down
    if rest <= 0:
        raise InvalidInput("The down payment must be less than the whole sum.", "down")
    count = instalments_for(rest, monthly)
    if count <= MOST_INSTALMENTS and max(instalments(rest, count)) > monthly:
        count += 1
    return MakePlan(customer_id, invoices, count, first, down)


def make_plan(work: Work, command: MakePlan) -> int:
    """Keep the plan; returns its id."""
    customer = checks.customer(work, command.customer_id)
    preview = plan_preview(work, command)
    _require_unplanned(work, command.customer_id, set(command.invoices))
    word = "Payment plan" if command.signed else "Proposed payment plan"
    work.label = f"{word} of {shortened(customer['name'])}"
    follow_ups.close_for_agreement(work, command.customer_id)
    plan_id = _keep(work, command, preview)
    struggling.note_means(work, command.customer_id, command.monthly, command.means)
    if command.signed:
        _start(work, plan_id, work.today)
    else:
        _wait_for_signature(work, command.customer_id)
    return plan_id


def _keep(work: Work, command: MakePlan, preview: PlanPreview) -> int:
    plan_id = rows.PLANS.add(
        work.db,
        customer_id=command.customer_id,
        agreed_on=work.today,
        amount=preview.amount,
        down_payment=command.down,
        cure_days=command.cure_days,
        bears_interest=int(command.bears_interest),
        note=checks.text(command.note, "note"),
    )
    for invoice_id in dict.fromkeys(command.invoices):
        rows.PLAN_INVOICES.add(work.db, plan_id=plan_id, invoice_id=invoice_id)
    schedule = list(enumerate(preview.instalments, start=1))
    if command.down:
        schedule.insert(0, (DOWN_PAYMENT, (work.today, command.down)))
    for position, (due_on, amount) in schedule:
        rows.INSTALMENTS.add(
            work.db,
            customer_id=command.customer_id,
            plan_id=plan_id,
            position=position,
            due_on=due_on,
            amount=amount,
        )
    return plan_id


def _wait_for_signature(work: Work, customer_id: int) -> None:
    rows.FOLLOW_UPS.add(
        work.db,
        customer_id=customer_id,
        due_on=work.calendar_of(customer_id).add_business_days(work.today, DAYS_TO_SIGN),
        what=UNSIGNED,
    )


def _wait_no_longer(work: Work, customer_id: int) -> None:
    for task in rows.FOLLOW_UPS.find(work.db, customer_id=customer_id, done_on=None):
        if task["what"] == UNSIGNED:
            rows.FOLLOW_UPS.change(work.db, task["id"], done_on=work.today)


def _require_unplanned(work: Work, customer_id: int, invoices: set[int]) -> None:
    for plan in stored.of_customer(work.db, customer_id):
        if plan.state in RUNNING and invoices & set(plan.invoices):
            raise InvalidInput(
                "One of these invoices is in a plan already. End that plan first.", "invoices"
            )


def sign_plan(work: Work, command: SignPlan) -> None:
    """The proposed plan is agreed: its invoices rest, open promises for them give way to it."""
    plan = _plan(work, command.plan_id)
    if plan.state != PlanState.PROPOSED:
        raise InvalidInput("Only a proposed plan can be signed.", "plan_id")
    checks.past_day(work, command.on, "on", "The day of signing")
    if command.on < plan.agreed_on:
        raise InvalidInput(
            f"The plan was proposed on {short_date(plan.agreed_on, work.today)}."
            " It cannot be signed before.",
            "on",
        )
    _require_unplanned(work, plan.customer_id, set(plan.invoices))
    _require_same_balance(work, plan)
    work.label = "Signed payment plan"
    _wait_no_longer(work, plan.customer_id)
    _start(work, command.plan_id, command.on)


def _require_same_balance(work: Work, plan: stored.PlanFile) -> None:
    balance = sum(checks.invoice(work, one)["balance"] for one in plan.invoices)
    if balance != plan.amount:
        raise InvalidInput(
            f"{checks.written(work, balance)} is open on these invoices now, and the plan is over"
            f" {checks.written(work, plan.amount)}. End it and make a new one.",
            "plan_id",
        )


def _start(work: Work, plan_id: int, on: date) -> None:
    rows.PLANS.change(work.db, plan_id, state=PlanState.SIGNED.value, signed_on=on)
    plan = _plan(work, plan_id)
    promises.give_way_to_plan(work, plan.customer_id, set(plan.invoices))
    plan_judging.judge_plans(work, [plan.customer_id])


def cancel_plan(work: Work, command: CancelPlan) -> None:
    """End the plan."""
    plan = _plan(work, command.plan_id)
    if plan.state not in (PlanState.PROPOSED, *RUNNING):
        raise InvalidInput(
            "This plan has ended already. What is still open is asked for as usual, or comes into a"
            " new plan.",
            "plan_id",
        )
    work.label = "End of a payment plan"
    _wait_no_longer(work, plan.customer_id)
    rows.PLANS.change(
        work.db, command.plan_id, state=PlanState.CANCELLED.value, ended_on=work.today
    )


def _plan(work: Work, plan_id: int) -> stored.PlanFile:
    found = stored.one(work.db, plan_id)
    if found is None:
        raise NotFound("plan", str(plan_id))
    return found


def plan_rows(work: Work, customer_id: int) -> tuple[PlanRow, ...]:
    """All plans of a customer, newest first, with what is missing of each instalment."""
    return tuple(_row(work, plan) for plan in reversed(stored.of_customer(work.db, customer_id)))


def _row(work: Work, plan: stored.PlanFile) -> PlanRow:
    stored_row: dict[str, Any] = rows.PLANS.get(work.db, plan.plan_id) or {}
    missing = {part.number: part.amount for part in open_instalments(plan, work.today)}
    parts = [
        (number, due, amount, missing.get(number, 0)) for number, due, amount in plan.instalments
    ]
    return PlanRow(
        plan_id=plan.plan_id,
        customer_id=plan.customer_id,
        state=plan.state,
        agreed_on=plan.agreed_on,
        signed_on=plan.signed_on,
        ended_on=plan.ended_on,
        accelerated_on=plan.accelerated_on,
        amount=plan.amount,
        paid=plan.paid(work.today),
        invoices=tuple((one, checks.invoice(work, one)["number"]) for one in plan.invoices),
        instalments=tuple(parts),
        note=stored_row["note"],
    )
