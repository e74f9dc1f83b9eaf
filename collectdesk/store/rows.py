"""The door through which rows are written, and read one at a time, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from peewee import IntegerField, Model, TextField

from collectdesk.store import tables
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import DayField, day_of

_STORED_AS_THEY_ARE = (TextField, IntegerField)
"""The tables are strict: SQLite itself refuses what is of another kind."""


class Shelf:
    """The rows of one table. Values go in and come out as Python values: dates, ints, text.

    The SQL is written once for each set of columns; building it anew from Peewee's expressions
    costs more than running it.
    """

    def __init__(self, table: type[Model]) -> None:
        self._fields: dict[str, Any] = table._meta.fields
        self._name: str = table._meta.table_name
        self._columns = ", ".join(self._fields)
        self._days = [name for name, field in self._fields.items() if isinstance(field, DayField)]
        self._stores = {
            name: field.db_value
            for name, field in self._fields.items()
            if type(field) not in _STORED_AS_THEY_ARE
        }
        self._written: dict[tuple[str, ...], str] = {}

    def add(self, db: BookDatabase, **values: Any) -> int:
        """Add a row; returns its id. Columns that are not named take the table's defaults."""
        return int(db.execute_sql(self._insert(tuple(values)), self._stored(values)).lastrowid)

    def add_many(self, db: BookDatabase, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add many rows of the same columns with one prepared statement."""
        listed = list(rows)
        if listed:
            db.execute_many(self._insert(tuple(listed[0])), map(self._stored, listed))

    def change(self, db: BookDatabase, row_id: int, **values: Any) -> None:
        """Change the named columns of one row."""
        changes = ", ".join(f"{name} = ?" for name in values)
        sql = f"UPDATE {self._name} SET {changes} WHERE id = ?"
        db.execute_sql(sql, (*self._stored(values), row_id))

    def remove(self, db: BookDatabase, row_id: int) -> None:
        """Take a row away."""
        db.execute_sql(f"DELETE FROM {self._name} WHERE id = ?", (row_id,))

    def get(self, db: BookDatabase, row_id: int) -> dict[str, Any] | None:
        """One row, or None."""
        sql = f"SELECT {self._columns} FROM {self._name} WHERE id = ?"
        row = db.execute_sql(sql, (row_id,)).fetchone()
        return None if row is None else self._read(row)

    def get_many(self, db: BookDatabase, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
        """The rows of these ids by id, asked for at once."""
        sql = (
            f"SELECT {self._columns} FROM {self._name} WHERE id IN (SELECT value FROM json_each(?))"
        )
        found = map(self._read, db.execute_sql(sql, (json.dumps(list(ids)),)))
        return {row["id"]: row for row in found}

    def find(self, db: BookDatabase, **wanted: Any) -> list[dict[str, Any]]:
        """All rows whose columns equal the given values, oldest first."""
        given = {name: value for name, value in wanted.items() if value is not None}
        # A written NULL lets SQLite use an index of the rows that have none.
        where = [f"{name} = ?" if name in given else f"{name} IS NULL" for name in wanted]
        sql = (
            f"SELECT {self._columns} FROM {self._name} WHERE {' AND '.join(where) or 1} ORDER BY id"
        )
        return [self._read(row) for row in db.execute_sql(sql, self._stored(given))]

    def newest_id(self, db: BookDatabase) -> int:
        """The highest id in use; 0 when there is none."""
        query = f"SELECT COALESCE(MAX(id), 0) FROM {self._name}"
        return int(db.execute_sql(query).fetchone()[0])

    def _insert(self, names: tuple[str, ...]) -> str:
        if names not in self._written:
            marks = ", ".join("?" * len(names))
            columns = ", ".join(self._fields[name].column_name for name in names)
            self._written[names] = f"INSERT INTO {self._name} ({columns}) VALUES ({marks})"
        return self._written[names]

    def _stored(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        stores = self._stores
        return tuple(
            [stores[name](value) if name in stores else value for name, value in values.items()]
        )

    def _read(self, row: tuple[Any, ...]) -> dict[str, Any]:
        # All but days is stored as Python has it: the tables are strict.
        found = dict(zip(self._fields, row, strict=True))
        for name in self._days:
            found[name] = day_of(found[name])
        return found


COUNTERS = Shelf(tables.Counter)
HOLIDAYS = Shelf(tables.Holiday)
CUSTOMERS = Shelf(tables.Customer)
CONTACTS = Shelf(tables.Contact)
INVOICES = Shelf(tables.Invoice)
INVOICE_LINES = Shelf(tables.InvoiceLine)
CHARGES = Shelf(tables.Charge)
CREDITS = Shelf(tables.Credit)
ALLOCATIONS = Shelf(tables.Allocation)
CALLS = Shelf(tables.Call)
FOLLOW_UPS = Shelf(tables.FollowUp)
PROMISES = Shelf(tables.Promise)
PROMISE_INVOICES = Shelf(tables.PromiseInvoice)
DISPUTES = Shelf(tables.Dispute)
PLANS = Shelf(tables.Plan)
PLAN_INVOICES = Shelf(tables.PlanInvoice)
INSTALMENTS = Shelf(tables.Instalment)
CREDIT_APPLICATIONS = Shelf(tables.CreditApplication)
CREDIT_REFERENCES = Shelf(tables.CreditReference)
NOTES = Shelf(tables.Note)
DOCUMENTS = Shelf(tables.Document)
DOCUMENT_BODIES = Shelf(tables.DocumentBody)
DOCUMENT_INVOICES = Shelf(tables.DocumentInvoice)
