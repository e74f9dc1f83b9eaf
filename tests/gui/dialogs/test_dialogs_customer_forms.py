"""The forms of a customer and of its people explain what is typed, and keep it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import asking
from collectdesk.gui.runner import Runner
from collectdesk.usecases.pages import customer_page
from tests.gui.dialogs.conftest import HARBOR
from tests.gui.dialogs.hands import save


def test_terms_and_pay_run_of_a_customer_are_explained_as_they_are_typed(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))
    for typed, told in (
        ("15 MFI", "An invoice of today is due Wed 15 Apr."),
        ("2/10 net 30", "due Thu 30 Apr, at the early price until Fri 10 Apr."),
        ("when able", ""),
    ):
        dialog.terms.setText(typed)
        assert dialog.terms.accessibleDescription().endswith(told) is True
        assert bool(dialog.terms.accessibleDescription()) is bool(told)
    dialog.pay_run.setText("every thu, cut-off 3")
    told = "They pay every Thu what is there 3 business days before."
    assert dialog.pay_run.accessibleDescription() == told


def test_a_contact_is_changed_and_removed(
    host: QWidget,
    runner: Runner,
    opened: Any,
    asked: Any,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, 1))
    dialog.person.phone.setText("(415) 555-0137")
    dialog.rapport.setPlainText("Likes sailing")
    save(dialog, qtbot)
    person = asked(customer_page, HARBOR).head.contacts[0]
    assert (person.phone, person.rapport) == ("(415) 555-0137", "Likes sailing")
    again = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, 1))
    questions: list[str] = []

    def agree(_: QWidget, question: str, *words: str) -> bool:
        questions.append(question)
        return True

    monkeypatch.setattr(asking, "confirm", agree)
    remove = next(each for each in again.findChildren(QWidget) if each.property("kind") == "danger")
    with qtbot.waitSignal(again.saved):
        qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert "Maria Alvarez" in questions[0]
    assert asked(customer_page, HARBOR).head.contacts == ()


def test_a_contact_is_added(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    dialog = opened(lambda: dialogs.open_contact_form(host, runner, HARBOR, None))
    dialog.person.name.setText("Łucja Żak")
    save(dialog, qtbot)
    assert asked(customer_page, HARBOR).head.contacts[1].name == "Łucja Żak"


def test_the_fields_of_the_person_stand_below_those_of_the_customer(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None))

    def left(field: QWidget) -> int:
        return field.mapTo(dialog, field.rect().topLeft()).x()

    assert left(dialog.person.name) == left(dialog.name)
    assert left(dialog.person.phone) == left(dialog.terms)


def test_a_new_customer_comes_with_the_person_who_pays(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    ids: list[int] = []
    dialog = opened(lambda: dialogs.open_customer_form(host, runner, None, ids.append))
    assert dialog.name.hasFocus()
    qtbot.keyClicks(dialog.name, "Bayview Bakery")
    qtbot.keyClicks(dialog.person.phone, "(415) 555-0199")
    qtbot.keyClick(dialog.person.phone, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    who = dialog.grids[2]
    qtbot.waitUntil(lambda: "name" in who.error_text("person_name"))
    dialog.person.name.setText("Łucja Żak")
    qtbot.keyClicks(dialog.person.email, "lucja@bayview.example")
    save(dialog, qtbot)
    qtbot.waitUntil(lambda: bool(ids))
    head = asked(customer_page, ids[0]).head
    (person,) = head.contacts
    assert (head.name, person.name, person.phone, person.email) == (
        "Bayview Bakery", "Łucja Żak", "(415) 555-0199", "lucja@bayview.example",
    )  # fmt: skip
    assert runner.undo_label == "New customer Bayview Bakery"
