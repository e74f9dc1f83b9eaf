"""The hash chain over the trail: whoever changes, drops or inserts a step breaks every later seal.

A step's seal is the SHA-256 of the seal before it, the step and its rows before and after. It is
written in the transaction of the step itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from collectdesk.store.engine import BookDatabase

FIRST = "0" * 64
"""What stands before the first step."""

SEALED_SINCE = 3
"""The schema version from which each step is sealed as it is written."""

IN_ORDER_SINCE = 7
"""The schema version from which each step names its rows and carries its seal."""

_MOST = 20


class End(NamedTuple):
    """Where the trail ends: the last step and its seal, and the last row of all."""

    step_id: int
    seal: str
    last_row: int


_END = """
SELECT id, hash, COALESCE((SELECT MAX(id) FROM step_row), 0) FROM step ORDER BY id DESC LIMIT 1
"""


def end(db: BookDatabase) -> End:
    """The end of the trail; before the first step, 0 and ``FIRST``."""
    found = db.execute_sql(_END).fetchone()
    return End(*found) if found else End(0, FIRST, 0)


class Seal:
    """The seal of a step, worked out while its rows pass by. ``step`` is as the table has it, from
    the id to the command; ``passed`` counts the rows.
    """

    def __init__(self, previous: str, step: tuple[Any, ...]) -> None:
        self.passed = 0
        self._found = hashlib.sha256(previous.encode())
        self._add(step)

    def passing(self, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The same rows, each sealed as it passes."""
        for row in rows:
            self._add(row)
            self.passed += 1
            yield row

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
        last = _hash(last, step.written, _rows(db, step))
        seals.append((last, step.step_id))
    db.execute_many("UPDATE step SET hash = ? WHERE id = ?", seals)


def problems(db: BookDatabase) -> list[str]:
    """A sentence for each step that is missing or not as it was sealed, and for stray rows."""
    found = []
    last, wanted, last_row = FIRST, 1, 0
    for step in _steps(db):
        gone = islice(range(wanted, step.step_id), _MOST)
        found += [f"Step {one} is missing from the trail" for one in gone]
        computed = _hash(last, step.written, _rows(db, step))
        if step.seal != computed or step.first_row != last_row + 1:
            found.append(f"Step {step.step_id} ({step.at}) is not as it was recorded")
        last, wanted, last_row = step.seal or computed, step.step_id + 1, step.last_row
        if len(found) >= _MOST:
            return found[:_MOST]
    if end(db).last_row > last_row:
        found.append("The last steps are missing from the trail")
    return found


def has_seal(db: BookDatabase, step_id: int, hash_: str) -> bool:
    """Whether the trail still holds a step as it was sealed then."""
    if step_id == 0:
        return True
    found = db.execute_sql("SELECT hash FROM step WHERE id = ?", (step_id,)).fetchone()
    return found is not None and found[0] == hash_


class _Sealed(NamedTuple):
    """A step as its table has it."""

    step_id: int
    at: str
    who: str
    what: str
    label: str
    undoes: int | None
    command: str
    first_row: int
    last_row: int
    seal: str | None

    @property
    def written(self) -> tuple[Any, ...]:
        """What its seal covers, besides its rows."""
        return self[:7]


def _steps(db: BookDatabase) -> Iterator[_Sealed]:
    for row in db.execute_sql(
        "SELECT id, at, who, what, label, undoes, command, first_row, last_row, hash"
        " FROM step ORDER BY id"
    ):
        yield _Sealed(*row)


def _rows(db: BookDatabase, step: _Sealed) -> Iterator[tuple[Any, ...]]:
    yield from db.execute_sql(
        "SELECT row_table, row_id, before, after FROM step_row WHERE id BETWEEN ? AND ?"
        " ORDER BY id",
        (step.first_row, step.last_row),
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
    if isinstance(value, str):
        return encode_basestring(value)
    return "null" if value is None else str(value)
