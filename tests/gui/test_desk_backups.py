"""Backups are listed, looked into and restored where a book is lost; one that fails is told."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.domain.backup import Reason
from collectdesk.gui import backup_keeper
from collectdesk.gui.dialogs.settings import SettingsDialog
from collectdesk.gui.restore_window import RestoreWindow
from collectdesk.gui.session import Session
from collectdesk.gui.unlock_window import UnlockWindow
from collectdesk.usecases.backup_list import backup_lines
from collectdesk.usecases.backups import BackUp, back_up
from collectdesk.usecases.ports import no_progress
from tests.gui.conftest import MONDAY, clock_of
from tests.gui.owner import SECRET, Owner


def _keep_backup(book: Path, session: Session) -> Path:
    desk = bootstrap.open_desk(book, clock_of(MONDAY))
    try:
        done = back_up(desk, BackUp(Reason.BY_HAND, session.places.backups), no_progress)
    finally:
        desk.close()
    return done.stored.path


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
