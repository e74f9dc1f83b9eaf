"""Every step leaves its rows before and after: the audit trail and undo stand on the same record.

A step is written and read row by row, so that it may be of any size.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from peewee import IntegrityError

from collectdesk.domain.errors import CannotUndo
from collectdesk.store import chain
from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after a step; None where it did not exist."""

    table: str
    row_id: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def customer_id(self) -> int | None:
        """The customer whom the row belongs to, if it names one."""
        if self.table == "customer":
            return self.row_id
        row = self.after or self.before or {}
        return row.get("customer_id")

    @property
    def images(self) -> RowImages:
        """The same as the trail keeps it."""
        return RowImages(
            self.table, self.row_id, self.customer_id, _dumped(self.before), _dumped(self.after)
        )


class RowImages(NamedTuple):
    """A row before and after a step as JSON, as the recorder wrote it and the trail keeps it."""

    table: str
    row_id: int
    customer_id: int | None
    before: str | None
    after: str | None

    @property
    def change(self) -> RowChange:
        """The same as values."""
        return RowChange(self.table, self.row_id, _parsed(self.before), _parsed(self.after))


_KEPT = itemgetter(0, 1, 3, 4)
"""Of a row's images, what the trail keeps: all but whose it is."""


def _parsed(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def write_step(
    db: BookDatabase,
    *,
    at: str,
    who: str,
    what: str,
    label: str,
    command: str,
    changes: Iterable[RowImages],
    undoes: int | None = None,
) -> int:
    """Append a step with its rows to the trail and seal it; returns its id."""
    end = chain.end(db)
    step = (end.step_id + 1, at, who, what, label, undoes, command)
    seal = chain.Seal(end.seal, step)
    db.execute_many(
        "INSERT INTO step_row (row_table, row_id, before, after) VALUES (?, ?, ?, ?)",
        seal.passing(map(_KEPT, changes)),
    )
    db.execute_sql(
        "INSERT INTO step (id, at, who, what, label, undoes, command, first_row, last_row, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*step, end.last_row + 1, end.last_row + seal.passed, seal.text),
    )
    return step[0]


def _dumped(row: dict[str, Any] | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def read_step(db: BookDatabase, step_id: int, most: int | None = None) -> list[RowChange]:
    """The rows of a step as they were written, or the first of them."""
    wanted = (step_id, -1 if most is None else most)
    return list(_written(db, f"{_OF_STEP} ORDER BY r.id LIMIT ?", wanted))


def step_backwards(db: BookDatabase, step_id: int) -> Iterator[RowChange]:
    """The rows of a step, the last first, one at a time."""
    return _written(db, f"{_OF_STEP} ORDER BY r.id DESC", (step_id,))


def steps_after(db: BookDatabase, step_id: int) -> Iterator[RowChange]:
    """The rows of all steps after one, the oldest step first, one at a time."""
    after = "step_row r WHERE r.id > COALESCE((SELECT last_row FROM step WHERE id = ?), 0)"
    return _written(db, f"{after} ORDER BY r.id", (step_id,))


_OF_STEP = "step s JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row WHERE s.id = ?"


def _written(db: BookDatabase, which: str, values: tuple[int, ...]) -> Iterator[RowChange]:
    for row in db.execute_sql(
        "SELECT r.row_table, r.row_id, NULL, r.before, r.after FROM " + which, values
    ):
        yield RowImages(*row).change


def put_back(db: BookDatabase, changes: Iterable[RowChange], label: str) -> None:
    """Return every row to how it was before a step, given its changes, the last first.

    Raises CannotUndo when a row no longer is as the step left it; the transaction must then be
    rolled back.
    """
    for change in changes:
        if _current(db, change) != change.after:
            raise CannotUndo(label)
        try:
            _write_image(db, change.table, change.row_id, change.before)
        except IntegrityError as error:
            raise CannotUndo(label) from error


def _current(db: BookDatabase, change: RowChange) -> dict[str, Any] | None:
    cursor = db.execute_sql(f"SELECT * FROM {change.table} WHERE id = ?", (change.row_id,))
    row = cursor.fetchone()
    if row is None:
        return None
    return dict(zip((d[0] for d in cursor.description), row, strict=True))


def _write_image(db: BookDatabase, table: str, row_id: int, image: dict[str, Any] | None) -> None:
    if image is None:
        db.execute_sql(f"DELETE FROM {table} WHERE id = ?", (row_id,))
        return
    columns = ", ".join(image)
    marks = ", ".join("?" * len(image))
    updates = ", ".join(f"{c} = excluded.{c}" for c in image if c != "id")
    db.execute_sql(
        f"INSERT INTO {table} ({columns}) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {updates}",
        tuple(image.values()),
    )
