"""Backups from a terminal: made, restored to a new book, checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collectdesk.base.files import sha256_of
from tests.cli.conftest import Cli


def test_a_book_is_backed_up_restored_and_sound(cli: Cli, book: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stick" / "books"
    ran = cli("backup", book, "--to", folder)
    assert ran.code == 0
    (backup,) = folder.glob("*.collectdesk-backup")
    assert str(backup) in ran.out
    assert sha256_of(backup) in ran.out
    target = tmp_path / "Again.collectdesk"
    ran = cli("restore", backup, "--to", target)
    assert ran.code == 0
    assert "3 customers, 5 invoices" in ran.out
    assert cli("aging", target, "--json").json == cli("aging", book, "--json").json


def test_backups_made_by_hand_stay(cli: Cli, book: Path, tmp_path: Path) -> None:
    for _ in range(12):
        assert cli("backup", book, "--to", tmp_path / "copies").code == 0
    assert len(list((tmp_path / "copies").glob("*.collectdesk-backup"))) == 12


def test_a_restore_never_replaces_a_book(cli: Cli, book: Path, tmp_path: Path) -> None:
    cli("backup", book, "--to", tmp_path / "copies")
    (backup,) = (tmp_path / "copies").glob("*.collectdesk-backup")
    ran = cli("restore", backup, "--to", book)
    assert ran.code == 1
    assert "already a file" in ran.err


def test_restoring_what_is_not_there_is_one_sentence(cli: Cli, tmp_path: Path) -> None:
    ran = cli("restore", tmp_path / "x.collectdesk-backup", "--to", tmp_path / "y.collectdesk")
    assert ran.code == 1
    assert ran.err.startswith("There is no backup at")


def test_check_tells_programs_what_it_found(cli: Cli, book: Path) -> None:
    ran = cli("check", book, "--json")
    assert ran.code == 0
    assert ran.json["sound"] is True
    assert all(check["problems"] == [] for check in ran.json["checks"])


def test_check_changes_nothing(cli: Cli, book: Path) -> None:
    before = book.read_bytes()
    assert cli("check", book).code == 0
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("balance = balance - 1", "0009: balance 29999, entries say 30000"),
        ("written_off = 1", "0009: written off 1, entries say 0"),
        ("disputed = 1", "0009: disputed 1, entries say 0"),
        ("closed_on = '2026-01-02'", "0009: closed on 2026-01-02, entries say no day"),
    ],
)
def test_check_of_a_forged_book_fails_in_both_forms(
    cli: Cli, book: Path, forgery: str, told: str
) -> None:
    import sqlcipher3.dbapi2 as sqlite

    forged = sqlite.connect(str(book))
    forged.execute(f"UPDATE invoice SET {forgery} WHERE number = '0009'")
    forged.commit()
    forged.close()
    ran = cli("check", book)
    assert ran.code == 1
    assert told in ran.out
    ran = cli("check", book, "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["sound"] is False


def test_a_trail_whose_end_was_cut_off_is_told_by_the_newest_backup(cli: Cli, book: Path) -> None:
    import sqlcipher3.dbapi2 as sqlite

    assert cli("backup", book).code == 0
    cut = sqlite.connect(str(book), isolation_level=None)
    last, row = cut.execute("SELECT id, first_row FROM step ORDER BY id DESC LIMIT 1").fetchone()
    for table, first in (("step_row", row), ("step", last)):
        cut.execute(f"DROP TRIGGER {table}_keeps_delete")
        cut.execute(f"DELETE FROM {table} WHERE id >= ?", (first,))
    cut.close()
    ran = cli("check", book)
    assert ran.code == 1
    assert f"Step {last} of the newest backup is no longer in the trail" in ran.out


def test_a_book_is_moved_out_of_a_cloud_folder(cli: Cli, book: Path, tmp_path: Path) -> None:
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    shared = book.rename(cloud / book.name)
    assert cli("aging", shared).code == 1
    (tmp_path / "own").mkdir()
    ran = cli("move", shared, "--to", tmp_path / "own")
    assert ran.code == 0
    assert "left as" in ran.out
    assert not shared.exists()
    assert cli("check", tmp_path / "own" / book.name).code == 0
