"""The work queue as it would be on another day, for whoever looks ahead or back."""

from __future__ import annotations

from datetime import date

from collectdesk.domain.rows import CustomerRow
from collectdesk.store import facts
from collectdesk.store.worklist import WorkRow
from collectdesk.usecases.placing import placed_as_of
from collectdesk.usecases.work import Work


def queue_as_of(work: Work, day: date) -> tuple[CustomerRow, ...]:
    """Whom to call on ``day``, first things first, from what was dated up to it."""
    files = {file.customer_id: file for file in facts.customers(work.db) if not file.archived}
    placed = [
        row for row in placed_as_of(work, day) if row.place == "today" and row.customer_id in files
    ]
    return tuple(_row(row, files[row.customer_id]) for row in sorted(placed, key=_in_order))


def _in_order(row: WorkRow) -> tuple[bool, int, int, int, int, str]:
    pin = row.pin
    return (pin is None, pin or 0, -row.score, -row.overdue, -row.days_late, row.sort_name)


def _row(row: WorkRow, file: facts.CustomerFile) -> CustomerRow:
    return CustomerRow(
        customer_id=row.customer_id,
        number=file.number,
        name=file.name,
        amount=row.amount,
        amount_tone="plain",
        reason=row.reason,
        reason_tone="plain",
        when=row.shown,
        pinned=row.pin is not None,
        score=row.score,
        reason_long=row.reason_long,
    )
