"""Books that are locked, shared, in use, too new, damaged; backups that fail; in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from collectdesk import bootstrap
from collectdesk.domain.backup import Reason
from collectdesk.gui import app, backup_keeper
from collectdesk.gui.dialogs import asking
from collectdesk.gui.dialogs.check import CheckDialog
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.dialogs.passphrase import PassphraseDialog
from collectdesk.gui.dialogs.settings import SettingsDialog
from collectdesk.gui.main_window import MainWindow
from collectdesk.gui.recovery_key import RecoveryKeyWindow
from collectdesk.gui.restore_window import RestoreWindow
from collectdesk.gui.session import Session
from collectdesk.gui.start_window import StartWindow
from collectdesk.gui.unlock_window import UnlockWindow
from collectdesk.store.encryption import header_path
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.backup_list import backup_lines
from collectdesk.usecases.backups import BackUp, back_up
from collectdesk.usecases.ports import no_progress
from tests.gui.conftest import HARBOR, MONDAY, bury, clock_of

SECRET = "kettle orbit Grüße meadow"


class Owner:
    """Somebody who starts the program, opens books and looks at what comes up."""

    def __init__(self, program: app.Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    def wait(self, until: Callable[[], Any]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=15_000)

    @property
    def start(self) -> StartWindow:
        assert self.program.start_window is not None
        return self.program.start_window

    @property
    def window(self) -> MainWindow:
        assert self.program.main_window is not None
        return self.program.main_window

    def open(self, path: Path) -> None:
        self.program.open_book(path)

    def is_in(self, name: str) -> bool:
        """Whether the book of that name is open and shown."""
        window = self.program.main_window
        shown = window is not None and window.scene.page is not None and window.isVisible()
        return shown and window is not None and window.windowTitle().startswith(name)

    def is_refused(self) -> bool:
        """Whether the start says why a book was not opened."""
        start = self.program.start_window
        return start is not None and bool(start.trouble.text()) and bool(start.offered)

    def offers(self) -> list[str]:
        return [button.text() for button in self.start.offered]

    def take(self, words: str) -> None:
        """Press the button of an offer."""
        next(button for button in self.start.offered if words in button.text()).click()

    def dialog(self, kind: type[QDialog]) -> Any:
        """The window of that kind, once it shows."""

        def shown() -> list[QDialog]:
            return [
                each
                for each in QApplication.topLevelWidgets()
                if isinstance(each, kind) and each.isVisible()
            ]

        self.wait(shown)
        return shown()[0]


@pytest.fixture
def owner(
    qapp: QApplication, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Owner]:
    monkeypatch.setenv("COLLECTDESK_TODAY", MONDAY.isoformat())
    monkeypatch.setenv("COLLECTDESK_HOME", str(session.places.data))
    made = Owner(app.Program(qapp, session), qtbot)
    yield made
    for window in (made.program.main_window, made.program.start_window):
        if window is not None:
            window.close()
            bury(window)
    bury(made.program)


@pytest.fixture(scope="module")
def locked_once(
    filled_desk_book: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A book under SECRET, and its recovery key."""
    path = tmp_path_factory.mktemp("locked") / filled_desk_book.name
    shutil.copyfile(filled_desk_book, path)
    return path, bootstrap.protect_book(path, SECRET)


@pytest.fixture
def locked_book(locked_once: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A copy of it, free to change."""
    for made in locked_once[0].parent.iterdir():
        shutil.copyfile(made, tmp_path / made.name)
    return tmp_path / locked_once[0].name, locked_once[1]


def _is_gone(window: QDialog) -> bool:
    return not isValid(window) or not window.isVisible()


def _keep_backup(book: Path, session: Session) -> Path:
    desk = bootstrap.open_desk(book, clock_of(MONDAY))
    try:
        done = back_up(desk, BackUp(Reason.BY_HAND, session.places.backups), no_progress)
    finally:
        desk.close()
    return done.stored.path


def test_a_locked_book_asks_and_a_wrong_passphrase_is_told_kindly(
    owner: Owner, locked_book: tuple[Path, str]
) -> None:
    owner.open(locked_book[0])
    asked = owner.dialog(UnlockWindow)
    asked.passphrase.setText("guess")
    asked.save_button.click()
    owner.wait(lambda: asked.grid.error_text("passphrase"))
    assert "does not open" in asked.grid.error_text("passphrase")
    assert "damaged" not in asked.grid.error_text("passphrase")
    asked.passphrase.setText(SECRET.replace("ü", "u\u0308"))
    asked.save_button.click()
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    assert owner.window.runner.is_locked


def test_a_forgotten_passphrase_is_replaced_by_the_key_on_paper(
    owner: Owner, locked_book: tuple[Path, str]
) -> None:
    path, recovery = locked_book
    owner.open(path)
    asked = owner.dialog(UnlockWindow)
    asked.switch_button.click()
    asked.recovery.setText("AAAA")
    asked.save_button.click()
    owner.wait(lambda: asked.grid.error_text("recovery"))
    asked.recovery.setText(recovery.lower().replace("-", " "))
    asked.save_button.click()
    owner.wait(lambda: owner.is_in("Harbor Supplies"))


def test_a_locked_book_that_lost_its_header_opens_with_the_passphrase_alone(
    owner: Owner, locked_book: tuple[Path, str], logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    header_path(locked_book[0]).unlink()
    owner.open(locked_book[0])
    owner.wait(owner.is_refused)
    owner.take("It has a passphrase")
    for typed in ("guess", SECRET):
        asked = owner.dialog(UnlockWindow)
        asked.passphrase.setText(typed)
        asked.save_button.click()
        owner.wait(partial(_is_gone, asked))
    owner.wait(lambda: owner.is_in("Harbor Supplies"))


def test_not_knowing_the_passphrase_leads_back_to_the_start(
    owner: Owner, locked_book: tuple[Path, str]
) -> None:
    owner.open(locked_book[0])
    owner.dialog(UnlockWindow).reject()
    assert "has a passphrase" in owner.start.trouble.text()
    assert owner.start.open_button.isEnabled()


def test_a_passphrase_is_set_in_the_window_and_taken_away_again(
    owner: Owner, desk_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    owner.window.actions_by_key["book.passphrase"].trigger()
    form = owner.dialog(PassphraseDialog)
    monkeypatch.setattr(asking, "confirm", lambda *_: False)
    for typed, again, field, words in (
        ("", "", "new", "type a passphrase"),
        (SECRET, "kettle", "again", "two different"),
        ("Harbor 2026", "Harbor 2026", "new", "firm's name"),
    ):
        form.new.setText(typed)
        form.again.setText(again)
        form.save_button.click()
        assert words in form.grid.error_text(field)
    form.new.setText(SECRET)
    assert form.strength.words().startswith("Fair")
    form.again.setText(SECRET)
    form.save_button.click()
    paper = owner.dialog(RecoveryKeyWindow)
    assert not paper.save_button.isEnabled()
    paper.kept.setChecked(True)
    paper.save_button.click()
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    assert owner.window.runner.is_locked
    assert not desk_book.read_bytes().startswith(b"SQLite")

    owner.window.actions_by_key["book.passphrase"].trigger()
    form = owner.dialog(PassphraseDialog)
    form.step.setCurrentIndex(form.step.findData("remove"))
    form.old.setText("guess")
    form.save_button.click()
    owner.wait(lambda: form.grid.error_text("old"))
    form.old.setText(SECRET)
    form.save_button.click()
    owner.wait(lambda: owner.is_in("Harbor Supplies") and not owner.window.runner.is_locked)
    assert desk_book.read_bytes().startswith(b"SQLite")


def test_a_book_in_use_can_be_looked_at_in_its_latest_backup(
    owner: Owner, desk_book: Path, session: Session, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    _keep_backup(desk_book, session)
    other = bootstrap.open_desk(desk_book, clock_of(MONDAY))
    owner.open(desk_book)
    owner.wait(owner.is_refused)
    assert "already open" in owner.start.trouble.text()
    owner.take("Look at the backup")
    owner.wait(lambda: owner.is_in("Harbor-Supplies"))
    other.close()
    assert "What was done since then is not in it" in owner.window.notice.text()
    assert session.preferences.recent_books == ()


def test_a_book_opened_to_look_shows_all_and_allows_no_step(
    owner: Owner, desk_book: Path, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    newer = BookDatabase(desk_book)
    newer.connect()
    newer.execute_sql("PRAGMA user_version = 999")
    newer.close()
    before = desk_book.read_bytes()
    owner.open(desk_book)
    owner.wait(owner.is_refused)
    assert "newer CollectDesk" in owner.start.trouble.text()
    owner.take("Look at it only")
    owner.wait(lambda: owner.is_in("Harbor Supplies (only to look at)"))
    window = owner.window
    assert "nothing can be changed" in window.notice.text()
    assert window.scene.page is not None
    assert window.scene.page.head.name == HARBOR or window.scene.page.head.name
    for key in ("payment.record", "customer.edit", "book.import", "notice.print"):
        assert not window.actions_by_key[key].isEnabled()
        assert "only to look at" in window.actions_by_key[key].toolTip()
    for key in ("go.insights", "find.anything", "book.trail", "customer.statement"):
        assert window.actions_by_key[key].isEnabled()
    assert not window.desk.calls.log_button.isEnabled()
    window.actions_by_key["customer.statement"].trigger()
    paper = owner.dialog(PaperDialog)
    owner.wait(paper.banner.text)
    assert "can be read, not issued" in paper.banner.text()
    assert not paper.save_as_button.isEnabled()
    paper.reject()
    for place in ("invoices", "calls", "documents", "statements", "insights"):
        window.go_to(place)
    window.runner.check_day()
    owner.wait(lambda: not window.runner.is_busy)
    window.close()
    assert desk_book.read_bytes() == before


def test_a_book_in_a_cloud_folder_is_moved_with_one_click(
    owner: Owner, desk_book: Path, tmp_path: Path, session: Session, logged_trouble: Any
) -> None:
    logged_trouble.expect("a book was not opened")
    cloud = tmp_path / "Dropbox"
    cloud.mkdir()
    shared = cloud / desk_book.name
    shutil.move(desk_book, shared)
    session.remember_book(shared)
    owner.open(shared)
    owner.wait(owner.is_refused)
    assert owner.offers() == ["Move it to this computer", "Look at it only"]
    owner.take("Move it")
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    moved = session.places.books / desk_book.name
    assert session.preferences.recent_books == (str(moved),)
    assert str(moved) in owner.window.notice.text()
    assert [path.name for path in cloud.glob("*.collectdesk")] == [
        f"Harbor Supplies (moved away {MONDAY}).collectdesk"
    ]


@pytest.mark.parametrize("damage", ["torn", "empty", "gone"])
def test_a_book_that_is_damaged_empty_or_gone_leads_to_its_latest_backup(
    owner: Owner, desk_book: Path, session: Session, logged_trouble: Any, damage: str
) -> None:
    logged_trouble.expect("a book was not opened")
    kept = _keep_backup(desk_book, session)
    content = desk_book.read_bytes()
    if damage == "gone":
        desk_book.unlink()
    else:
        desk_book.write_bytes(b"" if damage == "empty" else content[:100] + b"\0" * 5000)
    owner.open(desk_book)
    owner.wait(owner.is_refused)
    owner.take("Restore the backup")
    window = owner.dialog(RestoreWindow)
    owner.wait(window.restore_button.isEnabled)
    assert window.table.chosen_row().stored.path == kept
    assert "4 customers, 6 invoices, $13,525.50 open on them" in window.facts.text()
    window.restore_button.click()
    owner.wait(lambda: owner.is_in("Harbor-Supplies-restored"))


def test_a_locked_backup_is_restored_with_its_passphrase(
    owner: Owner, locked_book: tuple[Path, str], session: Session
) -> None:
    desk = bootstrap.open_desk(locked_book[0], clock_of(MONDAY), passphrase=SECRET)
    back_up(desk, BackUp(Reason.BY_HAND, session.places.backups), no_progress)
    desk.close()
    start = owner.program.show_start()
    start.restore()
    window = owner.dialog(RestoreWindow)
    window.table.choose(window.lines()[0])
    owner.wait(lambda: "is locked" in window.trouble.text())
    window.table.picked.emit(window.lines()[0])
    asked = owner.dialog(UnlockWindow)
    asked.passphrase.setText(SECRET)
    asked.save_button.click()
    owner.wait(window.restore_button.isEnabled)
    assert "4 customers" in window.facts.text()
    window.restore_button.click()
    owner.wait(lambda: owner.is_in("Harbor-Supplies-restored"))
    assert owner.window.runner.is_locked


def test_a_backup_is_looked_into_without_restoring_it(
    owner: Owner, desk_book: Path, session: Session
) -> None:
    kept = _keep_backup(desk_book, session)
    before = kept.read_bytes()
    owner.program.show_start().restore(kept)
    window = owner.dialog(RestoreWindow)
    owner.wait(window.look_button.isEnabled)
    window.look_button.click()
    owner.wait(lambda: owner.is_in("Harbor-Supplies"))
    assert "This is a backup" in owner.window.notice.text()
    owner.window.close()
    assert kept.read_bytes() == before


def test_a_damaged_backup_is_marked_and_not_restored(
    owner: Owner, desk_book: Path, session: Session
) -> None:
    kept = _keep_backup(desk_book, session)
    content = bytearray(kept.read_bytes())
    content[20_000] ^= 1
    kept.write_bytes(content)
    owner.program.show_start().restore(kept)
    window = owner.dialog(RestoreWindow)
    owner.wait(window.trouble.text)
    assert "is damaged and was not restored" in window.trouble.text()
    assert not window.lines()[0].is_whole
    assert not window.restore_button.isEnabled()


def test_a_stick_is_chosen_in_settings_and_its_absence_is_a_quiet_word(
    owner: Owner, desk_book: Path, tmp_path: Path, session: Session
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    window = owner.window
    window.actions_by_key["book.settings"].trigger()
    settings = owner.dialog(SettingsDialog)
    place = settings.backup_place
    for typed, words in (
        (str(tmp_path / "nowhere"), "does not exist"),
        (str(session.places.backups), "another disk or a stick"),
    ):
        place.second.setText(typed)
        settings.save_button.click()
        assert words in place.grid.error_text("second_place")
    place.second.setText(str(stick))
    settings.save_button.click()
    owner.wait(lambda: session.preferences.second_backup_folder == str(stick))

    window.actions_by_key["book.backup"].trigger()
    owner.wait(lambda: "Backed up" in window.status.book.text())
    listed = backup_lines(session.places.backups, stick)
    assert [line.in_second for line in listed] == [False, True]
    stick.rename(tmp_path / "drawer")
    window.actions_by_key["book.backup"].trigger()
    owner.wait(lambda: "second place not there" in window.status.book.text())
    assert not window.notice.text()


def test_the_backups_of_the_open_book_are_listed_and_one_is_made_now(
    owner: Owner, desk_book: Path, session: Session
) -> None:
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    owner.window.actions_by_key["book.backups"].trigger()
    window = owner.dialog(RestoreWindow)
    assert window.lines() == ()
    owner.window.safety.back_up()
    owner.wait(window.lines)
    (cells,) = [window.table.rows_model.cells(0)]
    assert [cell.text for cell in cells][:1] == ["Harbor Supplies"]
    assert {"By hand", "This computer", "Verified"} <= {cell.text for cell in cells}


def test_a_failed_backup_is_told_until_one_goes_well(
    owner: Owner, desk_book: Path, session: Session, logged_trouble: Any
) -> None:
    logged_trouble.expect("a backup failed")
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    shutil.rmtree(session.places.backups)
    session.places.backups.write_text("not a folder")
    owner.window.safety.back_up()
    owner.wait(lambda: "A backup could not be made" in owner.window.notice.text())
    session.places.backups.unlink()
    owner.window.safety.back_up()
    owner.wait(lambda: not owner.window.notice.text())


def test_a_failed_backup_at_closing_is_told_at_once_with_choices(
    owner: Owner, desk_book: Path, session: Session, tmp_path: Path, logged_trouble: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    logged_trouble.expect("the backup at closing failed")
    elsewhere = tmp_path / "elsewhere"
    asked: list[str] = []

    def choose(why: str) -> Path | None:
        asked.append(why)
        return Path() if len(asked) == 1 else elsewhere

    monkeypatch.setattr(backup_keeper, "ask_after_failure", choose)
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    shutil.rmtree(session.places.backups)
    session.places.backups.write_text("not a folder")
    owner.window.close()
    assert len(asked) == 2
    assert "Nothing can be written" in asked[0]
    assert len(backup_lines(elsewhere)) == 1
    bootstrap.open_desk(desk_book, clock_of(MONDAY)).close()


def test_the_book_is_checked_in_the_window(owner: Owner, desk_book: Path) -> None:
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    owner.window.actions_by_key["book.check"].trigger()
    dialog = owner.dialog(CheckDialog)
    owner.wait(lambda: dialog.banner.text() == "All is well.")
    assert len(dialog.table.keys) >= 10
