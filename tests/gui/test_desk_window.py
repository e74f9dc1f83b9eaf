"""The desk as its owner uses it: choosing, reading, calling, undoing, finding."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QFocusEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.base.preferences import Theme, load_preferences, save_preferences
from collectdesk.domain.changes import Changes
from collectdesk.domain.rows import ContactRow
from collectdesk.gui import theme
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.palette import Finder
from collectdesk.gui.panes.contacts import ContactsView
from collectdesk.gui.session import Session
from collectdesk.usecases.calls import call_log
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.figures import status_line
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.promises import promise_rows
from tests.gui.conftest import HARBOR, HOSTILE, MONDAY, PUNCTUAL, RIDGELINE, Desktop

Key = Qt.Key


def test_the_first_customer_of_today_is_shown_at_once(desktop: Desktop) -> None:
    customers = desktop.window.desk.customers
    assert customers.tabs.key() == "today"
    assert desktop.shown_name() == customers.list.customers.row_at(0).name
    assert customers.list.hasFocus()


def test_the_tabs_tell_how_many_customers_they_hold(desktop: Desktop) -> None:
    tabs = desktop.window.desk.customers.tabs
    assert tabs.text("all") == "All 4"
    assert tabs.text("promises") == "Promises 0"


def test_up_and_down_walk_through_the_customers(desktop: Desktop) -> None:
    rows = desktop.window.desk.customers.list.customers
    desktop.press(Key.Key_Down)
    desktop.wait(lambda: desktop.shown_name() == rows.row_at(1).name)
    desktop.press(Key.Key_Up)
    desktop.wait(lambda: desktop.shown_name() == rows.row_at(0).name)


def test_typing_in_the_search_narrows_the_list_and_enter_chooses(desktop: Desktop) -> None:
    customers = desktop.window.desk.customers
    desktop.press(Key.Key_F, ctrl=True)
    desktop.type("ridge")
    desktop.wait(lambda: customers.list.customers.rowCount() == 1)
    desktop.press(Key.Key_Return)
    desktop.wait(lambda: desktop.shown_name() == RIDGELINE)
    assert customers.list.hasFocus()


def test_the_line_of_the_search_sums_what_was_found(desktop: Desktop) -> None:
    customers = desktop.window.desk.customers
    assert customers.total.text() == "$11,326"
    customers.search.setText("r")
    desktop.wait(lambda: customers.list.customers.rowCount() == 1)
    assert customers.total.text() == "1 found · $7,216"
    assert customers.total.accessibleName() == "1 customer found. Past due in this list: $7,216"
    customers.search.setText("zzzz")
    desktop.wait(lambda: customers.total.text() == "0 found · $0")
    customers.search.clear()
    desktop.wait(lambda: customers.total.text() == "$11,326")


def test_a_search_that_finds_nobody_says_so(desktop: Desktop) -> None:
    desktop.window.desk.customers.search.setText("zzzz")
    desktop.wait(desktop.window.desk.customers.empty.isVisible)
    assert "Nobody found" in desktop.window.desk.customers.empty.accessibleName()


def test_an_empty_tab_says_what_would_be_there(desktop: Desktop) -> None:
    customers = desktop.window.desk.customers
    customers.tabs.choose("promises")
    desktop.wait(customers.empty.isVisible)
    assert "promises a payment" in customers.empty.accessibleName()


def test_the_head_shows_the_four_figures_and_the_aging(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    head = desktop.window.desk.customer.head
    assert head.owes.accessibleName() == "Owes: $4,680.00"
    assert head.past_due.accessibleName() == "Past due: $3,120.00 costs you $34.26"
    assert head.last_paid.accessibleName() == "Last paid: $500.00 3 Nov"
    assert "Current $1,560.00" in head.aging.accessibleName()
    assert "61–90 $720.00" in head.aging.accessibleName()


def test_who_has_more_on_account_than_is_owed_is_shown_in_credit(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    payment = RecordPayment(desktop.page.head.customer_id, 500_000, MONDAY, "transfer")
    desktop.window.scene.runner.do(record_payment, payment)
    owes = desktop.window.desk.customer.head.owes
    desktop.wait(lambda: owes.accessibleName().startswith("In credit: $320.00"))


def test_the_invoices_stand_in_the_middle_with_their_days_late(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    model = desktop.window.desk.customer.table.rows_model
    shown = [[cell.text for cell in model.cells(at)][:6] for at in range(model.rowCount())]
    assert shown[0] == ["INV-1042", "12 Aug", "11 Sep", "73", "1,220.00", "720.00"]
    assert [row[0] for row in shown] == ["INV-1042", "INV-1077", "INV-1131"]


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


def choose_reason(desktop: Desktop, reason: str = "oversight") -> None:
    """Note in the console why it is late."""
    box = desktop.window.desk.calls.fields.reason
    box.setCurrentIndex(box.findData(reason))


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


def test_a_promise_of_a_call_can_be_confirmed_at_once(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("sent")
    assert calls.fields.then_box.text().startswith("Show the confirmation")
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


def test_names_are_shown_as_typed_and_never_as_markup(desktop: Desktop) -> None:
    desktop.window.desk.customers.tabs.choose("all")
    desktop.show(HOSTILE)
    assert desktop.window.desk.customer.head.name.text() == HOSTILE
    rich = [
        label
        for label in desktop.window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert not rich


def test_a_name_with_an_ampersand_makes_no_shortcut_of_its_letters(desktop: Desktop) -> None:
    desktop.window.desk.customers.tabs.choose("all")
    desktop.show(HOSTILE)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.log()
    desktop.wait(lambda: desktop.window.runner.undo_label)
    assert "&&Chips" in desktop.window.actions_by_key["edit.undo"].text()


def test_the_finder_finds_customers_and_commands(desktop: Desktop) -> None:
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    finder.field.setText("ridge")
    desktop.wait(lambda: any(hit.title == RIDGELINE for hit in finder.hits()))
    desktop.qtbot.keyClick(finder.field, Key.Key_Return)
    desktop.wait(lambda: desktop.shown_name() == RIDGELINE)


def test_the_finder_puts_a_command_that_was_named_above_notes_with_its_words(
    desktop: Desktop,
) -> None:
    note = AddNote(desktop.page.head.customer_id, "Wants a new book of order forms")
    desktop.window.runner.do(add_note, note)
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    desktop.qtbot.keyClicks(finder.field, "new boo")
    desktop.wait(lambda: any(hit.kind == "note" for hit in finder.hits()))
    assert finder.hits()[0].title == "New book…"
    assert finder.list.currentIndex().row() == 0
    assert finder.height() <= finder.field.height() + finder.list.height() + 40
    finder.field.setText("book order")
    desktop.wait(lambda: finder.hits()[0].kind == "note")
    finder.reject()


def test_a_found_customer_who_is_not_in_the_list_stays_shown(desktop: Desktop) -> None:
    listed = desktop.window.desk.customers.list
    with desktop.qtbot.waitSignal(listed.customers.modelReset):
        desktop.window.desk.customers.refresh()
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    finder.field.setText(PUNCTUAL)
    desktop.wait(lambda: any(hit.title == PUNCTUAL for hit in finder.hits()))
    desktop.qtbot.keyClick(finder.field, Key.Key_Return)
    desktop.wait(lambda: desktop.shown_name() == PUNCTUAL)
    told: list[int] = []
    listed.chosen.connect(told.append)
    QApplication.sendEvent(listed, QFocusEvent(QEvent.Type.FocusIn))
    assert listed.currentIndex().isValid()
    assert not told


def test_the_finder_opens_from_inside_a_text_field_and_runs_a_command(desktop: Desktop) -> None:
    desktop.window.desk.customers.search.setFocus()
    desktop.type("abc")
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    finder.field.setText("insights")
    desktop.wait(lambda: [hit.title for hit in finder.hits()] == ["Insights"])
    desktop.qtbot.keyClick(finder.field, Key.Key_Return)
    desktop.wait(lambda: desktop.window.place() is not desktop.window.desk)
    assert desktop.window.desk.customers.search.text() == "abc"


def test_enter_goes_to_what_was_typed_even_before_it_is_found(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    finder.field.setText("ridge")
    desktop.qtbot.keyClick(finder.field, Key.Key_Return)
    desktop.wait(lambda: desktop.shown_name() == RIDGELINE)


def test_the_finder_may_be_closed_before_anything_is_found(desktop: Desktop) -> None:
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None
    finder.field.setText("ridge")
    finder.reject()
    desktop.wait(lambda: desktop.window.findChild(Finder) is None)
    desktop.ask(status_line)  # what was asked before is answered


def test_the_finder_knows_what_owners_call_a_thing(desktop: Desktop) -> None:
    desktop.press(Key.Key_K, ctrl=True)
    finder = desktop.window.findChild(Finder)
    assert finder is not None

    def is_found(title: str) -> bool:
        return title in [hit.title for hit in finder.hits()]

    for words, title in (
        ("write off", "Invoices"), ("credit note", "Invoices"), ("mark sent", "Invoices"),
        ("waive", "Invoices"), ("bounced check", "Payments received…"),
        ("aging", "Insights"), ("dso", "Insights"), ("forecast", "Insights"),
    ):  # fmt: skip
        finder.field.setText(words)
        desktop.wait(partial(is_found, title))
    finder.reject()


@pytest.mark.parametrize("place", ["invoices", "calls", "documents", "statements", "insights"])
def test_every_place_opens_and_asks_the_book(desktop: Desktop, place: str) -> None:
    desktop.window.go_to(place)
    shown = desktop.place
    desktop.wait(lambda: shown.table.rows_model.rowCount() or shown.empty.isVisible())
    assert not desktop.troubles


@pytest.mark.parametrize("place", ["invoices", "calls", "documents", "statements", "insights"])
def test_nothing_flashes_up_as_a_window_of_its_own_on_the_way_to_a_place(
    desktop: Desktop, place: str, qapp: QApplication
) -> None:
    before = set(qapp.topLevelWindows())
    shown: list[str] = []
    qapp.focusWindowChanged.connect(lambda window: shown.append(str(window)))
    desktop.window.go_to(place)
    desktop.wait(lambda: not desktop.place.search.signalsBlocked())
    assert QApplication.activeWindow() is desktop.window
    assert set(qapp.topLevelWindows()) == before
    assert not shown


def test_the_register_filters_and_searches(desktop: Desktop) -> None:
    desktop.press(Key.Key_2, ctrl=True)
    place = desktop.place
    desktop.wait(lambda: place.table.rows_model.rowCount() == 6)
    place.filter.choose("overdue")
    desktop.wait(lambda: place.table.rows_model.rowCount() == 4)
    place.search.setText("ridge")
    desktop.wait(lambda: place.table.rows_model.rowCount() == 1)


def test_a_customer_without_anything_late_can_be_chosen_in_all(desktop: Desktop) -> None:
    desktop.window.desk.customers.tabs.choose("all")
    desktop.show(PUNCTUAL)
    assert desktop.window.desk.customer.head.past_due.accessibleName() == "Past due: $0.00"


def test_every_action_has_its_own_shortcut_and_a_tooltip_that_tells_it(desktop: Desktop) -> None:
    keys: dict[str, str] = {}
    for spec, action in desktop.window.actions_by_key:
        text = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
        assert spec.key == "help.about" or text, f"{spec.key} has no shortcut"
        assert text not in keys or not text, f"{spec.key} and {keys.get(text)} share {text}"
        assert not text or text in action.toolTip() or action.toolTip().endswith(")")
        keys[text] = spec.key


def test_what_needs_a_customer_is_off_until_there_is_one(desktop: Desktop) -> None:
    actions = desktop.window.actions_by_key
    assert actions["promise.new"].isEnabled()
    assert not actions["invoice.open"].isEnabled()
    desktop.window.scene.set_page(None, None)
    assert not actions["promise.new"].isEnabled()
    assert actions["customer.new"].isEnabled()


def test_every_button_and_field_has_a_name_for_screen_readers(desktop: Desktop) -> None:
    nameless = [
        button
        for button in desktop.window.findChildren(QPushButton)
        if not (button.accessibleName() or button.text())
    ]
    assert not nameless
    desk = desktop.window.desk
    for widget in (desk.customers.list, desk.customers.search, desk.customer.table):
        assert widget.accessibleName()
    fields = desk.calls.fields
    for field in (fields.amount, fields.by, fields.method, fields.note, fields.next_on):
        assert field.accessibleName()


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


def test_the_status_line_tells_the_sums_of_the_business(desktop: Desktop) -> None:
    status = desktop.window.status
    desktop.wait(lambda: status.outstanding.accessibleName() != "")
    assert status.outstanding.accessibleName() == "Outstanding $13,525.50"
    assert status.collected.accessibleName() == "Collected in November $500.00"


def test_nothing_past_due_is_not_red(desktop: Desktop) -> None:
    status = desktop.window.status
    sums = desktop.ask(status_line)
    status.show_sums(sums)
    assert (
        status.past_due.value().palette().windowText().color().name() == theme.look().colours.late
    )
    status.show_sums(replace(sums, past_due=0))
    assert (
        status.past_due.value().palette().windowText().color().name() == theme.look().colours.text
    )


def test_the_widths_of_the_panes_are_remembered(desktop: Desktop) -> None:
    desktop.window.desk.splitter.setSizes([300, 700, 438])
    desktop.window.desk.sizes_changed.emit(tuple(desktop.window.desk.splitter.sizes()))
    sizes = tuple(desktop.window.desk.splitter.sizes())
    session = desktop.window.session
    desktop.window.close()
    session.take_changes()
    assert session.preferences.splitter_sizes["desk"] == sizes
    assert session.preferences.window_geometry


def test_a_history_line_tells_what_happened_and_when(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    history = desktop.window.desk.calls.history.happenings
    first = history.index(0)
    assert "Invoiced INV-1131" in str(first.data(Qt.ItemDataRole.AccessibleTextRole))
    customer_id = desktop.window.scene.customer_id
    assert len(desktop.ask(customer_page, customer_id).history) == history.rowCount()


def test_f6_goes_from_pane_to_pane(desktop: Desktop) -> None:
    desk = desktop.window.desk
    desktop.press(Key.Key_F6)
    assert desk.customer.table.hasFocus()
    desktop.press(Key.Key_F6)
    assert desk.calls.card.answers.button("sent").hasFocus()
    desktop.press(Key.Key_F6)
    assert desk.customers.list.hasFocus()
    assert QApplication.focusWidget() is desk.customers.list


def test_f10_opens_the_hidden_menu_bar(desktop: Desktop) -> None:
    bar = desktop.window.menuBar()
    assert not bar.isVisible()
    desktop.press(Key.Key_F10)
    assert bar.isVisible()


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


def test_in_the_register_actions_are_about_the_row_that_the_owner_stands_on(
    desktop: Desktop,
) -> None:
    desktop.show(HARBOR)
    harbor = desktop.page.head.customer_id
    desktop.window.go_to("invoices")
    table = desktop.place.table
    desktop.wait(lambda: table.rows_model.rowCount() == 6)
    other = next(row for row in table.rows_model.rows() if row.customer_name == RIDGELINE)
    table.choose(other)
    scene = desktop.window.scene
    assert (scene.subject_id, scene.invoice) == (other.customer_id, other)
    assert scene.contact is None
    desktop.window.go_to("desk")
    assert (scene.subject_id, scene.invoice) == (harbor, None)
    assert scene.contact is not None


def test_ctrl_g_goes_to_the_customer_of_an_invoice(desktop: Desktop) -> None:
    desktop.window.go_to("invoices")
    table = desktop.place.table
    desktop.wait(lambda: table.rows_model.rowCount() == 6)
    table.choose(next(row for row in table.rows_model.rows() if row.customer_name == RIDGELINE))
    desktop.press(Key.Key_G, ctrl=True)
    desktop.wait(lambda: desktop.shown_name() == RIDGELINE)
    assert desktop.place is desktop.window.desk


def test_a_look_chosen_in_the_settings_is_worn_at_once(desktop: Desktop) -> None:
    path = desktop.window.session.places.preferences
    save_preferences(path, replace(load_preferences(path), theme=Theme.DARK, text_scale=110))
    desktop.window.runner.changed.emit(Changes(), None)
    assert theme.look().dark
    assert theme.look().scale == 110


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_a_long_day_of_work_does_not_use_up_none(desktop: Desktop) -> None:
    before = sys.getrefcount(None)
    for _ in range(20_000):
        desktop.window.update()
    assert before > 10**9
    assert sys.getrefcount(None) > 10**9


def test_the_panes_do_not_cover_each_other_with_the_largest_text_on_a_small_screen(
    desktop: Desktop, qapp: QApplication
) -> None:
    desktop.window.resize(1280, 720)
    splitter = desktop.window.desk.splitter
    try:
        theme.wear(qapp, dark=True, scale=160)
        panes: list[Any] = [splitter.widget(at) for at in range(splitter.count())]
        desktop.wait(lambda: sum(pane.width() for pane in panes) <= splitter.width())
        assert all(one.geometry().right() < two.x() for one, two in pairwise(panes))
    finally:
        theme.wear(qapp, dark=False)


def test_a_long_address_leaves_the_number_to_dial_in_sight(qtbot: QtBot, session: Session) -> None:
    long = f"{'accounts.payable.' * 5}and.more@neighborhoodhardware.example"
    person = ContactRow(
        1, "Bartholomew Featherstonehaugh", "", "(510) 555-0156", "", long, "", False, ""
    )
    view = ContactsView(lambda _: None, lambda _: None, lambda: None)
    qtbot.addWidget(view)
    view.show_contacts([person])
    view.resize(300, view.heightForWidth(300))
    view.show()
    number, mail = (each for each in view.findChildren(QPushButton))
    assert view.minimumSizeHint().width() < 300
    qtbot.waitUntil(lambda: "…" in mail.text())
    assert number.text() == "(510) 555-0156"
    assert (mail.accessibleName(), long in mail.toolTip()) == (long, True)
    for link in (number, mail):
        assert view.rect().contains(QRect(link.mapTo(view, QPoint()), link.size()))
