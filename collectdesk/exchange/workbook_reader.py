"""Reads one sheet of a workbook in a process of its own, which may take only so much.

The library that reads workbooks ends its process when a hostile sheet asks for too much; so it
never runs beside an open book. This module is the whole life of that process: it is given a
workbook, the name of a sheet and a file for its answer, in JSON.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from collectdesk.base.processes import limit_this_process
from collectdesk.exchange.headings import LONGEST_CELL
from collectdesk.exchange.workbook_parts import (
    DAMAGED,
    DAY_ZERO,
    PROTECTED,
    TOO_LARGE,
    ExcelParts,
    NotReadable,
    SheetExtent,
    check_open_document,
    check_size,
)

SECONDS: Final = 60
MEMORY: Final = 2_000_000_000
"""In bytes; a sheet of 100,000 invoices takes about 300 million."""
ANSWER: Final = 1_000_000_000
_KEPT_OF_CELL: Final = LONGEST_CELL + 1

_FAULTS: Final = (
    zipfile.BadZipFile, zlib.error, ParseError, CalamineError,
    EOFError, KeyError, NotImplementedError, OSError, ValueError,
)  # fmt: skip
_BINARY: Final = (
    "it is a binary workbook. Save it as .xlsx in your spreadsheet program and try again."
)


def main(source: str, sheet: str, answer: str) -> int:
    """Read ``sheet`` of the workbook ``source`` (empty: the first) into the file ``answer``."""
    limit_this_process(SECONDS, MEMORY, ANSWER)
    with Path(answer).open("w", encoding="ascii") as file:
        json.dump(_answer(source, sheet), file)
    return 0


def _answer(source: str, sheet: str) -> dict[str, Any]:
    try:
        with zipfile.ZipFile(source) as archive:
            check_size(archive)
            return _read(source, archive, sheet)
    except NotReadable as error:
        return {"refused": str(error)}
    except (MemoryError, RecursionError):
        return {"refused": TOO_LARGE}
    except PasswordError:
        return {"refused": PROTECTED}
    except _FAULTS:
        return {"refused": DAMAGED}


def _read(source: str, archive: zipfile.ZipFile, sheet: str) -> dict[str, Any]:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        raise NotReadable(_BINARY)
    is_ods = "content.xml" in names and "mimetype" in names
    if not is_ods and "[Content_Types].xml" not in names:
        raise NotReadable(DAMAGED)
    if is_ods:
        check_open_document(archive)
    parts = None if is_ods else ExcelParts(archive)
    book = load_workbook(source)
    sheets = _sheets(book, parts)
    chosen = sheet or next(iter(sheets), "")
    if chosen not in sheets:
        return {"sheets": sheets, "sheet": ""}
    extent = SheetExtent() if parts is None else parts.extent(chosen)
    found = book.get_sheet_by_name(chosen)
    return {
        "sheets": sheets,
        "sheet": chosen,
        "day_zero": (DAY_ZERO if parts is None else parts.day_zero).isoformat(),
        "merged": found.merged_cell_ranges or [],
        "left": found.start[1] if found.start else 0,
        "rows": list(_rows(found, extent)),
    }


def _sheets(book: CalamineWorkbook, parts: ExcelParts | None) -> list[str]:
    """The sheets that can be seen and hold something."""
    return [
        one.name
        for one in book.sheets_metadata
        if one.typ == SheetTypeEnum.WorkSheet
        and one.visible == SheetVisibleEnum.Visible
        and _holds_anything(book, parts, one.name)
    ]


def _holds_anything(book: CalamineWorkbook, parts: ExcelParts | None, name: str) -> bool:
    if parts is not None:
        return parts.holds_anything(name)
    return book.get_sheet_by_name(name).start is not None


def _rows(sheet: CalamineSheet, extent: SheetExtent) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, by the number beside it."""
    left = sheet.start[1] if sheet.start else 0
    wrong: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in extent.errors.items():
        wrong.setdefault(row, []).append((column - 1 - left, text))
    for number, values in enumerate(sheet.iter_rows(), start=1):
        texts = [text_of(value) for value in values]
        for place, text in wrong.get(number, ()):
            if 0 <= place < len(texts):
                texts[place] = text
        if any(texts):
            yield number, texts


def text_of(value: object) -> str:
    """A cell as text that can be read in one way only.

    Numbers have the 15 digits that a spreadsheet computes with, a dot, and no exponent; days are
    written year first.
    """
    if isinstance(value, str):
        return value[:_KEPT_OF_CELL]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, (date, time)) else _duration(value)


def _duration(value: object) -> str:
    return str(value) if isinstance(value, timedelta) else ""
