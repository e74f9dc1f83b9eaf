"""Nobody can change, drop, insert or reorder a recorded step without the check telling."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectdesk.store import chain, steps
from collectdesk.store.book import Book
from collectdesk.store.steps import RowChange

_GUARDED = ("step", "step_row")
_REST = "at, who, what, label, undoes, command, first_row, last_row, hash"
_ROW = "row_table, row_id, before, after"


def _write(book: Book, *labels: str) -> None:
    for label in labels:
        change = RowChange("customer", 1, None, {"id": 1, "name": label, "amount": 5})
        with book.transaction() as db:
            steps.write_step(
                db, at="2026-03-31 09:00:00", who="Dana", what="save", label=label,
                command="{}", changes=[change.images] * 2,
            )  # fmt: skip


def _unguard(book: Book) -> None:
    """What somebody with a database tool would do first."""
    for table in _GUARDED:
        for verb in ("update", "delete"):
            book.db.execute_sql(f"DROP TRIGGER {table}_keeps_{verb}")
    book.db.execute_sql("PRAGMA foreign_keys = OFF")


def test_an_untouched_trail_is_sound(book: Book) -> None:
    assert chain.problems(book.db) == []
    _write(book, "one", "two", "<b>three</b> \ud7ff 株式会社")
    assert chain.problems(book.db) == []
    assert chain.end(book.db)[::2] == (3, 6)


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        ("UPDATE step SET who = 'Mallory' WHERE id = 2", "Step 2"),
        ("UPDATE step SET at = '2020-01-01 00:00:00' WHERE id = 1", "Step 1"),
        ("UPDATE step_row SET after = '{}' WHERE id = 4", "Step 2"),
        ("DELETE FROM step_row WHERE id = 3", "Step 2"),
        ("DELETE FROM step WHERE id = 2", "Step 2 is missing"),
        ("DELETE FROM step WHERE id = 3", "The last steps are missing"),
        (f"INSERT INTO step_row SELECT 9, {_ROW} FROM step_row", "The last steps are missing"),
        ("UPDATE step SET hash = NULL WHERE id = 2", "Step 2"),
        ("UPDATE step SET hash = replace(hash, '0', '1') WHERE id = 3", "Step 3"),
        ("UPDATE step SET first_row = 1, last_row = 2 WHERE id = 2", "Step 2"),
        ("UPDATE step SET first_row = first_row + 1 WHERE id = 2", "Step 2"),
        (f"INSERT INTO step SELECT 9, {_REST} FROM step", "Step 9"),
        (f"INSERT INTO step SELECT 1000000000000, {_REST} FROM step", "Step 4 is missing"),
        (f"REPLACE INTO step SELECT 2, {_REST} FROM step", "Step 2"),
    ],
)
def test_a_forged_trail_is_told(book: Book, forgery: str, told: str) -> None:
    _write(book, "one", "two", "three")
    _unguard(book)
    book.db.execute_sql(forgery + (" LIMIT 1" if "SELECT" in forgery else ""))
    assert any(told in problem for problem in chain.problems(book.db))


def test_a_step_taken_off_the_end_is_known_to_whoever_kept_the_last_seal(book: Book) -> None:
    _write(book, "one", "two")
    kept = chain.end(book.db)
    _unguard(book)
    book.db.execute_sql("DELETE FROM step_row WHERE id > 2")
    book.db.execute_sql("DELETE FROM step WHERE id = 2")
    assert chain.problems(book.db) == []
    assert not chain.has_seal(book.db, kept.step_id, kept.seal)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_sealed(book: Book, text: str) -> None:
    _write(book, text)
    assert chain.problems(book.db) == []
