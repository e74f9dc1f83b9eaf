"""The ways out for documents: a printer, or a file. What became of it is said in a banner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from collectdesk.domain.errors import KnownError
from collectdesk.gui.dialogs.folders import last_folder, remember_folder
from collectdesk.gui.preview.printing import NoPrinter, Printing, ask_for_printer, has_printer
from collectdesk.gui.text import sentence
from collectdesk.gui.widgets.banner import Banner
from collectdesk.usecases.papers.paper_files import write_file

Source = Callable[[Callable[[bytes], object]], object]
"""Asked for the bytes of a file, it hands them to the given function, now or later."""

Written = Callable[[Path, Callable[[], object]], object]
"""Asked for a file at a path, it writes it and tells when it is there, now or later."""


class PaperOut(QObject):
    """Hands documents out of one window.

    The printer or file is chosen first; only then is the source asked for the bytes, so that
    nothing is issued for a cancelled dialog. ``taken`` is told the sentence to show.
    """

    def __init__(self, window: QWidget, banner: Banner) -> None:
        super().__init__(window)
        self._window = window
        self._banner = banner

    def print(
        self,
        title: str,
        page_count: int,
        source: Source,
        taken: Callable[[str], object],
        instead: Callable[[], object],
    ) -> None:
        """Print; where there is no printer, ``instead`` is offered (saving as a file).

        A ``page_count`` above one lets the owner choose pages.
        """

        def written(path: Path, then: Callable[[], object]) -> None:
            source(lambda data: self._write(path, data, lambda _: then()))

        self.print_file(title, page_count, written, taken, instead)

    def print_file(
        self,
        title: str,
        page_count: int,
        written: Written,
        taken: Callable[[str], object],
        instead: Callable[[], object],
    ) -> None:
        """The same of what may be too large to hold in memory."""
        if not has_printer():
            self._banner.say(str(NoPrinter()), "careful", "Save as PDF…", instead)
            return
        printer = ask_for_printer(self._window, title, page_count)
        if printer is None:
            return

        def refused(error: BaseException) -> None:
            self._banner.say(sentence(error), "late", "Save as PDF…", instead)

        printing = Printing(self._window, taken, refused)
        written(printing.file, lambda: printing.hand_over(title, printer))

    def save(self, suggested: str, source: Source, taken: Callable[[str], object]) -> None:
        """Save as one PDF at a place that the owner chooses."""
        self._save(self.choose_pdf(suggested), source, taken)

    def save_draft(self, suggested: str, source: Source, taken: Callable[[str], object]) -> None:
        """Save as an e-mail draft at a place that the owner chooses."""
        chosen = self._choose("Save as e-mail draft", suggested, "E-mail (*.eml)")
        self._save(chosen, source, taken)

    def choose_pdf(self, suggested: str) -> Path | None:
        """A place for a PDF, None when cancelled."""
        return self._choose("Save as PDF", suggested, "PDF (*.pdf)")

    def _save(self, path: Path | None, source: Source, taken: Callable[[str], object]) -> None:
        if path is not None:
            source(lambda data: self._write(path, data, taken))

    def _choose(self, title: str, suggested: str, kinds: str) -> Path | None:
        suffix = Path(suggested).suffix
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(last_folder() / suggested), kinds
        )
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
        remember_folder(path.parent)
        return path

    def choose_folder(self) -> Path | None:
        """A folder for several files, None when cancelled."""
        chosen = QFileDialog.getExistingDirectory(
            self._window, "A folder for the files", str(last_folder())
        )
        if not chosen:
            return None
        remember_folder(Path(chosen))
        return Path(chosen)

    def refuse(self, error: BaseException) -> None:
        """Say why it did not work."""
        self._banner.say(sentence(error), "late")

    def _write(self, path: Path, data: bytes, taken: Callable[[str], object]) -> None:
        try:
            write_file(path, data)
        except KnownError as error:
            self.refuse(error)
        else:
            taken(f"Saved as {path.name}.")
