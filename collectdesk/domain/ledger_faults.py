"""What the rows of a ledger cannot mean, alone or beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.dates import long_date
from collectdesk.domain.form_rows import ImportProblem, ImportRemark
from collectdesk.domain.import_remarks import Remark
from collectdesk.domain.ledger_row import LedgerRow
from collectdesk.domain.terms import LONGEST_DAYS
from collectdesk.domain.words import quoted


def dated_ahead(day: date, today: date) -> list[str]:
    """What is wrong with a row that is dated on a day; nothing unless that is ahead."""
    return [f"It is dated {long_date(day)}, which is still to come."] if day > today else []


def faults_of_dates(row: LedgerRow, today: date) -> Iterable[str]:
    """What is wrong with the days of an invoice, in sentences."""
    yield from dated_ahead(row.invoice_date, today)
    issued = long_date(row.invoice_date)
    if row.due_date and row.due_date < row.invoice_date:
        yield f"It is due on {long_date(row.due_date)}, before the day of the invoice, {issued}."
    if row.due_date and (row.due_date - row.invoice_date).days > LONGEST_DAYS:
        due = long_date(row.due_date)
        yield f"It is due on {due}, more than {LONGEST_DAYS} days after the invoice."
    if row.settled_on and row.settled_on < row.invoice_date:
        paid = long_date(row.settled_on)
        yield f"It was paid on {paid}, before the day of the invoice, {issued}."
    if row.settled_on and row.settled_on > today:
        yield f"It was paid on {long_date(row.settled_on)}, which is still to come."
    if row.paid and not row.settled_on:
        label = quoted(known.label_of(known.SETTLED_DATE))
        yield (
            "Something of it is paid, and no day is told. Give one day for all under “Undated"
            f" payments” (in a terminal with --paid-on), or each in a column {label}."
        )
    if row.settled_on and not row.paid:
        yield f"It was paid on {long_date(row.settled_on)}, but all of it is still open."


def once_each(
    rows: Iterable[LedgerRow], *, by_lines: bool
) -> tuple[list[LedgerRow], list[ImportProblem], list[ImportRemark]]:
    """Each invoice once; a number twice is a problem, unless the list is ``by_lines``: there, an
    invoice of several lines is told as often, in the same words."""
    first: dict[str, LedgerRow] = {}
    problems: list[ImportProblem] = []
    remarks: list[ImportRemark] = []
    for row in rows:
        earlier = first.setdefault(row.invoice_number, row)
        if earlier is row:
            continue
        told = f"Invoice {quoted(row.invoice_number)} is already on line {earlier.line:,}"
        same = _content(row) == _content(earlier)
        if same and by_lines:
            text = f"{told}, with the same details. It comes in once."
            remarks.append(ImportRemark(row.line, Remark.REPEATED, text))
        else:
            how = "the same" if same else "different"
            problems.append(ImportProblem(row.line, f"{told}, with {how} details."))
    return list(first.values()), problems, remarks


def _content(row: LedgerRow) -> tuple[object, ...]:
    return (
        row.customer_number, row.invoice_date, row.due_date, row.amount, row.disputed,
        row.disputed_part, row.settled_on, row.po_number, row.open,
    )  # fmt: skip


def two_names(told: Iterable[tuple[int, str, str]]) -> Iterable[ImportProblem]:
    """One number for two customers would put their debts into one account.

    Each is a line, and the number and name of a customer there.
    """
    first: dict[str, tuple[int, str]] = {}
    for line, number, name in sorted(one for one in told if one[2]):
        earlier_line, earlier = first.setdefault(number, (line, name))
        if name.casefold() != earlier.casefold():
            yield ImportProblem(
                line,
                f"Customer {quoted(number)} is called {quoted(name)} here, but {quoted(earlier)}"
                f" on line {earlier_line:,}.",
            )


def only_open(rows: Iterable[LedgerRow]) -> list[ImportRemark]:
    """A remark on each invoice of which the list tells no total."""
    text = "the list tells only what is open; a new invoice comes in with that as its total."
    return [
        ImportRemark(row.line, Remark.ONLY_OPEN, f"Invoice {quoted(row.invoice_number)}: {text}")
        for row in rows
        if not row.tells_amount
    ]
