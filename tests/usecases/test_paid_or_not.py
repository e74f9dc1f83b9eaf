"""Only money makes an invoice paid, and only what was paid tells how long a customer takes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from collectdesk.usecases.customer_habits import CustomerHabits, customer_habits
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    apply_unapplied,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.settlements import SettleForLess, settle_for_less
from collectdesk.usecases.short_payments import AllowLateDiscount, allow_late_discount
from tests.usecases.conftest import Shop


def _settle(shop: Shop, customer: int, invoice: int) -> None:
    shop.do(
        settle_for_less,
        SettleForLess(customer, (invoice,), 60_000, shop.clock.today(), reason="closing down"),
    )


def _write_off(shop: Shop, customer: int, invoice: int) -> None:
    shop.do(write_off, WriteOff(invoice, "gone", anyway=True))


def _credit(shop: Shop, customer: int, invoice: int) -> None:
    shop.do(issue_credit_note, IssueCreditNote(invoice, 100_000, "sent back"))


def habits(shop: Shop, customer: int) -> CustomerHabits:
    """How the customer pays."""
    (found,) = shop.desk.ask(customer_habits, None, None, [customer])
    return found


@pytest.mark.parametrize(
    ("end", "shown"),
    [(_settle, "Settled for less"), (_write_off, "Written off"), (_credit, "Credited")],
)
def test_what_was_given_up_is_not_called_paid_and_is_no_habit(
    shop: Shop, end: Any, shown: str
) -> None:
    customer = shop.customer()
    prompt = shop.invoice(customer, issued="2026-01-05", terms="net 30")
    shop.pay(customer, 100_000, prompt, dated="2026-02-06")  # two days late
    given_up = shop.invoice(customer, issued="2026-01-05", terms="net 30")
    end(shop, customer, given_up)
    row = shop.shown(customer, given_up)
    assert [pill.text for pill in row.pills] == [shown]
    found = habits(shop, customer)
    assert found.usual_days_late == 2
    assert shop.shown(customer, prompt).pills[0].text == "Paid in 32 d"


def test_an_open_invoice_is_called_part_paid_only_where_money_came(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-03-20", terms="net 30")
    shop.do(issue_credit_note, IssueCreditNote(invoice, 10_000, "one box was damaged"))
    assert shop.shown(customer, invoice).pills[0].text == "Part credited"
    payment = shop.pay(customer, 50_000, invoice)
    assert shop.shown(customer, invoice).pills[0].text == "Part paid"
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    assert shop.shown(customer, invoice).pills[0].text == "Part credited"


def test_what_is_open_beside_a_write_off_is_not_called_credited(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-03-20", terms="net 30")
    payment = shop.pay(customer, 50_000, invoice)
    shop.do(write_off, WriteOff(invoice, "gone", anyway=True))
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    assert shop.shown(customer, invoice).pills[0].text == "Part written off"


def test_of_a_settlement_the_money_counts_by_its_amount(shop: Shop) -> None:
    """600 came after 85 days, 1,000 after 32: (600 x 85 + 1,000 x 32) / 1,600."""
    customer = shop.customer()
    prompt = shop.invoice(customer, issued="2026-01-05", terms="net 30")
    shop.pay(customer, 100_000, prompt, dated="2026-02-06")
    _settle(shop, customer, shop.invoice(customer, issued="2026-01-05", terms="net 30"))
    assert habits(shop, customer).paid.days_to_pay == Fraction(600 * 85 + 1_000 * 32, 1_600)


def test_a_rest_that_is_credited_later_does_not_make_the_payment_late(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-05", terms="net 30")
    shop.pay(customer, 90_000, invoice, dated="2026-02-03")
    shop.do(issue_credit_note, IssueCreditNote(invoice, 10_000, "one box was damaged"))
    assert shop.shown(customer, invoice).pills[0].text == "Paid in 29 d"
    assert habits(shop, customer).usual_days_late == -1


def test_money_that_waited_on_account_counts_from_the_day_on_which_it_came(shop: Shop) -> None:
    """1,000 came on 20 January; the owner put it on the invoice of 5 January on 31 March."""
    customer = shop.customer()
    shop.pay(customer, 100_000, dated="2026-01-20")
    invoice = shop.invoice(customer, issued="2026-01-05", terms="net 30")
    shop.do(apply_unapplied, ApplyUnapplied(customer))
    assert shop.shown(customer, invoice).pills[0].text == "Paid in 15 d"
    found = habits(shop, customer)
    assert found.paid.days_to_pay == 15
    assert found.usual_days_late == -15
    assert shop.page(customer).head.pills[-1].text == "Pays in 15 d"


def test_a_discount_that_is_allowed_later_does_not_make_the_payment_late(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, issued="2026-01-05", terms="2/10 net 30")
    shop.pay(customer, 98_000, invoice, dated="2026-01-20")
    shop.do(allow_late_discount, AllowLateDiscount(invoice, "a good customer"))
    assert shop.shown(customer, invoice).pills[0].text == "Paid in 15 d"
    assert habits(shop, customer).usual_days_late == -15


def test_the_head_rounds_the_days_to_pay_of_the_figures_half_up(shop: Shop) -> None:
    """32 and 33 days for as much: 32.5."""
    customer = shop.customer()
    for paid_on in ("2026-02-06", "2026-02-07"):
        shop.pay(customer, 100_000, shop.invoice(customer, issued="2026-01-05"), dated=paid_on)
    assert habits(shop, customer).paid.days_to_pay == Fraction(65, 2)
    assert shop.page(customer).head.pills[-1].text == "Pays in 33 d"
