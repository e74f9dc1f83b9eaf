"""A locked book opens with its passphrase alone; a wrong one and damage are told apart."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.domain import errors
from collectdesk.domain.backup import Reason
from collectdesk.store.encryption import header_path
from collectdesk.usecases.backups import BackUp, back_up, preview_restore, restore
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.customers import CustomerForm, SaveCustomer, save_customer
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.second_place import mark_second_place
from collectdesk.usecases.trail import trail

SECRET = 'Grüße an Oma\'s "Küche" 🍯'
NAME = "Wonderfully findable customer"


@pytest.fixture
def book(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed book with a customer in it."""
    path = tmp_path / "Firm.collectdesk"
    bootstrap.new_book(path, clock=clock)
    desk = bootstrap.open_desk(path, clock)
    desk.do(save_customer, SaveCustomer(CustomerForm(name=NAME)))
    desk.close()
    return path


def holds_customer(path: Path, clock: FixedClock, passphrase: str) -> bool:
    """Whether the book opens with the passphrase, is sound, and has the customer."""
    desk = bootstrap.open_desk(path, clock, passphrase=passphrase)
    report = desk.ask(check_book)
    steps = desk.ask(trail)
    desk.close()
    return report.is_sound and any(NAME in step.what for step in steps)


def test_a_locked_book_can_be_read_only_with_its_passphrase(book: Path, clock: FixedClock) -> None:
    assert NAME.encode() in book.read_bytes()
    bootstrap.protect_book(book, SECRET)
    content = book.read_bytes()
    assert NAME.encode() not in content
    assert not content.startswith(b"SQLite")
    with pytest.raises(errors.PassphraseNeeded):
        bootstrap.open_desk(book, clock)
    with pytest.raises(errors.WrongPassphrase, match="does not open"):
        bootstrap.open_desk(book, clock, passphrase=SECRET.lower())
    assert holds_customer(book, clock, SECRET)


def test_one_passphrase_typed_on_two_keyboards_is_the_same(book: Path, clock: FixedClock) -> None:
    bootstrap.protect_book(book, "Gru\u0308ße")
    assert holds_customer(book, clock, "Gr\u00fcße")


@pytest.mark.parametrize("passphrase", ["", "   ", "a\0b", "x" * 201])
def test_an_unusable_passphrase_locks_nothing(
    book: Path, clock: FixedClock, passphrase: str
) -> None:
    with pytest.raises(errors.InvalidInput):
        bootstrap.protect_book(book, passphrase)
    assert holds_customer(book, clock, "")


def test_a_passphrase_is_changed_and_taken_away(book: Path, clock: FixedClock) -> None:
    bootstrap.protect_book(book, "first")
    with pytest.raises(errors.WrongPassphrase):
        bootstrap.protect_book(book, "second", old="guess")
    bootstrap.protect_book(book, "second", old="first")
    with pytest.raises(errors.WrongPassphrase):
        bootstrap.open_desk(book, clock, passphrase="first")
    bootstrap.unprotect_book(book, "second")
    assert holds_customer(book, clock, "")
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_the_recovery_key_gives_the_passphrase_back(book: Path) -> None:
    recovery = bootstrap.protect_book(book, SECRET)
    assert bootstrap.recovered_passphrase(book, recovery) == SECRET
    assert bootstrap.recovered_passphrase(book, recovery.lower().replace("-", " ")) == SECRET
    with pytest.raises(errors.WrongPassphrase):
        bootstrap.recovered_passphrase(book, "AAAA-BBBB")


def test_damage_is_not_called_a_wrong_passphrase(book: Path, clock: FixedClock) -> None:
    bootstrap.protect_book(book, SECRET)
    content = bytearray(book.read_bytes())
    content[100] ^= 1
    book.write_bytes(content)
    with pytest.raises(errors.BookDamaged):
        bootstrap.open_desk(book, clock, passphrase=SECRET)


def test_a_lost_header_costs_the_recovery_key_and_not_the_book(
    book: Path, clock: FixedClock
) -> None:
    bootstrap.protect_book(book, SECRET)
    header_path(book).unlink()
    assert holds_customer(book, clock, SECRET)
    with pytest.raises(errors.WrongPassphrase):
        bootstrap.open_desk(book, clock, passphrase="guess")


def test_a_damaged_header_is_told_and_costs_no_more_than_a_lost_one(
    book: Path, clock: FixedClock
) -> None:
    recovery = bootstrap.protect_book(book, SECRET)
    header = header_path(book).read_text()
    for place in range(10, len(header), 97):
        other = "0" if header[place] != "0" else "1"
        header_path(book).write_text(f"{header[:place]}{other}{header[place + 1 :]}")
        with pytest.raises(errors.PassphraseNeeded):
            bootstrap.open_desk(book, clock)
        with pytest.raises(errors.KeyFileDamaged, match="backup"):
            bootstrap.recovered_passphrase(book, recovery)
    assert holds_customer(book, clock, SECRET)
    with pytest.raises(errors.WrongPassphrase):
        bootstrap.open_desk(book, clock, passphrase="guess")


@pytest.mark.parametrize("change", [bootstrap.unprotect_book, bootstrap.protect_book])
def test_a_damaged_locked_book_keeps_its_lock(book: Path, change: Callable[..., object]) -> None:
    bootstrap.protect_book(book, SECRET)
    content = bytearray(book.read_bytes())
    for page in range(8 * 4096 + 50, len(content), 4096):
        content[page] ^= 1
    book.write_bytes(content)
    with pytest.raises(errors.BookDamaged):
        change(book, *([SECRET] if change is bootstrap.unprotect_book else ["other", SECRET]))
    assert book.read_bytes() == content
    assert sorted(path.name for path in book.parent.glob("*Firm*")) == [
        book.name,
        f"{book.name}.key",
    ]


def test_a_crash_before_the_book_is_replaced_leaves_the_plain_book(
    book: Path, clock: FixedClock, tmp_path: Path
) -> None:
    plain = tmp_path / "plain"
    shutil.copyfile(book, plain)
    bootstrap.protect_book(book, SECRET)
    plain.replace(book)
    assert holds_customer(book, clock, "")


def test_what_a_crash_left_half_written_is_gone_at_the_next_opening(
    book: Path, clock: FixedClock
) -> None:
    half = book.with_name(f".{book.name}.{'a1' * 8}.new")
    ours = [half, half.with_name(half.name + "-journal")]
    others = [book.with_name(f".{book.name}.notes.new"), book.with_name(f"x{half.name}")]
    for path in ours + others:
        path.write_text("Harbor Point Dental")
    assert holds_customer(book, clock, "")
    assert [path.exists() for path in ours + others] == [False, False, True, True]


def test_backups_of_a_locked_book_are_locked_too(
    book: Path, clock: FixedClock, tmp_path: Path
) -> None:
    bootstrap.protect_book(book, SECRET)
    desk = bootstrap.open_desk(book, clock, passphrase=SECRET)
    (tmp_path / "second").mkdir()
    mark_second_place(tmp_path / "second")
    command = BackUp(Reason.BY_HAND, tmp_path / "copies", second=tmp_path / "second")
    stored = back_up(desk, command, no_progress).stored
    desk.close()
    assert NAME.encode() not in stored.path.read_bytes()
    with pytest.raises(errors.PassphraseNeeded):
        preview_restore(stored.path)
    target = tmp_path / "Again.collectdesk"
    with pytest.raises(errors.WrongPassphrase):
        restore(stored.path, target, "guess")
    (second,) = (tmp_path / "second").rglob("*.collectdesk-backup")
    restore(second, target, SECRET)
    assert holds_customer(target, clock, SECRET)
