"""The log of changes can be read: newest first, by customer, in windows, with before and after."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import dialogs
from collectdesk.gui.dialogs import trail as trail_dialog
from collectdesk.gui.runner import Runner
from collectdesk.usecases.trail import trail

HARBOR = 1


@pytest.fixture
def log(host: QWidget, runner: Runner, opened: Any, qtbot: QtBot) -> Any:
    """The log with its first rows."""
    dialog = opened(lambda: dialogs.open_trail(host, runner))
    qtbot.waitUntil(lambda: dialog.table.rows_model.rowCount() > 0)
    return dialog


def test_the_newest_step_comes_first_and_is_told_in_full(log: Any) -> None:
    rows = log.table.rows_model.rows()
    assert [row.step_id for row in rows] == sorted((row.step_id for row in rows), reverse=True)
    assert log.details.toPlainText().splitlines()[: len(rows[0].changed)] == list(rows[0].changed)


def test_another_row_tells_its_own_changes(log: Any) -> None:
    other = log.table.rows_model.rows()[-1]
    log.table.choose(other)
    assert other.changed[0] in log.details.toPlainText()


def test_one_customers_steps_are_shown_and_all_again(log: Any, asked: Any, qtbot: QtBot) -> None:
    everything = log.table.rows_model.rows()
    of_one = asked(trail, HARBOR)
    log.customer.show_customer(HARBOR, "Harbor Point Dental")
    log.customer.picked.emit(HARBOR)
    qtbot.waitUntil(lambda: log.table.rows_model.rows() == of_one)
    assert 0 < len(of_one) < len(everything)
    log.customer.clear()
    qtbot.waitUntil(lambda: log.table.rows_model.rows() == everything)


def _fetch_more(model: Any, qtbot: QtBot) -> None:
    before = model.rowCount()
    model.fetchMore(model.index(-1, -1))
    qtbot.waitUntil(lambda: model.rowCount() > before)


def test_further_steps_are_fetched_in_windows(
    host: QWidget,
    runner: Runner,
    opened: Any,
    qtbot: QtBot,
    asked: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trail_dialog, "WINDOW", 3)
    whole = asked(trail)
    dialog = opened(lambda: dialogs.open_trail(host, runner))
    model = dialog.table.rows_model
    qtbot.waitUntil(lambda: model.rowCount() >= 3)
    while model.rowCount() < len(whole):
        _fetch_more(model, qtbot)
    assert model.rows() == whole


def test_a_customer_chosen_while_further_steps_are_fetched_shows_its_own_steps_alone(
    host: QWidget,
    runner: Runner,
    opened: Any,
    qtbot: QtBot,
    asked: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(trail_dialog, "WINDOW", 3)
    log = opened(lambda: dialogs.open_trail(host, runner))
    model = log.table.rows_model
    qtbot.waitUntil(lambda: model.rowCount() >= 3)
    log.customer.show_customer(HARBOR, "Harbor Point Dental")
    log.customer.picked.emit(HARBOR)
    model.fetchMore(model.index(-1, -1))
    of_one = asked(trail, HARBOR)
    qtbot.waitUntil(lambda: model.rows()[:3] == of_one[:3])
    assert set(model.rows()) <= set(of_one)
