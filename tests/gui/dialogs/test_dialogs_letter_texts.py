"""The owner writes the words of letters, sees them on paper, and cannot ask for what is unknown."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import asking, paperwork
from collectdesk.gui.dialogs.letter_parts import condition_words
from collectdesk.gui.runner import Runner
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.letters.letter_checks import conditions
from collectdesk.usecases.letters.letter_fields import EXAMPLES, FIELDS
from collectdesk.usecases.letters.letter_texts import letter_texts, shipped


@pytest.fixture
def writing(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """The window with the first letter and its preview."""
    dialog = opened(lambda: paperwork.open_letter_texts(host, runner))
    qtbot.waitUntil(lambda: dialog.pane.page_count == 1)
    return dialog


def _shown(dialog: Any) -> str:
    pages = PdfReader(io.BytesIO(dialog.pane.data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def _type_at_end(edit: Any, text: str, qtbot: QtBot) -> None:
    edit.setFocus()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClicks(edit, text)


def test_every_letter_is_listed_with_its_tone(writing: Any) -> None:
    shown = [writing.letters.item(at).text() for at in range(writing.letters.count())]
    assert len(shown) == len(shipped())
    assert any("Reminder" in text and "friendly" in text for text in shown)


def test_every_field_has_an_example_and_every_condition_words() -> None:
    assert {name for names in FIELDS.values() for name in names} <= set(EXAMPLES)
    for template in shipped().values():
        for passage in (*template.opening, *template.closing, *template.clauses):
            assert "_" not in condition_words(passage, "USD")
        assert all("_" in name or name.isalpha() for name in conditions(template))


def test_a_brace_offers_the_fields_and_enter_puts_one_in(writing: Any, qtbot: QtBot) -> None:
    writing.activateWindow()
    edit = writing.parts.closing[0].edit
    edit.setPlainText("Please pay ")
    _type_at_end(edit, "{amo", qtbot)
    popup = edit.popup
    assert popup.isVisible()
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert edit.toPlainText() == "Please pay {amount}"


def test_what_is_typed_is_seen_on_paper(writing: Any, qtbot: QtBot) -> None:
    writing.parts.closing[0].edit.setPlainText("Best wishes for {customer}!")
    qtbot.waitUntil(lambda: "Best wishes for Example & Daughters!" in _shown(writing))


def test_an_unknown_field_is_refused_at_its_place(writing: Any, asked: Any) -> None:
    part = writing.parts.closing[0]
    part.edit.setPlainText("🚀 Pay {amuont} now")
    assert "{amuont}" in part.error.text()
    writing.save()
    assert "Not saved" in writing.banner.text()
    assert part.edit.textCursor().selectedText() == "{amuont}"
    assert not asked(book_settings).letter_texts


def test_own_words_are_kept_and_given_back(writing: Any, qtbot: QtBot, asked: Any) -> None:
    shipped_words = writing.parts.text()
    writing.parts.heading.edit.setPlainText("Did it slip your mind?")
    writing.save()
    qtbot.waitUntil(lambda: writing.banner.text() == "Saved.")
    assert asked(letter_texts)[0].text.heading == "Did it slip your mind?"
    writing.go_back()
    qtbot.waitUntil(lambda: "program's words" in writing.banner.text())
    assert writing.parts.text() == shipped_words
    assert not writing.shipped_button.isEnabled()


def test_another_letter_asks_before_it_drops_what_was_typed(
    writing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "confirm", lambda *_: False)
    writing.parts.heading.edit.setPlainText("Changed")
    writing.letters.setCurrentRow(3)
    assert writing.letters.currentRow() == 0
    assert writing.parts.heading.edit.toPlainText() == "Changed"
    monkeypatch.setattr(asking, "confirm", lambda *_: True)
    writing.letters.setCurrentRow(3)
    assert writing.row.letter == list(shipped())[3]


def test_settings_saved_later_keep_the_letters_written_meanwhile(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, asked: Any
) -> None:
    settings = opened(lambda: dialogs.open_settings(host, runner))
    writing = opened(settings.write_letters)
    writing.parts.heading.edit.setPlainText("Ours")
    with qtbot.waitSignal(writing.saved):
        writing.save()
    qtbot.waitUntil(lambda: writing.banner.text() == "Saved.")
    writing.reject()
    settings.field("firm_phone").setText("1")
    with qtbot.waitSignal(settings.saved):
        settings.save()
    assert "Ours" in asked(book_settings).letter_texts


def _choose(dialog: Any, letter: str, qtbot: QtBot) -> None:
    dialog.letters.setCurrentRow(list(shipped()).index(letter))
    qtbot.waitUntil(lambda: dialog.row.letter == letter)


def test_a_point_of_the_plan_is_written_and_seen(writing: Any, qtbot: QtBot) -> None:
    _choose(writing, "plan", qtbot)
    writing.parts.clauses[-1].edit.setPlainText("Sooner is welcome, {customer}.")
    qtbot.waitUntil(lambda: "Sooner is welcome, Example & Daughters." in _shown(writing))


def test_a_stamp_that_cannot_hold_its_words_is_told_and_not_saved(writing: Any, asked: Any) -> None:
    stamp = writing.parts.stamp
    stamp.lines[0].setPlainText("A warning without any end that nobody reads. " * 4)
    assert "do not fit" in stamp.error.text()
    writing.save()
    assert "Not saved" in writing.banner.text()
    stamp.stamp.setCurrentIndex(0)
    assert stamp.error.text() == ""
    assert not asked(book_settings).letter_texts


def test_fields_of_a_long_letter_are_never_squeezed(writing: Any, qtbot: QtBot) -> None:
    _choose(writing, "plan", qtbot)
    edit = writing.parts.clauses[0].edit
    qtbot.waitUntil(lambda: edit.height() >= edit.sizeHint().height())


def test_words_are_offered_in_the_languages_of_the_customers(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, asked: Any
) -> None:
    form = CustomerForm(name="Ferretería", language="Spanish")
    with qtbot.waitSignal(runner.changed):
        runner.do(save_customer, SaveCustomer(form))
    writing = opened(lambda: paperwork.open_letter_texts(host, runner))
    qtbot.waitUntil(lambda: writing.language.count() == 2)
    writing.language.setCurrentIndex(1)
    qtbot.waitUntil(lambda: writing.row.language == "Spanish")
    writing.parts.heading.edit.setPlainText("Un recordatorio")
    with qtbot.waitSignal(writing.saved):
        writing.save()
    assert asked(letter_texts, "Spanish")[0].text.heading == "Un recordatorio"
    assert asked(letter_texts)[0].text.heading.startswith("A reminder")
