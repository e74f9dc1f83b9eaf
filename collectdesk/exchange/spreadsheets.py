"""A list as a file for a spreadsheet: texts never become formulas, numbers and days stay such."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

from collectdesk.domain.errors import InvalidInput
from collectdesk.domain.money import decimals, major_string
from collectdesk.domain.sheet import Kind, Sheet, SheetColumn, Value
from collectdesk.exchange.cells import text_cell

MOST_ROWS: Final = 1_048_575
"""Below a heading; a sheet has no room for more."""
_LONGEST_TEXT: Final = 32_000
_WIDTHS: Final = {Kind.TEXT: 24, Kind.AMOUNT: 14, Kind.NUMBER: 10, Kind.DAY: 12}
_DAY_FORM: Final = "yyyy-mm-dd"


def as_csv(sheet: Sheet) -> bytes:
    """Comma-separated, in UTF-8 with the mark by which spreadsheet programs know it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(text_cell(column.title) for column in sheet.columns)
    for row in sheet.rows:
        writer.writerow(
            _written(value, column, sheet.currency)
            for value, column in zip(row, sheet.columns, strict=True)
        )
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value, column: SheetColumn, currency: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return major_string(value, currency) if column.kind is Kind.AMOUNT else str(value)
    return text_cell(value)


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet of a workbook with a heading that stays in view.

    Raises InvalidInput for more rows than a sheet has.
    """
    import xlsxwriter

    if len(sheet.rows) > MOST_ROWS:
        raise InvalidInput(
            f"A sheet of a workbook has room for {MOST_ROWS:,} rows, but this list has"
            f" {len(sheet.rows):,}. Export it as CSV."
        )
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(out, options) as book:
        _fill(book, book.add_worksheet(_sheet_name(sheet.title)), sheet)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    """Up to 31 characters, without those that a sheet's name may not have."""
    return "".join(" " if mark in "[]:*?/\\'" else mark for mark in title)[:31]


def _fill(book: Any, sheet: Any, content: Sheet) -> None:
    heading = book.add_format({"bold": True, "bottom": 1})
    for place, column in enumerate(content.columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
        sheet.write_string(0, place, column.title, heading)
    sheet.freeze_panes(1, 0)
    if content.rows:
        sheet.autofilter(0, 0, len(content.rows), len(content.columns) - 1)
    writers = [_writer(book, sheet, column.kind, content.currency) for column in content.columns]
    for number, row in enumerate(content.rows, start=1):
        for place, value in enumerate(row):
            if value is not None and value != "":
                writers[place](number, place, value)


def _writer(book: Any, sheet: Any, kind: Kind, currency: str) -> Callable[[int, int, Any], Any]:
    """What writes a value of that kind into a row and column."""
    if kind is Kind.DAY:
        day = book.add_format({"num_format": _DAY_FORM, "align": "left"})
        return lambda row, at, value: sheet.write_datetime(row, at, value, day)
    if kind is Kind.AMOUNT:
        places = decimals(currency)
        money = book.add_format({"num_format": f"#,##0{'.' if places else ''}{'0' * places}"})
        return lambda row, at, value: sheet.write_number(
            row, at, Decimal(value).scaleb(-places), money
        )
    if kind is Kind.NUMBER:
        return sheet.write_number  # type: ignore[no-any-return]  # it carries no types
    quoted = book.add_format({"quote_prefix": True})

    def write_words(row: int, at: int, value: str) -> None:
        # The mark of a quoted text keeps it from becoming a formula when it is edited.
        careful = quoted if text_cell(value) != value else None
        sheet.write_string(row, at, value[:_LONGEST_TEXT], careful)

    return write_words
