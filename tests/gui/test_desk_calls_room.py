"""A call can be logged in any window: nothing is cut, logging stays in sight, and keys lead on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from collectdesk.gui import theme
from tests.gui.conftest import HARBOR, Desktop, choose_reason


@pytest.mark.parametrize(("scale", "width", "height"), [(100, 1000, 620), (140, 1440, 900)])
def test_a_call_can_be_logged_in_a_small_window_and_in_large_letters(
    desktop: Desktop, qapp: QApplication, scale: int, width: int, height: int
) -> None:
    desktop.window.resize(width, height)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    try:
        theme.wear(qapp, dark=False, scale=scale)
        for answer in ("sent", "not_sent", "wrong", "no_invoice"):
            calls.card.answers.choose(answer)
            qapp.processEvents()
            for part in (calls.log_button, calls.fields.note, calls.fields.they_called):
                edge = part.mapTo(calls, QPoint(part.width(), 0)).x()
                assert edge <= calls.width(), answer
            begins = calls.fields.by.cursorPositionAt(QPoint(0, calls.fields.by.height() // 2))
            assert begins == 0, "the day is cut"
    finally:
        theme.wear(qapp, dark=False)


def test_logging_stays_in_sight_however_much_the_answer_asks_for(
    desktop: Desktop, qapp: QApplication
) -> None:
    calls = desktop.window.desk.calls
    try:
        for scale, width, height in ((100, 1280, 720), (140, 1440, 900), (140, 1280, 720)):
            desktop.window.resize(width, height)
            theme.wear(qapp, dark=False, scale=scale)
            desktop.show(HARBOR)
            for answer in ("sent", "not_sent", "no_invoice", "wrong"):
                calls.card.answers.choose(answer)
                qapp.processEvents()
                button = calls.log_button
                foot = button.mapTo(calls, QPoint(0, button.height())).y()
                assert foot <= calls.height(), (scale, height, answer)
            calls.card.answers.choose("not_sent")
            qapp.processEvents()
            assert calls._area.is_stuck is (height == 720)
        theme.wear(qapp, dark=False)
        desktop.window.resize(1440, 900)
        calls.card.answers.choose("sent")
        desktop.wait(lambda: not calls._area.is_stuck)
    finally:
        theme.wear(qapp, dark=False)


def test_tab_goes_on_from_the_next_day_to_logging(desktop: Desktop) -> None:
    desktop.window.resize(1280, 720)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    calls.fields.next_on.setFocus()
    desktop.press(Qt.Key.Key_Tab)
    assert calls.log_button.hasFocus()
    desktop.press(Qt.Key.Key_Tab)
    assert calls.history.hasFocus()


def test_the_wheel_scrolls_past_a_choice_and_does_not_change_it(desktop: Desktop) -> None:
    desktop.show(HARBOR)
    fields = desktop.window.desk.calls.fields
    desktop.window.desk.calls.card.answers.choose("not_sent")
    before = fields.method.currentIndex()
    middle = fields.method.rect().center()
    for _ in range(3):
        turned = QWheelEvent(
            QPointF(middle), QPointF(fields.method.mapToGlobal(middle)), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(fields.method, turned)
    assert fields.method.currentIndex() == before


def test_a_field_that_cannot_be_read_is_scrolled_into_sight(desktop: Desktop) -> None:
    desktop.window.resize(1280, 620)
    desktop.show(HARBOR)
    calls = desktop.window.desk.calls
    calls.card.answers.choose("not_sent")
    choose_reason(desktop)
    calls.fields.next_on.setText("when the moon is full")
    calls._area.verticalScrollBar().setValue(0)
    calls.log()
    assert calls.fields.error_text("next_on")
    field = calls.fields.next_on

    def seen() -> bool:
        place = field.mapTo(calls._area.viewport(), field.rect().bottomLeft()).y()
        return 0 <= place <= calls._area.viewport().height()

    desktop.wait(seen)
