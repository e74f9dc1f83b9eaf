"""An error that nobody foresaw is told calmly, names no customer, and the work goes on."""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.gui import bugs
from collectdesk.gui.bug_window import BugWindow, CrashWindow, make_bug_window
from collectdesk.gui.dialogs import note as note_dialog
from collectdesk.gui.dialogs.note import NoteDialog
from collectdesk.gui.session import Session
from collectdesk.usecases import figures
from tests.gui.conftest import HARBOR, Desktop, bury

SECRET = "Harbor Point Dental owes 1,234.50"


def _break(*_: object) -> None:
    raise RuntimeError(SECRET)


def _windows() -> list[BugWindow]:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, BugWindow)]
    return [each for each in shown if each.isVisible()]


@pytest.fixture
def caught(qapp: QApplication, session: Session) -> Iterator[bugs.Bugs]:
    """The program's own catching, with silent hooks below it."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    sys.excepthook = lambda *_: None
    threading.excepthook = lambda _: None
    sys.unraisablehook = lambda _: None
    told = bugs.catch_all(qapp, make_bug_window)
    yield told
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    for window in _windows():
        window.accept()
    bury(told)


def _wait_for_window(qtbot: QtBot) -> BugWindow:
    qtbot.waitUntil(lambda: bool(_windows()), timeout=5000)
    return _windows()[0]


def test_a_fault_behind_a_form_is_told_in_it_and_what_was_typed_stays(
    desktop: Desktop, caught: bugs.Bugs, monkeypatch: pytest.MonkeyPatch, logged_trouble: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    logged_trouble.expect("something failed")
    monkeypatch.setattr(note_dialog, "add_note", _break)
    desktop.show(HARBOR)
    desktop.window.actions_by_key["customer.note"].trigger()
    desktop.wait(lambda: desktop.window.findChild(NoteDialog))
    form: Any = desktop.window.findChild(NoteDialog)
    form.text.setPlainText("They moved to Elm Street")
    form.save_button.click()
    desktop.wait(form.banner.text)
    assert "everything before it is safe" in form.banner.text()
    assert form.text.toPlainText() == "They moved to Elm Street"
    more = next(b for b in form.banner.findChildren(QPushButton) if "What happened" in b.text())
    more.click()
    window = _wait_for_window(desktop.qtbot)
    report = window.text.toPlainText()
    assert "builtins.RuntimeError" in report
    assert "CollectDesk: " in report
    assert "collectdesk/usecases/desk.py:" in report
    assert SECRET not in report
    assert str(Path.home()) not in report
    window.words.setChecked(True)
    assert SECRET in window.text.toPlainText()
    window.words.setChecked(False)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "r.txt"), ""))
    window.save_report_button.click()
    assert (tmp_path / "r.txt").read_text() == window.text.toPlainText()
    window.save_button.click()
    monkeypatch.undo()
    form.save_button.click()
    desktop.wait(lambda: desktop.window.runner.undo_label)


def test_a_fault_behind_a_question_leaves_the_window_usable(
    desktop: Desktop, caught: bugs.Bugs, logged_trouble: Any
) -> None:
    logged_trouble.expect("a step failed")
    desktop.window.runner.broke.disconnect()
    desktop.window.runner.broke.connect(caught.tell)
    desktop.window.runner.ask(_break, then=lambda _: None)
    window = _wait_for_window(desktop.qtbot)
    assert "You can go on working" in window.lead.text()
    window.save_button.click()
    assert desktop.ask(figures.status_line).currency == "USD"


def test_faults_on_any_thread_and_in_cleaning_up_are_told(caught: bugs.Bugs, qtbot: QtBot) -> None:
    class Untidy:
        def __del__(self) -> None:
            _break()

    try:
        _break()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    window = _wait_for_window(qtbot)
    assert "test_desk_bugs.py" in window.text.toPlainText()
    thread = threading.Thread(target=_break)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "1 more error" in window.others.text())
    loose = Untidy()
    del loose
    gc.collect()
    qtbot.waitUntil(lambda: "2 more errors" in window.others.text())
    assert len(_windows()) == 1


def test_an_error_that_comes_again_and_again_is_told_once(caught: bugs.Bugs, qtbot: QtBot) -> None:
    for _ in range(3):
        try:
            _break()
        except RuntimeError as error:
            caught.tell(error)
        for window in _windows():
            window.accept()
            bury(window)
    assert _windows() == []


def test_words_of_qt_are_logged_and_stop_nothing(
    caught: bugs.Bugs, caplog: pytest.LogCaptureFixture, logged_trouble: Any
) -> None:
    logged_trouble.expect("Qt said")
    said = "QPainter::begin: Paint device returned engine == 0"
    bugs.log_qt(QtMsgType.QtWarningMsg, QMessageLogContext(), said)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert _windows() == []


def test_a_crash_is_told_at_the_next_start(caught: bugs.Bugs, qtbot: QtBot) -> None:
    left = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call"
        ' first):\n  File "/home/ann/secret place/gui/table.py", line 12 in paint\n'
    )
    host = QWidget()
    qtbot.addWidget(host)
    caught.show_crash(left, host)
    window = _wait_for_window(qtbot)
    assert isinstance(window, CrashWindow)
    assert "Every step that was saved is in the book" in window.lead.text()
    assert 'File "table.py", line 12 in paint' in window.text.toPlainText()
    assert "ann" not in window.text.toPlainText()
