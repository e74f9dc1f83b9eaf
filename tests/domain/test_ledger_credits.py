"""Whatever a list holds of invoices and credits, what comes in adds up to what it says is open."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from collectdesk.domain.dates import DateOrder
from collectdesk.domain.import_credits import KnownCredit, listed_at, plan_credits
from collectdesk.domain.ledger_columns import recognise
from collectdesk.domain.ledger_file import LedgerContent, read_rows
from collectdesk.domain.money import major_string
from collectdesk.domain.table import Table, TableRow

HEADING = ("Customer", "Type", "Num", "Date", "Amount", "Open")
CREDITS = ("Credit Memo", "Payment", "Credit note", "SC", "SA", "Overpayment", "Journal Entry", "")

invoices = st.tuples(st.just("Invoice"), st.integers(1, 10**9), st.integers(0, 10**6))
credits = st.tuples(st.sampled_from(CREDITS), st.integers(-(10**9), -1), st.integers(0, 10**6))
items = st.lists(invoices | credits, min_size=1, max_size=20)


def read(told: list[tuple[str, int, int]]) -> LedgerContent:
    """Each is a type, what is open, and how much more the row was for."""
    rows = [
        TableRow(
            at + 2,
            (
                f"C-{at % 3}", kind, f"{at}" if at % 4 or kind == "Invoice" else "", "2026-01-05",
                major_string(left + (used if left > 0 else -used), "USD"),
                major_string(left, "USD"),
            ),
        )
        for at, (kind, left, used) in enumerate(told)
    ]  # fmt: skip
    table = Table("open.csv", HEADING, tuple(rows))
    day = date(2026, 3, 31)
    return read_rows(table, recognise(HEADING), DateOrder.YMD, "USD", day, day)


@given(items)
def test_what_comes_in_adds_up_to_the_list(told: list[tuple[str, int, int]]) -> None:
    found = read(told)
    assert found.problems == ()
    owed = sum(row.open for row in found.rows) - sum(row.unused for row in found.credits)
    assert owed == sum(left for _, left, _ in told)


@given(items, st.integers(1, 10**6))
def test_the_same_list_brings_no_credit_twice_however_much_was_used(
    told: list[tuple[str, int, int]], more: int
) -> None:
    rows = read(told).credits
    known = [
        KnownCredit(
            row.customer_number, row.reference, row.dated, row.unused, row.unused,
            listed_at(row.amount, "USD"),
        )
        for row in rows
    ]  # fmt: skip
    again = plan_credits(rows, known, "USD")
    assert (again.new, again.already_here, again.remarks) == ((), len(rows), ())
    less = [
        (kind, min(-1, left + more), used + min(-1, left + more) - left) if left < 0 else
        (kind, left, used)
        for kind, left, used in told
    ]  # fmt: skip
    assert plan_credits(read(less).credits, known, "USD").new == ()
