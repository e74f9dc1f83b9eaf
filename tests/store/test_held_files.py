"""Whatever the owner picks in a file dialog, the open book's locks stay and nothing replaces it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from collectdesk.base.files import read_whole, sha256_of, write_atomically
from collectdesk.domain import errors
from collectdesk.domain.table import NotATable
from collectdesk.exchange.tables import read_table
from collectdesk.store.book import open_book
from collectdesk.usecases.backups import preview_restore

_OPEN = (
    "import sys; from pathlib import Path; from collectdesk.store.book import open_book;"
    " open_book(Path(sys.argv[1])); print('let in')"
)


def _another_program(path: Path) -> str:
    """What a second program that opens the book gets."""
    ran = subprocess.run([sys.executable, "-c", _OPEN, path], capture_output=True, check=False)
    return (ran.stdout or ran.stderr.splitlines()[-1]).decode()


@pytest.mark.parametrize(
    "touch",
    [
        lambda path: read_table(path),
        lambda path: read_whole(path),
        lambda path: sha256_of(path),
        lambda path: write_atomically(path, b"a letter"),
        lambda path: write_atomically(path.with_name(f"{path.name}-wal"), b"a letter"),
        lambda path: preview_restore(path),
    ],
    ids=["import", "picture", "hash", "save over it", "save over its log", "restore"],
)
def test_the_open_book_is_neither_read_nor_replaced_by_anything_else(
    book_path: Path, touch: Callable[[Path], object]
) -> None:
    book = open_book(book_path)
    try:
        with pytest.raises((OSError, NotATable, errors.BookInUse)):
            touch(book_path)
        with pytest.raises((OSError, NotATable, errors.BookInUse)):
            touch(_by_another_name(book_path))
        assert "BookInUse" in _another_program(book_path)
    finally:
        book.close()
    assert "let in" in _another_program(book_path)


def _by_another_name(path: Path) -> Path:
    link = path.with_name("Letter.csv")
    link.symlink_to(path)
    beside = path.with_name("Letter.csv-wal")
    beside.symlink_to(path.with_name(f"{path.name}-wal"))
    return link
