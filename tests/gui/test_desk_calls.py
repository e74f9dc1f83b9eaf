"""A call is written down, logged and taken back, and tells before what becomes of it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.customers import SetHold, set_hold
from collectdesk.usecases.promises import promise_rows
from tests.gui.conftest import HARBOR, Desktop, choose_reason

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
