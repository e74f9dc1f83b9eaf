"""Today's list: agreed work first, then the score, and ties in an order that one can expect."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.payments import RecordPayment, record_payment
from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop


def late(shop: Shop, name: str, price: str, due: str = "2026-02-12") -> tuple[int, int]:
    """A customer and its only invoice, due on receipt on a day."""
    customer = shop.customer(name)
    return customer, shop.invoice(customer, price, due, terms="due on receipt")


def names(shop: Shop) -> list[str]:
    return [row.name for row in shop.today()]


def test_agreed_work_comes_in_its_order_above_every_score(shop: Shop) -> None:
    late(shop, "Large", "90,000.00", "2025-03-05")
    disputing, invoice = late(shop, "Disputing", "100.00", "2026-03-20")
    dispute = NewDispute(invoice, 4_000, "damaged", next_step="ship", next_on=date(2026, 4, 2))
    shop.do(open_dispute, OpenDispute(disputing, dispute))
    asked, _ = late(shop, "Asked to call", "100.00", "2026-03-20")
    shop.call(asked, "call_back", next_on=date(2026, 4, 2))
    broken, _ = late(shop, "Broken promise", "100.00", "2026-03-20")
    promise = NewPromise(10_000, date(2026, 4, 1), "card")
    shop.do(make_promise, MakePromise(broken, promise))
    assert names(shop.on("2026-04-02")) == [
        "Broken promise", "Asked to call", "Disputing", "Large",
    ]  # fmt: skip


def test_ties_are_broken_by_overdue_then_days_then_name(shop: Shop) -> None:
    late(shop, "b", "4,200.00")
    late(shop, "A", "4,200.00")
    late(shop, "1", "4,200.00", "2026-02-13")  # 46 days earn as many points as 47
    late(shop, "c", "4,200.01")
    late(shop, "e", "4,000.00", "2026-01-15")  # a point less for the amount, more for the days
    assert names(shop) == ["e", "c", "A", "b", "1"]


def test_who_rests_or_owes_nothing_is_not_listed(shop: Shop) -> None:
    shop.customer("New")
    waiting, _ = late(shop, "Promised", "100.00")
    shop.do(make_promise, MakePromise(waiting, NewPromise(10_000, date(2026, 4, 7), "card")))
    paid, _ = late(shop, "Paid", "100.00")
    shop.do(record_payment, RecordPayment(paid, 10_000, date(2026, 3, 31), "card"))
    assert names(shop) == []
