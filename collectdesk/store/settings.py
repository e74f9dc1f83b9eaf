"""The book's own settings, its calendar and its running numbers."""

from __future__ import annotations

import json
from datetime import date

from collectdesk.domain.settings import BookSettings, as_stored, from_stored
from collectdesk.store import rows
from collectdesk.store.engine import BookDatabase


def load(db: BookDatabase) -> BookSettings:
    """The settings of the book; what was never set has its default.

    Every step and most questions look at them, and a logo may be large: where each change is
    recorded, they are read again only after one, and kept only when it cannot be rolled back.
    """
    if db.settings is not None:
        return db.settings
    stored = db.execute_sql("SELECT name, value FROM setting")
    found = from_stored({name: json.loads(value) for name, value in stored})
    if db.settings_stand:
        db.settings = found
    return found


def save(db: BookDatabase, settings: BookSettings) -> None:
    """Write the settings that differ from what is stored."""
    before = as_stored(load(db))
    for name, value in as_stored(settings).items():
        if value == before[name]:
            continue
        db.execute_sql(
            "INSERT INTO setting (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, json.dumps(value, ensure_ascii=False)),
        )


def currency(db: BookDatabase) -> str:
    """The currency of the book; nothing ever changes it."""
    if not db.currency:
        db.currency = str(db.execute_sql("SELECT currency FROM book").fetchone()[0])
    return db.currency


def own_days_off(db: BookDatabase) -> dict[date, str]:
    """The days, with their names, on which the owner's business rests besides public holidays."""
    return {
        date.fromisoformat(day): name
        for day, name in db.execute_sql("SELECT day, name FROM holiday ORDER BY day")
    }


def calendar_code(db: BookDatabase, customer_id: int) -> str:
    """Whose public holidays a customer keeps; empty for those of the owner's business."""
    found = db.execute_sql("SELECT calendar FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return str(found[0]) if found else ""


def peek_number(db: BookDatabase, name: str, prefix: str, width: int = 4) -> str:
    """The number that comes next, without taking it."""
    found = rows.COUNTERS.find(db, name=name)
    return f"{prefix}{found[0]['next'] if found else 1:0{width}d}"


def take_number(db: BookDatabase, name: str, prefix: str, width: int = 4) -> str:
    """The next number of a series; each is given once."""
    number = peek_number(db, name, prefix, width)
    db.execute_sql(
        "INSERT INTO counter (name, next) VALUES (?, 2)"
        " ON CONFLICT (name) DO UPDATE SET next = next + 1",
        (name,),
    )
    return number
