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
    manual.steps.choose_row(at)
    return at


def test_a_moved_step_tells_its_effect_and_is_saved_as_a_version(
    manual: Any, asked: Any, qtbot: QtBot
) -> None:
    at = _choose(manual, "call_2")
    manual.days.setText("25")
    assert manual.steps.text(at, 0) == "Due date + 25 days"
    qtbot.waitUntil(lambda: manual.effect.text().startswith("Today: "))
    assert "stay as they are" in manual.effect.text()
    manual.why.setText("one more week for the mail")
    with qtbot.waitSignal(manual.saved):
        manual.save()
    policy = asked(current_policy)
    assert (policy.version, policy.days("call_2")) == (2, 25)


def test_a_step_that_makes_the_list_cannot_be_unticked(manual: Any, qtbot: QtBot) -> None:
    first_call = _choose(manual, "call_1")
    qtbot.keyClick(manual.steps, Qt.Key.Key_Space)
    assert first_call in manual.steps.ticked()
    assert "not left out" in manual.effect.text()
    courtesy = _choose(manual, "courtesy_check")
    qtbot.keyClick(manual.steps, Qt.Key.Key_Space)
    assert courtesy not in manual.steps.ticked()
    qtbot.waitUntil(lambda: "stay as they are" in manual.effect.text())


def test_notices_out_of_order_are_refused_in_words(manual: Any, qtbot: QtBot) -> None:
    _choose(manual, "second_notice")
    manual.days.setText("60")
    manual.save()
    qtbot.waitUntil(lambda: "comes later" in manual.grids[1].error_text("days"))
    assert manual.isVisible()
