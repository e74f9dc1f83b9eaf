"""Lists with a row for each line of an invoice, and nowhere its total: the lines are added up."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.bank import written_amount
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import major_string
from collectdesk.domain.table import Table, TableRow

TOTAL_COLUMN: Final = "Amount"
"""The column that is added, with the total of each invoice."""


def with_lines_added_up(table: Table, currency: str) -> Table:
    """The table with one row for each invoice, of its first line, where only lines have amounts."""
    mapping = known.recognise(table.columns)
    lines = known.line_total_among(table.columns)
    if lines is None or known.AMOUNT in mapping or known.INVOICE_NUMBER not in mapping:
        return table
    if TOTAL_COLUMN in table.columns:
        return table
    number_at = table.columns.index(mapping[known.INVOICE_NUMBER])
    amount_at = table.columns.index(lines)
    totals: dict[str, int] = {}
    first: dict[str, TableRow] = {}
    try:
        for row in table.rows:
            number = row.cells[number_at].strip() or f"line {row.line}"
            totals[number] = totals.get(number, 0) + written_amount(row.cells[amount_at], currency)
            first.setdefault(number, row)
    except InvalidInput:
        return table
    rows = tuple(
        replace(row, cells=(*row.cells, major_string(totals[number], currency)))
        for number, row in first.items()
    )
    return replace(table, columns=(*table.columns, TOTAL_COLUMN), rows=rows)
