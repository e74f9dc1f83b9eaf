"""Money lands on the invoices that the customer meant, else on the oldest, and is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.allocation import (
    Allocation,
    OpenItem,
    SmallBalanceLimits,
    allocate,
    check_allocation,
    oldest_first,
)
from collectdesk.domain.errors import InvalidInput


def item(
    key: int, balance: int, due: int = 1, issued: int = 1, number: str = "", disputed: int = 0
) -> OpenItem:
    return OpenItem(
        key, number or f"INV-{key}", date(2025, 1, issued), date(2025, 2, due), balance, disputed
    )


def test_the_oldest_due_is_paid_first() -> None:
    items = [item(1, 300, due=3), item(2, 200, due=1), item(3, 100, due=2)]
    assert allocate(450, items) == Allocation(((2, 200), (3, 100), (1, 150)), 0)


def test_equal_due_dates_go_by_invoice_date_then_number() -> None:
    items = [
        item(1, 10, issued=2, number="INV-10"),
        item(2, 10, issued=2, number="INV-9"),
        item(3, 10, issued=1, number="INV-99"),
    ]
    assert [found.id for found in oldest_first(items)] == [3, 2, 1]


def test_named_invoices_come_first_in_their_order() -> None:
    items = [item(1, 100), item(2, 100), item(3, 100)]
    assert allocate(250, items, named=(3, 2)).parts == ((3, 100), (2, 100), (1, 50))


def test_disputed_invoices_are_skipped_unless_named() -> None:
    items = [item(1, 100, disputed=1), item(2, 100, due=5)]
    assert allocate(150, items) == Allocation(((2, 100),), 50)
    assert allocate(150, items, named=(1,)).parts == ((1, 100), (2, 50))


def test_what_is_left_stays_on_account() -> None:
    assert allocate(500, [item(1, 100)]) == Allocation(((1, 100),), 400)
    assert allocate(500, []) == Allocation((), 500)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_payment_of_nothing_is_refused(amount: int) -> None:
    with pytest.raises(InvalidInput, match="more than zero"):
        allocate(amount, [item(1, 100)])


def test_a_closed_invoice_cannot_be_named() -> None:
    with pytest.raises(InvalidInput, match="no longer open"):
        allocate(100, [item(1, 0)], named=(1,))


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([(9, 10)], "no longer open"),
        ([(1, 101)], "INV-1 is more than its open balance"),
        ([(1, 0)], "INV-1 must be more than zero"),
        ([(1, -5)], "INV-1 must be more than zero"),
        ([(1, 10), (1, 10)], "INV-1 is listed twice"),
        ([(1, 100), (2, 60)], "More is put on the invoices than was paid"),
    ],
)
def test_a_wrong_allocation_by_hand_is_explained(
    parts: list[tuple[int, int]], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        check_allocation(150, parts, [item(1, 100), item(2, 100)])


def test_a_right_allocation_by_hand_keeps_the_rest_on_account() -> None:
    items = [item(1, 100), item(2, 100)]
    assert check_allocation(150, [(2, 60)], items) == Allocation(((2, 60),), 90)


@pytest.mark.parametrize(
    ("short", "total", "allowed"),
    [(100, 10_000, True), (101, 100_000, False), (100, 9_999, False), (0, 10_000, False)],
)
def test_small_balances_are_written_off_only_within_both_limits(
    short: int, total: int, allowed: bool
) -> None:
    assert SmallBalanceLimits(amount=100, share_bp=100).allow(short, total) is allowed


ITEMS = st.lists(
    st.builds(
        OpenItem,
        id=st.integers(1, 999),
        number=st.text(max_size=12),
        issue_date=st.dates(),
        due_date=st.dates(),
        balance=st.integers(0, 10**6),
        disputed=st.sampled_from([0, 0, 0, 5]),
    ),
    max_size=12,
    unique_by=lambda found: found.id,
)


@given(st.integers(1, 10**7), ITEMS)
def test_no_cent_is_lost_or_made(amount: int, items: list[OpenItem]) -> None:
    named = [found.id for found in items if found.balance > 0][::2]
    result = allocate(amount, items, named)
    balances = {found.id: found.balance for found in items}
    assert sum(part for _, part in result.parts) + result.unapplied == amount
    assert all(0 < part <= balances[key] for key, part in result.parts)
    assert result.unapplied >= 0
    assert check_allocation(amount, result.parts, items) == result


@given(st.integers(1, 10**7), ITEMS)
def test_nothing_stays_on_account_while_an_undisputed_invoice_is_open(
    amount: int, items: list[OpenItem]
) -> None:
    payable = sum(found.balance for found in items if found.disputed == 0)
    assert allocate(amount, items).unapplied == max(0, amount - payable)


def test_a_closed_invoice_cannot_be_chosen_by_hand() -> None:
    with pytest.raises(InvalidInput, match="no longer open"):
        check_allocation(100, [(1, 50)], [item(1, 0)])
