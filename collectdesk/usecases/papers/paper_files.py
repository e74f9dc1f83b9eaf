"""Issued documents written to files: one for all, or one for each."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from collectdesk.base.files import appearing, sync_folder, write_atomically
from collectdesk.domain.errors import DiskFull, FolderNotWritable, KnownError
from collectdesk.exchange.file_names import FileNames
from collectdesk.usecases.papers.drawing import Merged, draw_missing, each_frozen, merge_into
from collectdesk.usecases.papers.printing import FrozenDocument
from collectdesk.usecases.ports import DeskPort, Progress


@dataclass(frozen=True, slots=True)
class SavedFiles:
    """Files that were written, the documents in them, and a sentence for each that is missing."""

    files: tuple[Path, ...]
    document_ids: tuple[int, ...] = ()
    problems: tuple[str, ...] = ()


def save_merged(
    desk: DeskPort, document_ids: tuple[int, ...], path: Path, progress: Progress
) -> Merged:
    """Write one PDF of all these documents as it is drawn; what is in it.

    The file appears when it is whole: cancelled or failed, it leaves nothing.
    """
    with _told(path), appearing(path) as file:
        return merge_into(file, desk, document_ids, progress)


def save_each(
    desk: DeskPort,
    document_ids: tuple[int, ...],
    folder: Path,
    progress: Progress,
    *,
    replace: bool = False,
) -> SavedFiles:
    """Each document as a file of its own, named by customer, kind and number.

    With ``replace``, files of the same names are replaced, else new names are found. Cancelling
    leaves the whole files that were written by then. When the folder takes no more, the rest is
    told in a sentence with the number to start again at.
    """
    require_folder(folder)
    names = FileNames(() if replace else (entry.name for entry in folder.iterdir()))
    problems = list(draw_missing(desk, document_ids, progress))
    files: list[Path] = []
    written: list[int] = []
    total = len(document_ids)
    for done, frozen in enumerate(each_frozen(desk, document_ids)):
        progress(done, total, frozen.customer_name)
        if frozen.body is None:
            continue
        path = folder / names.name(*_named_by(frozen), suffix=".pdf")
        try:
            write_file(path, frozen.body, one_of_many=True)
        except KnownError as error:
            problems.append(_stopped(error, folder, f"{len(files):,} of {total:,}", done + 1))
            break
        files.append(path)
        written.append(frozen.document_id)
    else:
        progress(total, total, "")
    if files:
        sync_folder(folder)
    return SavedFiles(tuple(files), tuple(written), tuple(problems))


def _stopped(error: KnownError, folder: Path, written: str, number: int) -> str:
    if isinstance(error, DiskFull):
        why = f"The disk that holds {folder} is full. Make some room."
    else:
        why = str(error)
    return f"{why} {written} files were written; start again at number {number:,}."


def _named_by(frozen: FrozenDocument) -> tuple[str, ...]:
    customer = frozen.customer_name, frozen.customer_number
    return (*customer, frozen.label, frozen.period if frozen.kind == "statement" else frozen.number)


def require_folder(folder: Path) -> None:
    """Raises FolderNotWritable where files cannot go into a folder."""
    if not folder.is_dir():
        raise FolderNotWritable(str(folder), "the folder does not exist")
    if not os.access(folder, os.W_OK):
        raise FolderNotWritable(str(folder), "it is read-only")


def write_file(path: Path, content: bytes, *, one_of_many: bool = False) -> None:
    """Write a whole file or none; raises FolderNotWritable or DiskFull with the cause."""
    with _told(path):
        write_atomically(path, content, one_of_many=one_of_many)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(str(path)) from error
        raise FolderNotWritable(str(path.parent), error.strerror or "") from error
