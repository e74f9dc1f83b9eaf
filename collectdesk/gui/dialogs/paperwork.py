"""The dialogs for papers, each behind one function: what is looked at, printed and sent, its words,
and what customers sent. A dialog's module is loaded when it is first opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QFileDialog, QWidget

from collectdesk.gui.runner import Runner


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
            invoice_id,
            then=lambda needs: KeepFilesForm(parent, runner, needs, chosen, invoice_id).open(),
        )


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
