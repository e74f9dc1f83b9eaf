"""What was tried to collect an invoice: calls, letters and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from collectdesk.domain.playbook import NOTICE_LABELS
from collectdesk.store.among import code_words
from collectdesk.store.engine import BookDatabase


@dataclass(frozen=True, slots=True)
class Tried:
    """Outcomes of calls with the customer (since the day asked from, and ever), the kinds of
    notices about the invoice, and the number of plans over it."""

    outcomes: frozenset[str]
    outcomes_ever: frozenset[str]
    letters: frozenset[str]
    plans: int


def tried(db: BookDatabase, invoice_id: int, customer_id: int, since: date) -> Tried:
    """What was tried for an invoice of this customer."""
    calls = db.execute_sql(
        "SELECT outcome, MAX(at) >= ? FROM call WHERE customer_id = ? GROUP BY outcome",
        (since.isoformat(), customer_id),
    ).fetchall()
    words = code_words(NOTICE_LABELS)
    letters = db.execute_sql(
        "SELECT DISTINCT d.kind FROM document d JOIN document_invoice x ON x.document_id = d.id"
        f" WHERE x.invoice_id = ? AND d.kind IN ({words})",
        (invoice_id,),
    )
    plans = db.execute_sql(
        "SELECT COUNT(*) FROM plan_invoice WHERE invoice_id = ?", (invoice_id,)
    ).fetchone()[0]
    return Tried(
        frozenset(outcome for outcome, lately in calls if lately),
        frozenset(outcome for outcome, _ in calls),
        frozenset(row[0] for row in letters),
        plans,
    )
