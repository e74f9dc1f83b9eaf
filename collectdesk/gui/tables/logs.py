"""The columns of the logs and lists: calls, documents, statements and aging."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from collectdesk.domain.form_rows import CallRow, DocumentRow, StatementRow
from collectdesk.domain.rows import AgingRow, Tone
from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, day, stamp_cell, text
from collectdesk.gui.text import day as day_text
from collectdesk.gui.text import moment


def _moment_cell(row: CallRow, shown: Shown) -> Cell:
    return Cell(moment(row.at, shown.today))


CALLS: Final[tuple[Column, ...]] = (
    Column("When", 130, _moment_cell, sort_by=lambda row: row.at),
    text("Customer", 200, lambda row: row.customer_name, strong=True),
    text("Spoke to", 130, lambda row: row.spoke_to),
    text("Answer", 150, lambda row: row.outcome),
    text("Why late", 130, lambda row: row.reason, tone=lambda _: "quiet"),
    text("Notes", 240, lambda row: row.note, stretch=True),
    day("Next", 90, lambda row: row.next_on),
)


def _printed_cell(row: DocumentRow, shown: Shown) -> Cell:
    if row.printed_on is None:
        return Cell("Not printed yet", "careful")
    return Cell(day_text(row.printed_on, shown.today))


DOCUMENTS: Final[tuple[Column, ...]] = (
    day("Issued", 102, lambda row: row.issued_on),
    text("Number", 100, lambda row: row.number, strong=True),
    text("What", 180, lambda row: row.kind_label),
    text("Customer", 220, lambda row: row.customer_name, stretch=True),
    amount("Amount", 110, lambda row: row.amount),
    Column("Stamp", 170, stamp_cell, sort_by=lambda row: row.stamp),
    Column("Printed", 120, _printed_cell, sort_by=lambda row: row.printed_on or date.max),
)


PAST_DUE_HINT: Final = (
    "By due dates, as in ageing. A statement asks for less where something is in dispute, promised"
    " or in a payment plan"
)


def _past_due_tone(row: StatementRow) -> Tone:
    return "late" if row.past_due > 0 else "quiet"


STATEMENTS: Final[tuple[Column, ...]] = (
    text("Number", 90, lambda row: row.number, tone=lambda _: "quiet"),
    text("Customer", 240, lambda row: row.name, strong=True, stretch=True),
    amount("Opening", 110, lambda row: row.opening),
    amount("Charges", 110, lambda row: row.charges),
    amount(
        "Paid, credited",
        116,
        lambda row: row.credits,
        hint="Payments, credit notes, write-offs and voided invoices",
    ),
    amount("Closing", 116, lambda row: row.closing, strong=True),
    amount(
        "Past due",
        110,
        lambda row: row.past_due,
        hint=PAST_DUE_HINT,
        tone=_past_due_tone,
    ),
)


def aging_columns(buckets: tuple[str, ...]) -> tuple[Column, ...]:
    """A column for each bucket, then unapplied money and the total."""

    def bucket(at: int) -> Callable[[AgingRow], int]:
        return lambda row: row.amounts[at]

    return (
        text("Number", 90, lambda row: row.number, tone=lambda _: "quiet"),
        text("Customer", 220, lambda row: row.name, strong=True, stretch=True),
        *(amount(name.capitalize(), 104, bucket(at)) for at, name in enumerate(buckets)),
        amount("On account", 104, lambda row: row.unapplied, hint="Money on no invoice yet"),
        amount("Total", 116, lambda row: row.total, strong=True),
    )
