"""The dialogs, each behind one function; a dialog's module is loaded when it is first opened.

All but ``open_new_book`` return at once: the dialog appears when the book has answered.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collectdesk.gui.runner import Runner


def open_customer_form(parent: QWidget, runner: Runner, customer_id: int | None) -> None:
    """Edit a customer, or make one."""
    from collectdesk.gui.dialogs.customer import CustomerDialog
    from collectdesk.usecases.customers import customer_form

    runner.ask(
        customer_form,
        customer_id,
        then=lambda form: CustomerDialog(parent, runner, form).open(),
    )


def open_contact_form(
    parent: QWidget, runner: Runner, customer_id: int, contact_id: int | None
) -> None:
    """Edit a person at a customer, or add one."""
    from collectdesk.gui.dialogs.contact import ContactDialog
    from collectdesk.gui.dialogs.needs import contact_needs

    runner.ask(
        contact_needs,
        customer_id,
        contact_id,
        then=lambda needs: ContactDialog(parent, runner, *needs).open(),
    )


def open_payment_form(parent: QWidget, runner: Runner, customer_id: int | None) -> None:
    """Record a payment, of a given customer or one to be found."""
    from collectdesk.gui.dialogs.payment import PaymentDialog

    dialog = PaymentDialog(parent, runner)
    if customer_id is not None:
        dialog.choose_customer(customer_id)
    dialog.open()


def open_promise_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Note a promise to pay."""
    from collectdesk.gui.dialogs.needs import customer_needs
    from collectdesk.gui.dialogs.promise import PromiseDialog

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: PromiseDialog(parent, runner, needs).open(),
    )


def open_dispute_form(
    parent: QWidget, runner: Runner, customer_id: int, invoice_id: int | None
) -> None:
    """Open a dispute on an invoice."""
    from collectdesk.gui.dialogs.dispute import DisputeDialog
    from collectdesk.gui.dialogs.needs import customer_needs

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: DisputeDialog(parent, runner, needs, invoice_id).open(),
    )


def open_plan_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Agree on a payment plan."""
    from collectdesk.gui.dialogs.needs import customer_needs
    from collectdesk.gui.dialogs.plan import PlanDialog

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: PlanDialog(parent, runner, needs).open(),
    )


def open_hold_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Stop credit or contact, or let go again."""
    from collectdesk.gui.dialogs.hold import HoldDialog
    from collectdesk.gui.dialogs.needs import customer_needs

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: HoldDialog(parent, runner, needs.head).open(),
    )


def open_note_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Write an internal note."""
    from collectdesk.gui.dialogs.note import NoteDialog
    from collectdesk.usecases.customers import customer_form

    runner.ask(
        customer_form,
        customer_id,
        then=lambda form: NoteDialog(parent, runner, customer_id, form.name).open(),
    )
