"""A plan of four instalments; for tests of what becomes of plans."""

from __future__ import annotations

from datetime import date
from typing import Any

from collectdesk.usecases.plans import MakePlan, PlanRow, make_plan, plan_rows
from tests.usecases.conftest import Shop

FIRST = date(2026, 4, 15)


def agreed(shop: Shop, **facts: Any) -> tuple[int, int, int]:
    """1,000.00, late since January, in four instalments from Wednesday 15 April."""
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, "1,000.00", "2025-12-15")
    command = MakePlan(customer, (invoice,), 4, FIRST, **facts)
    return customer, invoice, int(shop.do(make_plan, command))


def plan_of(shop: Shop, customer: int) -> PlanRow:
    """The newest plan of a customer."""
    return shop.desk.ask(plan_rows, customer)[0]
