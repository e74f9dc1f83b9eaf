"""Reading the trail of steps, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collectdesk.store.engine import BookDatabase
from collectdesk.store.steps import RowChange, read_step


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A step as recorded. ``undoes`` is the step that it took back."""

    step_id: int
    at: str
    who: str
    what: str
    label: str
    undoes: int | None


_READ_FOR_ALL = 20
_OF_CUSTOMER = """AND EXISTS (SELECT 1 FROM step_row r
WHERE r.id BETWEEN step.first_row AND step.last_row AND (
  (r.row_table = 'customer' AND r.row_id = :customer)
  OR json_extract(COALESCE(r.after, r.before), '$.customer_id') = :customer))"""


def steps_before(
    db: BookDatabase, before_id: int | None, customer_id: int | None, limit: int
) -> list[TrailStep]:
    """The latest steps before one, of one customer or of all."""
    found = db.execute_sql(
        "SELECT id, at, who, what, label, undoes FROM step WHERE (:before IS NULL OR id < :before)"
        f" {_OF_CUSTOMER if customer_id is not None else ''} ORDER BY id DESC LIMIT :most",
        {"before": before_id, "customer": customer_id, "most": limit},
    )
    return [TrailStep(*row) for row in found.fetchall()]


def count_rows(db: BookDatabase, step_id: int) -> int:
    """How many rows a step changed, besides running numbers."""
    found = db.execute_sql(
        "SELECT COUNT(*) FROM step s JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row"
        " WHERE s.id = ? AND r.row_table != 'counter'",
        (step_id,),
    )
    return int(found.fetchone()[0])


def first_changes(
    db: BookDatabase, step_id: int, customer_id: int | None, limit: int
) -> Iterator[RowChange]:
    """The first rows that a step changed, those of one customer first."""
    most = _READ_FOR_ALL + limit if customer_id is None else None
    changes = [c for c in read_step(db, step_id, most) if c.table != "counter"]
    own = [change for change in changes if customer_id in (None, change.customer_id)]
    yield from (own or changes)[:limit]
