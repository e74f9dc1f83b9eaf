"""However many customers are asked about, the question stays the same: none piles up in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from collectdesk.store import alerts, charges, documents, facts, outlook, worklist
from collectdesk.store.aging import _only_unapplied
from collectdesk.store.book import Book
from collectdesk.store.engine import BookDatabase

DAY = date(2026, 3, 31)
Question = Callable[[BookDatabase, list[int]], Any]
QUESTIONS: dict[str, Question] = {
    "notices": lambda db, ids: documents.notices_of(db, ["second"], DAY, ids),
    "newest documents": lambda db, ids: documents.latest(db, ids, "", 10),
    "documents": documents.these,
    "late invoices": lambda db, ids: charges.late_invoices(db, DAY, ids),
    "doubtful charges": lambda db, ids: charges.late_invoices(db, DAY, ids, only_doubtful=True),
    "contacts": alerts.contacts_about,
    "holds": lambda db, ids: alerts.holds_told(db, DAY, "hold", ids),
    "found customers": lambda db, ids: worklist.listing(db, "all", ids, 10),
    "promises kept": outlook._records,
    "cash on account": lambda db, ids: _only_unapplied(db, dict.fromkeys(ids, 1), 5),
    "open debits": facts.open_debits_now,
}


@pytest.mark.parametrize("about", QUESTIONS)
def test_other_customers_are_asked_about_in_the_same_words(
    about: str, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = BookDatabase.execute_sql

    def noted(self: BookDatabase, sql: str, params: Any = None) -> Any:
        asked.append(sql)
        return plain(self, sql, params)

    monkeypatch.setattr(BookDatabase, "execute_sql", noted)

    def words(ids: Iterable[int]) -> list[str]:
        asked.clear()
        QUESTIONS[about](book.db, list(ids))
        return list(asked)

    assert words(range(1, 3_000)) == words(range(2, 3_001)) != []
