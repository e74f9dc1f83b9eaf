"""What a field offers or lists is whole, and never in the way of the next field."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs, session
from collectdesk.gui.dialogs.dealings import open_interest_rule
from collectdesk.gui.runner import Runner
from collectdesk.gui.widgets.form_grid import FormGrid

HARBOR = 1


@pytest.fixture
def person(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """The fields of the person in the form of a new customer."""
    form = opened(lambda: dialogs.open_customer_form(host, runner, None))
    qtbot.waitUntil(form.isVisible)
    return form.person


def _type(qtbot: QtBot, field: QLineEdit, text: str) -> Any:
    field.setFocus()
    qtbot.keyClicks(field, text)
    return field.completer().popup()


def test_a_role_that_is_typed_whole_leaves_no_list_above_the_next_field(
    person: Any, qtbot: QtBot
) -> None:
    offered = _type(qtbot, person.role, "Accounts pay")
    assert offered.isVisible()
    qtbot.keyClicks(person.role, "able")
    assert not offered.isVisible()
    qtbot.keyClicks(person.role, " man")
    assert offered.isVisible(), "what goes on is offered what goes on"


def test_a_click_beside_the_list_closes_it_and_reaches_the_field(person: Any, qtbot: QtBot) -> None:
    offered = _type(qtbot, person.role, "acc")
    phone: QLineEdit = person.phone
    beside = phone.mapToGlobal(QPoint(phone.width() // 2, phone.height() // 2))
    inside = offered.mapFromGlobal(beside)
    assert not offered.rect().contains(inside)
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton, pos=inside)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is phone)
    assert not offered.isVisible()
    qtbot.keyClicks(QApplication.focusWidget(), "207 555 0111")
    assert (person.role.text(), phone.text()) == ("acc", "207 555 0111")


@pytest.mark.parametrize(
    ("open_form", "name"),
    [(dialogs.open_hold_form, "hold"), (open_interest_rule, "mode")],
)
def test_a_list_of_choices_shows_whole_entries(
    host: QWidget, runner: Runner, opened: Any, qtbot: QtBot, open_form: Any, name: str
) -> None:
    field: QComboBox = getattr(opened(lambda: open_form(host, runner, HARBOR)), name)
    field.showPopup()
    entries = field.view()
    qtbot.waitUntil(entries.isVisible)
    last = entries.visualRect(entries.model().index(field.count() - 1, 0))
    assert entries.viewport().rect().contains(last)
    field.hidePopup()


def test_a_tick_stands_beside_the_name_of_its_row(qtbot: QtBot, dressed: None) -> None:
    grid, box = FormGrid(), QCheckBox("Offer a payment plan")
    qtbot.addWidget(grid)
    grid.add_row("then", "Then", box)
    grid.show()
    (name,) = [each for each in grid.findChildren(QLabel) if each.text() == "Then"]
    room = name.contentsRect().translated(name.pos())
    words = QFontMetrics(name.font()).height()
    middle = box.mapTo(grid, box.rect().center()).y()
    assert abs(room.top() + words // 2 - middle) <= 2


def test_a_question_is_answered_with_a_key(
    qtbot: QtBot, dressed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def answer(box: QMessageBox) -> int:
        asked.append([button.text() for button in box.buttons()])
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window = QWidget()
    qtbot.addWidget(window)
    session.confirm(window, "Leave without saving what you typed?", "Leave", "Keep editing")
    assert sorted(asked[0]) == ["&Keep editing", "&Leave"]
