"""What is written of a call stays, whatever is done, looked at or closed beside it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget

from collectdesk.gui.session import Session
from collectdesk.usecases.customers import AddNote, ContactForm, SaveContact, add_note, save_contact
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.conftest import HARBOR, MONDAY, RIDGELINE, Desktop, choose_reason


def test_what_is_typed_survives_a_step_done_elsewhere(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("cant_pay")
    calls.fields.note.setPlainText("Half now")
    desktop.window.desk.refresh()
    before = desktop.window.scene.page
    desktop.wait(lambda: desktop.window.scene.page is not before)
    assert calls.fields.note.toPlainText() == "Half now"
    assert calls.card.answers.answer() is not None


def test_a_call_half_written_waits_while_another_customer_is_looked_at(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.fields.by.setText("+3")
    calls.fields.note.setPlainText("Owner signs on Thursday")
    calls.timer.stop()
    calls.timer.start(125)
    desktop.show(RIDGELINE)
    assert calls.card.answers.answer() is None
    assert (calls.fields.note.toPlainText(), calls.timer.text()) == ("", "")
    desktop.show(HARBOR)
    assert calls.card.answers.button("not_sent").isChecked()
    assert calls.timer.seconds() >= 125
    assert calls.fields.note.toPlainText() == "Owner signs on Thursday"
    assert calls.fields.by.day() == date(2026, 11, 26)
    calls.log()
    desktop.wait(lambda: desktop.window.runner.undo_label)
    assert not calls.unlogged()


def test_closing_asks_before_a_call_that_is_not_logged_is_dropped(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]

    def ask(parent: QWidget) -> bool:
        return answers.pop(0)

    monkeypatch.setattr(desktop.window.session, "may_lose_call", ask)
    desktop.window.desk.calls.fields.note.setPlainText("Half a sentence")
    assert not desktop.window.close()
    assert desktop.window.isVisible()
    assert desktop.window.close()
    assert not answers


def test_enter_at_that_question_goes_back_to_the_call(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = desktop.window.desk.calls.fields.note
    note.setPlainText("Half a sentence")
    may_lose_call = partial(Session.may_lose_call, desktop.window.session)
    with monkeypatch.context() as asking:
        asking.setattr(desktop.window.session, "may_lose_call", may_lose_call)
        for answer in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            QTimer.singleShot(0, partial(press_in_question, desktop, answer))
            assert not desktop.window.close()
    assert desktop.window.isVisible()
    assert note.toPlainText() == "Half a sentence"


def press_in_question(desktop: Desktop, key: Qt.Key) -> None:
    """Press a key in the question that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    desktop.qtbot.keyClick(box.focusWidget(), key)


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
    assert calls.card.facts.text() == " · ".join(desktop.page.console.facts)
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
