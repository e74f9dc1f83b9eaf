"""Opening balance, charges and credits of a month for all customers at once."""

from __future__ import annotations

from datetime import date

from collectdesk.store.engine import BookDatabase

_SUMS = """
SELECT customer_id,
       SUM(CASE WHEN day < :first THEN amount ELSE 0 END),
       SUM(CASE WHEN day >= :first AND amount > 0 THEN amount ELSE 0 END),
       SUM(CASE WHEN day >= :first AND amount < 0 THEN -amount ELSE 0 END)
FROM (
  SELECT customer_id, issue_date AS day, total AS amount FROM invoice
   WHERE lifecycle != 'draft' AND issue_date <= :last
  UNION ALL
  SELECT customer_id, void_on, -total FROM invoice WHERE void_on <= :last
  UNION ALL
  SELECT customer_id, dated, -amount FROM credit WHERE dated <= :last
  UNION ALL
  SELECT customer_id, reversed_on, amount FROM credit WHERE reversed_on <= :last
) GROUP BY customer_id
"""


def month_sums(db: BookDatabase, first: date, last: date) -> dict[int, tuple[int, int, int]]:
    """By customer: the balance before ``first``, charges and credits from then to ``last``."""
    return {
        row[0]: (row[1], row[2], row[3])
        for row in db.execute_sql(_SUMS, {"first": first.isoformat(), "last": last.isoformat()})
    }
