"""Files that a command writes: asked about before anything is issued."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from collectdesk.base.paths import BOOK_SUFFIX
from collectdesk.domain.errors import FolderNotWritable, InvalidInput

_OURS: Final = frozenset({".pdf", ".csv", ".xlsx"})
"""Endings of the files that are written here; one of another kind is never replaced."""


def require_writable(path: Path) -> None:
    """Raises a KnownError where a file at ``path`` could not, or must not, be written."""
    if path.suffix.lower() == BOOK_SUFFIX:
        raise InvalidInput(f"{path} is the name of a book. Choose a name that ends in .pdf.", "out")
    if path.is_dir():
        raise FolderNotWritable(str(path), "it is a folder")
    if path.suffix.lower() not in _OURS and path.exists():
        raise InvalidInput(
            f"{path} is there already and is another kind of file, so it is not replaced."
            " Choose a name that ends in .pdf.",
            "out",
        )
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".collectdesk-"):
            pass
    except OSError as error:
        raise FolderNotWritable(str(path), error.strerror or "") from error


@contextmanager
def folder_for_files(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing; what was made goes again if no file came into it.

    Raises FolderNotWritable where files cannot go there.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        _make_folder(folder)
        yield
    finally:
        for one in missing:
            with suppress(OSError):
                one.rmdir()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(str(folder), error.strerror or "") from error
    require_writable(folder / "statement.pdf")
