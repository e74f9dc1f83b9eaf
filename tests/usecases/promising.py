"""A promise for Friday 3 April; for tests of what becomes of promises."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.promises import MakePromise, NewPromise, make_promise
from tests.usecases.conftest import Shop

FRIDAY = date(2026, 4, 3)


def promised(shop: Shop, amount: int = 100_000, day: date = FRIDAY, method: str = "cheque",
             price: str = "1,000.00") -> tuple[int, int]:  # fmt: skip
    """A customer with an overdue invoice and a promise for it."""
    customer = shop.customer()
    invoice = shop.invoice(customer, price, "2026-01-30")
    promise = NewPromise(amount, day, method, (invoice,))
    shop.do(make_promise, MakePromise(customer, promise))
    return customer, invoice
