"""What of a customer waits for money: asked first, because of most customers nothing does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.store.engine import BookDatabase
from collectdesk.store.plans import FOLLOWS_MONEY
from collectdesk.store.promises import KEPT_LATER, MISSED_SINCE

_WAITING = """
SELECT EXISTS (SELECT 1 FROM promise WHERE customer_id = :customer AND ({promises})),
       EXISTS (SELECT 1 FROM plan WHERE customer_id = :customer AND {plans}),
       EXISTS (SELECT 1 FROM follow_up WHERE customer_id = :customer AND done_on IS NULL)
"""
_OPEN = f"state = 'open' OR {MISSED_SINCE}"
_NOTED_TODAY = _WAITING.format(promises=_OPEN, plans=FOLLOWS_MONEY)
_NOTED_LATE = _WAITING.format(promises=f"{_OPEN} OR {KEPT_LATER}", plans=FOLLOWS_MONEY)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether a customer has promises that money can keep, or keep earlier, plans to judge and
    follow-ups to do."""

    promises: bool
    plans: bool
    follow_ups: bool


def for_money(
    db: BookDatabase, customer_id: int, since: date, *, noted_late: bool = False
) -> Waiting:
    """What money of the day ``since`` or later may change, ``noted_late`` if that is not today."""
    values = {"customer": customer_id, "since": since.isoformat()}
    return Waiting(
        *map(bool, db.execute_sql(_NOTED_LATE if noted_late else _NOTED_TODAY, values).fetchone())
    )
