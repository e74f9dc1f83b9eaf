"""A file as a table, whatever kind it is: text with separators, or a workbook.

The kind is told by the first bytes, never by the name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from collectdesk.base.files import read_whole
from collectdesk.domain.table import NotATable, Table
from collectdesk.exchange.delimited import LARGEST_FILE, read_text_table
from collectdesk.exchange.ofx import is_ofx
from collectdesk.exchange.workbook_parts import PROTECTED
from collectdesk.exchange.workbooks import read_workbook

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_EXCEL: Final = (
    "it is a workbook in the old form of Excel, in which errors cannot be told from empty cells."
    " Save it as .xlsx in your spreadsheet program and try again."
)
_WEB_PAGE: Final = (
    "it is a web page, whatever its name says. Open it in your spreadsheet program, save it as"
    " .xlsx and try again."
)

_BANK_FILE: Final = (
    "it is a file of a bank. Read it with “Payments from the bank” in the menu Money (on the"
    " command line with collectdesk bank)."
)


def nothing() -> None:
    """For whoever cannot be asked whether the file is still wanted."""


def read_table(
    path: Path,
    sheet: str = "",
    still_wanted: Callable[[], object] = nothing,
    *,
    first_sheet: bool = False,
) -> Table:
    """The table in the file. Raises NotATable, with the line where there is one.

    ``sheet`` names one of a workbook's, needed where there are several (else SheetUnknown), unless
    the first one will do. ``still_wanted`` is called now and then; what it raises ends the reading.
    """
    name = shown_name(path)
    content = bytes_of(path, name)
    if content.startswith(_ZIP):
        return read_workbook(path, name, sheet, first_sheet, still_wanted)
    if content.startswith(_OLE):
        raise NotATable(name, PROTECTED if _ENCRYPTED in content else _OLD_EXCEL)
    if is_ofx(content):
        raise NotATable(name, _BANK_FILE)
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<html", b"<!doctype")):
        raise NotATable(name, _WEB_PAGE)
    return read_text_table(content, name, still_wanted)


def shown_name(path: Path) -> str:
    """The file's name; bytes in it that are no letters could neither be kept nor shown."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def bytes_of(path: Path, name: str) -> bytes:
    """The whole content of a file. Raises NotATable where it cannot be read, or is too large."""
    try:
        if not path.exists():
            raise NotATable(name, "there is no such file. Check the name.")
        if not path.is_file():
            raise NotATable(name, "it is a folder, not a file.")
        if path.stat().st_size > LARGEST_FILE:
            most = LARGEST_FILE // 1_000_000
            raise NotATable(name, f"it is larger than {most} MB. Split it into parts.")
        return read_whole(path)
    except OSError as error:
        raise NotATable(name, f"it cannot be opened ({error.strerror}).") from error
