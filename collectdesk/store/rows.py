"""The door through which rows are written, and read one at a time, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from peewee import Model

from collectdesk.store import tables
from collectdesk.store.engine import BookDatabase


class Shelf:
    """The rows of one table. Values go in and come out as Python values: dates, ints, text."""

    def __init__(self, table: type[Model]) -> None:
        self._table = table
        self._meta = table._meta

    def add(self, db: BookDatabase, **values: Any) -> int:
        """Add a row; returns its id. Columns that are not named take the table's defaults."""
        return int(self._table.insert(**values).execute(db))

    def add_many(self, db: BookDatabase, rows: Iterable[Mapping[str, Any]]) -> None:
        """Add many rows of the same columns with one prepared statement."""
        listed = list(rows)
        if not listed:
            return
        fields = [self._meta.fields[name] for name in listed[0]]
        columns = ", ".join(field.column_name for field in fields)
        marks = ", ".join("?" * len(fields))
        db.execute_many(
            f"INSERT INTO {self._meta.table_name} ({columns}) VALUES ({marks})",
            [tuple(field.db_value(row[field.name]) for field in fields) for row in listed],
        )

    def change(self, db: BookDatabase, row_id: int, **values: Any) -> None:
        """Change the named columns of one row."""
        self._table.update(**values).where(self._meta.primary_key == row_id).execute(db)

    def remove(self, db: BookDatabase, row_id: int) -> None:
        """Take a row away."""
        self._table.delete().where(self._meta.primary_key == row_id).execute(db)

    def get(self, db: BookDatabase, row_id: int) -> dict[str, Any] | None:
        """One row, or None."""
        query = self._table.select().where(self._meta.primary_key == row_id).dicts()
        found: dict[str, Any] | None = next(iter(query.execute(db)), None)
        return found

    def find(self, db: BookDatabase, **wanted: Any) -> list[dict[str, Any]]:
        """All rows whose columns equal the given values, oldest first."""
        query = self._table.select().order_by(self._meta.primary_key)
        for name, value in wanted.items():
            query = query.where(self._meta.fields[name] == value)
        return list(query.dicts().execute(db))

    def newest_id(self, db: BookDatabase) -> int:
        """The highest id in use; 0 when there is none."""
        query = f"SELECT COALESCE(MAX(id), 0) FROM {self._meta.table_name}"
        return int(db.execute_sql(query).fetchone()[0])


COUNTERS = Shelf(tables.Counter)
CUSTOMERS = Shelf(tables.Customer)
CONTACTS = Shelf(tables.Contact)
INVOICES = Shelf(tables.Invoice)
INVOICE_LINES = Shelf(tables.InvoiceLine)
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
NOTES = Shelf(tables.Note)
DOCUMENTS = Shelf(tables.Document)
DOCUMENT_BODIES = Shelf(tables.DocumentBody)
DOCUMENT_INVOICES = Shelf(tables.DocumentInvoice)
