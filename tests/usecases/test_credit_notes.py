"""A credit note above the open part is about its own invoice; what it puts on account is used as
money is."""

from __future__ import annotations

from datetime import date

import pytest

from collectdesk.domain.dispute import DisputeReason, Resolution
from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.disputes import (
    NewDispute,
    OpenDispute,
    ResolveDispute,
    dispute_rows,
    open_dispute,
    resolve_dispute,
)
from collectdesk.usecases.invoice_detail import invoice_detail
from collectdesk.usecases.invoices import VoidInvoice, void_invoice
from collectdesk.usecases.payments import (
    ApplyUnapplied,
    IssueCreditNote,
    ReversePayment,
    apply_unapplied,
    issue_credit_note,
    reverse_payment,
)
from collectdesk.usecases.plans import MakePlan, make_plan
from tests.usecases.conftest import Shop


def _sent_back(shop: Shop, customer: int, amount: int) -> int:
    """An invoice that was paid, and then credited: its id."""
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    shop.pay(customer, 50_000, invoice)
    _credited(shop, invoice, amount)
    return invoice


def _credited(shop: Shop, invoice: int, amount: int) -> None:
    shop.do(issue_credit_note, IssueCreditNote(invoice, amount, "sent back"))


def _disputed(shop: Shop, customer: int, invoice: int) -> int:
    new = NewDispute(invoice, 20_000, DisputeReason.DAMAGED.value)
    return int(shop.do(open_dispute, OpenDispute(customer, new)))


def _settle(shop: Shop, dispute: int) -> None:
    shop.do(resolve_dispute, ResolveDispute(dispute, Resolution.CREDIT_ISSUED.value))


def test_a_dispute_is_settled_by_the_credit_note_for_goods_that_were_paid(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    dispute = _disputed(shop, customer, invoice)
    shop.pay(customer, 50_000, invoice)
    _credited(shop, invoice, 20_000)
    _settle(shop, dispute)
    assert not shop.desk.ask(dispute_rows, customer)


def test_credit_for_other_goods_settles_no_dispute(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "600.00", "2026-01-06")
    dispute = _disputed(shop, customer, invoice)
    _sent_back(shop, customer, 10_000)
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((invoice, 10_000),)))
    with pytest.raises(InvalidInput, match="How much is credited"):
        _settle(shop, dispute)


def test_goods_that_were_paid_with_credit_on_account_can_be_credited_too(shop: Shop) -> None:
    customer = shop.customer()
    _sent_back(shop, customer, 20_000)
    other = shop.invoice(customer, "500.00", "2026-01-06")
    shop.do(apply_unapplied, ApplyUnapplied(customer))
    shop.pay(customer, 30_000, other)
    assert shop.desk.ask(invoice_detail, other).creditable == 50_000
    _credited(shop, other, 50_000)
    assert shop.page(customer).head.unapplied == 50_000


def test_credit_on_account_pays_an_instalment_and_shortens_no_plan(shop: Shop) -> None:
    customer = shop.customer()
    planned = shop.invoice(customer, "1,000.00", "2025-12-15")
    shop.do(make_plan, MakePlan(customer, (planned,), 4, date(2026, 4, 1)))
    shop.on("2026-04-02")
    _sent_back(shop, customer, 25_000)
    assert shop.place(customer)[1] == "$250 is on account: put it on their invoices"
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((planned, 25_000),)))
    assert shop.place(customer)[1] == "Payment plan is up to date"


def test_what_of_a_note_was_used_on_its_own_invoice_after_all_is_told_once(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "1,000.00", "2026-01-05")
    payment = shop.pay(customer, 90_000, invoice)
    _credited(shop, invoice, 30_000)
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    shop.do(apply_unapplied, ApplyUnapplied(customer, ((invoice, 15_000),)))
    detail = shop.desk.ask(invoice_detail, invoice)
    credits = [(one.label, one.amount) for one in detail.credits if one.kind != "payment"]
    assert credits == [
        ("Credit note", 10_000), ("Credit note", 15_000), ("Credit note, put on account", 5_000),
    ]  # fmt: skip
    assert detail.creditable == 70_000


def test_what_was_credited_on_account_cannot_be_void_once_its_payment_came_back(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "500.00", "2026-01-05")
    payment = shop.pay(customer, 50_000, invoice)
    _credited(shop, invoice, 20_000)
    shop.do(reverse_payment, ReversePayment(payment, shop.clock.today()))
    with pytest.raises(InvalidInput, match="credited on INV-0001, so it cannot be voided"):
        shop.do(void_invoice, VoidInvoice(invoice, "billed twice"))
    assert shop.page(customer).head.owes == 30_000


def test_of_a_charge_that_was_paid_it_is_not_said_that_it_was_given_up(shop: Shop) -> None:
    customer = shop.customer()
    payment = shop.pay(customer, 50_000, shop.invoice(customer, "500.00", "2026-01-05"))
    fee = shop.do(reverse_payment, ReversePayment(payment, shop.clock.today(), 2_500))
    shop.pay(customer, 2_500, fee)
    with pytest.raises(InvalidInput, match="Nothing of FEE-0001 is open"):
        _credited(shop, fee, 1_000)
