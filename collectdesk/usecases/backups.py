"""Backups and restores: what is copied when, where it lies, and what a backup holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from collectdesk.base.files import free_path
from collectdesk.base.paths import BOOK_SUFFIX
from collectdesk.domain.backup import Backup, Reason, is_needed
from collectdesk.domain.errors import InvalidInput
from collectdesk.exchange.file_names import slug
from collectdesk.store import backup as copies
from collectdesk.store import chain
from collectdesk.store.engine import BookDatabase
from collectdesk.usecases.backup_folder import (
    StoredBackup,
    described,
    folder_for,
    make_backup,
    newest_of,
)
from collectdesk.usecases.checking import Check, CheckReport, check_names, one_check
from collectdesk.usecases.ports import DeskPort, Progress
from collectdesk.usecases.second_place import SecondPlace, bring
from collectdesk.usecases.work import Work


@dataclass(frozen=True, slots=True)
class BackUp:
    """Back the open book up below ``folder``, and below the second place if there is one.

    Reasons of the schedule (opened, closed, hourly) do nothing when no step was made since the
    newest backup. With ``directly`` the backup lies in ``folder`` itself, as its owner asked.
    """

    reason: Reason
    folder: Path
    second: Path | None = None
    directly: bool = False


@dataclass(frozen=True, slots=True)
class BackupDone:
    """The newest backup, and what became of its second copy.

    ``problem`` is the sentence where that failed.
    """

    stored: StoredBackup
    second: SecondPlace = SecondPlace.NONE
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What a backup holds; ``backup`` is its manifest, None for a copy that has none."""

    path: Path
    backup: Backup | None
    book_name: str
    holds: copies.BookContents


@dataclass(frozen=True, slots=True)
class _Head:
    name: str
    uuid: str
    step: int
    seal: str
    now: datetime


def back_up(desk: DeskPort, command: BackUp, progress: Progress) -> BackupDone:
    """Copy, verify, keep and thin; the book is held only while SQLite copies it.

    A job: in the window it runs beside the owner's work. Raises BackupFailed, DiskFull or
    FolderNotWritable; a second place that fails or is away is told in the result instead, and gets
    the newest backup when it is back.
    """
    head = desk.ask(_head)
    folder = command.folder if command.directly else _below(command.folder, head)
    newest = newest_of(folder, head.uuid)
    if newest is None or is_needed(command.reason, head.step, head.seal, newest.backup):
        progress(0, 2, "Backing up")
        newest = make_backup(folder, lambda path: desk.ask(_copied, path), command.reason, head.now)
    progress(1, 2, "Backing up")
    second, problem = bring(newest, command.second, _below(command.second or folder, head))
    progress(2, 2, "Backing up")
    return BackupDone(newest, second, problem)


def _below(folder: Path, head: _Head) -> Path:
    return folder_for(folder, head.name, head.uuid)


def _head(work: Work) -> _Head:
    step, seal, _ = copies.last_step(work.db)
    return _Head(copies.book_name(work.db), copies.uuid_of(work.db), step, seal, work.now)


def _copied(work: Work, path: Path) -> copies.BookFacts:
    return copies.copy_book(work.db, path)


def back_up_before_upgrade(db: BookDatabase, folder: Path, now: datetime) -> StoredBackup:
    """Keep an old book for ever as it was, before this program changes its form."""
    own = folder_for(folder, copies.book_name(db), copies.uuid_of(db))

    def copy(path: Path) -> copies.BookFacts:
        db.begin()
        try:
            return copies.copy_book(db, path)
        finally:
            db.rollback()

    return make_backup(own, copy, Reason.BEFORE_UPGRADE, now)


def newest_backup(work: Work, folder: Path) -> Backup | None:
    """The newest backup of the open book below ``folder``; the place of ``BackUp.folder``."""
    head = _head(work)
    found = newest_of(_below(folder, head), head.uuid)
    return found.backup if found else None


def backup_agrees(work: Work, folder: Path) -> Check:
    """Whether the book still holds the last step of its newest backup, sealed as it was then.

    The chain alone cannot tell that its newest steps were cut off.
    """
    newest = newest_backup(work, folder)
    problems: tuple[str, ...] = ()
    if newest and newest.seal and not chain.has_seal(work.db, newest.step, newest.seal):
        problems = (f"Step {newest.step} of the newest backup is no longer in the trail",)
    return Check("The trail goes on from the newest backup", problems)


def check_with_backups(desk: DeskPort, folder: Path, progress: Progress) -> CheckReport:
    """Every check of the book, and whether it goes on from its newest backup below ``folder``.

    A job: in a large book each check takes its time, and the book is free between two.
    """
    names = check_names()
    checks = []
    for done, name in enumerate(names):
        progress(done, len(names) + 1, "Checking")
        checks.append(desk.ask(one_check, name))
    progress(len(names), len(names) + 1, "Checking")
    return CheckReport((*checks, desk.ask(backup_agrees, folder)))


def preview_restore(path: Path, passphrase: str = "") -> RestorePreview:
    """Check a backup and tell what it holds.

    Raises BackupMissing, BackupDamaged, NotABook, PassphraseNeeded, WrongPassphrase.
    """
    backup = described(path)
    with copies.reading_backup(path, backup.sha256 if backup else "", passphrase) as db:
        return RestorePreview(
            path=path,
            backup=backup,
            book_name=backup.book_name if backup else path.stem,
            holds=copies.contents(db),
        )


def restore(path: Path, target: Path, passphrase: str = "") -> RestorePreview:
    """Make a new book at ``target`` of the backup at ``path``; every other file stays.

    Raises BookExists where something is at ``target``, BackupMissing, BackupDamaged, DiskFull,
    FolderNotWritable, OldLogBeside.
    """
    preview = preview_restore(path, passphrase)
    if target.suffix != BOOK_SUFFIX:
        raise InvalidInput(f"A book's name ends in {BOOK_SUFFIX}.", "target")
    sha256 = preview.backup.sha256 if preview.backup else ""
    copies.restore_copy(path, sha256, target, passphrase)
    return preview


def free_name(folder: Path, backup: RestorePreview) -> Path:
    """A name for a restored book that no file in ``folder`` has."""
    stem = f"{slug(backup.book_name) or 'Book'}-restored"
    if backup.backup is not None:
        stem = f"{stem}-{backup.backup.made_at:%Y-%m-%d}"
    return free_path(folder / f"{stem}{BOOK_SUFFIX}")
