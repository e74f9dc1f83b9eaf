"""A book is taken out of a shared folder whole, or stays where it was; nothing is thrown away."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain import errors
from collectdesk.store import moving
from collectdesk.store.book import open_book, open_to_look
from collectdesk.store.encryption import header_path
from tests.store.test_book import _add_customer
from tests.store.test_upgrade import old_book


@pytest.fixture
def shared(tmp_path: Path, book_path: Path) -> Path:
    """A book with a customer that somebody put into a cloud folder, its last step still in the
    log."""
    folder = tmp_path / "Dropbox" / "office"
    folder.mkdir(parents=True)
    book = open_book(book_path)
    _add_customer(book, "C-1")
    for helper in ("", "-wal"):
        shutil.copyfile(f"{book_path}{helper}", folder / f"Firm.collectdesk{helper}")
    book.close()
    return folder / "Firm.collectdesk"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def _customers(path: Path, passphrase: str = "") -> list[str]:
    book = open_book(path, passphrase=passphrase)
    found = [row[0] for row in book.db.execute_sql("SELECT number FROM customer")]
    book.close()
    return found


def _uuid(path: Path) -> str:
    book = open_to_look(path)
    (found,) = book.db.execute_sql("SELECT uuid FROM book").fetchone()
    book.close()
    return str(found)


def test_a_moved_book_is_the_same_book_with_every_step(
    shared: Path, own: Path, clock: FixedClock, today: date
) -> None:
    with pytest.raises(errors.SharedFolder):
        open_book(shared)
    before = _uuid(shared)
    moved = bootstrap.move_book(shared, own, clock)
    assert moved.path == own / "Firm.collectdesk"
    assert _customers(moved.path) == ["C-1"]
    assert _uuid(moved.path) == before
    assert not shared.exists()
    assert moved.left_as == shared.with_name(f"Firm (moved away {today}).collectdesk")
    assert _uuid(moved.left_as) == before
    assert not shared.with_name("Firm.collectdesk-wal").exists()


def test_a_name_that_is_taken_is_left_alone(shared: Path, own: Path, clock: FixedClock) -> None:
    (own / "Firm.collectdesk").write_text("another")
    assert bootstrap.move_book(shared, own, clock).path == own / "Firm-2.collectdesk"
    assert (own / "Firm.collectdesk").read_text() == "another"


def test_a_copy_that_differs_is_thrown_away_and_the_book_stays(
    shared: Path, own: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "is_equal", lambda *_: False)
    with pytest.raises(errors.MoveFailed, match="stays where it was"):
        bootstrap.move_book(shared, own, clock)
    assert list(own.iterdir()) == []
    assert shared.exists()


def test_a_locked_book_moves_with_its_header(own: Path, tmp_path: Path, clock: FixedClock) -> None:
    made = own / "Firm.collectdesk"
    bootstrap.new_book(made, clock=clock)
    recovery = bootstrap.protect_book(made, "Honig & Brot")
    cloud = tmp_path / "OneDrive - Firm"
    cloud.mkdir()
    for each in (made, header_path(made)):
        shutil.move(each, cloud / each.name)
    book = cloud / "Firm.collectdesk"
    with pytest.raises(errors.PassphraseNeeded):
        bootstrap.move_book(book, own, clock)
    moved = bootstrap.move_book(book, own, clock, passphrase="Honig & Brot")
    assert bootstrap.recovered_passphrase(moved.path, recovery) == "Honig & Brot"
    assert _customers(moved.path, "Honig & Brot") == []
    assert bootstrap.fits_passphrase(moved.left_as, "Honig & Brot")


def test_a_book_of_an_older_program_is_moved_as_it_is(
    tmp_path: Path, own: Path, clock: FixedClock
) -> None:
    made = old_book(tmp_path, 1)
    cloud = tmp_path / "Nextcloud"
    cloud.mkdir()
    book = cloud / made.name
    shutil.move(made, book)
    moved = bootstrap.move_book(book, own, clock)
    assert moved.path.exists()
    bootstrap.open_desk(moved.path, clock).close()
