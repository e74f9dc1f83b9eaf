"""The schema refuses what no book may hold, and changes only by a new migration."""

from __future__ import annotations

import os
from pathlib import Path

import peewee
import pytest

from collectdesk.store.book import Book

GOLDEN = Path(__file__).parent.parent / "golden" / "schema.sql"

_CUSTOMER = (
    "INSERT INTO customer (number, name, currency, terms, created_on)"
    " VALUES ('C-1', 'A', 'USD', 'net 30', '2026-01-01')"
)


def schema(book: Book) -> str:
    """The SQL of everything in the book but the tables behind the search."""
    rows = book.db.execute_sql(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%_words_%'"
        " ORDER BY type, name"
    )
    return ";\n\n".join(row[0] for row in rows) + ";\n"


def test_the_schema_is_the_one_agreed(book: Book) -> None:
    if os.environ.get("COLLECTDESK_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(schema(book), encoding="utf-8")
    assert schema(book) == GOLDEN.read_text(encoding="utf-8")


def _invoice(**changed: object) -> str:
    values: dict[str, object] = {
        "customer_id": 1,
        "number": "'I-1'",
        "lifecycle": "'issued'",
        "issue_date": "'2026-01-01'",
        "due_date": "'2026-01-31'",
        "terms": "'net 30'",
        "net": 1000,
        "tax": 0,
        "total": 1000,
        "balance": 1000,
    }
    values |= changed
    return (
        f"INSERT INTO invoice ({', '.join(values)}) VALUES ({', '.join(map(str, values.values()))})"
    )


def test_a_sound_invoice_is_taken(book: Book) -> None:
    book.db.execute_sql(_CUSTOMER)
    book.db.execute_sql(_invoice())


@pytest.mark.parametrize(
    "wrong",
    [
        {"issue_date": "'2026-02-30'"},
        {"issue_date": "'31/01/2026'"},
        {"due_date": "NULL"},
        {"total": 10.5},
        {"total": "'much'"},
        {"balance": -1},
        {"balance": 1001},
        {"tax": 1},
        {"customer_id": 77},
        {"lifecycle": "'lost'"},
        {"lifecycle": "'void'"},
        {"number": "''"},
    ],
    ids=str,
)
def test_an_impossible_invoice_is_refused(book: Book, wrong: dict[str, object]) -> None:
    book.db.execute_sql(_CUSTOMER)
    with pytest.raises(peewee.IntegrityError):
        book.db.execute_sql(_invoice(**wrong))


@pytest.mark.parametrize("change", ["total = 900, net = 900, balance = 900", "number = 'I-2'"])
def test_an_issued_invoice_never_changes(book: Book, change: str) -> None:
    book.db.execute_sql(_CUSTOMER)
    book.db.execute_sql(_invoice())
    with pytest.raises(peewee.IntegrityError, match="never changes"):
        book.db.execute_sql(f"UPDATE invoice SET {change}")


@pytest.mark.parametrize("verb", ["DELETE FROM step", "UPDATE step SET who = 'me'"])
def test_the_trail_is_only_ever_added_to(book: Book, verb: str) -> None:
    book.db.execute_sql(
        "INSERT INTO step (at, who, what, label, command, first_row, last_row, hash)"
        f" VALUES ('now', 'x', 'y', 'z', '{{}}', 1, 0, '{'0' * 64}')"
    )
    with pytest.raises(peewee.IntegrityError, match="append-only"):
        book.db.execute_sql(verb)


def test_what_points_at_a_row_is_found_by_an_index(book: Book) -> None:
    """SQLite looks for it whenever such a row is added; only steps are never looked for."""
    ask = book.db.execute_sql
    unaided = [
        f"{table}.{column}"
        for (table,) in ask("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for _, _, _, column, *_ in ask(f"PRAGMA foreign_key_list({table})").fetchall()
        for plan in ask(f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = 1").fetchall()
        if plan[3].startswith("SCAN")
    ]
    assert unaided == ["step.undoes"]
