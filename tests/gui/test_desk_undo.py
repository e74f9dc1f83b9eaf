"""Undo at the desk: it says where it ends, and never reaches behind what was issued."""

from __future__ import annotations

from PySide6.QtCore import Qt

from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.invoice_forms import InvoiceForm, LineForm
from collectdesk.usecases.invoices import IssueInvoice, issue_invoice
from collectdesk.usecases.pages import customer_page
from tests.gui.conftest import HARBOR, Desktop

Key = Qt.Key


def issue(desktop: Desktop, number: str) -> None:
    """Issue an invoice to the customer who is shown."""
    form = InvoiceForm(
        customer_id=desktop.page.head.customer_id,
        number=number,
        lines=(LineForm("Gloves", "1", "", "10"),),
    )
    desktop.window.runner.do(issue_invoice, IssueInvoice(form))
    desktop.wait(lambda: number in desktop.window.status.message.text())


def test_undo_says_what_to_do_about_an_issued_invoice_before_it_goes_on(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    customer = desktop.page.head.customer_id
    status = desktop.window.status
    desktop.window.runner.do(add_note, AddNote(customer, "Pays by post"))
    desktop.wait(status.undo.isVisible)
    issue(desktop, "INV-9001")
    assert not status.undo.isVisible()
    assert desktop.window.actions_by_key["edit.undo"].text() == "Undo"
    desktop.press(Key.Key_Z, ctrl=True)
    desktop.wait(lambda: "so it is not taken back" in status.message.text())
    desktop.window.resize(1280, 720)
    desktop.wait(lambda: status.message.width() >= status.message.sizeHint().width())
    assert status.outstanding.isVisible(), "the sums wait no more than they must"
    assert status.message.text() == (
        "INV-9001 was issued, so it is not taken back. Void it, or credit it."
        " Undo once more takes back what was done before: “Note on Harbor Point Dental”."
    )
    assert _is_noted(desktop, customer)
    undo = desktop.window.actions_by_key["edit.undo"]
    desktop.wait(lambda: undo.text() == "Undo: Note on Harbor Point Dental")
    desktop.press(Key.Key_Z, ctrl=True)
    desktop.wait(lambda: status.message.text().startswith("Undone: Note"))
    assert all(each.isVisible() for each in status._sums)
    assert not _is_noted(desktop, customer)


def _is_noted(desktop: Desktop, customer: int) -> bool:
    history = desktop.ask(customer_page, customer, 20).history
    return any("Pays by post" in f"{line.rest} {line.detail}" for line in history)


def test_with_nothing_to_undo_or_do_again_the_status_line_says_so(desktop: Desktop) -> None:
    status = desktop.window.status
    desktop.press(Key.Key_Z, ctrl=True)
    desktop.wait(lambda: status.message.text() == "There is nothing to undo.")
    desktop.press(Key.Key_Z, ctrl=True, shift=True)
    desktop.wait(lambda: status.message.text() == "There is nothing to redo.")
