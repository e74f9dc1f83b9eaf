"""The manual is changed in a window that tells what the change does before it is saved."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui.dialogs import dealings
from collectdesk.gui.runner import Runner
from collectdesk.usecases.policy import current_policy


@pytest.fixture
def manual(host: QWidget, runner: Runner, opened: Any) -> Any:
    """The window of the collecting policy."""
    return opened(lambda: dealings.open_policy(host, runner))


def _choose(manual: Any, code: str) -> int:
    at = next(n for n, one in enumerate(manual._steps) if one.step.code == code)
    manual.steps.setCurrentCell(at, 0)
    return at


def test_a_moved_step_tells_its_effect_and_is_saved_as_a_version(
    manual: Any, asked: Any, qtbot: QtBot
) -> None:
    at = _choose(manual, "call_2")
    manual.days.setText("25")
    assert manual.steps.item(at, 0).text() == "Due date + 25 days"
    qtbot.waitUntil(lambda: manual.effect.text().startswith("Today: "))
    assert "stay as they are" in manual.effect.text()
    manual.why.setText("one more week for the mail")
    with qtbot.waitSignal(manual.saved):
        manual.save()
    policy = asked(current_policy)
    assert (policy.version, policy.days("call_2")) == (2, 25)


def test_a_step_that_makes_the_list_cannot_be_unticked(manual: Any, qtbot: QtBot) -> None:
    first_call, courtesy = _choose(manual, "call_1"), _choose(manual, "courtesy_check")
    manual.steps.item(first_call, 0).setCheckState(Qt.CheckState.Unchecked)
    assert manual.steps.item(first_call, 0).checkState() is Qt.CheckState.Checked
    assert "not left out" in manual.effect.text()
    manual.steps.item(courtesy, 0).setCheckState(Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: "stay as they are" in manual.effect.text())


def test_notices_out_of_order_are_refused_in_words(manual: Any, qtbot: QtBot) -> None:
    _choose(manual, "second_notice")
    manual.days.setText("60")
    manual.save()
    qtbot.waitUntil(lambda: "comes later" in manual.grids[1].error_text("days"))
    assert manual.isVisible()
