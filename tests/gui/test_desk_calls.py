"""A call is written down, logged, and taken back, while the book goes on changing beside it."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QMessageBox, QWidget

from collectdesk.gui import theme
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.session import Session
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.customers import (
    AddNote,
    ContactForm,
    SaveContact,
    SetHold,
    add_note,
    save_contact,
    set_hold,
)
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.promises import promise_rows
from tests.gui.conftest import HARBOR, MONDAY, RIDGELINE, Desktop, choose_reason

Key = Qt.Key


def test_a_call_with_a_promise_is_logged_by_keyboard_alone(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    desktop.press(Key.Key_J, ctrl=True)
    desktop.press(Key.Key_2, alt=True)
    fields = desktop.window.desk.calls.fields
    assert fields.amount.hasFocus()
    assert fields.amount.amount() == 312_000
    desktop.press(Key.Key_A, ctrl=True)
    desktop.type("2400")
    desktop.press(Key.Key_Tab)
    desktop.press(Key.Key_A, ctrl=True)
    desktop.type("fri")
    desktop.press(Key.Key_Return, ctrl=True)
    assert fields.error_text("reason").startswith("Why is it late?")
    assert fields.reason.hasFocus()
    desktop.type("ov")  # Overlooked
    desktop.press(Key.Key_Return, ctrl=True)
    desktop.wait(lambda: desktop.page.head.promised == 240_000)
    head = desktop.page.head
    promise = desktop.ask(promise_rows, head.customer_id)[0]
    assert (promise.promised_for, promise.method) == (date(2026, 11, 27), "cheque")
    call = desktop.ask(call_log)[0]
    assert (call.customer_name, call.spoke_to) == (HARBOR, "Maria Alvarez")
    assert call.reason == "Overlooked"


def test_the_console_says_all_and_that_it_confirms_only_where_that_is_so(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    said = calls.card.words
    assert "All $3,120?" in said.text()
    assert "confirm" not in said.text()
    calls.fields.amount.set_amount(20_000)
    calls.fields.then_box.click()
    desktop.wait(lambda: "So: $200" in said.text())
    assert "All" not in said.text()
    assert "I'll confirm by e-mail." in said.text()
    calls.fields.by.set_day(date(2026, 11, 27))
    desktop.wait(lambda: calls.consequence.text().startswith("That part is waited for until"))
    calls.fields.next_on.set_day(date(2026, 11, 25))
    desktop.wait(lambda: "Back on the list" in calls.consequence.text())
    calls.card.answers.choose("insolvent")
    desktop.wait(lambda: calls.consequence.text().startswith("Rests from now on"))
    assert "ends with it" not in calls.consequence.text()


@pytest.mark.parametrize(
    ("hold", "answer", "told"),
    [
        ("no_credit", "insolvent", "The hold “no new credit” ends with it"),
        ("no_contact", "nothing_now", "New credit is not held, because “no contact” stands"),
    ],
)
def test_a_call_tells_before_it_is_logged_what_becomes_of_the_hold_in_force(
    desktop: Desktop, hold: str, answer: str, told: str
) -> None:
    desktop.show(HARBOR)
    calls, customer_id = desktop.window.desk.calls, desktop.page.head.customer_id
    desktop.window.runner.do(set_hold, SetHold(customer_id, hold, None, "late"))
    desktop.wait(lambda: desktop.page.head.hold == hold)
    calls.card.answers.choose(answer)
    desktop.wait(lambda: told in calls.consequence.text())


def test_a_promise_of_a_call_can_be_confirmed_at_once(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("sent")
    assert calls.fields.then_box.text().startswith("Confirm it")
    calls.fields.then_box.click()
    calls.card.answers.choose("not_sent")
    assert "I'll confirm by e-mail" in calls.card.words.text()
    assert calls.fields.then_box.isChecked()  # who confirms one confirms the next
    choose_reason(desktop)
    calls.log()
    desktop.wait(lambda: desktop.window.findChild(PaperDialog))
    shown = desktop.window.findChild(PaperDialog)
    assert shown is not None
    desktop.wait(lambda: shown.pane.page_count > 0)
    assert "confirmation" in shown.windowTitle().lower()
    shown.close()


def test_after_logging_the_list_has_the_focus_and_undo_takes_the_call_back(
    desktop: Desktop,
) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.log()
    desktop.wait(lambda: desktop.window.runner.undo_label)
    assert desktop.window.desk.customers.list.hasFocus()
    assert "Call with" in desktop.window.status.message.text()
    assert desktop.window.status.undo.isVisible()
    desktop.press(Key.Key_Z, ctrl=True)
    desktop.wait(lambda: desktop.window.runner.redo_label)
    desktop.wait(lambda: desktop.page.head.promised == 0)
    assert desktop.ask(call_log) == ()


def test_who_calls_back_is_thanked_and_not_asked_why_nothing_came(desktop: Desktop) -> None:
    calls = desktop.window.desk.calls
    usual = calls.card.words.text()
    calls.fields.they_called.setChecked(True)
    assert calls.card.words.text() == "“Thank you for calling back; let me open your file.”"
    calls.fields.they_called.setChecked(False)
    assert calls.card.words.text() == usual


def test_a_wrong_day_is_told_under_its_field_and_nothing_is_lost(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    calls.fields.by.setText("someday")
    calls.fields.note.setPlainText("Will see")
    calls.log()
    assert "is not a day" in calls.fields.error_text("promise_amount")
    assert calls.fields.note.toPlainText() == "Will see"
    assert desktop.ask(call_log) == ()


def test_a_promise_of_more_than_is_owed_is_refused_by_the_book_under_its_field(
    desktop: Desktop,
) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.fields.amount.set_amount(9_999_900)
    calls.log()
    desktop.wait(lambda: calls.fields.error_text("promise_amount"))
    assert "Only 4,680.00 is open" in calls.fields.error_text("promise_amount").replace("$", "")
    assert calls.log_button.isEnabled()


def test_logging_without_an_answer_says_what_is_missing(desktop: Desktop) -> None:
    desktop.window.desk.calls.log()
    assert "Choose what they answered" in desktop.window.desk.calls.problem.text()


def test_the_chosen_invoice_is_what_the_promise_is_for(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    desk = desktop.window.desk
    desk.customer.table.choose(desktop.page.invoices[1])
    desk.calls.card.answers.choose("not_sent")
    assert desk.calls.fields.amount.amount() == 240_000
    assert desk.calls.fields.invoices.text().startswith("INV-1077")


def test_a_dispute_in_a_call_asks_which_invoice_and_what(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("wrong")
    assert calls.fields.is_row_visible("dispute_invoice")
    assert calls.fields.dispute_amount.amount() == 72_000
    calls.log()
    desktop.wait(lambda: any(row.disputed for row in desktop.page.invoices))


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


def test_dialling_hands_over_digits_starts_the_clock_and_never_claims_a_call(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def accept(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", accept)
    desktop.show(HARBOR)
    desktop.window.actions_by_key["call.dial"].trigger()
    assert opened == ["tel:4155550137"]
    assert desktop.window.desk.calls.timer.text() == "00:00"
    assert "If nothing rings" in desktop.window.status.message.text()


def test_the_number_can_be_copied(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    desktop.window.actions_by_key["call.copy"].trigger()
    assert QGuiApplication.clipboard().text() == "(415) 555-0137"


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
        for answer in (Key.Key_Return, Key.Key_Escape):
            QTimer.singleShot(0, partial(press_in_question, desktop, answer))
            assert not desktop.window.close()
    assert desktop.window.isVisible()
    assert note.toPlainText() == "Half a sentence"


def press_in_question(desktop: Desktop, key: Qt.Key) -> None:
    """Press a key in the question that is open."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    desktop.qtbot.keyClick(box.focusWidget(), key)


def test_the_next_customer_follows_when_the_logged_one_left_the_list(desktop: Desktop) -> None:
    rows = desktop.window.desk.customers.list.customers
    second = rows.row_at(1).name
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.log()
    desktop.wait(lambda: rows.row_at(0).name == second)
    desktop.press(Key.Key_Down)
    desktop.wait(lambda: desktop.shown_name() == second)


def test_a_number_that_belongs_to_no_promise_is_kept_with_the_note(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("insolvent")
    calls.fields.reference.setText("Case 26-1041")
    calls.fields.then_box.setChecked(False)
    calls.log()
    desktop.wait(lambda: desktop.window.runner.undo_label)
    assert "Case 26-1041" in desktop.ask(call_log)[0].note


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


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1000, 620), (140, 1440, 900)])
def test_a_call_can_be_logged_in_a_small_window_and_in_large_letters(
    desktop: Desktop, qapp: QApplication, scale: int, width: int, height: int
) -> None:
    desktop.window.resize(width, height)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    try:
        theme.wear(qapp, dark=False, scale=scale)
        for answer in ("sent", "not_sent", "wrong", "no_invoice"):
            calls.card.answers.choose(answer)
            qapp.processEvents()
            for part in (calls.log_button, calls.fields.note, calls.fields.they_called):
                edge = part.mapTo(calls, QPoint(part.width(), 0)).x()
                assert edge <= calls.width(), answer
            begins = calls.fields.by.cursorPositionAt(QPoint(0, calls.fields.by.height() // 2))
            assert begins == 0, "the day is cut"
    finally:
        theme.wear(qapp, dark=False)


def test_logging_stays_in_sight_however_much_the_answer_asks_for(
    desktop: Desktop, qapp: QApplication
) -> None:
    calls = desktop.window.desk.calls
    try:
        for scale, width, height in ((100, 1280, 720), (140, 1440, 900), (140, 1280, 720)):
            desktop.window.resize(width, height)
            theme.wear(qapp, dark=False, scale=scale)
            desktop.show(HARBOR)
            for answer in ("sent", "not_sent", "no_invoice", "wrong"):
                calls.card.answers.choose(answer)
                qapp.processEvents()
                button = calls.log_button
                foot = button.mapTo(calls, QPoint(0, button.height())).y()
                assert foot <= calls.height(), (scale, height, answer)
            calls.card.answers.choose("not_sent")
            qapp.processEvents()
            assert calls._area.is_stuck is (height == 720)
        theme.wear(qapp, dark=False)
        desktop.window.resize(1440, 900)
        calls.card.answers.choose("sent")
        desktop.wait(lambda: not calls._area.is_stuck)
    finally:
        theme.wear(qapp, dark=False)


def test_tab_goes_on_from_the_next_day_to_logging(desktop: Desktop) -> None:
    desktop.window.resize(1280, 720)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    calls.fields.next_on.setFocus()
    desktop.press(Key.Key_Tab)
    assert calls.log_button.hasFocus()
    desktop.press(Key.Key_Tab)
    assert calls.history.hasFocus()


def test_the_wheel_scrolls_past_a_choice_and_does_not_change_it(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    fields = desktop.window.desk.calls.fields
    desktop.window.desk.calls.card.answers.choose("not_sent")
    before = fields.method.currentIndex()
    middle = fields.method.rect().center()
    for _ in range(3):
        turned = QWheelEvent(
            QPointF(middle), QPointF(fields.method.mapToGlobal(middle)), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(fields.method, turned)
    assert fields.method.currentIndex() == before


def test_a_field_that_cannot_be_read_is_scrolled_into_sight(desktop: Desktop) -> None:
    desktop.window.resize(1280, 620)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.fields.next_on.setText("when the moon is full")
    calls._area.verticalScrollBar().setValue(0)
    calls.log()
    assert calls.fields.error_text("next_on")
    field = calls.fields.next_on

    def seen() -> bool:
        place = field.mapTo(calls._area.viewport(), field.rect().bottomLeft()).y()
        return 0 <= place <= calls._area.viewport().height()

    desktop.wait(seen)
