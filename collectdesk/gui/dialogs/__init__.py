"""The dialogs, each behind one function; a dialog's module is loaded when it is first opened.

All but ``open_new_book`` return at once: the dialog appears when the book has answered.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.settings import BookSettings
from collectdesk.gui.dialogs.paperwork import open_document, open_paper
from collectdesk.gui.opening import Relock
from collectdesk.gui.runner import Runner

if TYPE_CHECKING:
    from collectdesk.gui.dialogs.file_form import FileForm
    from collectdesk.gui.dialogs.needs import InvoiceNeeds


def open_customer_form(
    parent: QWidget,
    runner: Runner,
    customer_id: int | None,
    then: Callable[[int], object] | None = None,
) -> None:
    """Edit a customer, or make one; ``then`` gets its id."""
    from collectdesk.gui.dialogs.customer import CustomerDialog
    from collectdesk.usecases.customers import customer_form

    runner.ask(
        customer_form,
        customer_id,
        then=lambda form: CustomerDialog(parent, runner, form, then).open(),
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
    """Record a payment, of a given customer or one to be found; a receipt may follow."""
    from collectdesk.gui.dialogs.payment import PaymentDialog

    dialog = PaymentDialog(parent, runner)
    dialog.receipt_wanted.connect(lambda paid: open_paper(parent, runner, "receipt", paid))
    if customer_id is not None:
        dialog.choose_customer(customer_id)
    dialog.open()


def open_promise_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Note a promise to pay."""
    from collectdesk.gui.dialogs.needs import customer_needs
    from collectdesk.gui.dialogs.paper_offer import open_with_offer
    from collectdesk.gui.dialogs.promise import PromiseDialog

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: open_with_offer(
            PromiseDialog(parent, runner, needs),
            "Show a &confirmation for printing",
            lambda made: open_paper(parent, runner, "promise_confirmation", made),
        ),
    )


def open_dispute_form(
    parent: QWidget, runner: Runner, customer_id: int, invoice_id: int | None
) -> None:
    """Open a dispute on an invoice."""
    from collectdesk.gui.dialogs.dispute import DisputeDialog
    from collectdesk.gui.dialogs.needs import customer_needs
    from collectdesk.gui.dialogs.paper_offer import open_with_offer

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: open_with_offer(
            DisputeDialog(parent, runner, needs, invoice_id),
            spelled("Show an acknowledgement for &printing", runner.currency),
            lambda made: open_paper(parent, runner, "dispute_acknowledgement", made),
        ),
    )


def open_plan_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Agree on a payment plan."""
    from collectdesk.gui.dialogs.needs import customer_needs
    from collectdesk.gui.dialogs.paper_offer import open_with_offer
    from collectdesk.gui.dialogs.plan import PlanDialog

    runner.ask(
        customer_needs,
        customer_id,
        then=lambda needs: open_with_offer(
            PlanDialog(parent, runner, needs),
            "Show the a&greement for printing",
            lambda made: open_paper(parent, runner, "plan_agreement", made),
        ),
    )


def open_hold_form(parent: QWidget, runner: Runner, customer_id: int) -> None:
    """Stop credit or contact, or let go again."""
    from collectdesk.gui.dialogs.hold import HoldDialog
    from collectdesk.usecases.announced_holds import hold_form

    runner.ask(
        hold_form,
        customer_id,
        then=lambda form: HoldDialog(parent, runner, form).open(),
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


def open_invoice_form(
    parent: QWidget,
    runner: Runner,
    customer_id: int | None,
    invoice_id: int | None = None,
    then: Callable[[int | None], object] = lambda _: None,
) -> None:
    """Write an invoice, or go on with a draft. An issued invoice is shown for printing.

    ``then`` gets its id when it is saved, None when a draft was thrown away.
    """
    from collectdesk.gui.dialogs.needs import invoice_needs

    show = partial(_show_form, parent, runner, then)
    runner.ask(invoice_needs, customer_id, invoice_id, then=show)


def open_invoice_copy(
    parent: QWidget,
    runner: Runner,
    invoice_id: int,
    then: Callable[[int | None], object] = lambda _: None,
) -> None:
    """Write a new invoice that begins as another one; ``then`` gets its id when it is saved."""
    from collectdesk.gui.dialogs.needs import copy_needs

    runner.ask(copy_needs, invoice_id, then=partial(_show_form, parent, runner, then))


def _show_form(
    parent: QWidget,
    runner: Runner,
    then: Callable[[int | None], object],
    needs: InvoiceNeeds,
) -> None:
    from collectdesk.gui.dialogs.invoice import InvoiceDialog

    dialog = InvoiceDialog(parent, runner, needs.form, needs.customer_name)
    dialog.saved.connect(then)
    dialog.issued.connect(lambda issued: open_paper(parent, runner, "invoice", issued))
    dialog.open()


def open_import(
    parent: QWidget, runner: Runner, backups: Path | None = None, path: Path | None = None
) -> None:
    """Bring in customers and invoices from a file; the book is backed up below ``backups``."""
    from collectdesk.gui.dialogs.import_ledger import ImportDialog

    _open_on(ImportDialog(parent, runner, backups), path)


def open_bank(parent: QWidget, runner: Runner, path: Path | None = None) -> None:
    """Record what a bank's file says came in."""
    from collectdesk.gui.dialogs.bank import BankDialog

    _open_on(BankDialog(parent, runner), path)


def _open_on(form: FileForm, path: Path | None) -> None:
    """Open the form, with the file if one was chosen before."""
    form.open()
    if path is not None:
        QTimer.singleShot(0, form, partial(form.look_at, path))


def open_settings(parent: QWidget, runner: Runner) -> None:
    """Change what the owner can set."""
    from collectdesk.gui.dialogs.settings import SettingsDialog
    from collectdesk.usecases.book_settings import book_settings

    runner.ask(book_settings, then=lambda now: SettingsDialog(parent, runner, now).open())


def open_trail(parent: QWidget, runner: Runner) -> None:
    """Read what was done in the book, the newest first."""
    from collectdesk.gui.dialogs.trail import TrailDialog

    TrailDialog(parent, runner).open()


def open_passphrase(parent: QWidget, runner: Runner, decided: Callable[[Relock], object]) -> None:
    """Set, change or take away the book's passphrase; ``decided`` gets what shall be done."""
    from collectdesk.gui.dialogs.passphrase import PassphraseDialog
    from collectdesk.usecases.book_settings import book_settings

    def show(now: BookSettings) -> None:
        dialog = PassphraseDialog(parent, runner.path, now, is_locked=runner.is_locked)
        dialog.decided.connect(decided)
        dialog.open()

    runner.ask(book_settings, then=show)


def open_check(
    parent: QWidget, runner: Runner, backups: Path, restore: Callable[[], object]
) -> None:
    """Check the book; ``restore`` is offered where something is wrong."""
    from collectdesk.gui.dialogs.check import CheckDialog

    CheckDialog(parent, runner, backups, restore).open()


def open_new_book(parent: QWidget | None) -> Path | None:
    """Make a new book; returns where it lies, None when cancelled."""
    from collectdesk.gui.dialogs.new_book import NewBookDialog

    dialog = NewBookDialog(parent)
    dialog.exec()
    return dialog.made


def open_invoice_detail(parent: QWidget, runner: Runner, invoice_id: int) -> None:
    """Look at an invoice; a draft is gone on with instead."""
    from collectdesk.gui.dialogs.invoice_detail import InvoiceDetailDialog
    from collectdesk.gui.dialogs.needs import InvoiceDetailNeeds, invoice_detail_needs

    def show(needs: InvoiceDetailNeeds) -> None:
        if needs.detail.row.lifecycle == "draft":
            open_invoice_form(parent, runner, None, invoice_id)
            return
        InvoiceDetailDialog(
            parent,
            runner,
            needs,
            open_paper=lambda kind, ref_id: open_paper(parent, runner, kind, ref_id),
            open_document=lambda document_id: open_document(parent, runner, document_id),
        ).open()

    runner.ask(invoice_detail_needs, invoice_id, then=show)
