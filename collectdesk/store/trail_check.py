"""Every row of the book must be as its last recorded step left it.

Whoever changes a row with another program leaves no step behind; the chain over the steps alone
would not tell that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from collectdesk.store.engine import BookDatabase
from collectdesk.store.recording import RECORDED
from collectdesk.store.steps import RowChange, write_step

_MOST = 20
_FIRST_ROWS_UNRECORDED = frozenset({"setting"})
"""A new book gets its first settings before there is a trail."""


def rows_besides_the_trail(db: BookDatabase) -> list[str]:
    """A sentence for each row that was changed, added or removed without a step."""
    last = _last_images(db)
    found: list[str] = []
    for table in RECORDED:
        found += _problems(db, table, last.get(table, {}))
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def record_upgrade(db: BookDatabase) -> None:
    """Append a step for the rows that an upgrade changed, which ran before anything recorded."""
    changes = [
        RowChange(table, row["id"], image, row).images
        for table, places in _last_images(db).items()
        for row in _rows(db, table)
        if row["id"] in places
        and (image := _image(db, places[row["id"]])) is not None
        and not _is_as(row, image)
    ]
    if changes:
        at = db.execute_sql("SELECT datetime('now', 'localtime')").fetchone()[0]
        write_step(
            db, at=at, who="", what="upgrade", label="", command="{}", changes=changes
        )  # fmt: skip


def _last_images(db: BookDatabase) -> dict[str, dict[int, int]]:
    """For each table, where in the trail the last image of each row stands."""
    last: dict[str, dict[int, int]] = {}
    for table, row_id, place in db.execute_sql(
        "SELECT row_table, row_id, MAX(id) FROM step_row GROUP BY row_table, row_id"
    ):
        last.setdefault(table, {})[row_id] = place
    return last


def _problems(db: BookDatabase, table: str, last: dict[int, int]) -> Iterator[str]:
    name = table.replace("_", " ")
    for row in _rows(db, table):
        place = last.pop(row["id"], None)
        if place is None:
            if table not in _FIRST_ROWS_UNRECORDED:
                yield f"Row {row['id']} of {name} was added without a step"
        elif not _is_as(row, _image(db, place)):
            yield f"Row {row['id']} of {name} was changed without a step"
    for row_id, place in last.items():
        if _image(db, place) is not None:
            yield f"Row {row_id} of {name} was removed without a step"


def _rows(db: BookDatabase, table: str) -> Iterator[dict[str, Any]]:
    cursor = db.execute_sql(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))


def _image(db: BookDatabase, place: int) -> dict[str, Any] | None:
    text = db.execute_sql("SELECT after FROM step_row WHERE id = ?", (place,)).fetchone()[0]
    return None if text is None else json.loads(text)


def _is_as(row: dict[str, Any], image: dict[str, Any] | None) -> bool:
    """Columns that came with a later program are not in the image."""
    return image is not None and all(
        row[name] == value for name, value in image.items() if name in row
    )
