"""What is charged of an invoice that was closed: paid late, given up, or paid and bounced."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from collectdesk.usecases.charge_rules import SetInterestRule, set_interest_rule
from collectdesk.usecases.charges import ApplyCharges, ChargeLine, apply_charges, charge_preview
from collectdesk.usecases.payments import (
    IssueCreditNote,
    ReversePayment,
    WriteOff,
    issue_credit_note,
    reverse_payment,
    write_off,
)
from collectdesk.usecases.settlements import SettleForLess, settle_for_less
from collectdesk.usecases.watch_list import alerts
from tests.usecases.conftest import Shop

SPRING = ApplyCharges(closed_since=date(2026, 3, 1))


def late(shop: Shop, grace_days: int = 0, mode: str = "simple") -> tuple[int, int]:
    """2,500.00 due on 14 February: 45 days late on 31 March, which are 55.48."""
    customer = shop.customer()
    rule = SetInterestRule(customer, mode, 1_800 if mode == "simple" else 150, grace_days)
    shop.do(set_interest_rule, rule)
    return customer, shop.invoice(customer, "2,500.00", "2026-01-15")


def due(shop: Shop, command: ApplyCharges = SPRING) -> list[ChargeLine]:
    return list(shop.desk.ask(charge_preview, command).lines)


def owed(shop: Shop, customer: int) -> int:
    return shop.page(customer).head.owes


def credited(shop: Shop, debit: int, amount: int) -> None:
    shop.do(issue_credit_note, IssueCreditNote(debit, amount, "never delivered"))


def given_up(shop: Shop, debit: int, amount: int) -> None:
    shop.do(write_off, WriteOff(debit, "gone", anyway=True))


def settled(shop: Shop, debit: int, amount: int) -> None:
    command = SettleForLess(1, (debit,), amount - 10_000, shop.clock.today(), "closing down")
    shop.do(settle_for_less, command)


@pytest.mark.parametrize("close", [credited, given_up, settled])
def test_what_was_given_up_is_not_charged_afterwards(
    shop: Shop, close: Callable[[Shop, int, int], None]
) -> None:
    """Less was accepted in full, or nothing: it was never paid late."""
    customer, invoice = late(shop)
    close(shop, invoice, 250_000)
    assert due(shop) == []
    assert due(shop, ApplyCharges(as_of=date(2026, 3, 30))) == []
    assert owed(shop, customer) == 0


def test_a_settlement_that_bounced_is_charged_like_any_debt(shop: Shop) -> None:
    customer, invoice = late(shop)
    settled(shop, invoice, 250_000)
    shop.on("2026-04-01").do(reverse_payment, ReversePayment(1, date(2026, 4, 1)))
    assert [line.interest for line in due(shop)] == [5_548]
    assert owed(shop, customer) == 250_000


@pytest.mark.parametrize("let_go", [credited, given_up])
def test_interest_that_was_credited_or_given_up_is_not_paid_back(
    shop: Shop, let_go: Callable[[Shop, int, int], None]
) -> None:
    """55.48 were charged and let go; that 24.66 would have been right makes nobody richer."""
    customer, invoice = late(shop)
    shop.do(apply_charges, ApplyCharges())
    let_go(shop, shop.numbered("INT-0001"), 5_548)
    shop.pay(customer, 250_000, invoice, dated="2026-03-06")
    assert due(shop) == []
    assert (owed(shop, customer), shop.page(customer).head.unapplied) == (0, 0)


def test_only_money_goes_back_from_a_charge_that_was_partly_given_up(shop: Shop) -> None:
    """20.00 of 55.48 were paid, the rest was written off. By 10 days, 12.33 would be right."""
    customer, invoice = late(shop)
    shop.do(apply_charges, ApplyCharges())
    interest = shop.numbered("INT-0001")
    shop.pay(customer, 2_000, interest)
    given_up(shop, interest, 3_548)
    shop.pay(customer, 250_000, invoice, dated="2026-02-24")
    assert [line.corrected for line in due(shop)] == [1_233 - 2_000]
    shop.do(apply_charges, ApplyCharges())
    assert shop.page(customer).head.unapplied == 767
    assert due(shop) == []


def test_seen_from_a_day_on_which_it_was_paid_in_time_nothing_is_charged(shop: Shop) -> None:
    """Paid within the grace, and returned on 30 March: on the 20th nobody was late."""
    customer, invoice = late(shop, grace_days=20)
    payment = shop.pay(customer, 250_000, invoice, dated="2026-03-01")
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 30)))
    assert due(shop, ApplyCharges(as_of=date(2026, 3, 20))) == []
    # 15 days until it was paid, and one since it came back
    assert [line.interest for line in due(shop, ApplyCharges())] == [1_973]


def test_what_was_paid_all_the_time_since_the_grace_is_not_charged_and_then_corrected(
    shop: Shop,
) -> None:
    """The payment came back on 28 March, when another one was on account: it took its place."""
    customer, invoice = late(shop, grace_days=20)
    payment = shop.pay(customer, 250_000, invoice, dated="2026-02-24")
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 28)))
    shop.pay(customer, 250_000, invoice, dated="2026-03-07")
    assert due(shop) == []


@pytest.mark.parametrize("mode", ["simple", "started_months"])
def test_interest_within_the_grace_is_owed_once_that_payment_came_back(
    shop: Shop, mode: str
) -> None:
    """It comes to the same whether it was charged while the payment was not known, or only now."""
    (early, charged), (later, not_charged) = late(shop, 20, mode), late(shop, 20, mode)
    shop.do(apply_charges, ApplyCharges(invoices=(charged,)))
    payments = [
        shop.pay(customer, 250_000, invoice, dated="2026-02-24")
        for customer, invoice in ((early, charged), (later, not_charged))
    ]
    shop.do(apply_charges, ApplyCharges())
    assert (owed(shop, early), owed(shop, later)) == (0, 0)
    shop.on("2026-04-20")
    for payment in payments:
        shop.do(reverse_payment, ReversePayment(payment, date(2026, 4, 10)))
    shop.do(apply_charges, ApplyCharges())
    assert owed(shop, early) == owed(shop, later) > 250_000
    assert due(shop, ApplyCharges()) == []


@pytest.mark.parametrize("paid_on", ["2026-03-14", "2026-03-20"])
def test_a_full_month_is_taken_back_once_the_money_came_within_the_grace(
    shop: Shop, paid_on: str
) -> None:
    """40 days of grace end on 26 March; the month that was charged ended on the 14th."""
    customer, invoice = late(shop, grace_days=40, mode="full_months")
    assert shop.do(apply_charges, ApplyCharges()).total == 3_750
    shop.on("2026-04-02").pay(customer, 250_000, invoice, dated=paid_on)
    assert [line.corrected for line in due(shop)] == [-3_750]
    assert shop.desk.ask(alerts).charges == 1
    shop.do(apply_charges, ApplyCharges())
    assert (owed(shop, customer), due(shop)) == (0, [])


@pytest.mark.parametrize("mode", ["full_months", "started_months"])
def test_a_longer_grace_takes_nothing_back_from_who_was_charged_for_paying_late(
    shop: Shop, mode: str
) -> None:
    """Paid 34 days late, and charged afterwards; only then 40 days of grace are agreed."""
    customer, invoice = late(shop, grace_days=10, mode=mode)
    shop.pay(customer, 250_000, invoice, dated="2026-03-20")
    shop.do(apply_charges, SPRING)
    shop.do(set_interest_rule, SetInterestRule(customer, mode, 150, 40))
    assert (due(shop), shop.desk.ask(alerts).charges) == ([], 0)
