"""Payment plans: an agreed balance in instalments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.errors import InvalidInput, NotFound
from collectdesk.domain.plan import plan_schedule
from collectdesk.store import rows
from collectdesk.usecases import checks, follow_ups
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class MakePlan:
    """Agree to pay these invoices in instalments, after an optional down payment due today."""

    customer_id: int
    invoices: tuple[int, ...]
    instalments: int
    first: date
    down: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CancelPlan:
    """End a plan; its invoices are chased again by their own due dates."""

    plan_id: int


@dataclass(frozen=True, slots=True)
class PlanPreview:
    """What a plan would be: the sum, and each instalment with its day."""

    amount: int
    instalments: tuple[tuple[date, int], ...]


def plan_preview(work: Work, command: MakePlan) -> PlanPreview:
    """The instalments of a plan, before it is agreed."""
    if not command.invoices:
        raise InvalidInput("Please choose the invoices that the plan covers.", "invoices")
    if command.first < work.today:
        raise InvalidInput("The first instalment is today or later.", "first")
    open_rows = [
        checks.open_invoice(work, one, command.customer_id)
        for one in dict.fromkeys(command.invoices)
    ]
    amount = sum(row["balance"] for row in open_rows)
    parts = plan_schedule(amount, command.down, command.instalments, command.first)
    return PlanPreview(amount, tuple((part.due, part.amount) for part in parts))


def make_plan(work: Work, command: MakePlan) -> int:
    """Keep the plan; returns its id."""
    customer = checks.customer(work, command.customer_id)
    preview = plan_preview(work, command)
    _require_unplanned(work, command)
    work.label = f"Payment plan of {customer['name'][:60]}"
    follow_ups.close_for_agreement(work, command.customer_id)
    plan_id = rows.PLANS.add(
        work.db,
        customer_id=command.customer_id,
        agreed_on=work.today,
        amount=preview.amount,
        down_payment=command.down,
        state="active",
        signed_on=work.today,
        note=checks.text(command.note, "note"),
    )
    for invoice_id in dict.fromkeys(command.invoices):
        rows.PLAN_INVOICES.add(work.db, plan_id=plan_id, invoice_id=invoice_id)
    schedule = list(enumerate(preview.instalments, start=1))
    if command.down:
        schedule.insert(0, (0, (work.today, command.down)))
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


def _require_unplanned(work: Work, command: MakePlan) -> None:
    for plan in rows.PLANS.find(work.db, customer_id=command.customer_id, state="active"):
        covered = {
            row["invoice_id"] for row in rows.PLAN_INVOICES.find(work.db, plan_id=plan["id"])
        }
        if covered & set(command.invoices):
            raise InvalidInput(
                "One of these invoices is in a plan already. End that plan first.", "invoices"
            )


def cancel_plan(work: Work, command: CancelPlan) -> None:
    """End the plan."""
    found = rows.PLANS.get(work.db, command.plan_id)
    if found is None:
        raise NotFound("plan", str(command.plan_id))
    if found["state"] != "active":
        raise InvalidInput("This plan has ended already.")
    work.label = "End of a payment plan"
    rows.PLANS.change(work.db, command.plan_id, state="cancelled", ended_on=work.today)
