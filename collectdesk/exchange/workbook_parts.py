"""The inside of a workbook, looked at before a library reads it.

A workbook is a zip of XML files. A small one can ask for the memory of a large computer: by what
it unpacks to, or by one cell in the last row of the last column. So its size is counted here first,
and cells that hold an error are found, which the library would take for empty.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from xml.etree import ElementTree

MOST_UNZIPPED: Final = 400_000_000
"""In bytes."""
MOST_ENTRIES: Final = 5_000
MOST_COLUMNS: Final = 500
MOST_CELLS: Final = 4_000_000
"""Of the rectangle that holds all cells of a sheet."""

DAY_ZERO: Final = date(1899, 12, 30)
_DAY_ZERO_1904: Final = date(1904, 1, 1)
_SHEET_KIND: Final = "/worksheet"
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^<>]*)>")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{0,3})([0-9]{1,7})["']""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
_ERROR_VALUE = re.compile(rb"\s*(?:<(?:\w+:)?f[\s/>].*?)?<(?:\w+:)?v>([^<]{1,20})<", re.DOTALL)
_ODS_ERROR = re.compile(rb'calcext:value-type="error"')


class NotReadable(Exception):
    """``str(error)`` is the reason, as a sentence for the owner."""


@dataclass
class SheetExtent:
    """Where a sheet's cells lie: 1-based, 0 for none. ``errors`` by row and column."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def check_size(archive: zipfile.ZipFile) -> None:
    """Raises NotReadable where the workbook unpacks to more than is granted."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotReadable(PROTECTED)
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNZIPPED:
        raise NotReadable(TOO_LARGE)


PROTECTED: Final = (
    "it is protected by a password. Open it in your spreadsheet program, save a copy without the"
    " password and try again."
)
TOO_LARGE: Final = (
    "there is more in it than can be read safely. Save the sheet alone as “CSV UTF-8” in your"
    " spreadsheet program and try again."
)
DAMAGED: Final = (
    "it is damaged, or not a workbook. Open it in your spreadsheet program, save it anew as .xlsx"
    " and try again."
)


class ExcelParts:
    """The sheets of an .xlsx or .xlsm file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._book = ElementTree.fromstring(archive.read(self._book_part()))
        self._parts = dict(self._parts_of_sheets())

    @property
    def day_zero(self) -> date:
        """The day from which serial dates count; old Macs began later."""
        found = next((part for part in self._book.iter() if _is(part, "workbookPr")), None)
        flag = "" if found is None else found.get("date1904", "")
        return _DAY_ZERO_1904 if flag in ("1", "true", "on") else DAY_ZERO

    def holds_anything(self, sheet: str) -> bool:
        """Whether any cell of the sheet has a value."""
        part = self._parts.get(sheet)
        return part is not None and _VALUE.search(self._archive.read(part)) is not None

    def extent(self, sheet: str) -> SheetExtent:
        """Where the sheet's cells lie. Raises NotReadable where that is too far."""
        if sheet not in self._parts:
            raise NotReadable(DAMAGED)
        found = _extent(self._archive.read(self._parts[sheet]))
        if found.columns > MOST_COLUMNS or found.rows * found.columns > MOST_CELLS:
            raise NotReadable(
                f"its sheet reaches as far as row {found.rows:,} and column {found.columns:,}."
                " Delete the rows and columns outside of the table in your spreadsheet program,"
                " and save it again."
            )
        return found

    def _book_part(self) -> str:
        root = ElementTree.fromstring(self._archive.read("_rels/.rels"))
        for link in root.iter():
            if link.get("Type", "").endswith("/officeDocument"):
                return link.get("Target", "").lstrip("/")
        raise NotReadable(DAMAGED)

    def _parts_of_sheets(self) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(self._book_part())
        links = ElementTree.fromstring(self._archive.read(f"{folder}/_rels/{name}.rels"))
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in links.iter()
            if link.get("Type", "").endswith(_SHEET_KIND)
        }
        for sheet in (part for part in self._book.iter() if _is(part, "sheet")):
            link_id = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            if link_id in targets:
                target = posixpath.normpath(posixpath.join("/" + folder, targets[link_id]))
                yield sheet.get("name", ""), target.lstrip("/")


def _is(part: ElementTree.Element, name: str) -> bool:
    return part.tag.rpartition("}")[2] == name


def _extent(content: bytes) -> SheetExtent:
    found = SheetExtent()
    row = column = 0
    for match in _ROW_OR_CELL.finditer(content):
        kind, attributes = match.groups()
        reference = _REFERENCE.search(attributes)
        if kind == b"row":
            row, column = int(reference[2]) if reference else row + 1, 0
            continue
        column = _column(reference[1]) if reference else column + 1
        if attributes.endswith(b"/"):
            continue
        found.rows = max(found.rows, int(reference[2]) if reference else row)
        found.columns = max(found.columns, column)
        if _IS_ERROR.search(attributes):
            text = _ERROR_VALUE.match(content, match.end())
            found.errors[row, column] = text[1].decode("ascii", "replace") if text else "#ERROR"
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def check_open_document(archive: zipfile.ZipFile) -> None:
    """Raises NotReadable where an .ods file has cells that show an error: they would be lost."""
    if _ODS_ERROR.search(archive.read("content.xml")):
        raise NotReadable(
            "some of its cells show an error, such as #REF!. Correct those in your spreadsheet"
            " program and try again."
        )
