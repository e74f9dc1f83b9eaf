"""The columns of invoices: of one customer, and of the register of all."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from collectdesk.domain.rows import InvoiceRow, Tone
from collectdesk.gui.tables.columns import Cell, Column, Shown, amount, day, pills, text
from collectdesk.gui.text import days_late

_CAREFUL_FROM_DAYS: Final = 1
_LATE_FROM_DAYS: Final = 31


def _tone(row: InvoiceRow) -> Tone:
    return "quiet" if row.closed else "plain"


def _late_tone(row: InvoiceRow) -> Tone:
    late = row.days_late or 0
    if late >= _LATE_FROM_DAYS:
        return "late"
    return "careful" if late >= _CAREFUL_FROM_DAYS else "quiet"


def _late_cell(row: InvoiceRow, _: Shown) -> Cell:
    return Cell(days_late(row.days_late), _late_tone(row))


def _number_cell(row: InvoiceRow, _: Shown) -> Cell:
    return Cell(_number(row), _tone(row), strong=not row.closed)


def _number(row: InvoiceRow) -> str:
    return row.number or "Draft"


def _number_order(row: InvoiceRow) -> str:
    return _number(row).casefold()


def _balance_cell(row: InvoiceRow, shown: Shown) -> Cell:
    made = _BALANCE.cell(row, shown)
    return Cell(made.text, _tone(row), strong=not row.closed)


_BALANCE: Final = amount("Balance", 96, lambda row: row.balance)
_LATE: Final = Column(
    "Days late",
    72,
    _late_cell,
    right=True,
    brief="Late",
    hint="Days since the due date",
    sort_by=lambda row: row.days_late or 0,
)
_ISSUED: Final = day("Issued", 108, lambda row: row.issued, tone=_tone)
_DUE: Final = day("Due", 108, lambda row: row.due, tone=_tone)
_TOTAL: Final = amount("Total", 92, lambda row: row.total, tone=_tone)
_LONGEST_NUMBER: Final = 190
_OPEN: Final = replace(_BALANCE, cell=_balance_cell)
_STATUS: Final = pills("Status", 150, lambda row: row.pills)

CUSTOMER_INVOICES: Final[tuple[Column, ...]] = (
    Column("Invoice", 90, _number_cell, sort_by=_number_order, most=_LONGEST_NUMBER),
    replace(_ISSUED, drop=1, most=_ISSUED.width),
    replace(_DUE, drop=3, most=_DUE.width),
    replace(_LATE, most=_LATE.width),
    replace(_TOTAL, drop=2, most=_TOTAL.width),
    replace(_OPEN, most=_OPEN.width),
    _STATUS,
)

REGISTER: Final[tuple[Column, ...]] = (
    Column("Invoice", 104, _number_cell, sort_by=_number_order),
    replace(
        text("Customer", 220, lambda row: row.customer_name, tone=_tone, stretch=True), least=160
    ),
    replace(text("PO", 100, lambda row: row.po_number, tone=_tone), drop=1),
    replace(_ISSUED, drop=2),
    _DUE,
    _LATE,
    _TOTAL,
    _OPEN,
    _STATUS,
)
