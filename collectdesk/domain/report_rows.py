"""Reports that programs print into a file: customers as headings amid the rows, sums below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.table import Table, TableRow

GROUP_COLUMN: Final = "Customer"
"""The column that is added where customers stand as headings amid the rows."""

_SUM = re.compile(
    r"^(?:(?:(?:grand|sub|report|overall)[\s-]*)?(?:totals?|totaal)|summe|gesamt(?:summe|betrag)?)\b"
    r"(?:\s*[-:]?\s*(?:for|of)\b)?"
)
_SHARE = re.compile(r"^percentage of total")
_DAYS = re.compile(r"[0-9]{1,3}\s*[-–]\s*[0-9]{1,3}|>\s*[0-9]{1,3}|[0-9]{1,3}\s*\+")
"""A heading above rows that are so many days late: "1 - 30", "> 90"."""
_AGE = re.compile(r"\b(?:[0-9]+\s*(?:[-–+]|or more|to)|days?|overdue|current|not due)\b")
_FEWEST_COLUMNS: Final = 3


def alone_in(cells: Sequence[str]) -> str:
    """The only text in a row, where there is just one and it is no number; else empty."""
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) != 1:
        return ""
    is_text = any(mark.isalpha() for mark in texts[0]) or bool(_DAYS.fullmatch(texts[0]))
    return texts[0] if is_text else ""


def sums_up(cells: Sequence[str]) -> bool:
    """Whether a row begins like one of sums: "Total for Acme", "TOTAL", "Subtotal"."""
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    return bool(_SUM.match(first.casefold()) or _SHARE.match(first.casefold()))


def with_customers_beside(table: Table) -> Table:
    """The table with the customer in a column, where it stands as a heading above its rows.

    A heading within another is written behind it, as "Acme:Kitchen", until its sums are told. Where
    ages stand as headings, no heading is a customer.
    """
    mapping = known.recognise(table.columns)
    if len(table.columns) < _FEWEST_COLUMNS or known.INVOICE_NUMBER not in mapping:
        return table
    if not {known.CUSTOMER_NUMBER, known.CUSTOMER_NAME}.isdisjoint(mapping):
        return table
    told = [
        table.columns.index(mapping[name])
        for name in (known.INVOICE_NUMBER, known.INVOICE_DATE)
        if name in mapping
    ]
    heads = [alone_in(row.cells) for row in table.rows]
    if any(_is_age(head.casefold()) for head in heads):
        return table
    totals = [_summed(row.cells) if sums_up(row.cells) else None for row in table.rows]
    sums = {total for total in totals if total is not None}
    inside: list[str] = []
    rows: list[TableRow] = []
    seen = False
    for row, head, total in zip(table.rows, heads, totals, strict=True):
        if head and total is None:
            nests = bool(inside) and {name.casefold() for name in inside} <= sums
            inside = [*inside, head] if nests else [head]
            rows.append(row)
            continue
        is_item = total is None and any(row.cells[at].strip() for at in told)
        seen = seen or (is_item and bool(inside))
        rows.append(replace(row, cells=(*row.cells, ":".join(inside))) if is_item else row)
        if inside and total == inside[-1].casefold():
            inside = inside[:-1]
    if not seen:
        return table
    width = len(table.columns) + 1
    filled = tuple(
        row if len(row.cells) >= width else replace(row, cells=(*row.cells, "")) for row in rows
    )
    return replace(table, columns=(*table.columns, GROUP_COLUMN), rows=filled)


def _is_age(heading: str) -> bool:
    return bool(_AGE.search(heading) or _DAYS.fullmatch(heading))


def _summed(cells: Sequence[str]) -> str:
    """Whose sums a row tells, folded; empty for those of all."""
    first = next((cell.strip() for cell in cells if cell.strip()), "").casefold()
    return re.sub(r"\s+with\s+.*$", "", _SUM.sub("", first)).strip()
