"""Printing page by page as pictures, for systems whose printers take no PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 300
"""Dots an inch; more makes large pictures that look no better on an office printer."""


def paint_pages(file: Path, printer: QPrinter) -> int:
    """Paint the chosen pages of a PDF on ``printer`` at true size.

    Returns how many pages were painted; 0 when the printer refuses.
    """
    document = QPdfDocument()
    document.load(str(file))
    printer.setResolution(min(RESOLUTION, printer.resolution()))
    printer.setFullPage(True)
    painter = QPainter()
    if document.pageCount() == 0 or not painter.begin(printer):
        return 0
    try:
        return _paint_all(document, printer, painter)
    finally:
        painter.end()


def _paint_all(document: QPdfDocument, printer: QPrinter, painter: QPainter) -> int:
    wanted = _wanted_pages(document.pageCount(), printer)
    for position, page in enumerate(wanted):
        if position and not printer.newPage():
            return 0
        size = _pixels(document, page, printer.resolution())
        painter.drawImage(QRect(0, 0, size.width(), size.height()), document.render(page, size))
    return len(wanted)


def _wanted_pages(count: int, printer: QPrinter) -> list[int]:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return list(range(count))
    ranges = printer.pageRanges()
    if ranges.isEmpty():
        first, last = printer.fromPage() or 1, printer.toPage() or count
        return list(range(first - 1, min(last, count)))
    return [page for page in range(count) if ranges.contains(page + 1)]


def _pixels(document: QPdfDocument, page: int, resolution: int) -> QSize:
    points = document.pagePointSize(page)
    return QSize(round(points.width() * resolution / 72), round(points.height() * resolution / 72))
