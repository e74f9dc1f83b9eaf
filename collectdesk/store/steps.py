"""Every step leaves its rows before and after: the audit trail and undo stand on the same record.

Temporary triggers, made from the live schema when the book is opened, write down each changed
row. Nothing that writes to the book can forget to be recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from peewee import IntegrityError

from collectdesk.domain.errors import CannotUndo
from collectdesk.store import chain
from collectdesk.store.engine import BookDatabase

RECORDED = (
    "setting",
    "counter",
    "holiday",
    "customer",
    "contact",
    "invoice",
    "invoice_line",
    "charge",
    "credit",
    "allocation",
    "call",
    "follow_up",
    "promise",
    "promise_invoice",
    "dispute",
    "plan",
    "plan_invoice",
    "instalment",
    "credit_application",
    "credit_reference",
    "note",
    "document",
    "document_invoice",
)


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


def start_recording(db: BookDatabase) -> None:
    """Install the recorder on this connection."""
    db.execute_sql(
        "CREATE TEMP TABLE touched (seq INTEGER PRIMARY KEY, row_table TEXT, row_id INTEGER,"
        " customer_id INTEGER, before TEXT, after TEXT)"
    )
    for table in RECORDED:
        names = [row[1] for row in db.execute_sql(f"PRAGMA table_info({table})")]
        for verb, before, after in (
            ("INSERT", False, True),
            ("UPDATE", True, True),
            ("DELETE", True, False),
        ):
            db.execute_sql(_trigger(table, names, verb, before=before, after=after))


def _trigger(table: str, columns: list[str], verb: str, *, before: bool, after: bool) -> str:
    def image(side: str, wanted: bool) -> str:
        if not wanted:
            return "NULL"
        return "json_object(" + ", ".join(f"'{c}', {side}.{c}" for c in columns) + ")"

    row = "new" if after else "old"
    owner = "id" if table == "customer" else "customer_id"
    customer = f"{row}.{owner}" if owner in columns else "NULL"
    return (
        f"CREATE TEMP TRIGGER record_{table}_{verb.lower()} AFTER {verb} ON main.{table}"
        " BEGIN INSERT INTO touched (row_table, row_id, customer_id, before, after) VALUES"
        f" ('{table}', {row}.id, {customer}, {image('old', before)}, {image('new', after)}); END"
    )


def take(db: BookDatabase) -> list[RowImages]:
    """The net change of each row since the last call, in order of first touch."""
    net: dict[tuple[str, int], RowImages] = {}
    for row in db.execute_sql(
        "SELECT row_table, row_id, customer_id, before, after FROM temp.touched ORDER BY seq"
    ):
        key = (row[0], row[1])
        first = net[key].before if key in net else row[3]
        net[key] = RowImages(row[0], row[1], row[2], first, row[4])
    db.execute_sql("DELETE FROM temp.touched")
    return [images for images in net.values() if images.before != images.after]


def collect(db: BookDatabase) -> list[RowChange]:
    """The same as ``take``, as values."""
    return [images.change for images in take(db)]


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
    values = (at, who, what, label, undoes, command)
    step_id = db.execute_sql(
        "INSERT INTO step (at, who, what, label, undoes, command) VALUES (?, ?, ?, ?, ?, ?)",
        values,
    ).lastrowid
    rows = [(c.table, c.row_id, c.before, c.after) for c in changes]
    db.execute_many(
        "INSERT INTO step_row (step_id, row_table, row_id, before, after) VALUES (?, ?, ?, ?, ?)",
        ((step_id, *row) for row in rows),
    )
    chain.seal(db, (step_id, *values), rows)
    return int(step_id)


def _dumped(row: dict[str, Any] | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def read_step(db: BookDatabase, step_id: int, most: int | None = None) -> list[RowChange]:
    """The rows of a step as they were written, or the first of them."""
    return [
        RowChange(table, row_id, _parsed(before), _parsed(after))
        for table, row_id, before, after in db.execute_sql(
            "SELECT row_table, row_id, before, after FROM step_row WHERE step_id = ? ORDER BY id"
            " LIMIT ?",
            (step_id, -1 if most is None else most),
        )
    ]


def steps_after(db: BookDatabase, step_id: int) -> Iterator[RowChange]:
    """The rows of all steps after one, the oldest step first."""
    for table, row_id, before, after in db.execute_sql(
        "SELECT row_table, row_id, before, after FROM step_row WHERE step_id > ? ORDER BY id",
        (step_id,),
    ):
        yield RowChange(table, row_id, _parsed(before), _parsed(after))


def put_back(db: BookDatabase, changes: list[RowChange], label: str) -> None:
    """Return every row of a step to how it was before it.

    Raises CannotUndo, changing nothing, when a row no longer is as the step left it.
    """
    for change in reversed(changes):
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
