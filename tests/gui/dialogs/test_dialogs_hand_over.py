"""Handing customers over in bulk, and saying who is at the desk."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import dealings
from collectdesk.gui.dialogs.hand_over import HandOverDialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.collectors import TaskRow, people
from collectdesk.usecases.counterparts import counterpart

HARBOR, HOSTILE = 1, 2


def test_ticked_customers_are_handed_over(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_hand_over(host, runner, HARBOR))
    assert form.customers.ticked() == (HARBOR,)
    form.save()
    assert "who takes them over" in _error(qtbot, form)
    every = next(each for each in form.findChildren(QPushButton) if each.text() == "Tick &all")
    every.click()
    form.to.setText("Ana")
    with qtbot.waitSignal(form.saved):
        form.save()
    assert [asked(counterpart, one) for one in (HARBOR, HOSTILE)] == ["Ana", "Ana"]


def test_all_customers_are_ticked_however_many_there_are(
    host: QWidget, runner: Runner, opened: Any
) -> None:
    rows = tuple(TaskRow(key, f"C-{key}", "A firm", "", False, 0, 0) for key in range(1, 2_502))
    form = opened(lambda: HandOverDialog(host, runner, rows, (), chosen=2_501).open())
    assert form.customers.ticked() == (2_501,)
    every = next(each for each in form.findChildren(QPushButton) if each.text() == "Tick &all")
    every.click()
    assert len(form.customers.ticked()) == 2_501


def _error(qtbot: QtBot, form: Any) -> str:
    qtbot.waitUntil(lambda: bool(form.grid.error_text("to")))
    return str(form.grid.error_text("to"))


def test_whoever_sits_down_is_known(
    host: QWidget, runner: Runner, opened: Any, asked: Any, qtbot: QtBot
) -> None:
    form = opened(lambda: dealings.open_seat(host, runner))
    form.name.setText("Ben")
    with qtbot.waitSignal(form.saved):
        form.save()
    assert asked(people) == ("Ben",)
