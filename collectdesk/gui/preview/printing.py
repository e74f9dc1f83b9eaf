"""Handing a finished PDF to a printer.

On Linux and macOS the file goes to CUPS (``lp``), which keeps text and lines sharp at any
resolution. Elsewhere each page is painted as a picture. What came out on paper is never known
here: results only say that a printer took the pages.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTemporaryDir, QTimer
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from collectdesk.base.files import appearing
from collectdesk.domain.errors import FolderNotWritable, KnownError
from collectdesk.domain.words import counted, quoted

_TITLE_LIMIT = 80
_REASON_LIMIT = 160
_ANSWERS_WITHIN_MS = 3_000
_STOPPED = re.compile(r"^printer \S+ disabled since [^\n]*\n?(?P<why>[^\n]*)", re.MULTILINE)
_ERROR_MARK = re.compile(r"^\S*lp: (?:Error - )?")


class NoPrinter(KnownError):
    """The system knows no printer."""

    def __init__(self) -> None:
        super().__init__(
            "No printer is set up on this computer. Add one in the system's settings,"
            " or save the PDF and print it elsewhere."
        )


class PrinterRefused(KnownError):
    """The printing service did not take the pages. ``reason`` is the service's own word."""

    def __init__(self, printer: str, reason: str) -> None:
        told = _plain_reason(reason)
        why = f" It said: “{told}”." if told else ""
        super().__init__(
            f"The printer {quoted(printer)} did not take the pages.{why}"
            " Check that it is there and switched on, then print again."
        )


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """What was chosen in the system's print dialog. ``pages`` is "" for all, else "1-3,5".

    ``media`` is the paper that the pages were drawn for ("Letter", "A4"), "" when it has no name.
    """

    printer: str
    title: str = ""
    copies: int = 1
    collate: bool = True
    sides: str = "one-sided"
    pages: str = ""
    grey: bool = False
    media: str = ""


def lp_arguments(choice: PrintChoice) -> list[str]:
    """The arguments with which ``lp`` prints standard input as chosen, at its true size."""
    arguments = ["-d", choice.printer, "-n", str(choice.copies), "-t", _plain_title(choice.title)]
    arguments += ["-o", f"collate={'true' if choice.collate else 'false'}"]
    arguments += ["-o", f"sides={choice.sides}", "-o", "print-scaling=none"]
    if choice.media:
        arguments += ["-o", f"media={choice.media}"]
    if choice.pages:
        arguments += ["-P", choice.pages]
    if choice.grey:
        arguments += ["-o", "print-color-mode=monochrome"]
    return [*arguments, "-"]


def _plain_title(title: str) -> str:
    visible = "".join(mark if mark.isprintable() else " " for mark in title[:_TITLE_LIMIT])
    return visible.strip().lstrip("-") or "CollectDesk"


def _plain_reason(said: str) -> str:
    visible = "".join(mark if mark.isprintable() else " " for mark in said)
    return " ".join(visible.split()).rstrip(".")[:_REASON_LIMIT]


def has_printer() -> bool:
    """Whether the system knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def lp_program() -> str | None:
    """Where CUPS' ``lp`` is, on systems that print through CUPS."""
    return None if sys.platform == "win32" else shutil.which("lp")


def ask_for_printer(parent: QWidget, title: str, page_count: int) -> QPrinter | None:
    """The printer and options that the owner chose in the system's own dialog; None: cancelled."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_plain_title(title))
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, page_count > 1)
    dialog.setMinMax(1, page_count)
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def file_chosen_instead(printer: QPrinter) -> Path | None:
    """The file, where "print to a file" was chosen in the system's dialog."""
    if printer.outputFormat() is QPrinter.OutputFormat.PdfFormat:
        return Path(printer.outputFileName())
    return None


_SIDES = {
    QPrinter.DuplexMode.DuplexLongSide: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexAuto: "two-sided-long-edge",
    QPrinter.DuplexMode.DuplexShortSide: "two-sided-short-edge",
}


def choice_of(printer: QPrinter, title: str) -> PrintChoice:
    """What the system's dialog left in ``printer``, in terms of CUPS."""
    return PrintChoice(
        printer=printer.printerName(),
        title=title,
        copies=printer.copyCount(),
        collate=printer.collateCopies(),
        sides=_SIDES.get(printer.duplex(), "one-sided"),
        pages=_chosen_pages(printer),
        grey=printer.colorMode() is QPrinter.ColorMode.GrayScale,
    )


def media_of(file: Path) -> str:
    """The name of the paper that a PDF's first page was drawn for, "" when it has none."""
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    document.load(str(file))
    if document.pageCount() == 0:
        return ""
    points = document.pagePointSize(0)
    size = QPageSize.id(points, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
    return "" if size is QPageSize.PageSizeId.Custom else QPageSize.key(size)


def _chosen_pages(printer: QPrinter) -> str:
    if printer.printRange() is not QPrinter.PrintRange.PageRange:
        return ""
    return printer.pageRanges().toString() or f"{printer.fromPage()}-{printer.toPage()}"


Printed = Callable[[str], object]
NotPrinted = Callable[[KnownError], object]


class Printing(QObject):
    """One hand-over of a PDF to a printer; its window keeps it.

    The PDF is written to ``file`` first, so that a large batch need not be held in memory.
    ``done`` gets a sentence saying who took the pages, ``failed`` the reason in words.
    """

    def __init__(self, parent: QWidget, done: Printed, failed: NotPrinted) -> None:
        super().__init__(parent)
        self._done = done
        self._failed = failed
        self._process: QProcess | None = None
        self._printer = ""
        self._folder = QTemporaryDir()
        self.file = Path(self._folder.path()) / "print.pdf"

    def hand_over(self, title: str, printer: QPrinter) -> None:
        """Hand the file to the chosen ``printer``, or put it where a file was chosen instead."""
        program = lp_program()
        chosen = file_chosen_instead(printer)
        if chosen is not None:
            self._put(chosen)
        elif program is not None:
            choice = replace(choice_of(printer, title), media=media_of(self.file))
            self.hand_to_cups(choice, program)
        else:
            self._paint(printer)

    def hand_to_cups(self, choice: PrintChoice, program: str) -> None:
        """Give the file to ``lp`` without waiting; the window stays alive."""
        self._printer = choice.printer
        self._process = process = QProcess(self)
        process.finished.connect(self._cups_finished)
        process.errorOccurred.connect(self._cups_broke)
        process.setStandardInputFile(str(self.file))
        process.start(program, lp_arguments(choice))

    def _put(self, path: Path) -> None:
        try:
            with appearing(path) as chosen, self.file.open("rb") as drawn:
                shutil.copyfileobj(drawn, chosen)
        except OSError as error:
            self._refused(FolderNotWritable(str(path.parent), error.strerror or ""))
        else:
            self._taken(f"Saved as {path.name}.")

    def _paint(self, printer: QPrinter) -> None:
        from collectdesk.gui.preview.raster import paint_pages

        painted = paint_pages(self.file, printer)
        if painted:
            self._taken(f"{printer.printerName()} took {counted(painted, 'page')}.")
        else:
            self._refused(PrinterRefused(printer.printerName(), ""))

    def _cups_finished(self, code: int) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if code == 0:
            self._ask_whether_stopped(Path(process.program()).with_name("lpstat"))
            return
        said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
        self._refused(PrinterRefused(self._printer, _ERROR_MARK.sub("", said)))

    def _ask_whether_stopped(self, program: Path) -> None:
        """A stopped printer takes pages as well, and keeps them until it goes on."""
        self._process = process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        process.setProcessEnvironment(environment)
        process.finished.connect(self._tell_taken)
        process.errorOccurred.connect(self._tell_taken)
        process.start(str(program), ["-p", self._printer])
        QTimer.singleShot(_ANSWERS_WITHIN_MS, process, process.kill)

    def _tell_taken(self, *_: object) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        answer = bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace")
        stopped = _STOPPED.search(answer)
        if stopped is None:
            self._taken(f"{self._printer} took the pages.")
            return
        why = _plain_reason(stopped["why"])
        because = f" (“{why}”)" if why else ""
        self._taken(
            f"{self._printer} took the pages but is stopped{because}: they come out when it"
            " goes on."
        )

    def _cups_broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._process = None
            self._refused(PrinterRefused(self._printer, "the printing service is missing"))

    def _taken(self, said: str) -> None:
        self._folder.remove()
        self._done(said)

    def _refused(self, error: KnownError) -> None:
        self._folder.remove()
        self._failed(error)
