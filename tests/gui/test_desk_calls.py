"""A call is written down while the book goes on changing beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from collectdesk.usecases.customers import AddNote, ContactForm, SaveContact, add_note, save_contact
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.conftest import HARBOR, MONDAY, RIDGELINE, Desktop


def choose_invoice(desktop: Desktop, number: str) -> None:
    table = desktop.window.desk.customer.table
    numbers = [row.number for row in desktop.page.invoices]
    table.setCurrentIndex(table.model().index(numbers.index(number), 0))


def note(desktop: Desktop, text: str) -> None:
    """Note something at the customer, and wait until the page tells it."""
    customer_id = desktop.page.head.customer_id
    desktop.window.runner.do(add_note, AddNote(customer_id, text))
    desktop.wait(lambda: any(text in row.detail + row.rest for row in desktop.page.history))


def pay(desktop: Desktop, number: str) -> None:
    """Pay an invoice, and wait until the page tells it."""
    row = next(row for row in desktop.page.invoices if row.number == number)
    customer_id, parts = desktop.page.head.customer_id, ((row.invoice_id, row.balance),)
    payment = RecordPayment(customer_id, row.balance, MONDAY, "cheque", parts=parts)
    desktop.window.runner.do(record_payment, payment)
    desktop.wait(lambda: number not in [one.number for one in desktop.page.invoices if one.balance])


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def test_what_was_typed_into_a_call_stays_whatever_is_done_beside_it(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    choose_invoice(desktop, "INV-1077")
    calls.card.answers.button("sent").click()
    assert calls.fields.amount.amount() == 240_000
    calls.fields.amount.setText("100.00")
    calls.fields.reference.setText("4711")
    note(desktop, "rang twice before")
    assert calls.fields.amount.text() == "100.00"
    assert calls.fields.reference.text() == "4711"
    choose_invoice(desktop, "INV-1131")
    assert calls.fields.amount.amount() == 156_000, "the owner moved to another invoice"


def test_a_call_asks_for_what_is_owed_after_a_payment_beside_it(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.fields.note.setPlainText("She looks for the cheque")
    pay(desktop, "INV-1042")
    calls.card.answers.button("sent").click()
    assert calls.fields.amount.amount() == desktop.page.console.suggested_amount
    assert "INV-1042" not in offered(calls.fields.dispute_invoice)
    pay(desktop, "INV-1077")
    assert calls.fields.amount.amount_or_none() == desktop.page.console.suggested_amount
    assert calls.fields.note.toPlainText() == "She looks for the cheque"


def test_a_person_who_is_added_during_a_call_can_be_chosen_as_whom_it_reached(
    desktop: Desktop,
) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.button("sent").click()
    calls.fields.spoke_to.setCurrentText("A man at the door")
    person = ContactForm(customer_id=desktop.page.head.customer_id, name="Tom Reyes")
    desktop.window.runner.do(save_contact, SaveContact(person))
    desktop.wait(lambda: "Tom Reyes" in offered(calls.fields.spoke_to))
    assert calls.fields.spoke_to.currentText() == "A man at the door"


def test_a_logged_call_is_done_with_although_another_customer_came_before_the_book_had_it(
    desktop: Desktop,
) -> None:
    desktop.show(RIDGELINE)
    other = desktop.page
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.button("voicemail").click()
    calls.log()
    calls.show_page(other)
    calls.fields.note.setPlainText("Not theirs to lose")
    with desktop.qtbot.waitSignal(calls.logged):
        pass
    assert calls.fields.note.toPlainText() == "Not theirs to lose"
    calls.fields.note.clear()
    assert not calls.unlogged()
