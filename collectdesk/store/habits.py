"""How long paid invoices took, added up by customer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class PaidSums:
    """What payments settled, in minor units, and the same times days: from the invoice's date,
    from its due date (early ones negative), and from its due date with early ones as on time."""

    invoices: int = 0
    amount: int = 0
    times_days_to_pay: int = 0
    times_days_late: int = 0
    times_days_late_only: int = 0

    def __add__(self, other: PaidSums) -> PaidSums:
        return PaidSums(
            self.invoices + other.invoices,
            self.amount + other.amount,
            self.times_days_to_pay + other.times_days_to_pay,
            self.times_days_late + other.times_days_late,
            self.times_days_late_only + other.times_days_late_only,
        )


_PAID = """
SELECT customer_id, COUNT(DISTINCT invoice_id), SUM(amount), SUM(amount * days),
       SUM(amount * late), SUM(amount * MAX(late, 0))
FROM (
  SELECT a.customer_id, a.invoice_id, a.amount,
         CAST(julianday(MAX(c.dated, i.issue_date)) - julianday(i.issue_date) AS INTEGER) AS days,
         CAST(julianday(MAX(c.dated, i.issue_date)) - julianday(i.due_date) AS INTEGER) AS late
  FROM allocation a JOIN credit c ON c.id = a.credit_id JOIN invoice i ON i.id = a.invoice_id
  WHERE c.kind = 'payment' AND c.state != 'reversed' AND i.kind = 'invoice'
    AND a.dated BETWEEN :first AND :last {only}
) GROUP BY customer_id
"""


def paid(
    db: BookDatabase, first: date, last: date, only: Iterable[int] | None = None
) -> dict[int, PaidSums]:
    """By customer, what payments settled in the time given; returned ones left out.

    The days go by the day of the payment, however long it waited on account.
    """
    among = ""
    if only is not None:
        listed = ", ".join(str(int(one)) for one in only) or "NULL"
        among = f"AND a.customer_id IN ({listed})"
    found = db.execute_sql(
        _PAID.format(only=among), {"first": first.isoformat(), "last": last.isoformat()}
    )
    return {row[0]: PaidSums(*row[1:]) for row in found}


def promises_judged(db: BookDatabase, first: date, last: date) -> tuple[int, int, int, int, int]:
    """How promises ended that were judged in the time given: kept, partly kept, broken; what they
    promised, and what of it came in time.

    Renegotiated and cancelled ones do not count. Of each, at most what was promised counts as
    received, so that one paid too much hides no other.
    """
    found = db.execute_sql(
        "SELECT COALESCE(SUM(state = 'kept'), 0), COALESCE(SUM(state = 'partly_kept'), 0),"
        " COALESCE(SUM(state = 'broken'), 0), COALESCE(SUM(amount), 0),"
        " COALESCE(SUM(MIN(received, amount)), 0) FROM promise"
        " WHERE judged_on BETWEEN :first AND :last AND made_on <= :last"
        " AND state IN ('kept', 'partly_kept', 'broken')",
        {"first": first.isoformat(), "last": last.isoformat()},
    ).fetchone()
    return (found[0], found[1], found[2], found[3], found[4])
