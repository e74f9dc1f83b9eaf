"""A list of customers without invoices: who they are, how to reach them, on which terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from collectdesk.domain import ledger_columns as known
from collectdesk.domain.customer_details import details_in
from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.form_rows import ImportProblem, ImportRemark
from collectdesk.domain.import_remarks import Remark
from collectdesk.domain.ledger_faults import two_names
from collectdesk.domain.ledger_row import CustomerRow
from collectdesk.domain.report_rows import sums_up
from collectdesk.domain.row_cells import RowCells
from collectdesk.domain.table import Table
from collectdesk.domain.terms import Terms, parse_terms
from collectdesk.domain.words import quoted


@dataclass(frozen=True, slots=True)
class CustomerContent:
    """The customers in a file, every fault in the order of its lines, and remarks."""

    rows: tuple[CustomerRow, ...]
    problems: tuple[ImportProblem, ...]
    remarks: tuple[ImportRemark, ...]


def read_customers(table: Table, mapping: Mapping[str, str], currency: str) -> CustomerContent:
    """The customers of the table. ``mapping`` gives the column of each field."""
    cells = RowCells(table, mapping)
    rows: list[CustomerRow] = []
    problems: list[ImportProblem] = []
    remarks: list[ImportRemark] = []
    for row in table.rows:
        cells.turn_to(row)
        fault = cells.fault()
        if not fault and sums_up(row.cells) and not _reaches_somebody(cells):
            text = "it holds sums, and is passed over."
            remarks.append(ImportRemark(row.line, Remark.NO_INVOICE, text))
            continue
        try:
            if fault:
                raise InvalidInput(fault)
            rows.append(_customer(cells, row.line, currency))
        except InvalidInput as error:
            problems.append(ImportProblem(row.line, str(error)))
    problems += two_names((row.line, row.number, row.name) for row in rows)
    return CustomerContent(
        tuple(rows),
        tuple(sorted(problems, key=lambda problem: problem.line)),
        tuple(remarks),
    )


def _reaches_somebody(cells: RowCells) -> bool:
    return details_in(cells.raw).names_anybody()


def _customer(cells: RowCells, line: int, currency: str) -> CustomerRow:
    errors = cells.errors_of_sheet()
    if errors:
        raise InvalidInput(errors[0])
    other = cells.text(known.CURRENCY)
    if other and other.upper() != currency:
        raise InvalidInput(
            f"They pay in {quoted(other)}, but this book is kept in {currency}."
            " Keep them in a book of their own."
        )
    number, tells_number = cells.customer_number()
    return CustomerRow(
        line=line,
        number=number,
        name=cells.customer_name() or number,
        terms=_terms(cells.text(known.TERMS)),
        tells_number=tells_number,
        details=details_in(cells.raw),
    )


def _terms(text: str) -> Terms | None:
    """The terms where they are understood; the book's own hold otherwise."""
    try:
        return parse_terms(text)
    except InvalidInput:
        return None
