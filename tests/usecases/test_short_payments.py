"""A payment that comes short: a discount in time or too late, a few cents, or an open rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from collectdesk.domain.errors import InvalidInput
from collectdesk.usecases.book_settings import book_settings
from collectdesk.usecases.disputes import NewDispute, OpenDispute, open_dispute
from collectdesk.usecases.figures import aging_report
from collectdesk.usecases.payments import (
    RecordPayment,
    ReversePayment,
    record_payment,
    reverse_payment,
)
from collectdesk.usecases.settings import SaveSettings, save_settings
from collectdesk.usecases.short_payments import (
    AllowLateDiscount,
    allow_late_discount,
    short_payments,
)
from tests.usecases.conftest import Shop


def credits(shop: Shop, *columns: str) -> list[Any]:
    def found(work: Any) -> list[Any]:
        rows = work.db.execute_sql(f"SELECT {', '.join(columns)} FROM credit ORDER BY id")
        return list(rows.fetchall())

    return shop.desk.ask(found)


def change(shop: Shop, **settings: Any) -> None:
    now = shop.desk.ask(book_settings)
    shop.do(save_settings, SaveSettings(replace(now, **settings)))


def test_a_few_cents_short_are_written_off_apart_from_bad_debt(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00")
    shop.pay(customer, 9_950, invoice)
    row = shop.shown(customer, invoice)
    assert (row.balance, [pill.text for pill in row.pills]) == (0, ["Paid same day"])
    assert credits(shop, "kind", "amount") == [("payment", 9_950), ("small_balance", 50)]
    assert shop.page(customer).head.owes == 0


@pytest.mark.parametrize(
    ("price", "paid"),
    [
        ("100.00", 9_899),  # 1.01 is above the amount
        ("50.00", 4_949),  # 0.51 is above one percent
        ("0.50", 49),  # one cent is two percent
    ],
)
def test_what_is_above_either_limit_stays_open(shop: Shop, price: str, paid: int) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, price)
    shop.pay(customer, paid, invoice)
    assert shop.balance(customer, invoice) > 0
    assert len(credits(shop, "id")) == 1


def test_both_limits_themselves_are_within(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00")
    shop.pay(customer, 9_900, invoice)
    assert shop.balance(customer, invoice) == 0


@pytest.mark.parametrize(
    ("paid", "dated", "left"),
    [
        (98_001, "2026-03-15", 0),
        (99_000, "2026-03-15", 0),
        (97_999, "2026-03-15", 2_001),  # less than the early price is a part payment
        (98_001, "2026-03-16", 1_999),
    ],
)
def test_more_than_the_early_price_in_time_earns_what_is_left_of_the_discount(
    shop: Shop, paid: int, dated: str, left: int
) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-05")
    shop.pay(customer, paid, invoice, dated=dated)
    assert shop.balance(customer, invoice) == left
    assert shop.page(customer).head.owes == left


def test_a_limit_of_nothing_writes_nothing_off(shop: Shop) -> None:
    change(shop, small_balance=0)
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00")
    shop.pay(customer, 9_999, invoice)
    assert shop.balance(customer, invoice) == 1


def test_disputed_cents_are_not_written_off(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00")
    shop.do(open_dispute, OpenDispute(customer, NewDispute(invoice, 50, "price")))
    shop.pay(customer, 9_950, invoice)
    assert shop.balance(customer, invoice) == 50


def test_the_small_balance_comes_back_with_the_payment(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00")
    payment = shop.pay(customer, 9_950, invoice)
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 31)))
    assert shop.balance(customer, invoice) == 10_000
    assert shop.page(customer).head.owes == 10_000


@pytest.mark.parametrize("came_back", [0, 1])
def test_a_small_balance_comes_back_with_whichever_payment_of_its_invoice(
    shop: Shop, came_back: int
) -> None:
    customer = shop.customer()
    invoice, other = shop.invoice(customer, "100.00"), shop.invoice(customer, "100.00")
    first = shop.pay(customer, 5_000, invoice)
    parts = ((invoice, 4_999), (other, 9_999))
    command = RecordPayment(customer, 14_998, date(2026, 3, 31), parts=parts)
    payments = [first, shop.do(record_payment, command)]
    assert shop.page(customer).head.owes == 0
    shop.do(reverse_payment, ReversePayment(payments[came_back], date(2026, 3, 31)))
    left = (5_001, 0) if came_back == 0 else (5_000, 10_000)
    assert (shop.balance(customer, invoice), shop.balance(customer, other)) == left


def test_a_small_balance_is_written_off_on_the_day_of_the_last_payment_whenever_entered(
    shop: Shop,
) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "100.00", "2026-03-01")
    shop.pay(customer, 5_000, invoice, dated="2026-03-20")
    shop.pay(customer, 4_950, invoice, dated="2026-03-10")
    assert credits(shop, "kind", "dated")[-1] == ("small_balance", "2026-03-20")
    owed = [shop.desk.ask(aging_report, date(2026, 3, day)).totals.total for day in (9, 19, 20)]
    assert owed == [10_000, 5_050, 0]


def test_a_discount_taken_too_late_stays_open_under_its_code(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-01")
    shop.pay(customer, 98_000, invoice, dated="2026-03-12")
    (row,) = shop.desk.ask(short_payments, customer)
    assert (row.code, row.open, row.label) == (
        "UNEARNED_DISCOUNT",
        2_000,
        "Discount taken too late",
    )
    shop.pay(customer, 2_000, invoice)
    assert shop.desk.ask(short_payments) == ()


def test_whom_to_call_is_seen_with_what_came_short_and_why(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    late, damaged = (
        shop.invoice(customer, "1,000.00", "2026-03-01"),
        shop.invoice(customer, "90.00"),
    )
    shop.pay(customer, 98_000, late, dated="2026-03-12")
    parts = ((damaged, 8_000),)
    shop.do(
        record_payment,
        RecordPayment(
            customer, 8_000, date(2026, 3, 31), parts=parts, short_codes=((damaged, "damaged"),)
        ),
    )
    page = shop.page(customer)
    assert [pill.text for row in page.invoices for pill in row.pills] == ["Paid short"] * 2
    told = " · ".join(page.console.facts)
    assert "paid short by $20.00 (discount taken too late)" in told
    assert "paid short by $10.00 (damaged goods)" in told


def test_a_small_discount_taken_too_late_is_no_small_balance(shop: Shop) -> None:
    customer = shop.customer(terms="1/10 net 30")
    invoice = shop.invoice(customer, "50.00", "2026-03-01")
    shop.pay(customer, 4_950, invoice, dated="2026-03-12")
    assert shop.balance(customer, invoice) == 50


def test_the_days_of_grace_are_part_of_the_terms(shop: Shop) -> None:
    customer = shop.customer(terms="2/10+3 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-01")
    shop.pay(customer, 98_000, invoice, dated="2026-03-14")
    assert shop.balance(customer, invoice) == 0


def test_the_owner_may_allow_a_late_discount_with_the_payment_or_afterwards(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    first = shop.invoice(customer, "1,000.00", "2026-03-01")
    second = shop.invoice(customer, "500.00", "2026-03-01")
    command = RecordPayment(
        customer, 98_000, date(2026, 3, 20), named=(first,), allow_late_discount=True
    )
    shop.do(record_payment, command)
    assert shop.balance(customer, first) == 0
    payment = shop.pay(customer, 49_000, second, dated="2026-03-20")
    with pytest.raises(InvalidInput, match="why"):
        shop.do(allow_late_discount, AllowLateDiscount(second, " "))
    shop.do(allow_late_discount, AllowLateDiscount(second, "ten years a customer"))
    assert shop.balance(customer, second) == 0
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 31)))
    assert shop.balance(customer, second) == 50_000
    with pytest.raises(InvalidInput, match="No discount was taken too late"):
        shop.do(allow_late_discount, AllowLateDiscount(second, "again"))


def test_part_payments_earn_a_discount_only_where_the_owner_grants_it(shop: Shop) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-25")
    change(shop, discount_on_parts=True)
    shop.pay(customer, 49_000, invoice)
    assert shop.balance(customer, invoice) == 50_000
    shop.pay(customer, 49_000, invoice)
    assert shop.balance(customer, invoice) == 0
    assert credits(shop, "kind", "amount") == [
        ("payment", 49_000), ("discount", 1_000), ("payment", 49_000), ("discount", 1_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dated", "codes"), [("2026-03-11", []), ("2026-03-12", ["UNEARNED_DISCOUNT"])]
)
def test_who_pays_in_parts_and_leaves_the_discount_open_too_late_took_it_too_late(
    shop: Shop, dated: str, codes: list[str]
) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-03-01")
    shop.pay(customer, 50_000, invoice, dated="2026-03-05")
    shop.pay(customer, 48_000, invoice, dated=dated)
    assert shop.balance(customer, invoice) == 2_000
    assert [row.code for row in shop.desk.ask(short_payments, customer)] == codes


def test_why_less_was_paid_is_kept_with_the_open_rest(shop: Shop) -> None:
    customer = shop.customer()
    invoice = shop.invoice(customer, "400.00")
    command = RecordPayment(
        customer,
        30_000,
        date(2026, 3, 31),
        named=(invoice,),
        short_codes=((invoice, "short_shipped"),),
    )
    shop.do(record_payment, command)
    (row,) = shop.desk.ask(short_payments)
    assert (row.number, row.open, row.label) == ("INV-0001", 10_000, "Something is missing")
    with pytest.raises(InvalidInput) as refused:
        shop.do(record_payment, replace(command, short_codes=((invoice, "bad luck"),)))
    assert refused.value.field == "short_codes"


def test_a_discount_allowed_after_the_day_of_return_goes_back_no_earlier_than_it_came(
    shop: Shop,
) -> None:
    customer = shop.customer(terms="2/10 net 30")
    invoice = shop.invoice(customer, "1,000.00", "2026-02-01")
    payment = shop.pay(customer, 98_000, invoice, dated="2026-03-02")
    shop.do(allow_late_discount, AllowLateDiscount(invoice, "a good customer"))
    shop.do(reverse_payment, ReversePayment(payment, date(2026, 3, 10)))
    assert credits(shop, "kind", "reversed_on") == [
        ("payment", "2026-03-10"),
        ("discount", "2026-03-31"),
    ]
    for day in (date(2026, 3, 10), date(2026, 3, 30), date(2026, 3, 31)):
        assert shop.desk.ask(aging_report, day).totals.total == 100_000
