"""A backup is a whole book, verified, kept by its order; a restore never replaces anything."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest

from collectdesk import bootstrap
from collectdesk.base.clock import FixedClock
from collectdesk.base.files import sha256_of
from collectdesk.domain import errors
from collectdesk.domain.backup import Reason
from collectdesk.store import backup as copies
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.backup_folder import StoredBackup, backups_in, manifest_of
from collectdesk.usecases.backups import (
    BackUp,
    BackupDone,
    back_up,
    check_with_backups,
    free_name,
    newest_backup,
    preview_restore,
    restore,
)
from collectdesk.usecases.checking import check_book
from collectdesk.usecases.ports import no_progress
from collectdesk.usecases.second_place import SecondPlace, mark_second_place
from tests.store.test_upgrade import counted, old_book
from tests.usecases.conftest import Shop, opened_shop

Usage = namedtuple("Usage", "total used free")


def backed_up(shop: Shop, folder: Path, reason: Reason = Reason.BY_HAND) -> BackupDone:
    """A backup of the shop as it is."""
    return back_up(shop.desk, BackUp(reason, folder), no_progress)


def all_backups(folder: Path) -> list[StoredBackup]:
    """The backups of every book below a folder; of each book the newest first."""
    folders = sorted(path for path in folder.glob("*") if path.is_dir())
    return [stored for each in (folder, *folders) for stored in backups_in(each)]


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """A shop with an invoice and a payment."""
    customer = shop.customer("Łódź & <b>Sons</b>")
    shop.pay(customer, 25_000, shop.invoice(customer))
    return shop


def test_a_backup_holds_what_the_open_book_holds(busy: Shop, tmp_path: Path) -> None:
    done = backed_up(busy, tmp_path / "copies")
    stored = done.stored
    assert [one.path for one in all_backups(tmp_path / "copies")] == [stored.path]
    assert stored.path.parent.parent == tmp_path / "copies"
    assert sha256_of(stored.path) == stored.backup.sha256
    holds = preview_restore(stored.path).holds
    assert (holds.customers, holds.invoices, holds.payments) == (1, 1, 1)
    assert (holds.owed, holds.received, holds.currency) == (75_000, 25_000, "USD")
    assert "Payment of $250.00" in holds.last_step
    assert [path.name for path in stored.path.parent.iterdir() if path.name[0] == "."] == []


def test_a_restored_book_is_the_book_as_it_was(busy: Shop, tmp_path: Path) -> None:
    before = busy.whole_book()
    stored = backed_up(busy, tmp_path).stored
    busy.customer("Later")
    target = free_name(tmp_path, preview_restore(stored.path))
    restore(stored.path, target)
    again = bootstrap.open_desk(target, busy.clock)
    found = Shop(again, busy.clock).whole_book()
    report = again.ask(check_book)
    again.close()
    identities = before.pop("book"), found.pop("book")
    assert identities[0] != identities[1]
    assert found == before
    assert report.is_sound


def test_a_check_tells_how_far_it_is_and_can_be_stopped_between_two(
    busy: Shop, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    report = check_with_backups(
        busy.desk, tmp_path, lambda done, total, _: told.append((done, total))
    )
    count = len(report.checks)
    assert report.checks[:-1] == busy.desk.ask(check_book).checks
    assert told == [(done, count) for done in range(count)]

    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise errors.Cancelled

    with pytest.raises(errors.Cancelled):
        check_with_backups(busy.desk, tmp_path, stop)


def test_backing_up_while_others_look_is_not_stopped_by_the_lock(
    busy: Shop, tmp_path: Path
) -> None:
    backed_up(busy, tmp_path)
    busy.customer("Still writable")
    with pytest.raises(errors.BookInUse):
        bootstrap.look_at(busy.desk.path)


def test_an_hour_without_a_step_makes_no_backup(busy: Shop, tmp_path: Path) -> None:
    first = backed_up(busy, tmp_path, Reason.OPENED)
    again = backed_up(busy, tmp_path, Reason.HOURLY)
    assert again.stored == first.stored
    busy.customer("New")
    assert backed_up(busy, tmp_path, Reason.HOURLY).stored.backup.sequence == 2
    newest = busy.desk.ask(newest_backup, tmp_path)
    assert newest is not None
    assert newest.sequence == 2


def with_second(shop: Shop, folder: Path, second: Path, reason: Reason) -> BackupDone:
    """A backup of the shop into both places."""
    return back_up(shop.desk, BackUp(reason, folder, second), no_progress)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that was chosen as the second place."""
    folder = tmp_path / "stick"
    folder.mkdir()
    mark_second_place(folder)
    return folder


def test_a_second_place_gets_its_own_verified_copy(busy: Shop, tmp_path: Path, stick: Path) -> None:
    done = with_second(busy, tmp_path / "one", stick, Reason.BY_HAND)
    (second,) = all_backups(stick)
    assert (done.second, done.problem) == (SecondPlace.KEPT, "")
    assert sha256_of(second.path) == done.stored.backup.sha256


def test_a_stick_that_is_away_is_told_quietly_and_brought_up_to_date_when_it_is_back(
    busy: Shop, tmp_path: Path, stick: Path
) -> None:
    away = tmp_path / "drawer"
    stick.rename(away)
    for mount_point in (False, True):
        if mount_point:
            stick.mkdir()  # as it stays behind when a stick is pulled
        done = with_second(busy, tmp_path / "one", stick, Reason.OPENED)
        assert (done.second, done.problem) == (SecondPlace.AWAY, "")
        assert all_backups(stick) == []
    stick.rmdir()
    away.rename(stick)
    done = with_second(busy, tmp_path / "one", stick, Reason.OPENED)
    assert done.second is SecondPlace.KEPT
    assert len(all_backups(tmp_path / "one")) == 1
    assert len(all_backups(stick)) == 1
    assert with_second(busy, tmp_path / "one", stick, Reason.OPENED).second is SecondPlace.KEPT
    assert len(all_backups(stick)) == 1


def test_a_second_place_that_fails_is_told_and_costs_nothing(
    busy: Shop, tmp_path: Path, stick: Path
) -> None:
    own = with_second(busy, tmp_path / "one", stick, Reason.BY_HAND).stored.path.parent.name
    shutil.rmtree(stick / own)
    (stick / own).write_text("not a folder")
    done = with_second(busy, tmp_path / "one", stick, Reason.BY_HAND)
    assert done.second is SecondPlace.FAILED
    assert "Choose a folder" in done.problem
    assert len(all_backups(tmp_path / "one")) == 2


def test_a_second_place_must_be_there_when_it_is_chosen(tmp_path: Path) -> None:
    with pytest.raises(errors.FolderNotWritable):
        mark_second_place(tmp_path / "nowhere")


def test_a_full_disk_is_told_before_anything_is_written(
    busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Usage(10, 9, 1))
    with pytest.raises(errors.DiskFull):
        backed_up(busy, tmp_path / "copies")
    assert list((tmp_path / "copies").rglob("*.*")) == []


def test_a_copy_that_differs_is_thrown_away(
    busy: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copies._copy

    def half(source: BookDatabase, target: Path, new_uuid: str = "") -> None:
        whole(source, target, new_uuid)
        broken = BookDatabase(target)
        broken.connect()
        broken.execute_sql("UPDATE credit SET amount = amount + 1")
        broken.close()

    monkeypatch.setattr(copies, "_copy", half)
    with pytest.raises(errors.BackupFailed, match="thrown away"):
        backed_up(busy, tmp_path / "copies")
    assert all_backups(tmp_path / "copies") == []
    assert [path for path in (tmp_path / "copies").rglob("*") if path.is_file()] == []


def test_one_changed_byte_is_found_before_a_restore(busy: Shop, tmp_path: Path) -> None:
    stored = backed_up(busy, tmp_path).stored
    content = bytearray(stored.path.read_bytes())
    content[-77] ^= 1
    stored.path.write_bytes(content)
    target = tmp_path / "Restored.collectdesk"
    with pytest.raises(errors.BackupDamaged, match="the backup before it"):
        restore(stored.path, target)
    assert not target.exists()


def test_a_truncated_backup_no_longer_counts_and_is_never_removed(
    busy: Shop, tmp_path: Path
) -> None:
    stored = backed_up(busy, tmp_path).stored
    stored.path.write_bytes(stored.path.read_bytes()[:9000])
    assert backups_in(stored.path.parent) == []
    again = backed_up(busy, tmp_path).stored
    assert again.backup.sequence == 2
    assert stored.path.exists()


def test_a_restore_replaces_no_file_and_lies_beside_no_old_log(busy: Shop, tmp_path: Path) -> None:
    stored = backed_up(busy, tmp_path).stored
    with pytest.raises(errors.BookExists):
        restore(stored.path, busy.desk.path)
    target = tmp_path / "New.collectdesk"
    target.with_name("New.collectdesk-wal").write_bytes(b"the log of a lost book")
    with pytest.raises(errors.OldLogBeside):
        restore(stored.path, target)
    assert not target.exists()


@pytest.mark.parametrize("name", ["New.db", "New", "New.collectdesk-backup"])
def test_a_restored_book_has_the_name_of_a_book(busy: Shop, tmp_path: Path, name: str) -> None:
    stored = backed_up(busy, tmp_path).stored
    with pytest.raises(errors.InvalidInput, match="ends in"):
        restore(stored.path, tmp_path / name)


def test_a_backup_without_its_manifest_can_still_be_restored(busy: Shop, tmp_path: Path) -> None:
    stored = backed_up(busy, tmp_path).stored
    manifest_of(stored.path).unlink()
    preview = restore(stored.path, tmp_path / "New.collectdesk")
    assert preview.backup is None
    assert preview.holds.owed == 75_000


@pytest.mark.parametrize("content", [b"", b"hello" * 2000, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_backup_is_not_restored(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "Thing.collectdesk-backup"
    path.write_bytes(content)
    with pytest.raises(errors.KnownError):
        restore(path, tmp_path / "New.collectdesk")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_backup_is_not_worked_in(busy: Shop, tmp_path: Path) -> None:
    stored = backed_up(busy, tmp_path).stored
    with pytest.raises(errors.BackupNotABook, match="restore it"):
        bootstrap.open_desk(stored.path, busy.clock)
    looking = bootstrap.look_at(stored.path, busy.clock)
    with pytest.raises(errors.OpenedToLook):
        Shop(looking, busy.clock).customer("New")
    looking.close()
    assert sha256_of(stored.path) == stored.backup.sha256


def test_two_books_of_one_name_keep_their_backups_apart(tmp_path: Path, busy: Shop) -> None:
    (tmp_path / "other").mkdir()
    other = opened_shop(tmp_path / "other", busy.clock.day)
    for shop in (busy, other, busy):
        backed_up(shop, tmp_path / "copies")
    other.desk.close()
    folders = {stored.path.parent for stored in all_backups(tmp_path / "copies")}
    assert len(folders) == 2
    assert sorted(stored.backup.sequence for stored in all_backups(tmp_path / "copies")) == [
        1,
        1,
        2,
    ]


def test_many_backups_are_thinned_on_disk(busy: Shop, tmp_path: Path) -> None:
    for number in range(13):
        busy.customer(f"Customer {number}")
        backed_up(busy, tmp_path, Reason.HOURLY)
    left = all_backups(tmp_path)
    assert [stored.backup.sequence for stored in left] == list(range(13, 3, -1))
    files = [path for path in left[0].path.parent.iterdir() if path.is_file()]
    assert len(files) == 2 * len(left)


def test_an_old_book_is_kept_for_ever_before_it_is_upgraded(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLECTDESK_HOME", str(tmp_path / "home"))
    path = old_book(tmp_path, 1)
    before = counted(path)
    bootstrap.open_desk(path, clock).close()
    (stored,) = all_backups(bootstrap.backup_folder())
    assert stored.backup.reason is Reason.BEFORE_UPGRADE
    assert stored.backup.kept_for_ever
    assert stored.backup.schema == 1
    assert {name: stored.backup.counts[name] for name in before} == before


def test_a_book_is_not_upgraded_when_its_copy_cannot_be_kept(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("in the way")
    monkeypatch.setenv("COLLECTDESK_HOME", str(tmp_path / "home"))
    path = old_book(tmp_path, 1)
    before = counted(path)
    with pytest.raises(errors.FolderNotWritable):
        bootstrap.open_desk(path, clock)
    assert counted(path) == before


def test_a_manifest_tells_everything_without_the_program(busy: Shop, tmp_path: Path) -> None:
    stored = backed_up(busy, tmp_path).stored
    told = json.loads(manifest_of(stored.path).read_text(encoding="utf-8"))
    assert told["counts"]["customer"] == 1
    assert told["counts"]["credit.amount"] == 25_000
    assert told["sha256"] == sha256_of(stored.path)
    shutil.rmtree(stored.path.parent)


def test_two_backups_at_once_do_not_wait_for_each_other(busy: Shop, tmp_path: Path) -> None:
    """As when the window closes while the hourly backup waits for the book's thread."""

    class Between:
        """A job's desk: its last question is answered while the book's own thread backs up."""

        today = busy.desk.today
        do = staticmethod(busy.desk.do)

        def ask(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            if args:
                backed_up(busy, tmp_path)
            return busy.desk.ask(query, *args, **kwargs)

    back_up(Between(), BackUp(Reason.HOURLY, tmp_path), no_progress)
    assert [stored.backup.sequence for stored in all_backups(tmp_path)] == [2, 1]
