"""The dialogs about dealings with a customer beyond the daily ones; each behind one function.

All return at once: the dialog appears when the book has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from collectdesk.gui.dialogs.needs import customer_needs
from collectdesk.gui.runner import Runner
from collectdesk.usecases.payments_received import PaymentsReceived


def open_agreements(parent: QWidget, runner: Runner, customer_id: int, first: str = "") -> None:
    """Cancel a promise or plan, or note that a plan was signed; ``first`` is chosen to begin."""
    from collectdesk.gui.dialogs.agreements import AgreementForm, agreement_needs

    runner.ask(
        agreement_needs,
        customer_id,
        then=lambda needs: AgreementForm(parent, runner, needs, first).open(),
    )


def open_payments_received(
    parent: QWidget, runner: Runner, customer_id: int, first: int = 0
) -> None:
    """See what came in, print a receipt, or record that a payment came back."""
    from collectdesk.gui.dialogs.paperwork import open_paper
    from collectdesk.gui.dialogs.payments_received import PaymentsReceivedDialog
    from collectdesk.usecases.payments_received import payments_received

    def receipt(payment_id: int) -> None:
        open_paper(parent, runner, "receipt", payment_id)

    def show(received: PaymentsReceived) -> None:
        PaymentsReceivedDialog(parent, runner, received, receipt, first).open()

    runner.ask(payments_received, customer_id, then=show)


def open_behind(parent: QWidget, runner: Runner, customer_id: int, kind: str, ref_id: int) -> None:
    """Open what a happening of that kind is about, where there is something to open."""
    from collectdesk.gui.dialogs import open_invoice_detail
    from collectdesk.usecases.payments_received import (
        invoice_of_credit,
        invoice_of_dispute,
        invoice_of_use,
    )

    def show(invoice_id: int | None) -> None:
        if invoice_id is None:
            open_payments_received(parent, runner, customer_id, ref_id)
        else:
            open_invoice_detail(parent, runner, invoice_id)

    if kind in ("invoice", "delivered", "void"):
        show(ref_id)
    elif kind in ("credit", "returned"):
        runner.ask(invoice_of_credit, ref_id, then=show)
    elif kind == "used":
        runner.ask(invoice_of_use, ref_id, then=show)
    elif kind in ("dispute", "settled"):
        runner.ask(invoice_of_dispute, ref_id, then=show)


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


def open_collecting_cost(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Note what an agency, attorney or court cost."""
    from collectdesk.gui.dialogs.collecting_cost import CollectingCostForm

    _open(CollectingCostForm, parent, runner, customer_id)


def open_policy(parent: QWidget, runner: Runner) -> None:
    """Change the steps of the manual, and see what that does to today's list."""
    from collectdesk.gui.dialogs.paperwork import open_paper
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
    from collectdesk.usecases.charges import charge_preview

    runner.ask(charge_preview, then=lambda due: ChargesDialog(parent, runner, due).open())


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
