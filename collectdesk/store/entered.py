"""When things were entered: the step of the trail that wrote them.

Rows tell the day that they are dated, and the trail in which order they came. It has no index over
its rows; steps are numbered in the order of time, so that those of a day are found by halving.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from collectdesk.store.engine import BookDatabase

_WRITTEN: Final = {
    "call": ("call", "id"),
    "courtesy_call": ("call", "id"),
    "promise_made": ("promise", "id"),
    "promise": ("promise", "judged_on"),
    "credit": ("credit", "id"),
    "used": ("allocation", "id"),
    "returned": ("credit", "reversed_on"),
    "invoice": ("invoice", "lifecycle"),
    "delivered": ("invoice", "delivered_on"),
    "void": ("invoice", "void_on"),
    "dispute": ("dispute", "id"),
    "settled": ("dispute", "resolved_on"),
    "plan": ("plan", "id"),
    "plan_ended": ("plan", "ended_on"),
    "document": ("document", "id"),
    "note": ("note", "id"),
}
"""By kind of happening the table, and the column whose change makes it happen."""

_MOST_ROWS: Final = 20_000
"""A step with more, such as a large import, is not looked through: it would be waited for."""

NOT_YET: Final = 2**63
"""Stands for the step that is being taken, which the trail does not know yet."""

Thing = tuple[str, int]
"""A kind of happening, and the id of its row."""

_STEPS = """
WITH RECURSIVE place (day, low, high) AS (
  SELECT value, 0, (SELECT COALESCE(MAX(id), 0) + 1 FROM step) FROM json_each(:edges)
  UNION ALL
  SELECT day, iif(at < day, id, low), iif(at < day, high, id)
  FROM place CROSS JOIN step ON id = (low + high) / 2 WHERE high - low > 1),
edge AS MATERIALIZED (SELECT day, high AS step FROM place WHERE high - low = 1),
wanted AS MATERIALIZED (
  SELECT value ->> 0 AS kind, CAST(value ->> 1 AS TEXT) AS name,
         CAST(value ->> 2 AS INTEGER) AS id, value ->> 3 AS changed
  FROM json_each(:wanted))
SELECT w.kind, w.id, MAX(s.id)
FROM json_each(:days) d
  CROSS JOIN edge this ON this.day = d.value ->> 0
  CROSS JOIN edge later ON later.day = d.value ->> 1
  CROSS JOIN step s ON s.id >= this.step AND s.id < later.step
    AND s.last_row - s.first_row < :most
  CROSS JOIN step_row r ON r.id BETWEEN s.first_row AND s.last_row
  CROSS JOIN wanted w ON w.id = r.row_id AND w.name = r.row_table
WHERE r.after ->> w.changed IS NOT r.before ->> w.changed
GROUP BY w.kind, w.id
"""


def steps_of(db: BookDatabase, days: Iterable[date], things: Iterable[Thing]) -> dict[Thing, int]:
    """The step that last made each of the things happen, if it was taken on one of the days."""
    wanted = [(kind, _WRITTEN[kind][0], id_, _WRITTEN[kind][1]) for kind, id_ in things]
    if not wanted:
        return {}
    ranges = [(day.isoformat(), (day + timedelta(days=1)).isoformat()) for day in days]
    values = {
        "most": _MOST_ROWS,
        "wanted": json.dumps(wanted),
        "days": json.dumps(ranges),
        "edges": json.dumps(sorted({edge for both in ranges for edge in both})),
    }
    return {(kind, id_): step for kind, id_, step in db.execute_sql(_STEPS, values)}
