"""What a step changes is written down as it happens.

Temporary triggers, made from the live schema when the book is opened, note each row that is
touched, as it was before. How it is after the step can be read from the row itself. Nothing that
writes to the book can forget to be recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from collectdesk.store.engine import BookDatabase
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
"""The tables whose rows belong to the trail; those most touched first, as they are looked up in
this order."""

_LARGE = {"document": "paper"}
"""A text that may be long and hardly ever changes: while it stays the same it is kept once."""


def start_recording(db: BookDatabase) -> None:
    """Install the recorder on this connection."""
    db.execute_sql(
        "CREATE TEMP TABLE touched (seq INTEGER PRIMARY KEY, row_table TEXT, row_id INTEGER,"
        " before TEXT, UNIQUE (row_table, row_id))"
    )
    columns = {table: _columns(db, table) for table in RECORDED}
    db.execute_sql(f"CREATE TEMP VIEW net AS {_net(columns)}")
    for table, names in columns.items():
        for verb in ("INSERT", "UPDATE", "DELETE"):
            db.execute_sql(_trigger(table, names, verb))


def _columns(db: BookDatabase, table: str) -> list[str]:
    return [row[1] for row in db.execute_sql(f"PRAGMA table_info({table})")]


def _image(columns: list[str], row: str, unchanged: str = "") -> str:
    """A row as JSON; ``unchanged`` is a column that is null in it if a new row has the same."""
    values = (
        f"CASE WHEN {row}.{c} IS NOT new.{c} THEN {row}.{c} END" if c == unchanged else f"{row}.{c}"
        for c in columns
    )
    pairs = (f"'{c}', {value}" for c, value in zip(columns, values, strict=True))
    return f"json_object({', '.join(pairs)})"


def _trigger(table: str, columns: list[str], verb: str) -> str:
    large = _LARGE.get(table, "")
    before = {
        "INSERT": "NULL",
        "UPDATE": _image(columns, "old", unchanged=large),
        "DELETE": _image(columns, "old"),
    }[verb]
    row = "new" if verb == "INSERT" else "old"
    what = (
        f"INSERT INTO touched (row_table, row_id, before) SELECT '{table}', {row}.id, {before}"
        f" WHERE NOT EXISTS (SELECT 1 FROM touched t WHERE {_is_of(table, f'{row}.id')});"
    )
    if large and verb != "INSERT":
        changes = f" AND old.{large} IS NOT new.{large}" if verb == "UPDATE" else ""
        what += (
            f" UPDATE touched SET before = json_set(before, '$.{large}', old.{large})"
            f" WHERE {_is_of(table, 'old.id')} AND {_lacks(large)}{changes};"
        )
    return (
        f"CREATE TEMP TRIGGER record_{table}_{verb.lower()} AFTER {verb} ON main.{table}"
        f" BEGIN {what} END"
    )


def _is_of(table: str, row_id: str) -> str:
    return f"row_table = '{table}' AND row_id = {row_id}"


def _lacks(large: str) -> str:
    return f"json_type(before, '$.{large}') = 'null'"


def _net(columns: Mapping[str, list[str]]) -> str:
    """What each touched row was and is, in order of first touch."""
    after = _by_table({table: _image(names, "m") for table, names in columns.items()})
    customer = _by_table(
        {
            table: "m.id" if table == "customer" else "m.customer_id"
            for table, names in columns.items()
            if table == "customer" or "customer_id" in names
        }
    )
    before = _by_table(
        {
            table: f"CASE WHEN {_lacks(large)} THEN json_set(before, '$.{large}', m.{large})"
            " ELSE before END"
            for table, large in _LARGE.items()
        }
    )
    return (
        f"SELECT row_table, row_id, COALESCE({customer}, CASE row_table WHEN 'customer' THEN row_id"
        f" ELSE json_extract(before, '$.customer_id') END), COALESCE({before}, before), {after}"
        " FROM touched t ORDER BY seq"
    )


def _by_table(wanted: Mapping[str, str]) -> str:
    """For a touched row, what is wanted of the row ``m`` as it is now."""
    whens = (
        f"WHEN '{table}' THEN (SELECT {what} FROM main.{table} m WHERE m.id = t.row_id)"
        for table, what in wanted.items()
    )
    return f"CASE row_table {' '.join(whens)} END"


@dataclass(slots=True)
class NetChanges:
    """The net change of each row of a step, in order of first touch: read once, row by row.

    ``tables`` and ``customers`` tell, when all are read, which were changed. It is true when there
    is any.
    """

    rows: Iterator[RowImages]
    first: RowImages | None
    tables: set[str] = field(default_factory=set)
    customers: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether the step changed anything."""
        return self.first is not None

    def __iter__(self) -> Iterator[RowImages]:
        """The rows, each noted as it passes."""
        if self.first is None:
            return
        for images in chain((self.first,), self.rows):
            self.tables.add(images.table)
            if images.customer_id is not None:
                self.customers.add(images.customer_id)
            yield images


def take(db: BookDatabase) -> NetChanges:
    """The net changes since the last call."""
    rows = _taken(db)
    return NetChanges(rows, next(rows, None))


def _taken(db: BookDatabase) -> Iterator[RowImages]:
    for row in db.execute_sql("SELECT * FROM temp.net"):
        images = RowImages(*row)
        if images.before != images.after:
            yield images
    forget(db)


def forget(db: BookDatabase) -> None:
    """Whatever was touched so far, is not told any more."""
    db.execute_sql("DELETE FROM temp.touched")


def collect(db: BookDatabase) -> list[RowChange]:
    """The same as ``take``, as values."""
    return [images.change for images in take(db)]
