"""A plan's instalments are judged by the money for instalments, not by what was paid before it."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    issue_credit_note,
    reverse_payment,
)
from collectdesk.usecases.plans import MakePlan, PlanRow, make_plan, plan_rows
from tests.usecases.conftest import Shop

FIRST = date(2026, 4, 15)


def _plan_of(shop: Shop, customer: int) -> PlanRow:
    return shop.desk.ask(plan_rows, customer)[0]


def _missing(shop: Shop, customer: int) -> list[int]:
    return [missing for *_, missing in _plan_of(shop, customer).instalments]


def _with_cheque(shop: Shop, dated: str = "2026-03-25") -> tuple[int, int, int]:
    """A cheque of 100.00 for 1,000.00; the rest is to come in four instalments from 15 April."""
    customer = shop.customer("Cedar Grove Veterinary")
    invoice = shop.invoice(customer, "1,000.00", "2025-12-15")
    cheque = shop.pay(customer, 10_000, invoice, dated=dated)
    shop.do(make_plan, MakePlan(customer, (invoice,), 4, FIRST))
    return customer, invoice, cheque


def test_a_cheque_from_before_the_plan_that_comes_back_breaks_no_instalment(shop: Shop) -> None:
    for dated in ("2026-03-25", "2026-03-31"):
        shop.on("2026-03-31")
        customer, invoice, cheque = _with_cheque(shop, dated)
        shop.on("2026-04-10").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 10)))
        assert (_plan_of(shop, customer).paid, _missing(shop, customer)) == (0, [22_500] * 4)
        shop.on("2026-04-15").pay(customer, 22_500, invoice)
        shop.on("2026-04-24")
        assert (_plan_of(shop, customer).state, _missing(shop, customer)[0]) == ("active", 0)
        shop.pay(customer, 67_500, invoice)
        assert _plan_of(shop, customer).state == "completed"
        assert shop.balance(customer, invoice) == 10_000


def test_money_for_an_instalment_that_comes_back_is_missing_of_it(shop: Shop) -> None:
    customer, invoice, _ = _with_cheque(shop)
    payment = shop.pay(customer, 22_500, invoice, dated="2026-03-20")  # entered after the plan
    assert _missing(shop, customer) == [0, 22_500, 22_500, 22_500]
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(payment, date(2026, 4, 10)))
    assert _missing(shop, customer) == [22_500] * 4


def test_a_credit_note_on_the_day_of_the_agreement_shortens_the_plan_from_its_end(
    shop: Shop,
) -> None:
    customer, invoice, _ = _with_cheque(shop)
    shop.do(issue_credit_note, IssueCreditNote(invoice, 30_000, "taken back"))
    assert (_plan_of(shop, customer).paid, _missing(shop, customer)) == (
        0,
        [22_500, 22_500, 15_000, 0],
    )


def test_a_credit_note_of_that_day_from_before_the_agreement_is_no_part_of_the_plan(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(issue_credit_note, IssueCreditNote(invoice, 10_000, "taken back"))
    shop.do(make_plan, MakePlan(customer, (invoice,), 4, FIRST))
    assert (_plan_of(shop, customer).paid, _missing(shop, customer)) == (0, [22_500] * 4)
