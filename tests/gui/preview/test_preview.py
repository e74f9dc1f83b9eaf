"""The preview: pages as they will be printed, and the way to the printer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPageRanges, QPageSize, QPainter, QPdfWriter
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from collectdesk.domain.errors import FolderNotWritable, KnownError
from collectdesk.gui import theme
from collectdesk.gui.preview.pdf_view import PdfPane
from collectdesk.gui.preview.printing import (
    PrintChoice,
    PrinterRefused,
    Printing,
    lp_arguments,
    media_of,
)
from collectdesk.gui.preview.raster import paint_pages

MakePdf = Callable[[int], bytes]
needs_cups = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not print by lp")


@pytest.fixture
def make_pdf(qapp: QApplication) -> MakePdf:
    """Makes a PDF of so many US Letter pages."""

    def make(pages: int) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        painter = QPainter(writer)
        for page in range(1, pages + 1):
            if page > 1:
                writer.newPage()
            painter.drawText(400, 1200, f"page {page}")
        painter.end()
        return bytes(buffer.data().data())

    return make


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication) -> PdfPane:
    """A pane on the screen."""
    theme.load_fonts()
    theme.wear(qapp, dark=False)
    shown = PdfPane()
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def test_pages_are_counted_and_turned(pane: PdfPane, make_pdf: MakePdf, qtbot: QtBot) -> None:
    pane.show_pdf(make_pdf(3))
    assert (pane.page, pane.page_count) == (1, 3)
    with qtbot.waitSignal(pane.page_changed):
        pane.next_page()
    assert pane.page == 2
    pane.go_to_page(99)
    assert pane.page == 3
    pane.next_page()
    assert pane.page == 3


def test_a_very_long_pdf_is_laid_out_little_by_little(
    pane: PdfPane, make_pdf: MakePdf, qtbot: QtBot
) -> None:
    pages = make_pdf(350)
    view = pane.findChild(QPdfView)
    assert view is not None
    pane.show_pdf(pages)
    assert (pane.page, pane.page_count) == (1, 350)
    assert view.pageMode() is QPdfView.PageMode.SinglePage  # all at once would take too long
    pane.next_page()
    qtbot.waitUntil(lambda: view.pageMode() is QPdfView.PageMode.MultiPage)
    assert pane.page == 2
    pane.go_to_page(350)
    assert pane.page == 350
    pane.show_pdf(make_pdf(3))
    assert view.pageMode() is QPdfView.PageMode.MultiPage
    assert pane.page == 1


def test_keys_turn_pages_and_zoom(pane: PdfPane, make_pdf: MakePdf, qtbot: QtBot) -> None:
    pane.show_pdf(make_pdf(2))
    before = pane.zoom_factor
    qtbot.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    pane.zoom_in()
    assert pane.zoom_factor > before
    pane.fit_page()
    assert pane.zoom_factor < before


def test_zoom_has_bounds(pane: PdfPane, make_pdf: MakePdf) -> None:
    pane.show_pdf(make_pdf(1))
    for _ in range(40):
        pane.zoom_in()
    assert pane.zoom_factor == 5.0
    for _ in range(40):
        pane.zoom_out()
    assert pane.zoom_factor == 0.25


@pytest.mark.parametrize("height", range(560, 700, 20))
def test_the_page_settles_at_any_size_of_the_window(
    pane: PdfPane, make_pdf: MakePdf, qtbot: QtBot, height: int
) -> None:
    pane.show_pdf(make_pdf(1))
    pane.resize(500, height)
    QApplication.processEvents()
    pane.fit_width()
    QApplication.processEvents()
    assert pane.page_count == 1


def test_bytes_that_are_no_pdf_become_a_sentence(pane: PdfPane, make_pdf: MakePdf) -> None:
    pane.show_pdf(make_pdf(2))
    pane.show_pdf(b"%PDF-1.7 broken")
    assert pane.page_count == 0
    assert "cannot be shown" in pane.message
    pane.show_pdf(make_pdf(1))
    assert (pane.page_count, pane.message) == (1, "")


def test_a_document_takes_the_place_of_another(pane: PdfPane, make_pdf: MakePdf) -> None:
    for pages in (1, 5, 2):
        pane.show_pdf(make_pdf(pages))
        assert (pane.page_count, pane.page) == (pages, 1)


def test_cups_is_told_what_was_chosen() -> None:
    choice = PrintChoice(
        "HP_Office", "Notices", 2, False, "two-sided-long-edge", "1-3,5", True, "A4"
    )
    assert lp_arguments(choice) == [
        "-d", "HP_Office", "-n", "2", "-t", "Notices",
        "-o", "collate=false", "-o", "sides=two-sided-long-edge", "-o", "print-scaling=none",
        "-o", "media=A4", "-P", "1-3,5", "-o", "print-color-mode=monochrome", "-",
    ]  # fmt: skip


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "drawn.pdf"
    path.write_bytes(data)
    return path


def test_the_printer_is_told_the_paper_of_the_pages(make_pdf: MakePdf, tmp_path: Path) -> None:
    assert media_of(_file(tmp_path, make_pdf(1))) == "Letter"
    assert media_of(_file(tmp_path, b"no pdf")) == ""


@pytest.mark.parametrize("title", ["--help", "-o x\n\x00y", "", "\u202e" * 200])
def test_a_customers_name_as_title_gives_cups_no_orders(title: str) -> None:
    given = lp_arguments(PrintChoice("HP", title))[5]
    assert not given.startswith("-")
    assert given.isprintable()
    assert 0 < len(given) <= 80


@pytest.fixture
def handed(qtbot: QtBot) -> Any:
    """Starts a hand-over; collects what was said."""
    host = QWidget()
    qtbot.addWidget(host)
    said: list[str | KnownError] = []

    class Handed:
        window = host  # kept as long as its printing
        words = said
        printing = Printing(host, said.append, said.append)

    return Handed


def _lp(tmp_path: Path, script: str) -> str:
    program = tmp_path / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


@needs_cups
def test_cups_gets_the_very_bytes(
    handed: Any, make_pdf: MakePdf, qtbot: QtBot, tmp_path: Path
) -> None:
    data = make_pdf(40)
    program = _lp(tmp_path, f"cat > {tmp_path}/taken.pdf")
    handed.printing.file.write_bytes(data)
    handed.printing.hand_to_cups(PrintChoice("Office", "Notices"), program)
    qtbot.waitUntil(lambda: handed.words == ["Office took the pages."])
    assert (tmp_path / "taken.pdf").read_bytes() == data
    assert not handed.printing.file.parent.exists()


@needs_cups
def test_what_cups_says_is_passed_on(handed: Any, qtbot: QtBot, tmp_path: Path) -> None:
    program = _lp(tmp_path, 'cat > /dev/null; echo "lp: Error - out of paper" >&2; exit 1')
    handed.printing.file.write_bytes(b"%PDF")
    handed.printing.hand_to_cups(PrintChoice("Office"), program)
    qtbot.waitUntil(lambda: bool(handed.words))
    assert isinstance(handed.words[0], PrinterRefused)
    assert "It said: “out of paper”." in str(handed.words[0])


@needs_cups
def test_a_stopped_printer_is_told_to_keep_the_pages(
    handed: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    state = tmp_path / "lpstat"
    since = "printer Office disabled since Sun Nov 22 05:16:53 2026 -"
    state.write_text(f"#!/bin/sh\necho '{since}'; echo '\tout of paper'\n")
    state.chmod(0o755)
    handed.printing.file.write_bytes(b"%PDF")
    handed.printing.hand_to_cups(PrintChoice("Office"), _lp(tmp_path, "cat > /dev/null"))
    qtbot.waitUntil(lambda: bool(handed.words))
    assert handed.words == [
        "Office took the pages but is stopped (“out of paper”): they come out when it goes on."
    ]


@needs_cups
def test_a_missing_printing_service_is_told(handed: Any, qtbot: QtBot, tmp_path: Path) -> None:
    handed.printing.file.write_bytes(b"%PDF")
    handed.printing.hand_to_cups(PrintChoice("Office"), str(tmp_path / "none"))
    qtbot.waitUntil(lambda: bool(handed.words))
    assert "service is missing" in str(handed.words[0])


def test_print_to_a_file_writes_the_bytes_unchanged(
    handed: Any, make_pdf: MakePdf, tmp_path: Path
) -> None:
    data = make_pdf(2)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    handed.printing.file.write_bytes(data)
    handed.printing.hand_over("Notices", printer)
    assert (tmp_path / "out.pdf").read_bytes() == data
    assert handed.words == ["Saved as out.pdf."]


def test_a_file_that_cannot_be_written_instead_is_told(handed: Any) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName("/proc/nowhere/out.pdf")
    handed.printing.file.write_bytes(b"%PDF")
    handed.printing.hand_over("Notices", printer)
    assert isinstance(handed.words[0], FolderNotWritable)
    assert not handed.printing.file.parent.exists()


def test_pages_are_painted_where_printers_take_no_pdf(make_pdf: MakePdf, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "raster.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addRange(2, 3)
    printer.setPageRanges(ranges)
    assert paint_pages(_file(tmp_path, make_pdf(4)), printer) == 2
    painted = PdfReader(tmp_path / "raster.pdf")
    assert len(painted.pages) == 2
    assert [round(float(side)) for side in painted.pages[0].mediabox[2:]] == [612, 792]


def test_nothing_is_painted_of_a_broken_file(tmp_path: Path, qapp: QApplication) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "raster.pdf"))
    assert paint_pages(_file(tmp_path, b"no pdf at all"), printer) == 0
