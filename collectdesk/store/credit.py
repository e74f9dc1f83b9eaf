"""Credit applications, and the facts from which limits are reviewed."""

from __future__ import annotations

from datetime import date

from collectdesk.domain.call import OutcomeCode
from collectdesk.store.engine import BookDatabase
from collectdesk.store.fields import day_of

_LATEST = "ORDER BY decision = '', decided_on DESC, id DESC LIMIT 1"
"""What was decided last comes first, whenever it was asked for. What waits counts where nothing was
decided before."""


def latest_decision(db: BookDatabase, customer_id: int) -> tuple[str, int] | None:
    """The decision that is in force for a customer, and its deposit share; an empty one where the
    first application waits, None without any."""
    found = db.execute_sql(
        f"SELECT decision, deposit_bp FROM credit_application WHERE customer_id = ? {_LATEST}",
        (customer_id,),
    ).fetchone()
    return None if found is None else (found[0], found[1])


def is_known_insolvent(db: BookDatabase, customer_id: int) -> bool:
    """Whether a call with the customer told so."""
    found = db.execute_sql(
        "SELECT EXISTS (SELECT 1 FROM call WHERE customer_id = ? AND outcome = ?)",
        (customer_id, OutcomeCode.INSOLVENCY.value),
    ).fetchone()
    return bool(found[0])


def reviews(db: BookDatabase) -> dict[int, date]:
    """The day on which each customer's limit is to be looked at again, if one was set."""
    found = db.execute_sql(
        "SELECT customer_id, review_on FROM credit_application a WHERE review_on IS NOT NULL"
        " AND id = (SELECT id FROM credit_application WHERE customer_id = a.customer_id"
        f"           {_LATEST})"
    )
    return {customer: day for customer, text in found if (day := day_of(text))}


def undecided(db: BookDatabase) -> list[tuple[int, int, str, date, int | None]]:
    """Applications that wait: id, customer id and name, day asked, limit asked for."""
    return [
        (*row[:3], date.fromisoformat(row[3]), row[4])
        for row in db.execute_sql(
            "SELECT a.id, a.customer_id, c.name, a.asked_on, a.requested_limit"
            " FROM credit_application a JOIN customer c ON c.id = a.customer_id"
            " WHERE a.decision = '' ORDER BY a.asked_on, a.id"
        )
    ]
