"""Books that are locked, too new or in a shared folder open as they may; a book can be checked."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from collectdesk.gui.dialogs import asking
from collectdesk.gui.dialogs.check import CheckDialog
from collectdesk.gui.dialogs.paper import PaperDialog
from collectdesk.gui.dialogs.passphrase import PassphraseDialog
from collectdesk.gui.recovery_key import RecoveryKeyWindow
from collectdesk.gui.session import Session
from collectdesk.gui.unlock_window import UnlockWindow
from collectdesk.store.encryption import header_path
from collectdesk.store.engine import BookDatabase
from tests.gui.conftest import HARBOR, MONDAY
from tests.gui.owner import SECRET, Owner


def _is_gone(window: QDialog) -> bool:
    return not isValid(window) or not window.isVisible()


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


def test_the_book_is_checked_in_the_window(owner: Owner, desk_book: Path) -> None:
    owner.open(desk_book)
    owner.wait(lambda: owner.is_in("Harbor Supplies"))
    owner.window.actions_by_key["book.check"].trigger()
    dialog = owner.dialog(CheckDialog)
    owner.wait(lambda: dialog.banner.text() == "All is well.")
    assert len(dialog.table.keys) >= 10
