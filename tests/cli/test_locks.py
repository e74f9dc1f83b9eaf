"""A book is locked and unlocked from a terminal; scripts hand the passphrase in the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def locked(cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The recovery key of the book, which is locked with "Honig & Brot"."""
    monkeypatch.setenv("COLLECTDESK_NEW_PASSPHRASE", "Honig & Brot")
    ran = cli("lock", book)
    assert ran.code == 0
    return ran.out.splitlines()[1].strip()


def test_a_locked_book_needs_its_passphrase(
    cli: Cli, book: Path, locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = cli("check", book)
    assert (ran.code, ran.out) == (1, "")
    assert "locked with a passphrase" in ran.err
    monkeypatch.setenv("COLLECTDESK_PASSPHRASE", "guess")
    assert "does not open" in cli("aging", book).err
    monkeypatch.setenv("COLLECTDESK_PASSPHRASE", "Honig & Brot")
    assert cli("check", book).code == 0


def test_a_locked_backup_is_restored_with_the_passphrase(
    cli: Cli, book: Path, locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLECTDESK_PASSPHRASE", "Honig & Brot")
    assert cli("backup", book, "--to", tmp_path / "copies").code == 0
    (backup,) = (tmp_path / "copies").glob("*.collectdesk-backup")
    target = tmp_path / "Again.collectdesk"
    assert cli("restore", backup, "--to", target).code == 0
    assert cli("check", target).code == 0
    monkeypatch.delenv("COLLECTDESK_PASSPHRASE")
    assert cli("check", target).code == 1


def test_a_forgotten_passphrase_is_replaced_by_the_recovery_key(
    cli: Cli, book: Path, locked: str
) -> None:
    assert cli("unlock", book, "--recovery-key", "AAAA-AAAA").code == 1
    assert cli("unlock", book, "--recovery-key", locked).code == 0
    assert cli("check", book).code == 0


def test_an_empty_passphrase_locks_nothing(
    cli: Cli, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLLECTDESK_NEW_PASSPHRASE", "")
    assert "Please type a passphrase" in cli("lock", book).err
    assert cli("check", book).code == 0
