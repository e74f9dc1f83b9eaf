"""A plan's instalments are judged by the money for instalments, not by what was paid before it."""

from __future__ import annotations

from datetime import date

from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.papers.statements import statement_paper
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    issue_credit_note,
    reverse_payment,
)
from collectdesk.usecases.placing import placed_as_of, placed_now
from collectdesk.usecases.plans import MakePlan, make_plan
from tests.usecases.conftest import Shop
from tests.usecases.planning import FIRST, plan_of


def _asked(shop: Shop, customer: int) -> int:
    """What is overdue, on which the list, the page and a statement agree."""
    (row,) = shop.desk.ask(placed_now, [customer])
    assert shop.desk.ask(placed_as_of, shop.clock.today()) == [row]
    paper = shop.desk.ask(statement_paper, customer, date(2026, 4, 1))
    assert paper.past_due == row.overdue
    assert shop.page(customer).console.is_late == (row.overdue > 0)
    return row.overdue


def _missing(shop: Shop, customer: int) -> list[int]:
    return [missing for *_, missing in plan_of(shop, customer).instalments]


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
        assert (plan_of(shop, customer).paid, _missing(shop, customer)) == (0, [22_500] * 4)
        shop.on("2026-04-15").pay(customer, 22_500, invoice)
        shop.on("2026-04-24")
        assert (plan_of(shop, customer).state, _missing(shop, customer)[0]) == ("active", 0)
        shop.pay(customer, 67_500, invoice)
        assert plan_of(shop, customer).state == "completed"
        assert shop.balance(customer, invoice) == 10_000


def test_what_came_back_is_asked_for_beside_the_plan_until_it_is_sent_again(shop: Shop) -> None:
    customer, invoice, cheque = _with_cheque(shop)
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 10)))
    assert _asked(shop, customer) == 10_000
    shop.call(customer, "nothing_now", spoke_to="Ann")
    shop.on("2026-04-15").pay(customer, 22_500, invoice)
    assert _asked(shop, customer) == 10_000, "the money was for the instalment of that day"
    assert f"for invoice {shop.shown(customer, invoice).number}, $100" in (
        shop.page(customer).console.opening
    )
    shop.on("2026-04-17").pay(customer, 10_000, invoice)
    assert _asked(shop, customer) == 0
    assert shop.place(customer) == ("resting", "Payment plan is up to date")
    assert _missing(shop, customer) == [0, 22_500, 22_500, 22_500]


def test_what_came_back_is_asked_for_with_the_instalment_that_is_missing(shop: Shop) -> None:
    customer, invoice, cheque = _with_cheque(shop)
    other = shop.invoice(customer, "500.00", "2025-12-16")
    shop.do(make_plan, MakePlan(customer, (other,), 2, date(2026, 4, 13)))
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 10)))
    dispute = NewDispute(invoice, 80_000, "price", next_on=date(2026, 7, 1))
    shop.do(open_dispute, OpenDispute(customer, dispute))
    assert _asked(shop, customer) == 10_000
    assert _asked(shop.on("2026-04-14"), customer) == 35_000
    assert _asked(shop.on("2026-04-16"), customer) == 45_000, (
        "of the instalment 100.00 is not disputed"
    )
    shop.on("2026-04-24")
    assert plan_of(shop, customer).state == "accelerated"


def test_what_came_back_of_an_invoice_that_is_paid_by_now_is_asked_for_with_another_of_the_plan(
    shop: Shop,
) -> None:
    customer = shop.customer()
    first = shop.invoice(customer, "200.00", "2025-12-15")
    second = shop.invoice(customer, "900.00", "2025-12-16")
    cheque = shop.pay(customer, 10_000, first, dated="2026-03-25")
    shop.do(make_plan, MakePlan(customer, (first, second), 4, FIRST))
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 10)))
    shop.on("2026-04-15").pay(customer, 25_000, first, second)
    assert shop.balance(customer, second) == 85_000
    assert _asked(shop, customer) == 10_000


def test_no_more_is_asked_for_beside_a_plan_than_is_undisputed(shop: Shop) -> None:
    customer, invoice, cheque = _with_cheque(shop)
    shop.on("2026-04-10").do(reverse_payment, ReversePayment(cheque, date(2026, 4, 10)))
    dispute = NewDispute(invoice, 85_000, "price", next_on=date(2026, 7, 1))
    shop.do(open_dispute, OpenDispute(customer, dispute))
    shop.do(issue_credit_note, IssueCreditNote(invoice, 7_000, "taken back"))
    assert _asked(shop, customer) == 8_000


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
    assert (plan_of(shop, customer).paid, _missing(shop, customer)) == (
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
    assert (plan_of(shop, customer).paid, _missing(shop, customer)) == (0, [22_500] * 4)
