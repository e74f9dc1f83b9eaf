"""The dialogs, each behind one function; a dialog's module is loaded when it is first opened.

All but ``open_new_book`` return at once: the dialog appears when the book has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from collectdesk.domain.english import spelled
from collectdesk.domain.settings import BookSettings
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
    from collectdesk.gui.dialogs.hold import HoldDialog, hold_needs

    runner.ask(
        hold_needs,
        customer_id,
        then=lambda needs: HoldDialog(parent, runner, needs).open(),
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
    parent: QWidget, runner: Runner, customer_id: int | None, invoice_id: int | None = None
) -> None:
    """Write an invoice, or go on with a draft. An issued invoice is shown for printing."""
    from collectdesk.gui.dialogs.needs import invoice_needs

    runner.ask(invoice_needs, customer_id, invoice_id, then=partial(_show_form, parent, runner))


def open_invoice_copy(parent: QWidget, runner: Runner, invoice_id: int) -> None:
    """Write a new invoice that begins as another one."""
    from collectdesk.gui.dialogs.needs import copy_needs

    runner.ask(copy_needs, invoice_id, then=partial(_show_form, parent, runner))


def _show_form(parent: QWidget, runner: Runner, needs: InvoiceNeeds) -> None:
    from collectdesk.gui.dialogs.invoice import InvoiceDialog

    dialog = InvoiceDialog(parent, runner, needs.form, needs.customer_name)
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


def open_notices(parent: QWidget, runner: Runner, customers: tuple[int, ...] | None) -> None:
    """Look through the past-due notices that are due, or those of named customers."""
    from collectdesk.gui.dialogs.notices import NoticesDialog
    from collectdesk.usecases.papers.notices import notices_due

    runner.ask(
        notices_due,
        None,
        customers or (),
        then=lambda rows: NoticesDialog(parent, runner, rows, named=bool(customers)).open(),
    )


def open_month_end(parent: QWidget, runner: Runner, month: date | None) -> None:
    """Write the statements of a month; without one, the month that ended last."""
    from collectdesk.gui.dialogs.month_end import MonthEndDialog

    MonthEndDialog(parent, runner, month).open()


def open_receipts(parent: QWidget, runner: Runner) -> None:
    """Print receipts for the payments that have none."""
    from collectdesk.gui.dialogs.receipts import ReceiptsDialog

    ReceiptsDialog(parent, runner).open()


def open_print_again(parent: QWidget, runner: Runner) -> None:
    """Print a batch that was issued, all of it or from one document on."""
    from collectdesk.gui.dialogs.print_again import PrintAgainDialog
    from collectdesk.usecases.papers.batches import issued_batches

    runner.ask(
        issued_batches,
        then=lambda batches: PrintAgainDialog(parent, runner, batches).open(),
    )


def open_paper(parent: QWidget, runner: Runner, kind: str, ref_id: int) -> None:
    """Look at a document before it is issued; what was issued already is shown as it was."""
    from collectdesk.gui.dialogs.needs import issued_paper
    from collectdesk.gui.dialogs.paper import PaperDialog
    from collectdesk.usecases.papers.printing import PaperRequest

    request = PaperRequest(kind, ref_id)
    if kind == "thank_you":
        from collectdesk.gui.dialogs.thank_you import ThankYouDialog

        ThankYouDialog(parent, runner, request).open()
        return
    runner.ask(
        issued_paper,
        request,
        then=lambda issued: PaperDialog(
            parent, runner, request=None if issued else request, issued=issued
        ).open(),
    )


def open_document(parent: QWidget, runner: Runner, document_id: int) -> None:
    """Look at an issued document again, and print or save it again."""
    from collectdesk.domain.document import RECEIVED
    from collectdesk.gui.dialogs.needs import known_paper
    from collectdesk.gui.dialogs.paper import PaperDialog
    from collectdesk.usecases.papers.printing import FrozenDocument

    def show(issued: FrozenDocument) -> None:
        if issued.kind == RECEIVED:
            open_received(parent, runner, document_id)
        else:
            PaperDialog(parent, runner, issued=issued).open()

    runner.ask(known_paper, document_id, then=show)


def open_received(parent: QWidget, runner: Runner, document_id: int) -> None:
    """Look at what a customer sent."""
    from collectdesk.gui.dialogs.received import ReceivedDialog
    from collectdesk.usecases.received import received_file

    runner.ask(
        received_file,
        document_id,
        then=lambda received: ReceivedDialog(parent, runner, received).open(),
    )


def keep_files(
    parent: QWidget,
    runner: Runner,
    customer_id: int,
    paths: Sequence[str],
    invoice_id: int | None = None,
) -> None:
    """Keep files that a customer sent, about an invoice if given; without any, ask for them."""
    from collectdesk.gui.dialogs.keeping import KeepFilesForm, keep_needs
    from collectdesk.usecases.received import ENDINGS

    chosen = list(paths)
    if not chosen:
        kinds = " ".join(f"*.{ending}" for ending in ENDINGS)
        words = f"Letters, e-mails and scans ({kinds})"
        chosen, _ = QFileDialog.getOpenFileNames(parent, "Keep what they sent", "", words)
    if chosen:
        runner.ask(
            keep_needs,
            customer_id,
            then=lambda needs: KeepFilesForm(parent, runner, needs, chosen, invoice_id).open(),
        )


def open_settings(parent: QWidget, runner: Runner) -> None:
    """Change what the owner can set."""
    from collectdesk.gui.dialogs.settings import SettingsDialog
    from collectdesk.usecases.book_settings import book_settings

    runner.ask(book_settings, then=lambda now: SettingsDialog(parent, runner, now).open())


def open_letter_texts(
    parent: QWidget, runner: Runner, saved: Callable[[], object] | None = None
) -> None:
    """Write the words of letters; ``saved`` is called after each change."""
    from collectdesk.gui.dialogs.letter_texts import LetterTextsDialog
    from collectdesk.usecases.letters.letter_texts import LetterTextRow, letter_texts

    def show(rows: tuple[LetterTextRow, ...]) -> None:
        dialog = LetterTextsDialog(parent, runner, rows)
        if saved is not None:
            dialog.saved.connect(lambda _: saved())
        dialog.open()

    runner.ask(letter_texts, then=show)


def open_labels(parent: QWidget, runner: Runner) -> None:
    """Print stamps or addresses on sheets of labels."""
    from collectdesk.gui.dialogs.labels import LabelsDialog, label_needs

    runner.ask(label_needs, then=lambda needs: LabelsDialog(parent, runner, needs).open())


def open_envelope_test(parent: QWidget, runner: Runner) -> None:
    """Print a page to try an envelope with."""
    from collectdesk.gui.dialogs.envelope_test import EnvelopeTestDialog
    from collectdesk.usecases.book_settings import book_settings

    runner.ask(book_settings, then=lambda now: EnvelopeTestDialog(parent, runner, now).open())


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
