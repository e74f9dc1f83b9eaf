"""Whatever a step changes is recorded, and can be put back row by row."""

from __future__ import annotations

import pytest

from collectdesk.domain.errors import CannotUndo
from collectdesk.store import recording, rows, steps
from collectdesk.store.book import Book
from tests.store.conftest import NOW


def _customer(book: Book) -> int:
    return rows.CUSTOMERS.add(
        book.db, number="C-1", name="A", currency="USD", terms="net 30", created_on=NOW.date()
    )


def test_every_table_that_a_person_fills_is_recorded(book: Book) -> None:
    tables = {
        row[1]
        for row in book.db.execute_sql("PRAGMA table_list")
        if row[0] == "main" and row[2] == "table" and "_words" not in row[1]
    }
    derived = {
        "book",
        "worklist",
        "step",
        "step_row",
        "document_body",
        "sqlite_schema",
    }
    assert tables - derived == set(recording.RECORDED)


def test_a_row_that_came_and_went_leaves_no_trace(book: Book) -> None:
    ident = _customer(book)
    rows.CUSTOMERS.remove(book.db, ident)
    assert recording.collect(book.db) == []


def test_several_changes_of_a_row_are_told_as_one(book: Book) -> None:
    ident = _customer(book)
    recording.collect(book.db)
    rows.CUSTOMERS.change(book.db, ident, name="B")
    rows.CUSTOMERS.change(book.db, ident, name="C")
    (change,) = recording.collect(book.db)
    assert change.before is not None
    assert change.after is not None
    assert (change.before["name"], change.after["name"]) == ("A", "C")


def test_putting_back_restores_every_column(book: Book) -> None:
    ident = _customer(book)
    before = rows.CUSTOMERS.get(book.db, ident)
    recording.collect(book.db)
    rows.CUSTOMERS.change(book.db, ident, name="B", credit_limit=5, hold_until=NOW.date())
    steps.put_back(book.db, recording.collect(book.db), "Change")
    assert rows.CUSTOMERS.get(book.db, ident) == before


def test_what_was_changed_since_is_not_overwritten(book: Book) -> None:
    ident = _customer(book)
    change = recording.collect(book.db)
    rows.CUSTOMERS.change(book.db, ident, name="B")
    with pytest.raises(CannotUndo, match="later work"):
        steps.put_back(book.db, change, "New customer")


def test_what_others_stand_on_is_not_taken_away(book: Book) -> None:
    ident = _customer(book)
    change = recording.collect(book.db)
    rows.NOTES.add(book.db, customer_id=ident, at="2026-03-31 09:00:00", text="x")
    with pytest.raises(CannotUndo):
        steps.put_back(book.db, change, "New customer")


def test_a_written_step_reads_back_the_same(book: Book) -> None:
    _customer(book)
    changed = recording.collect(book.db)
    step = steps.write_step(
        book.db, at="2026-03-31 09:00:00", who="Dana", what="save_customer",
        label="New customer A", command="{}", changes=[change.images for change in changed],
    )  # fmt: skip
    assert steps.read_step(book.db, step) == changed
