"""What is told of a step is the difference that it made, whatever was done, at whatever size."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from collectdesk.store import chain, recording, rows, steps
from collectdesk.store.book import Book
from tests.store.conftest import NOW

_TABLES = ("customer", "document")
_PAPERS = ('{"a":1}', '{"b":"\\u0001\\"\\\\ é \U0001f600"}', json.dumps({"long": "x" * 9_000}))

_Snapshot = dict[tuple[str, int], dict[str, Any]]


def _snapshot(book: Book) -> _Snapshot:
    found: _Snapshot = {}
    for table in _TABLES:
        cursor = book.db.execute_sql(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            image = dict(zip(names, row, strict=True))
            found[table, image["id"]] = image
    return found


def _customer(book: Book) -> int:
    return rows.CUSTOMERS.add(
        book.db, number="C-1", name="A", currency="USD", terms="net 30", created_on=NOW.date()
    )


def _document(book: Book, customer: int, number: int, paper: str) -> int:
    return rows.DOCUMENTS.add(
        book.db, customer_id=customer, number=f"D-{number}", kind="letter", issued_on=NOW.date(),
        page="letter", envelope="plain", paper=paper, id=number,
    )  # fmt: skip


def _apply(book: Book, customer: int, verb: str, number: int, paper: str) -> None:
    there = rows.DOCUMENTS.get(book.db, number) is not None
    if verb == "add" and not there:
        _document(book, customer, number, paper)
    elif verb == "print":
        rows.DOCUMENTS.change(book.db, number, channel=paper[:9])
    elif verb == "rewrite":
        rows.DOCUMENTS.change(book.db, number, paper=paper)
    elif verb == "remove":
        rows.DOCUMENTS.remove(book.db, number)


_deeds = st.lists(
    st.tuples(
        st.sampled_from(["add", "print", "rewrite", "remove"]),
        st.integers(1, 3),
        st.sampled_from(_PAPERS),
    ),
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(earlier=_deeds, deeds=_deeds)
def test_what_is_told_is_the_difference_that_was_made(
    book: Book, earlier: list[Any], deeds: list[Any]
) -> None:
    book.db.begin()
    try:
        customer = _customer(book)
        for deed in earlier:
            _apply(book, customer, *deed)
        recording.forget(book.db)
        before = _snapshot(book)
        for deed in deeds:
            _apply(book, customer, *deed)
        after = _snapshot(book)
        changed = recording.collect(book.db)
        assert {(c.table, c.row_id): (c.before, c.after) for c in changed} == {
            key: (before.get(key), after.get(key))
            for key in before.keys() | after.keys()
            if before.get(key) != after.get(key)
        }
        steps.put_back(book.db, reversed(changed), "")
        assert _snapshot(book) == before
    finally:
        book.db.rollback()


def test_a_long_letter_is_not_held_in_memory_while_it_is_issued_and_printed(book: Book) -> None:
    customer = _customer(book)

    def noted() -> int:
        touched = book.db.touched
        texts = (*touched.before.values(), *touched.large.values())
        return sum(len(text or "") for text in texts)

    for number in range(200):
        _document(book, customer, number, _PAPERS[2])
    issued = noted()
    assert all(_PAPERS[2] == (c.after or {}).get("paper") for c in recording.collect(book.db)[1:])
    for number in range(200):
        rows.DOCUMENTS.change(book.db, number, printed_on=NOW.date())
    printed = noted()
    changed = recording.collect(book.db)
    assert all(_PAPERS[2] == (c.before or {}).get("paper") for c in changed)
    assert issued == 0
    assert 0 < printed < 200 * len(_PAPERS[2]) // 10


def test_the_seal_of_a_step_is_the_one_that_it_always_was(book: Book) -> None:
    """Small or large, by one rule: a book that was sealed by an earlier program must verify."""
    previous = chain.FIRST
    for count in (1, 3_000):
        recording.forget(book.db)
        for place in range(count):
            rows.NOTES.add(
                book.db, customer_id=_customer_once(book), at="2026-03-31 09:00:00",
                text=f"{place} <b> \u2028 é",
            )  # fmt: skip
        told = ("2026-03-31 09:00:00", "Dana", "note", "Notes")
        step = steps.write_step(
            book.db, at=told[0], who=told[1], what=told[2], label=told[3], command="{}",
            changes=recording.take(book.db),
        )  # fmt: skip
        lines = [(step, *told, None, "{}")]
        lines += book.db.execute_sql(
            "SELECT row_table, row_id, before, after FROM step_row"
            " WHERE id >= (SELECT first_row FROM step WHERE id = ?) ORDER BY id",
            (step,),
        ).fetchall()
        text = "".join(
            json.dumps(list(line), ensure_ascii=False, separators=(",", ":")) + "\n"
            for line in lines
        )
        previous = hashlib.sha256((previous + text).encode()).hexdigest()
        assert chain.end(book.db)[:2] == (step, previous)
        assert len(lines) >= count
    assert chain.problems(book.db) == []


def test_what_was_tried_and_taken_back_is_not_told_with_the_next_step(book: Book) -> None:
    customer = _customer(book)
    recording.forget(book.db)
    book.db.begin()
    rows.CUSTOMERS.change(book.db, customer, name="Tried")
    tried = rows.NOTES.add(book.db, customer_id=customer, at="2026-03-31 09:00:00", text="Tried")
    book.db.rollback()
    rows.CUSTOMERS.change(book.db, customer, note="Kept")
    (change,) = recording.collect(book.db)
    assert (change.table, change.before and change.before["name"]) == ("customer", "A")
    assert rows.NOTES.get(book.db, tried) is None


def _customer_once(book: Book) -> int:
    found = rows.CUSTOMERS.find(book.db, number="C-1")
    return int(found[0]["id"]) if found else _customer(book)
