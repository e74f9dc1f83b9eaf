"""A payment is spread by one rule, and its words tell what it will do before it is recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.allocation import OpenItem, allocate
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import OpenItemRow
from collectdesk.domain.payment_spread import PaymentSpread

DAY = date(2026, 3, 1)


def _item(invoice_id: int, balance: int, disputed: int = 0) -> OpenItemRow:
    return OpenItemRow(invoice_id, f"INV-{invoice_id}", DAY, DAY, 10, balance, disputed)


ITEMS = (_item(1, 122_000), _item(2, 240_000, 240_000), _item(3, 174_000))


def test_the_oldest_is_paid_first_and_what_is_disputed_is_left_out() -> None:
    allocation = PaymentSpread(ITEMS, "USD", 200_000)
    assert allocation.parts == ((1, 122_000), (3, 78_000))
    assert allocation.sentence() == "Pays INV-1 in full and leaves $960.00 of INV-3 open."


def test_money_beyond_the_invoices_stays_on_account() -> None:
    allocation = PaymentSpread(ITEMS, "USD", 300_000)
    assert allocation.unapplied == 4_000
    assert allocation.sentence() == (
        "Pays INV-1 and INV-3 in full and keeps $40.00 on the account as credit."
    )


EARLY = OpenItemRow(7, "INV-7", DAY, DAY, 0, 100_000, 0, 2_000, date(2026, 3, 11))


def test_the_early_price_closes_an_invoice_in_time() -> None:
    allocation = PaymentSpread([EARLY], "USD", 98_000)
    assert allocation.sentence() == "Leaves $20.00 of INV-7 open."
    allocation.set_paid_on(date(2026, 3, 11))
    assert allocation.sentence() == (
        "Pays INV-7 in full and grants $20.00 discount for paying early."
    )
    allocation.set_paid_on(date(2026, 3, 12))
    assert allocation.sentence() == "Leaves $20.00 of INV-7 open."


def test_early_prices_of_several_invoices_are_recognised() -> None:
    allocation = PaymentSpread([EARLY, _item(8, 50_000)], "USD", 148_000)
    allocation.set_paid_on(DAY)
    assert allocation.parts == ((7, 98_000), (8, 50_000))


def test_early_prices_of_the_oldest_are_recognised_while_a_later_invoice_is_open() -> None:
    later = OpenItemRow(9, "INV-9", DAY, DAY + timedelta(5), 0, 80_000, 0, 1_600, DAY)
    allocation = PaymentSpread([EARLY, _item(8, 50_000), later], "USD", 148_000)
    allocation.set_paid_on(DAY)
    assert allocation.parts == ((7, 98_000), (8, 50_000))
    assert allocation.sentence() == (
        "Pays INV-7 and INV-8 in full and grants $20.00 discount for paying early."
    )
    allocation.set_paid_on(date(2026, 3, 12))
    assert allocation.parts == ((7, 100_000), (8, 48_000))


def test_many_invoices_are_counted_in_the_sentence() -> None:
    allocation = PaymentSpread([_item(n, 100) for n in range(1, 41)], "USD", 4_000)
    assert allocation.sentence() == "Pays INV-1, INV-2, INV-3 and 37 others in full."


def test_an_amount_set_by_hand_stays_when_the_payment_changes() -> None:
    allocation = PaymentSpread(ITEMS, "USD", 200_000)
    allocation.type_amount(1, 50_000)
    allocation.set_amount(100_000)
    assert allocation.parts == ((1, 50_000), (2, 50_000))


def test_more_than_is_open_cannot_be_set_by_hand() -> None:
    allocation = PaymentSpread(ITEMS, "USD", 200_000)
    with pytest.raises(InvalidInput, match=r"INV-1 has \$1,220.00 open"):
        allocation.type_amount(0, 122_001)
    assert allocation.parts == ((1, 122_000), (3, 78_000))


def test_amounts_above_the_payment_are_told() -> None:
    allocation = PaymentSpread(ITEMS, "USD", 10_000)
    allocation.type_amount(0, 20_000)
    assert allocation.sentence() == "The amounts typed are $100.00 more than the payment."


@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.booleans()), max_size=8),
    st.integers(0, 10**10),
    st.data(),
)
def test_every_cent_is_either_allocated_or_on_account(
    balances: list[tuple[int, bool]], amount: int, data: st.DataObject
) -> None:
    items = [_item(n, owed, owed if bad else 0) for n, (owed, bad) in enumerate(balances)]
    allocation = PaymentSpread(items, "USD", amount)
    for _ in range(3 if items else 0):
        place = data.draw(st.integers(0, len(items) - 1))
        allocation.tick(place, data.draw(st.booleans()))
        allocation.move(place, data.draw(st.integers(0, len(items) - 1)))
    assert sum(part for _, part in allocation.parts) + allocation.unapplied == amount
    assert allocation.unapplied >= 0
    assert all(0 <= line.pays <= line.item.balance for line in allocation.lines)


def test_lines_stand_by_due_date_then_invoice_date_then_number() -> None:
    rows = [
        OpenItemRow(1, "INV-10", DAY, DAY, 0, 100, 0),
        OpenItemRow(2, "INV-9", DAY, DAY, 0, 100, 0),
        OpenItemRow(3, "INV-1", DAY, DAY + timedelta(1), 0, 100, 0),
        OpenItemRow(4, "INV-2", DAY - timedelta(1), DAY, 0, 100, 0),
    ]
    assert [line.item.invoice_id for line in PaymentSpread(rows, "USD").lines] == [4, 2, 1, 3]


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 3), st.booleans()), max_size=6),
    st.integers(1, 3_000),
)
def test_untouched_lines_are_paid_as_a_payment_without_a_form(
    owed: list[tuple[int, int, bool]], amount: int
) -> None:
    rows = [
        OpenItemRow(n, f"{n}", DAY, DAY + timedelta(late), 0, balance, balance if bad else 0)
        for n, (balance, late, bad) in enumerate(owed)
    ]
    items = [
        OpenItem(row.invoice_id, row.number, row.issued, row.due, row.balance, row.disputed)
        for row in rows
    ]
    spread, ruled = PaymentSpread(rows, "USD", amount), allocate(amount, items)
    assert (spread.parts, spread.unapplied) == (ruled.parts, ruled.unapplied)
