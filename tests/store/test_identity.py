"""A book is known again: a swapped, deleted, shared or doubly opened file is never written to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from collectdesk.domain import errors
from collectdesk.store import rows
from collectdesk.store.backup import copy_book
from collectdesk.store.book import create_book, open_book, open_to_look
from tests.store.conftest import NOW
from tests.store.test_book import _add_customer
from tests.store.test_upgrade import old_book


def _numbers(path: Path) -> list[str]:
    book = open_book(path)
    found = [row["number"] for row in rows.CUSTOMERS.find(book.db)]
    book.close()
    return found


def _crashed_copy(path: Path, folder: Path) -> Path:
    """The book's files as a power cut would leave them, seen from another computer."""
    folder.mkdir()
    for helper in ("", "-wal"):
        shutil.copyfile(f"{path}{helper}", folder / f"{path.name}{helper}")
    return folder / path.name


def test_a_book_left_by_a_crash_is_recovered_from_its_own_log(
    book_path: Path, tmp_path: Path
) -> None:
    book = open_book(book_path)
    for number in range(3):
        _add_customer(book, f"C-{number}")
    left = _crashed_copy(book_path, tmp_path / "after")
    book.close()
    assert _numbers(left) == ["C-0", "C-1", "C-2"]


def test_a_crash_right_after_opening_is_recovered_too(book_path: Path, tmp_path: Path) -> None:
    for round_ in range(3):
        book = open_book(book_path)
        _add_customer(book, f"C-{round_}")
        book.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        _add_customer(book, f"D-{round_}")
        left = _crashed_copy(book_path, tmp_path / f"after {round_}")
        book.close()
        assert len(_numbers(left)) == 2 * (round_ + 1)


def test_a_backup_put_over_a_crashed_book_is_not_undone_by_the_old_log(
    book_path: Path, tmp_path: Path
) -> None:
    book = open_book(book_path)
    _add_customer(book, "Old")
    backup = tmp_path / "copy"
    with book.reading() as db:
        copy_book(db, backup)
    _add_customer(book, "Newer")
    left = _crashed_copy(book_path, tmp_path / "after")
    book.close()
    backup.replace(left)
    content = left.read_bytes()
    with pytest.raises(errors.OldLogBeside, match="another copy"):
        open_book(left)
    assert left.read_bytes() == content
    left.with_name(f"{left.name}-wal").unlink()
    assert _numbers(left) == ["Old"]


def test_another_book_under_the_same_name_is_not_given_the_old_log(
    book_path: Path, tmp_path: Path
) -> None:
    book = open_book(book_path)
    _add_customer(book, "Mine")
    left = _crashed_copy(book_path, tmp_path / "after")
    book.close()
    other = tmp_path / "Other.collectdesk"
    create_book(other, "EUR", NOW, lambda db: None)
    open_book(other).close()
    other.replace(left)
    with pytest.raises(errors.OldLogBeside):
        open_book(left)


def test_the_same_program_does_not_open_a_book_twice(book_path: Path) -> None:
    first = open_book(book_path)
    with pytest.raises(errors.BookInUse):
        open_book(book_path)
    with pytest.raises(errors.BookInUse):
        open_to_look(book_path)
    _add_customer(first)
    first.close()
    assert _numbers(book_path) == ["C-1"]


def test_a_second_name_of_the_file_is_the_same_book(book_path: Path, tmp_path: Path) -> None:
    first = open_book(book_path)
    os.link(book_path, tmp_path / "Twin.collectdesk")
    with pytest.raises(errors.BookInUse):
        open_book(tmp_path / "Twin.collectdesk")
    first.close()


def test_a_book_that_became_another_is_not_written(book_path: Path) -> None:
    book = open_book(book_path)
    book.db.execute_sql("UPDATE book SET uuid = '00000000-0000-0000-0000-000000000000'")
    with pytest.raises(errors.BookMoved):
        _add_customer(book)
    assert rows.CUSTOMERS.find(book.db) == []
    book.close()


def test_a_file_that_is_swapped_during_a_step_is_not_reported_as_saved(book_path: Path) -> None:
    other = book_path.with_name("Other.collectdesk")
    create_book(other, "USD", NOW, lambda db: None)
    book = open_book(book_path)

    def step() -> None:
        with book.transaction() as db:
            db.execute_sql("INSERT INTO setting (name, value) VALUES ('x', '1')")
            other.replace(book_path)

    with pytest.raises(errors.BookMoved, match="not saved"):
        step()
    book.close()


def test_a_book_in_a_shared_folder_is_refused_and_left_alone(
    book_path: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "Dropbox" / book_path.name
    shared.parent.mkdir()
    book_path.replace(shared)
    content = shared.read_bytes()
    with pytest.raises(errors.SharedFolder, match="Dropbox"):
        open_book(shared)
    with pytest.raises(errors.SharedFolder):
        create_book(shared.with_name("New.collectdesk"), "USD", NOW, lambda db: None)
    assert shared.read_bytes() == content
    open_to_look(shared).close()


def test_looking_changes_nothing_and_lets_nothing_be_changed(book_path: Path) -> None:
    book = open_book(book_path)
    _add_customer(book)
    book.close()
    content = book_path.read_bytes()
    looking = open_to_look(book_path)
    with pytest.raises(errors.OpenedToLook), looking.transaction():
        pass
    with pytest.raises(errors.BookReadOnly), looking.reading() as db:
        db.execute_sql("DELETE FROM customer")
    looking.close()
    assert book_path.read_bytes() == content
    assert [each.name for each in book_path.parent.iterdir()] == [book_path.name]


def test_a_newer_book_can_be_looked_at(book_path: Path) -> None:
    book = open_book(book_path)
    book.db.execute_sql("PRAGMA user_version = 999")
    book.close()
    with pytest.raises(errors.BookTooNew):
        open_to_look(book_path)
    looking = open_to_look(book_path, newer=True)
    assert looking.db.execute_sql("SELECT currency FROM book").fetchone() == ("USD",)
    looking.close()


def test_a_book_on_a_read_only_disk_can_be_looked_at(
    book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_book(book_path).close()
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(errors.BookReadOnly):
        open_book(book_path)
    looking = open_to_look(book_path)
    assert [each.name for each in book_path.parent.iterdir()] == [book_path.name]
    looking.close()


def test_an_older_book_is_not_looked_at_but_opened_or_restored(tmp_path: Path) -> None:
    path = old_book(tmp_path, 1)
    with pytest.raises(errors.BookTooOld, match="older CollectDesk"):
        open_to_look(path)
