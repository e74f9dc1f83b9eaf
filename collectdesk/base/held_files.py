"""The books that this program has open: nothing but SQLite may touch their files.

On Linux and macOS a process loses all its locks on a file as soon as it closes the file once,
whatever it was opened for. Merely reading an open book, as for an import, would let a second
program in; writing over it would end it.
"""

from __future__ import annotations

import errno
from pathlib import Path

FileIdentity = tuple[int, int]

_HELPERS = ("-wal", "-shm", "-journal")
_held: set[FileIdentity] = set()


class OpenBookTouched(OSError):
    """The file is a book that is open here."""

    def __init__(self) -> None:
        super().__init__(errno.EBUSY, "it is the book that is open")


def identity_of(path: Path) -> FileIdentity:
    """Which file lies at the path, whatever its name; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def hold(identity: FileIdentity) -> bool:
    """Note that the file is open; False if it is so already."""
    if identity in _held:
        return False
    _held.add(identity)
    return True


def let_go(identity: FileIdentity) -> None:
    """The file is closed."""
    _held.discard(identity)


def is_held(path: Path) -> bool:
    """Whether ``path`` is an open book or one of its helper files, by whatever name."""
    if identity_of(path) in _held:
        return True
    name = next((path.name.removesuffix(h) for h in _HELPERS if path.name.endswith(h)), "")
    return bool(name) and identity_of(path.with_name(name)) in _held


def require_free(path: Path) -> None:
    """Raises OpenBookTouched, an OSError, where ``path`` must not be opened or replaced."""
    if is_held(path):
        raise OpenBookTouched
