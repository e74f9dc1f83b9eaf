"""A fresh book for each test of the store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from collectdesk.store import recording
from collectdesk.store.book import Book, create_book, open_book

NOW = datetime(2026, 3, 31, 9, 0)


@pytest.fixture
def book_path(tmp_path: Path) -> Path:
    """A new, closed book."""
    path = tmp_path / "Firm.collectdesk"
    create_book(path, "USD", NOW, lambda db: None)
    return path


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """A new, open book whose steps are recorded."""
    opened = open_book(book_path)
    recording.start_recording(opened.db)
    yield opened
    opened.close()
