"""What a step changes is written down as it happens.

Temporary triggers, made from the live schema when the book is opened, note each row that is
touched, as it was before. How it is after the step can be read from the row itself. Nothing that
writes to the book can forget to be recorded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice

from collectdesk.store.engine import PLACES, BookDatabase
from collectdesk.store.steps import RowChange, RowImages

RECORDED = (
    "credit",
    "allocation",
    "invoice",
    "call",
    "promise",
    "follow_up",
    "invoice_line",
    "document",
    "document_invoice",
    "setting",
    "counter",
    "holiday",
    "customer",
    "contact",
    "charge",
    "promise_invoice",
    "dispute",
    "plan",
    "plan_invoice",
    "instalment",
    "credit_application",
    "credit_reference",
    "note",
)
"""The tables whose rows belong to the trail."""

_LARGE = {"document": "paper"}
"""A text that may be long and hardly ever changes: while it stays the same it is kept once."""


def start_recording(db: BookDatabase) -> None:
    """Install the recorder on this connection."""
    db.connection().create_function("touched", -1, db.touched.note)
    db.connection().create_function("forget_settings", 0, db.forget_settings)
    for place, table in enumerate(RECORDED):
        columns = [row[1] for row in db.execute_sql(f"PRAGMA table_info({table})")]
        db.touched.reads.append(_read(table, columns))
        for verb in ("INSERT", "UPDATE", "DELETE"):
            db.execute_sql(_trigger(place, columns, verb))
    db.is_recorded = True


def _read(table: str, columns: list[str]) -> str:
    known = "customer_id" if "customer_id" in columns else "NULL"
    customer = "id" if table == "customer" else known
    return f"SELECT {customer}, {_image(columns)} FROM {table} WHERE id = ?"


def _trigger(place: int, columns: list[str], verb: str) -> str:
    table = RECORDED[place]
    large = _LARGE.get(table)
    told = [str(place), "new.id" if verb == "INSERT" else "old.id"]
    if verb != "INSERT":
        told.append(_image(columns, "old.", without=large))
    if large and verb != "INSERT":
        now = f"new.{large}" if verb == "UPDATE" else "NULL"
        told.append(f"CASE WHEN old.{large} IS NOT {now} THEN old.{large} END")
    follows = "SELECT forget_settings();" if table == "setting" else ""
    return (
        f"CREATE TEMP TRIGGER record_{table}_{verb.lower()} AFTER {verb} ON main.{table}"
        f" BEGIN SELECT touched({', '.join(told)}); {follows} END"
    )


def _image(columns: list[str], row: str = "", without: str | None = None) -> str:
    """A row as JSON; the column ``without`` is null in it."""
    pairs = (f"'{c}', {'NULL' if c == without else row + c}" for c in columns)
    return f"json_object({', '.join(pairs)})"


class NetChanges:
    """The net change of each row of a step, in order of first touch: read once, row by row.

    ``tables`` and ``customers`` tell, when all are read, which were changed. It is true when there
    is any.
    """

    def __init__(self, db: BookDatabase) -> None:
        self.tables: set[str] = set()
        self.customers: set[int] = set()
        self._rows = self._taken(db)
        self._first = tuple(islice(self._rows, 1))

    def __bool__(self) -> bool:
        """Whether the step changed anything."""
        return bool(self._first)

    def __iter__(self) -> Iterator[RowImages]:
        """The rows, each noted as it passes."""
        return chain(self._first, self._rows)

    def _taken(self, db: BookDatabase) -> Iterator[RowImages]:
        touched = db.touched
        ask = db.connection().execute  # asked for each row: with nothing around it
        for row, before in touched.before.items():
            row_id, place = divmod(row, PLACES)
            table = RECORDED[place]
            found = ask(touched.reads[place], (row_id,)).fetchone()
            customer, after = found or (_customer_of(table, row_id, before), None)
            if table in _LARGE and before is not None:
                before = _whole(db, table, row_id, before, touched.large.get(row))
            if before == after:
                continue
            self.tables.add(table)
            if customer is not None:
                self.customers.add(customer)
            yield RowImages(table, row_id, customer, before, after)
        touched.forget()


def take(db: BookDatabase) -> NetChanges:
    """The net changes since the last call."""
    return NetChanges(db)


def _customer_of(table: str, row_id: int, before: str | None) -> int | None:
    """Whose a row was that is gone."""
    if table == "customer":
        return row_id
    customer: int | None = json.loads(before or "{}").get("customer_id")
    return customer


def _whole(db: BookDatabase, table: str, row_id: int, before: str, noted: str | None) -> str:
    """A row as it was, with its long text: the one noted, or the one that it has kept."""
    large = _LARGE[table]
    kept = f"SELECT {large} FROM {table} WHERE id = ?"
    sql = f"SELECT json_set(?, '$.{large}', COALESCE(?, ({kept})))"
    return str(db.execute_sql(sql, (before, noted, row_id)).fetchone()[0])


def forget(db: BookDatabase) -> None:
    """Whatever was touched so far, is not told any more."""
    db.touched.forget()


def collect(db: BookDatabase) -> list[RowChange]:
    """The same as ``take``, as values."""
    return [images.change for images in take(db)]
