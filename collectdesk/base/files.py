"""Writing a file so that a crash or a full disk leaves the old one whole."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from collectdesk.base.held_files import require_free

_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)
_PIECE = 1024 * 1024


def write_atomically(path: Path, content: bytes, *, one_of_many: bool = False) -> None:
    """Replace ``path`` by ``content`` in one step; on any error the old file stays as it was.

    Of ``one_of_many`` files in a folder the name is made durable by a ``sync_folder`` after the
    last. Raises ``OSError`` as the system gives it.
    """
    with appearing(path, one_of_many=one_of_many) as file:
        file.write(content)


@contextmanager
def appearing(path: Path, *, one_of_many: bool = False) -> Iterator[BinaryIO]:
    """A file to write to; when the block ends well it replaces ``path`` in one step.

    The bytes are on the disk before they take the name. Whatever fails, the old file stays as it
    was. Raises ``OSError`` as the system gives it, also for a device or pipe, whose place no file
    must take.
    """
    require_free(path)
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        replace_patiently(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if not one_of_many:
        sync_folder(path.parent)


def free_path(path: Path) -> Path:
    """``path``, or the same name with a number where a file is already."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return candidate


def replace_patiently(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``; waits up to 1.5 s for a virus scanner that holds it."""
    for wait in _WAITS:
        try:
            source.replace(target)
        except PermissionError:
            if os.name != "nt":
                raise
            time.sleep(wait)
        else:
            return
    source.replace(target)


def read_whole(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, or the first ``most``.

    Raises OSError, also for an open book, and for a device or pipe, which might never end.
    """
    require_free(path)
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "it is not a file")
    with path.open("rb") as file:
        return file.read(most)


def sync_file(path: Path) -> None:
    """Make the content durable, whoever wrote it."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file. Raises OSError, also for an open book."""
    require_free(path)
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def sync_folder(folder: Path) -> None:
    """Make the new name durable too. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
