"""The desk as its owner uses it: choosing, reading, calling, undoing, finding."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from collectdesk.base.preferences import Theme, load_preferences, save_preferences
from collectdesk.domain.changes import Changes
from collectdesk.domain.rows import ContactRow
from collectdesk.gui import theme
from collectdesk.gui.panes.contacts import ContactsView
from collectdesk.gui.session import Session
from collectdesk.usecases.figures import status_line
from collectdesk.usecases.pages import customer_page
from collectdesk.usecases.payments import RecordPayment, record_payment
from tests.gui.conftest import HARBOR, HOSTILE, MONDAY, PUNCTUAL, RIDGELINE, Desktop, choose_reason

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
    desktop.window.runner.changed.emit(Changes())
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
