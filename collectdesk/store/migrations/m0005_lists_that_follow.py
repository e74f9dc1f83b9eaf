"""How far the work list and the search follow the steps, and indexes in the order of the lists.

A step is kept first; the lists follow it when they are next looked at. Sums over a time, and the
first rows of each list, are read from an index alone. Notes are found at once by the beginnings of
words of any usual length; ``store.upgrade`` fills their table again.
"""

from __future__ import annotations

_NEW_INDEXES = {
    "worklist_today": "worklist (place, pin IS NULL, pin, score DESC, overdue DESC,"
    " days_late DESC, sort_name)",
    "worklist_name": "worklist (sort_name)",
    "worklist_promised": "worklist (promised_next, sort_name) WHERE promised > 0",
    "worklist_sums": "worklist (place, promised, past_due, owes)",
    "customer_archived": "customer (archived) WHERE archived = 1",
    "invoice_customer": "invoice (customer_id, issue_date, lifecycle)",
    "invoice_delivered": "invoice (customer_id, delivered_on) WHERE delivered_on IS NOT NULL",
    "invoice_void": "invoice (customer_id, void_on) WHERE void_on IS NOT NULL",
    "invoice_draft": "invoice (issue_date) WHERE lifecycle = 'draft'",
    "invoice_open_issued": "invoice (issue_date) WHERE balance > 0 AND lifecycle = 'issued'",
    "invoice_issued": "invoice (issue_date, id, kind, lifecycle, total)",
    "invoice_closed_on": "invoice (closed_on)",
    "credit_customer": "credit (customer_id, dated, reversed_on, amount)",
    "credit_reversed": "credit (customer_id, reversed_on) WHERE reversed_on IS NOT NULL",
    "credit_dated": "credit (dated, kind, state, amount)",
    "allocation_customer": "allocation (customer_id, dated, amount)",
    "promise_call": "promise (call_id) WHERE call_id IS NOT NULL",
    "promise_judged": "promise (judged_on, state, amount, received, made_on)"
    " WHERE judged_on IS NOT NULL",
}

_REPLACED = (
    "worklist_today", "invoice_customer", "invoice_issued", "credit_customer", "credit_dated",
    "allocation_customer",
)  # fmt: skip


_NOTE_WORDS = (
    "CREATE VIRTUAL TABLE note_words USING fts5 (words, content='', contentless_delete=1,"
    " detail=none, prefix='1 2 3 4 5 6 7 8 9 10 11 12')"
)


def statements() -> list[str]:
    """The SQL of this step, in order."""
    return [
        "ALTER TABLE book ADD COLUMN followed_step INTEGER NOT NULL DEFAULT 0",
        "UPDATE book SET followed_step = (SELECT COALESCE(MAX(id), 0) FROM step)",
        *(f"DROP INDEX {name}" for name in _REPLACED),
        *(f"CREATE INDEX {name} ON {columns}" for name, columns in _NEW_INDEXES.items()),
        "DROP TABLE note_words",
        _NOTE_WORDS,
    ]
