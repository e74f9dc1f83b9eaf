"""One maintained row a customer: what the lists show, ready to read.

The rows are derived, never a source: they are rewritten after each step for the customers that it
touched, and for all at the start of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from collectdesk.domain.rows import CustomerRow
from collectdesk.store.among import among
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A customer's place today, with the sums that lists and the status line add up."""

    customer_id: int
    place: str
    pin: int | None
    score: int
    owes: int
    past_due: int
    overdue: int
    days_late: int
    promised: int
    promised_next: date | None
    amount: int
    reason: str
    reason_long: str
    shown: str
    tone: str
    sort_name: str


_FIELDS = tuple(field.name for field in fields(WorkRow))
_values = attrgetter(*_FIELDS)


def _stored(row: WorkRow) -> tuple[Any, ...]:
    return tuple(v.isoformat() if isinstance(v, date) else v for v in _values(row))


def write(db: BookDatabase, rows: Iterable[WorkRow]) -> None:
    """Replace the rows of these customers."""
    db.execute_many(
        "INSERT OR REPLACE INTO worklist VALUES (" + ", ".join("?" * len(_FIELDS)) + ")",
        [_stored(row) for row in rows],
    )


def laid_out_on(db: BookDatabase) -> date | None:
    """The day of which all rows are."""
    return day_of(db.execute_sql("SELECT laid_out_on FROM book").fetchone()[0])


_MOVED_BY_TIME = """
SELECT id FROM customer WHERE id NOT IN (
  SELECT id FROM worklist WHERE place = 'none' AND past_due = 0 AND promised = 0 AND overdue = 0)
UNION SELECT customer_id FROM invoice WHERE balance > 0 AND lifecycle = 'issued'
UNION SELECT customer_id FROM follow_up WHERE done_on IS NULL
UNION SELECT customer_id FROM dispute WHERE state != 'resolved'
UNION SELECT customer_id FROM plan WHERE signed_on IS NOT NULL AND ended_on IS NULL
UNION SELECT customer_id FROM promise WHERE state = 'open'
ORDER BY 1
"""


def moved_by_time(db: BookDatabase) -> list[int]:
    """The customers whose row can be another one only because a day has passed: something is open
    with them, or stood in their row so far."""
    return [row[0] for row in db.execute_sql(_MOVED_BY_TIME)]


def followed_step(db: BookDatabase) -> int:
    """The last step that the work list and the search follow."""
    return int(db.execute_sql("SELECT followed_step FROM book").fetchone()[0])


def follows_all(db: BookDatabase) -> bool:
    """Whether the work list and the search follow all steps there are."""
    newest = "SELECT COALESCE(MAX(id), 0) FROM step"
    return bool(db.execute_sql(f"SELECT followed_step = ({newest}) FROM book").fetchone()[0])


def note_followed(db: BookDatabase) -> None:
    """Note that the work list and the search follow all steps there are."""
    db.execute_sql("UPDATE book SET followed_step = (SELECT COALESCE(MAX(id), 0) FROM step)")


def note_laid_out(db: BookDatabase, day: date) -> None:
    """Note that all rows are those of this day."""
    db.execute_sql("UPDATE book SET laid_out_on = ?", (day.isoformat(),))


def forget(db: BookDatabase, only: Iterable[int] | None = None) -> None:
    """Take rows away: of the customers named, or all."""
    if only is None:
        db.execute_sql("DELETE FROM worklist")
        return
    db.execute_many("DELETE FROM worklist WHERE id = ?", [(one,) for one in only])


_TABS = {
    "today": "w.place = 'today'",
    "all": "1",
    "promises": "w.promised > 0",
    "resting": "w.place = 'resting'",
}

_ORDER = {
    "today": "w.pin IS NULL, w.pin, w.score DESC, w.overdue DESC, w.days_late DESC, w.sort_name",
    "all": "w.sort_name, w.id",
    "promises": "w.promised_next, w.sort_name",
    "resting": "w.sort_name, w.id",
}

_COLUMNS = (
    "w.id, c.number, c.name, w.amount, w.tone, w.reason, w.shown, w.pin, w.score, w.reason_long,"
    " w.promised, w.promised_next"
)


def listing(
    db: BookDatabase, tab: str, only: Iterable[int] | None, limit: int
) -> list[tuple[CustomerRow, int, date | None]]:
    """Rows of a tab in its order, each with the sum promised and the next promised day."""
    where, values = among(only, "w.id")
    found = db.execute_sql(
        f"SELECT {_COLUMNS} FROM worklist w JOIN customer c ON c.id = w.id"
        f" WHERE {_TABS[tab]} AND c.archived = 0 {where} ORDER BY {_ORDER[tab]} LIMIT :limit",
        {"limit": limit, **values},
    )
    return [_row(row) for row in found]


def _row(row: tuple[Any, ...]) -> tuple[CustomerRow, int, date | None]:
    (ident, number, name, amount, tone, reason, shown, pin, score, long, promised, next_day) = row
    listed = CustomerRow(
        customer_id=ident,
        number=number,
        name=name,
        amount=amount,
        amount_tone=tone,
        reason=reason,
        reason_tone="quiet" if tone == "plain" else tone,
        when=shown,
        pinned=pin is not None,
        score=score,
        reason_long=long,
    )
    return listed, promised, day_of(next_day)


_COUNT_ALL = """
SELECT (SELECT COUNT(*) FROM worklist WHERE place = 'today'), COUNT(*),
  (SELECT COUNT(*) FROM worklist WHERE promised > 0),
  (SELECT COUNT(*) FROM worklist WHERE place = 'resting'),
  (SELECT COALESCE(SUM(w.past_due), 0) FROM worklist w WHERE {listed})
FROM worklist
"""

_COUNT_ARCHIVED = """
SELECT COALESCE(SUM(w.place = 'today'), 0), COUNT(*), COALESCE(SUM(w.promised > 0), 0),
  COALESCE(SUM(w.place = 'resting'), 0), COALESCE(SUM(CASE WHEN {listed} THEN w.past_due END), 0)
FROM customer c JOIN worklist w ON w.id = c.id WHERE c.archived = 1
"""


def counts(db: BookDatabase, tab: str) -> tuple[int, int, int, int, int]:
    """How many customers each tab holds (today, all, promises, resting), and what is past due of
    those in the one named."""
    # Few are archived; to take them off is less than to look at every customer.
    asked = (sql.format(listed=_TABS[tab]) for sql in (_COUNT_ALL, _COUNT_ARCHIVED))
    both = (db.execute_sql(sql).fetchone() for sql in asked)
    today, everyone, promises, resting, past_due = (
        every - archived for every, archived in zip(*both, strict=True)
    )
    return (today, everyone, promises, resting, past_due)


def sums(db: BookDatabase) -> tuple[int, int]:
    """What all customers owe, and how much of it is past due."""
    row = db.execute_sql(
        "SELECT COALESCE(SUM(owes), 0), COALESCE(SUM(past_due), 0) FROM worklist"
    ).fetchone()
    return (row[0], row[1])


def places(db: BookDatabase) -> dict[int, tuple[str, int]]:
    """By customer: the place today, and what is past due."""
    return {
        row[0]: (row[1], row[2])
        for row in db.execute_sql("SELECT id, place, past_due FROM worklist")
    }
