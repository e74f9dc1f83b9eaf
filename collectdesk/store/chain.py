"""The hash chain over the trail: whoever changes, drops or inserts a step breaks every later seal.

A step's seal is the SHA-256 of the seal before it, the step and its rows before and after. It is
written in the transaction of the step itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from collectdesk.store.engine import BookDatabase

FIRST = "0" * 64
"""What stands before the first step."""

SEALED_SINCE = 3
"""The schema version from which each step is sealed as it is written."""

_MOST = 20
_as_text = json.JSONEncoder(ensure_ascii=False).encode


def head(db: BookDatabase) -> tuple[int, str]:
    """The id and the seal of the last step; 0 and ``FIRST`` where there is none."""
    found = db.execute_sql("SELECT id, hash FROM step_seal ORDER BY id DESC LIMIT 1").fetchone()
    return (found[0], found[1]) if found else (0, FIRST)


class Seal:
    """The seal of a step, worked out while its rows pass by. ``step`` is as the table has it."""

    def __init__(self, previous: str, step: tuple[Any, ...]) -> None:
        self._step_id = step[0]
        self._found = hashlib.sha256(previous.encode())
        self._add(step)

    def passing(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The same rows, each sealed as it passes."""
        for row in rows:
            self._add(row)
            yield row

    def write(self, db: BookDatabase) -> None:
        """Seal the step that was just written, when all of its rows have passed."""
        db.execute_sql("INSERT INTO step_seal (id, hash) VALUES (?, ?)", (self._step_id, self.text))

    @property
    def text(self) -> str:
        """The seal of what has passed."""
        return self._found.hexdigest()

    def _add(self, record: tuple[Any, ...]) -> None:
        self._found.update(_as_line(record).encode("utf-8", "surrogatepass"))


def seal_all(db: BookDatabase) -> None:
    """Seal the steps that were written before there were seals."""
    seals = []
    last = FIRST
    for step in _steps(db):
        last = _hash(last, step, _rows(db, step[0]))
        seals.append((step[0], last))
    db.execute_many("INSERT INTO step_seal (id, hash) VALUES (?, ?)", seals)


def problems(db: BookDatabase) -> list[str]:
    """A sentence for each step that is not as it was sealed, and for steps without a seal."""
    seals = dict(db.execute_sql("SELECT id, hash FROM step_seal"))
    found = []
    last = FIRST
    for step in _steps(db):
        kept = seals.pop(step[0], None)
        computed = _hash(last, step, _rows(db, step[0]))
        if kept != computed:
            found.append(f"Step {step[0]} ({step[1]}) is not as it was recorded")
        last = kept or computed
    found += [f"Step {step_id} is missing from the trail" for step_id in seals]
    return found[:_MOST]


def has_seal(db: BookDatabase, step_id: int, hash_: str) -> bool:
    """Whether the trail still holds a step as it was sealed then."""
    if step_id == 0:
        return True
    found = db.execute_sql("SELECT hash FROM step_seal WHERE id = ?", (step_id,)).fetchone()
    return found is not None and found[0] == hash_


def _steps(db: BookDatabase) -> Iterator[tuple[Any, ...]]:
    yield from db.execute_sql(
        "SELECT id, at, who, what, label, undoes, command FROM step ORDER BY id"
    )


def _rows(db: BookDatabase, step_id: int) -> Iterator[tuple[Any, ...]]:
    yield from db.execute_sql(
        "SELECT row_table, row_id, before, after FROM step_row WHERE step_id = ? ORDER BY id",
        (step_id,),
    )


def _hash(previous: str, step: tuple[Any, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    seal = Seal(previous, step)
    for _ in seal.passing(rows):
        pass
    return seal.text


def _as_line(record: Iterable[str | int | None]) -> str:
    """A row as a JSON array on a line of its own; each value by itself is encoded faster."""
    return f"[{','.join(map(_as_value, record))}]\n"


def _as_value(value: str | int | None) -> str:
    if value is None:
        return "null"
    return str(value) if isinstance(value, int) else _as_text(value)
