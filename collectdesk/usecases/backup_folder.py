"""A folder of backups, each with its manifest beside it.

A backup counts only with a manifest, which is written after the copy was verified. Files that have
none are never touched.
"""

from __future__ import annotations

import errno
import json
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from collectdesk.base.files import (
    replace_patiently,
    sha256_of,
    sync_file,
    sync_folder,
    write_atomically,
)
from collectdesk.domain import errors
from collectdesk.domain.backup import Backup, Reason, backup_from_json, superfluous
from collectdesk.exchange.file_names import slug
from collectdesk.store.backup import BookFacts, is_equal
from collectdesk.store.encryption import header_of, header_path
from collectdesk.store.identity import BACKUP_SUFFIX
from collectdesk.store.room import require_room

_MANIFEST = ".json"

_one_at_a_time = threading.Lock()
"""Two jobs may back up at once. Nothing that waits for the book is done under it."""


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """A backup and where it lies."""

    path: Path
    backup: Backup


def manifest_of(path: Path) -> Path:
    """Where the manifest of the backup at ``path`` lies."""
    return path.with_name(path.name + _MANIFEST)


def described(path: Path) -> Backup | None:
    """What the manifest beside a backup says; None where there is none that can be read."""
    try:
        return backup_from_json(json.loads(manifest_of(path).read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return None


def backups_in(folder: Path) -> list[StoredBackup]:
    """The backups of a folder whose size is as written, the newest first."""
    return [stored for stored in described_in(folder) if is_of_its_size(stored)]


def described_in(folder: Path) -> list[StoredBackup]:
    """The backups of a folder that have a manifest, the newest first, damaged ones too."""
    found = []
    for path in folder.glob(f"*{BACKUP_SUFFIX}"):
        backup = described(path)
        if backup is not None:
            found.append(StoredBackup(path, backup))
    return sorted(found, key=lambda stored: stored.backup.sequence, reverse=True)


def is_of_its_size(stored: StoredBackup) -> bool:
    """Whether the file is as long as its manifest says."""
    try:
        return stored.path.stat().st_size == stored.backup.size
    except OSError:
        return False


def folder_for(backups: Path, name: str, book_uuid: str) -> Path:
    """The folder of one book's backups."""
    return backups / f"{slug(name) or 'book'}_{book_uuid[:8]}"


def newest_of(folder: Path, book_uuid: str) -> StoredBackup | None:
    """The newest backup of a book in the folder."""
    own = (stored for stored in backups_in(folder) if stored.backup.book_uuid == book_uuid)
    return next(own, None)


def make_backup(
    folder: Path, copy: Callable[[Path], BookFacts], reason: Reason, now: datetime
) -> StoredBackup:
    """Let ``copy`` write a file, verify it, and keep it with its manifest; then thin.

    Raises BackupFailed, DiskFull or FolderNotWritable; then nothing is left of it.
    """
    with _writing(folder) as unfinished:
        facts = copy(unfinished)
        if not is_equal(unfinished, facts):
            raise errors.BackupFailed(str(folder))
        backup = Backup(
            sequence=0,
            made_at=now.replace(microsecond=0, tzinfo=None),
            reason=reason,
            book_name=facts.name,
            book_uuid=facts.uuid,
            currency=facts.currency,
            size=unfinished.stat().st_size,
            sha256=sha256_of(unfinished),
            schema=facts.schema,
            step=facts.step,
            seal=facts.seal,
            counts=facts.counts,
        )
        return _keep_and_thin(unfinished, folder, backup, facts.header)


def copy_backup(stored: StoredBackup, folder: Path) -> StoredBackup:
    """Put a second copy of a backup into another folder, read back there; then thin."""
    with _writing(folder) as unfinished:
        require_room(folder, stored.backup.size)
        shutil.copyfile(stored.path, unfinished)
        sync_file(unfinished)
        if sha256_of(unfinished) != stored.backup.sha256:
            raise errors.BackupFailed(str(folder))
        header = header_of(stored.path)
        text = header.as_text() if header else ""
        return _keep_and_thin(unfinished, folder, stored.backup, text)


def _keep_and_thin(unfinished: Path, folder: Path, backup: Backup, header: str) -> StoredBackup:
    """Number the backup after all others and keep it. ``header`` is that of an encrypted book."""
    with _one_at_a_time:
        sequence = max(_next_sequence(folder), backup.sequence)
        stored = _keep(unfinished, folder, replace(backup, sequence=sequence), header)
        _thin(folder, backup.book_uuid)
    return stored


@contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    unfinished = folder / f".{uuid.uuid4().hex}.part"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            yield unfinished
        finally:
            for leftover in ("", "-journal"):
                unfinished.with_name(unfinished.name + leftover).unlink(missing_ok=True)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise errors.DiskFull(str(folder)) from error
        raise errors.FolderNotWritable(str(folder), error.strerror or "") from error


def _keep(unfinished: Path, folder: Path, backup: Backup, header: str) -> StoredBackup:
    """The manifest comes first: a crash between leaves one that describes nothing."""
    path = folder / (
        f"{slug(backup.book_name) or 'book'}_{backup.sequence:06d}"
        f"_{backup.made_at:%Y-%m-%d_%H%M}_{backup.reason}{BACKUP_SUFFIX}"
    )
    text = json.dumps(backup.as_json(), ensure_ascii=False, indent=1)
    write_atomically(manifest_of(path), text.encode("utf-8"))
    if header:
        write_atomically(header_path(path), header.encode("ascii"))
    replace_patiently(unfinished, path)
    sync_folder(folder)
    return StoredBackup(path, backup)


def _next_sequence(folder: Path) -> int:
    """One more than any there, also of those whose copy or manifest is lost."""
    names = [path.name for path in folder.glob(f"*{BACKUP_SUFFIX}*")]
    return 1 + max((_sequence_in(name) for name in names), default=0)


def _sequence_in(name: str) -> int:
    numbers = [int(part) for part in name.split("_") if len(part) == 6 and part.isdecimal()]
    return max(numbers, default=0)


def _thin(folder: Path, book_uuid: str) -> None:
    own = {
        stored.backup.sequence: stored.path
        for stored in backups_in(folder)
        if stored.backup.book_uuid == book_uuid
    }
    listed = [stored.backup for stored in backups_in(folder) if stored.backup.sequence in own]
    for backup in superfluous(listed):
        path = own[backup.sequence]
        path.unlink(missing_ok=True)
        manifest_of(path).unlink(missing_ok=True)
        header_path(path).unlink(missing_ok=True)
