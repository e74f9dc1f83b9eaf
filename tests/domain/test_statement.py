"""A statement's running balance, its closing and the open items tell the same story."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.aging import age
from collectdesk.domain.allocation import OpenItem, allocate
from collectdesk.domain.statement import (
    Entry,
    EntryKind,
    open_item_closing,
    running,
    shown_buckets,
    statement_totals,
)

ENTRIES = (
    Entry(date(2025, 3, 5), EntryKind.CHARGE, "INV-2", 51_235),
    Entry(date(2025, 3, 5), EntryKind.CREDIT, "CN-1", 8_000),
    Entry(date(2025, 3, 20), EntryKind.PAYMENT, "cheque 2291", 100_000),
)


def test_opening_charges_credits_payments_closing() -> None:
    totals = statement_totals(120_000, ENTRIES)
    assert (totals.charges, totals.credits, totals.payments) == (51_235, 8_000, 100_000)
    assert totals.closing == 63_235
    assert totals.has_slip


def test_each_line_shows_the_balance_after_it() -> None:
    assert running(120_000, (entry.effect for entry in ENTRIES)) == (171_235, 163_235, 63_235)
    assert running(120_000, []) == ()


def test_a_credit_balance_asks_for_nothing() -> None:
    totals = statement_totals(0, [Entry(date(2025, 3, 1), EntryKind.PAYMENT, "x", 500)])
    assert totals.closing == -500
    assert not totals.has_slip
    aging = age([(date(2025, 3, 1), -500)], 0, date(2025, 4, 1))
    assert shown_buckets(aging) == (0, 0, 0, 0, 0)


@given(
    st.lists(st.tuples(st.dates(), st.integers(1, 10**6)), min_size=1, max_size=10),
    st.integers(1, 10**7),
)
def test_open_items_running_balance_and_aging_agree(
    invoices: list[tuple[date, int]], paid: int
) -> None:
    items = [
        OpenItem(key, str(key), day, day, amount) for key, (day, amount) in enumerate(invoices)
    ]
    spread = allocate(paid, items)
    applied = dict(spread.parts)
    rest = {item.id: item.balance - applied.get(item.id, 0) for item in items}
    entries = [Entry(day, EntryKind.CHARGE, "", amount) for day, amount in invoices]
    entries.append(Entry(date.max, EntryKind.PAYMENT, "", paid))
    closing = statement_totals(0, entries).closing
    aging = age([(item.due_date, rest[item.id]) for item in items], spread.unapplied, date.max)
    assert running(0, (entry.effect for entry in entries))[-1] == closing
    assert open_item_closing(rest.values(), spread.unapplied) == closing
    assert aging.total == closing


def test_a_settled_account_gets_no_slip() -> None:
    assert not statement_totals(0, []).has_slip
