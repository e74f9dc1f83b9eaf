"""The dialogs about dealings with a customer beyond the daily ones; each behind one function.

All return at once: the dialog appears when the book has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from collectdesk.gui.dialogs.needs import customer_needs
from collectdesk.gui.runner import Runner


def open_agreements(parent: QWidget, runner: Runner, customer_id: int, first: str = "") -> None:
    """Cancel a promise or plan, or note that a plan was signed; ``first`` is chosen to begin."""
    from collectdesk.gui.dialogs.agreements import AgreementForm, agreement_needs

    runner.ask(
        agreement_needs,
        customer_id,
        then=lambda needs: AgreementForm(parent, runner, needs, first).open(),
    )


def open_use_credit(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Use credit on account for open invoices."""
    from collectdesk.gui.dialogs.credit_on_account import UseCreditForm

    _open(UseCreditForm, parent, runner, customer_id)


def open_refund(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Pay credit on account back."""
    from collectdesk.gui.dialogs.credit_on_account import RefundForm

    _open(RefundForm, parent, runner, customer_id)


def open_settlement(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Accept less in full, or offer to."""
    from collectdesk.gui.dialogs.settlement import SettlementForm

    _open(SettlementForm, parent, runner, customer_id)


def open_placement(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Hand the account to an agency or attorney, or take it back."""
    from collectdesk.gui.dialogs.placement import PlacementForm, placement_needs

    _open(PlacementForm, parent, runner, customer_id, placement_needs)


def open_policy(parent: QWidget, runner: Runner) -> None:
    """Change the steps of the manual, and see what that does to today's list."""
    from collectdesk.gui.dialogs import open_paper
    from collectdesk.gui.dialogs.policy import PolicyDialog
    from collectdesk.usecases.policy import current_policy

    def print_manual() -> None:
        open_paper(parent, runner, "manual", 0)

    runner.ask(
        current_policy,
        then=lambda policy: PolicyDialog(parent, runner, policy, print_manual).open(),
    )


def open_hand_over(parent: QWidget, runner: Runner, customer_id: int | None) -> None:
    """Hand customers over to somebody else."""
    from collectdesk.gui.dialogs.hand_over import HandOverDialog
    from collectdesk.usecases.collectors import people, task_rows

    runner.ask(
        lambda work: (task_rows(work), people(work)),
        then=lambda known: HandOverDialog(
            parent, runner, known[0], known[1], chosen=customer_id
        ).open(),
    )


def open_seat(parent: QWidget, runner: Runner) -> None:
    """Say who is at the desk."""
    from collectdesk.gui.dialogs.hand_over import SeatForm
    from collectdesk.usecases.collectors import people

    runner.ask(
        lambda work: (work.who, people(work)),
        then=lambda known: SeatForm(parent, runner, known[0], known[1]).open(),
    )


def open_charges(parent: QWidget, runner: Runner) -> None:
    """Look at the interest and late fees that are due, and charge them."""
    from collectdesk.gui.dialogs.charges import ChargesDialog
    from collectdesk.usecases.charges import charges_due

    runner.ask(charges_due, then=lambda lines: ChargesDialog(parent, runner, lines).open())


def open_interest_rule(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Agree with a customer what lateness costs."""
    from collectdesk.gui.dialogs.interest_rule import InterestRuleForm, interest_needs

    _open(InterestRuleForm, parent, runner, customer_id, interest_needs)


def open_billing_standard(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Note what a customer asks for with each invoice."""
    from collectdesk.gui.dialogs.sending import BillingForm, billing_needs

    _open(BillingForm, parent, runner, customer_id, billing_needs)


def open_credit_application(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Write down what a customer asks for, and decide on it."""
    from collectdesk.gui.dialogs.credit import ApplicationDialog, DecideForm, credit_needs

    def decide() -> None:
        _open(DecideForm, parent, runner, customer_id, credit_needs)

    runner.ask(
        credit_needs,
        customer_id,
        then=lambda needs: ApplicationDialog(parent, runner, needs, decide).open(),
    )


def open_credit_limit(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Change a customer's limit."""
    from collectdesk.gui.dialogs.credit import LimitForm, credit_needs

    _open(LimitForm, parent, runner, customer_id, credit_needs)


def open_struggling(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Flag a customer who struggles to pay, and go on to the plan offer."""
    from collectdesk.gui.dialogs import open_plan_form
    from collectdesk.gui.dialogs.struggling import StrugglingForm

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: StrugglingForm(
            parent, runner, needs, lambda: open_plan_form(parent, runner, customer_id)
        ).open(),
    )


def open_limit_reviews(parent: QWidget, runner: Runner) -> None:
    """See whose limit to look at."""
    from collectdesk.gui.dialogs.limit_reviews import LimitReviewsDialog
    from collectdesk.usecases.limit_reviews import limit_reviews

    runner.ask(limit_reviews, then=lambda rows: LimitReviewsDialog(parent, runner, rows).open())


def _open(
    dialog: Callable[[QWidget, Runner, Any], Any],
    parent: QWidget,
    runner: Runner,
    customer_id: int,
    needed: Callable[..., Any] = customer_needs,
) -> None:
    runner.ask(needed, customer_id, then=lambda needs: dialog(parent, runner, needs).open())
