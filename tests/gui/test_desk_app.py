"""Starting: the first window, a book that opens, and books that do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collectdesk.bootstrap import new_book, open_desk
from collectdesk.gui import app
from collectdesk.gui.restore_window import RestoreWindow
from collectdesk.gui.session import Session
from tests.gui.conftest import MONDAY, bury, clock_of

_STILL_RUNNING = 7


@pytest.fixture
def program(
    qapp: QApplication, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> Iterator[app.Program]:
    monkeypatch.setenv("COLLECTDESK_TODAY", MONDAY.isoformat())
    made = app.Program(qapp, session)
    yield made
    opened = made.main_window
    if opened is not None:  # a backup that still runs would make the window ask before it closes
        runner = opened.runner
        qtbot.waitUntil(lambda: not runner.is_busy)
    for window in (made.main_window, made.start_window):
        if window is not None:
            window.close()
            bury(window)
    bury(made)


def test_without_a_book_the_start_offers_new_open_and_demo(
    program: app.Program, qtbot: QtBot
) -> None:
    program.show_start()
    start = program.start_window
    assert start is not None
    assert start.isVisible()
    for button in (start.new_button, start.open_button, start.demo_button):
        assert button.isEnabled()
    assert not start.trouble.text()


def test_a_book_opens_and_is_offered_next_time(
    program: app.Program, desk_book: Path, session: Session, qtbot: QtBot
) -> None:
    program.show_start()
    program.open_book(desk_book)
    qtbot.waitUntil(lambda: program.start_window is None)
    window = program.main_window
    assert window is not None
    qtbot.waitUntil(lambda: window.scene.page is not None)
    assert window.windowTitle().startswith("Harbor Supplies")
    assert session.preferences.recent_books == (str(desk_book),)


def test_the_demo_book_is_made_and_opened(
    program: app.Program, session: Session, qtbot: QtBot
) -> None:
    program.open_demo()
    assert program.start_window is not None
    assert "Making the demo book" in program.start_window.trouble.text()
    qtbot.waitUntil(lambda: program.start_window is None, timeout=20_000)
    window = program.main_window
    assert window is not None
    qtbot.waitUntil(lambda: window.scene.page is not None)
    assert session.places.demo_book.exists()


def test_a_book_that_is_gone_is_told_in_one_sentence_and_offered_no_more(
    program: app.Program, tmp_path: Path, session: Session, qtbot: QtBot, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    gone = tmp_path / "Gone.collectdesk"
    session.remember_book(gone)
    program.open_book(gone)
    qtbot.waitUntil(lambda: program.start_window is not None)
    assert program.start_window is not None
    assert "There is no book at" in program.start_window.trouble.text()
    assert program.main_window is None
    assert session.preferences.recent_books == ()


def test_a_book_in_use_is_told_and_left_alone(
    program: app.Program, desk_book: Path, qtbot: QtBot, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    other = open_desk(desk_book, clock_of(MONDAY))
    program.open_book(desk_book)
    qtbot.waitUntil(lambda: program.start_window is not None, timeout=15_000)
    other.close()
    assert program.start_window is not None
    assert "already open" in program.start_window.trouble.text()


def test_a_file_that_is_no_book_is_told_and_left_alone(
    program: app.Program, tmp_path: Path, qtbot: QtBot, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    letter = tmp_path / "letter.collectdesk"
    letter.write_bytes(b"Dear Maria, this is a letter and not a book." * 40)
    program.open_book(letter)
    qtbot.waitUntil(lambda: program.start_window is not None)
    assert program.start_window is not None
    assert "is not a CollectDesk book" in program.start_window.trouble.text()
    assert letter.read_bytes().startswith(b"Dear Maria")


def test_closing_a_book_leads_back_to_the_start(
    program: app.Program, desk_book: Path, qtbot: QtBot
) -> None:
    program.open_book(desk_book)
    window = program.main_window
    assert window is not None
    qtbot.waitUntil(lambda: window.scene.page is not None)
    window.actions_by_key["book.close"].trigger()
    start = program.start_window
    assert start is not None
    assert start.isVisible()
    assert [button.text() for button in start.recent] == ["Harbor Supplies"]


def test_the_selftest_makes_a_window_and_a_pdf(
    qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run_selftest() == 0
    assert "passed" in capsys.readouterr().out


def test_closing_makes_a_backup_that_can_be_restored_as_a_new_book(
    program: app.Program, desk_book: Path, session: Session, qtbot: QtBot
) -> None:
    program.open_book(desk_book)
    window = program.main_window
    assert window is not None
    qtbot.waitUntil(lambda: window.scene.page is not None)
    window.actions_by_key["book.close"].trigger()
    restore = RestoreWindow(session, MONDAY, program.start_window)
    qtbot.addWidget(restore)
    (line,) = restore.lines()
    assert line.stored.backup.book_name == "Harbor Supplies"
    restore.table.choose(line)
    qtbot.waitUntil(restore.restore_button.isEnabled)
    assert "4 customers, 6 invoices, $13,525.50 open on them" in restore.facts.text()
    with qtbot.waitSignal(restore.restored) as restored:
        restore.restore_button.click()
    assert restored.args[0].path != desk_book
    open_desk(restored.args[0].path, clock_of(MONDAY)).close()
    open_desk(desk_book, clock_of(MONDAY)).close()


def test_a_backup_by_hand_is_told_in_the_status_line(
    program: app.Program, desk_book: Path, qtbot: QtBot
) -> None:
    program.open_book(desk_book)
    window = program.main_window
    assert window is not None
    qtbot.waitUntil(lambda: window.scene.page is not None)
    window.actions_by_key["book.backup"].trigger()
    qtbot.waitUntil(lambda: "Backed up to" in window.status.message.text())
    assert "Backed up" in window.status.book.text()


def test_a_file_that_is_no_backup_is_refused_kindly(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Maria")
    restore = RestoreWindow(session, MONDAY, None)
    qtbot.addWidget(restore)
    restore.look_into(letter)
    qtbot.waitUntil(lambda: restore.trouble.text() != "")
    assert not restore.restore_button.isEnabled()


def test_the_program_goes_on_while_one_book_is_left_for_another(
    program: app.Program,
    desk_book: Path,
    tmp_path: Path,
    qapp: QApplication,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = tmp_path / "Summit.collectdesk"
    new_book(other, firm="Summit", clock=clock_of(MONDAY))
    monkeypatch.setattr(session, "ask_for_book", lambda parent: other)
    program.open_book(desk_book)
    titles: list[str] = []

    def look() -> None:
        window = program.main_window
        if window is None or not window.isVisible() or window.windowTitle() in titles:
            return
        if not window.windowTitle().startswith(("Harbor", "Summit")):
            return
        titles.append(window.windowTitle())
        if len(titles) == 1:
            window.choose_book()
        else:
            qapp.exit(_STILL_RUNNING)

    looking = QTimer(interval=20)
    looking.timeout.connect(look)
    looking.start()
    QTimer.singleShot(10_000, looking, qapp.quit)
    assert qapp.exec() == _STILL_RUNNING, f"it ended after {titles}"
