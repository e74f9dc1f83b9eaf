"""Workbooks for tests, sound ones and hostile ones."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

Fill = Callable[[Any, Any], object]


def made(path: Path, **sheets: Fill) -> Path:
    """A workbook whose sheets are filled by functions of workbook and sheet."""
    with xlsxwriter.Workbook(path) as book:
        for name, fill in sheets.items():
            fill(book, book.add_worksheet(name))
    return path


def changed(source: Path, target: Path, part: str, old: str, new: str) -> Path:
    """A copy in whose ``part`` a pattern is replaced."""
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(target, "w", 8) as copy:
        for name in whole.namelist():
            content = whole.read(name)
            if name == part:
                content = re.sub(old, new, content.decode()).encode()
            copy.writestr(name, content)
    return target


def open_document(path: Path, cells: str) -> Path:
    """An .ods file with one sheet of the cells in ``cells``."""
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="One">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", 8) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path
