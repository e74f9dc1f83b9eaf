"""The finder: customers, invoices, notes and commands by what is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from collectdesk.gui.palette import Finder
from collectdesk.usecases.customers import AddNote, add_note
from collectdesk.usecases.figures import status_line
from tests.gui.conftest import HARBOR, PUNCTUAL, RIDGELINE, Desktop

Key = Qt.Key


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
