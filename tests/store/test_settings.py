"""What the owner sets for a book is kept in it, each setting by its own name."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from pathlib import Path
from typing import Any

import pytest

from collectdesk.domain.settings import BookSettings
from collectdesk.store import settings
from collectdesk.store.book import open_book


def other(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else f"{value} “and more”"


@pytest.mark.parametrize("setting", fields(BookSettings), ids=lambda setting: setting.name)
def test_each_setting_is_there_when_the_book_is_opened_again(
    book_path: Path, setting: Field[Any]
) -> None:
    wanted = replace(BookSettings(), **{setting.name: other(setting.default)})
    book = open_book(book_path)
    with book.transaction() as db:
        settings.save(db, wanted)
    book.close()
    again = open_book(book_path)
    kept = settings.load(again.db)
    again.close()
    assert kept == wanted
