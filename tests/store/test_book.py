"""A book opens whole and alone, or one clear sentence says why not and nothing changes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from collectdesk.domain import errors
from collectdesk.store import rows
from collectdesk.store.book import Book, create_book, open_book
from collectdesk.store.engine import engine_version
from tests.store.conftest import NOW

_OPEN_ELSEWHERE = """
import sys
from pathlib import Path
from collectdesk.domain.errors import BookInUse
from collectdesk.store.book import open_book
try:
    open_book(Path(sys.argv[1]))
except BookInUse as error:
    print(error)
"""


def _add_customer(book: Book, number: str = "C-1") -> int:
    with book.transaction() as db:
        return rows.CUSTOMERS.add(
            db, number=number, name="Łódź", currency="USD", terms="net 30", created_on=NOW.date()
        )


def test_the_engine_is_the_one_that_is_shipped() -> None:
    assert tuple(map(int, engine_version().split("."))) >= (3, 51, 3)


def test_what_was_saved_is_there_after_closing_and_opening(book_path: Path) -> None:
    book = open_book(book_path)
    ident = _add_customer(book)
    book.close()
    again = open_book(book_path)
    found = rows.CUSTOMERS.get(again.db, ident)
    again.close()
    assert found is not None
    assert found["name"] == "Łódź"
    assert found["created_on"] == NOW.date()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("journal_mode", "wal"),
        ("locking_mode", "exclusive"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
    ],
)
def test_an_open_book_is_guarded(book: Book, name: str, wanted: object) -> None:
    assert book.db.execute_sql(f"PRAGMA {name}").fetchone()[0] == wanted


def test_every_table_is_strict(book: Book) -> None:
    loose = [
        row[1]
        for row in book.db.execute_sql("PRAGMA table_list")
        if row[0] == "main" and row[2] == "table" and not row[5] and row[1] != "sqlite_schema"
    ]
    assert loose == []


def test_a_second_program_is_told_that_the_book_is_open(book: Book, book_path: Path) -> None:
    _add_customer(book)
    told = subprocess.run(
        [sys.executable, "-c", _OPEN_ELSEWHERE, str(book_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "already open in another window" in told.stdout
    _add_customer(book, "C-2")


def test_another_thread_may_not_touch_the_book(book: Book) -> None:
    caught: list[BaseException] = []

    def trespass() -> None:
        try:
            _add_customer(book)
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=trespass)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_missing_book_is_not_made_by_accident(tmp_path: Path) -> None:
    with pytest.raises(errors.BookMissing):
        open_book(tmp_path / "None.collectdesk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.BookEmpty),
        (b"hello, this is a letter" * 200, errors.NotABook),
        (b"SQLite format 3\x00" + b"\xff" * 5000, errors.NotABook),
    ],
)
def test_a_file_that_is_no_book_is_left_as_it_is(
    tmp_path: Path, content: bytes, error: type[errors.KnownError]
) -> None:
    path = tmp_path / "Thing.collectdesk"
    path.write_bytes(content)
    with pytest.raises(error):
        open_book(path)
    assert path.read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_folder_is_not_a_book(tmp_path: Path) -> None:
    with pytest.raises(errors.NotABook):
        open_book(tmp_path)


def test_a_database_of_another_program_is_not_a_book(book_path: Path) -> None:
    book = open_book(book_path)
    book.db.execute_sql("PRAGMA application_id = 7")
    book.close()
    with pytest.raises(errors.NotABook):
        open_book(book_path)


def test_a_book_of_a_newer_program_is_refused(book_path: Path) -> None:
    book = open_book(book_path)
    book.db.execute_sql("PRAGMA user_version = 999")
    book.close()
    with pytest.raises(errors.BookTooNew, match="newer CollectDesk"):
        open_book(book_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_book_is_refused(book_path: Path) -> None:
    book_path.chmod(0o444)
    with pytest.raises(errors.BookReadOnly):
        open_book(book_path)


def test_a_full_disk_is_named_and_nothing_is_changed(book: Book) -> None:
    _add_customer(book)
    pages = book.db.execute_sql("PRAGMA page_count").fetchone()[0]
    book.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    note = {"customer_id": 1, "at": "2026-03-31 09:00:00", "text": "x" * 900}
    with pytest.raises(errors.DiskFull, match="full"), book.transaction() as db:
        rows.NOTES.add_many(db, [note] * 10_000)
    assert rows.NOTES.find(book.db) == []
    assert book.db.execute_sql("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_replaced_file_is_noticed_before_a_write(book: Book, book_path: Path) -> None:
    other = book_path.with_name("Other.collectdesk")
    create_book(other, "USD", NOW, lambda db: None)
    other.replace(book_path)
    with pytest.raises(errors.BookMoved, match="not saved"):
        _add_customer(book)


def test_a_deleted_file_is_noticed_before_a_write(book: Book, book_path: Path) -> None:
    book_path.unlink()
    with pytest.raises(errors.BookMoved):
        _add_customer(book)


def test_a_new_book_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "Firm.collectdesk"
    path.write_text("mine")
    with pytest.raises(errors.BookExists):
        create_book(path, "USD", NOW, lambda db: None)
    assert path.read_text() == "mine"


def test_a_new_book_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def fail(db: object) -> None:
        raise ValueError("no settings")

    with pytest.raises(ValueError, match="no settings"):
        create_book(tmp_path / "Firm.collectdesk", "USD", NOW, fail)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderNotWritable, match="does not exist"):
        create_book(tmp_path / "no" / "Firm.collectdesk", "USD", NOW, lambda db: None)


def test_an_error_in_a_step_undoes_all_of_it(book: Book) -> None:
    with pytest.raises(TypeError, match="minor units"), book.transaction():
        rows.CUSTOMERS.change(book.db, _raw_customer(book), credit_limit=12.5)
    assert rows.CUSTOMERS.find(book.db) == []


def _raw_customer(book: Book) -> int:
    return rows.CUSTOMERS.add(
        book.db, number="C-9", name="x", currency="USD", terms="net 30", created_on=NOW.date()
    )
