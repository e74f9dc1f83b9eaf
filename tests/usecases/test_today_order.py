"""Today's list: agreed work first, then the score, and ties in an order that one can expect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from collectdesk.store import worklist
from collectdesk.store.worklist import WorkRow
from collectdesk.usecases.work import Work
from tests.usecases.conftest import Shop

PLAIN = WorkRow(
    customer_id=0, place="today", pin=None, score=40, owes=420_000, past_due=420_000,
    overdue=420_000, days_late=47, promised=0, promised_next=None, amount=420_000,
    reason="47 days late", reason_long="", shown="", tone="late", sort_name="",
)  # fmt: skip


def todays(shop: Shop, placed: dict[str, WorkRow]) -> list[str]:
    """The names of today's list, when customers of these names stand in it so."""
    rows = [
        replace(row, customer_id=shop.customer(name), sort_name=name.casefold())
        for name, row in placed.items()
    ]

    def listed(work: Work) -> list[str]:
        worklist.write(work.db, rows)
        return [row.name for row, _, _ in worklist.listing(work.db, "today", None, 100)]

    return shop.desk.ask(listed)


def test_agreed_work_comes_in_its_order_above_every_score(shop: Shop) -> None:
    agreed = {f"Pin {pin}": replace(PLAIN, pin=pin, score=0, overdue=0) for pin in (5, 3, 1, 4, 2)}
    large = replace(PLAIN, score=9_999, overdue=9_000_000, days_late=400)
    listed = todays(shop, {"Large": large, **agreed})
    assert listed == ["Pin 1", "Pin 2", "Pin 3", "Pin 4", "Pin 5", "Large"]


def test_ties_are_broken_by_overdue_then_days_then_name(shop: Shop) -> None:
    placed = {
        "b": PLAIN,
        "A": PLAIN,
        "d": replace(PLAIN, days_late=46),
        "c": replace(PLAIN, overdue=420_001),
        "e": replace(PLAIN, score=41, overdue=1),
    }
    assert todays(shop, placed) == ["e", "c", "A", "b", "d"]


@pytest.mark.parametrize("place", ["resting", "none"])
def test_who_rests_or_owes_nothing_is_not_listed(shop: Shop, place: str) -> None:
    assert todays(shop, {"Quiet": replace(PLAIN, place=place)}) == []
