"""The actions that lead to a paper: letters about one customer, files, forms, labels."""

from __future__ import annotations

from collections.abc import Callable

from collectdesk.gui.commands import customer_of
from collectdesk.gui.scene import Scene

Command = Callable[[Scene], None]


def about_customer(kind: str) -> Command:
    """Show the paper of this kind about the customer that the owner stands on."""

    def show(scene: Scene) -> None:
        if scene.subject_id is not None:
            _open(scene, kind, scene.subject_id)

    return show


def about_newest(kind: str) -> Command:
    """Show the letter about the customer's newest promise, dispute or plan."""

    def show(scene: Scene) -> None:
        from collectdesk.usecases.papers.newest_papers import newest_subject

        scene.runner.ask(
            newest_subject,
            kind,
            scene.subject_id,
            then=lambda found: _open(scene, kind, found),
        )

    return show


def about_invoice(kind: str) -> Command:
    """Show the paper of this kind about the invoice that the owner stands on."""

    def show(scene: Scene) -> None:
        if scene.invoice_id is not None:
            _open(scene, kind, scene.invoice_id)

    return show


def about_nobody(kind: str) -> Command:
    """Show a paper that belongs to no customer; it is printed or saved, and not kept."""
    return lambda scene: _open(scene, kind, 0)


def print_notice(scene: Scene) -> None:
    """Look at the past-due notice of the customer."""
    from collectdesk.gui.dialogs.paperwork import open_notices

    open_notices(scene.window, scene.runner, (customer_of(scene),))


def print_all_notices(scene: Scene) -> None:
    """Look through all notices that are due."""
    from collectdesk.gui.dialogs.paperwork import open_notices

    open_notices(scene.window, scene.runner, None)


def month_end(scene: Scene) -> None:
    """Write the statements of the month that ended last."""
    from collectdesk.gui.dialogs.paperwork import open_month_end

    open_month_end(scene.window, scene.runner, None)


def open_document(scene: Scene, document_id: int) -> None:
    """Look at an issued document, as it was printed."""
    from collectdesk.gui.dialogs import paperwork

    paperwork.open_document(scene.window, scene.runner, document_id)


def letter_texts(scene: Scene) -> None:
    """Write the words of letters."""
    from collectdesk.gui.dialogs.paperwork import open_letter_texts

    open_letter_texts(scene.window, scene.runner)


def receipts(scene: Scene) -> None:
    """Print receipts for the payments that have none."""
    from collectdesk.gui.dialogs.paperwork import open_receipts

    open_receipts(scene.window, scene.runner)


def print_again(scene: Scene) -> None:
    """Print a batch of documents again."""
    from collectdesk.gui.dialogs.paperwork import open_print_again

    open_print_again(scene.window, scene.runner)


def labels(scene: Scene) -> None:
    """Print sheets of labels."""
    from collectdesk.gui.dialogs.paperwork import open_labels

    open_labels(scene.window, scene.runner)


def envelope_test(scene: Scene) -> None:
    """Print a page to try an envelope with."""
    from collectdesk.gui.dialogs.paperwork import open_envelope_test

    open_envelope_test(scene.window, scene.runner)


def trail(scene: Scene) -> None:
    """Read what was done in the book."""
    from collectdesk.gui.dialogs import open_trail

    open_trail(scene.window, scene.runner)


def _open(scene: Scene, kind: str, ref_id: int) -> None:
    from collectdesk.gui.dialogs.paperwork import open_paper

    open_paper(scene.window, scene.runner, kind, ref_id)
